"""The records behind a number, as a reader may see them: rows to open, and for the rest a count and
the unit to ask. No answer here depends on something that the reader may not see.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from figures.opening import Given
from ledger import clock
from ledger.models import OPEN, Record
from ledger.recorded import Recorded, kinds
from people.models import Person
from people.roles import OPEN_RECORDS
from people.rules import units_where
from units.kinds import BRANCH, SUB_COMMITTEE
from units.models import Standing, Unit
from units.queries import names_on
from units.rules import SEE_TREE

UNDER_A_BASE = (BRANCH, SUB_COMMITTEE)


@dataclass(frozen=True)
class RecordRow:
    """A record that the reader may open, and what it gives to the number."""

    record: int
    title: str
    href: str
    unit: str
    day: date
    quantity: Fraction


@dataclass(frozen=True)
class Elsewhere:
    """Records that the reader may not open: how many, and the unit to ask."""

    unit: str
    count: int


@dataclass(frozen=True)
class Behind:
    """``whole``: all records behind the number; ``shown``: how many of them may be opened."""

    rows: list[RecordRow]
    whole: int
    shown: int
    elsewhere: list[Elsewhere]

    @property
    def hidden(self) -> int:
        """How many the reader may not open."""
        return self.whole - self.shown


def behind(given: Sequence[Given], person: Person, *, first: int = 0, most: int = 12) -> Behind:
    """One page of what may be opened, newest first."""
    by_record: dict[int, Given] = {}
    amounts: dict[int, Fraction] = {}
    for g in given:
        by_record.setdefault(g.record, g)
        amounts[g.record] = amounts.get(g.record, Fraction(0)) + g.quantity
    open_to = openable(by_record.keys(), person)
    ordered = sorted(by_record.values(), key=lambda g: (g.day, g.record), reverse=True)
    visible = [g for g in ordered if g.record in open_to]
    page = visible[first : first + most]
    titles = titles_of([g.record for g in page])
    hidden = [g for g in ordered if g.record not in open_to]
    names = called({g.unit for g in (*page, *hidden)}, max((g.day for g in given), default=clock.today()))
    rows = [
        RecordRow(
            g.record,
            *titles.get(g.record, ("", "")),
            unit=names.get(g.unit, ""),
            day=g.day,
            quantity=amounts[g.record],
        )
        for g in page
    ]
    counts = Counter(g.unit for g in hidden)
    elsewhere = [Elsewhere(names.get(unit, ""), count) for unit, count in counts.most_common()]
    return Behind(rows, len(by_record), len(visible), elsewhere)


def called(units: Collection[int], day: date) -> dict[int, str]:
    """What units are called among many: a branch with the committee that it stands under. Three statements."""
    names = names_on(units, day)
    branches = [unit for unit, named in names.items() if named.kind in UNDER_A_BASE]
    above = dict(
        Standing.objects.filter(removed=OPEN, unit_id__in=branches, since__lte=day, parent__isnull=False)
        .order_by("since")
        .values_list("unit_id", "parent_id")
    )
    committees = names_on(set(above.values()), day)
    return {
        unit: f"{named.short}, {committees[above[unit]].short}" if unit in above else named.short
        for unit, named in names.items()
    }


def openable(records: Iterable[int], person: Person) -> set[int]:
    """The records among these that the person may open, kind by kind."""
    wanted = list(records)
    found: set[int] = set()
    models = kinds()
    held = Record.objects.filter(pk__in=wanted).values_list("kind", flat=True).distinct()
    for kind in held:
        model = models[kind]
        right = SEE_TREE if model is Unit else getattr(model, "SEEN_WITH", OPEN_RECORDS)
        rows = Record.objects.filter(pk__in=wanted, kind=kind, unit__in=units_where(person, right))
        found.update(rows.values_list("pk", flat=True))
    return found


def titles_of(records: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Title and address of records, a statement or two a kind."""
    found: dict[int, tuple[str, str]] = {}
    by_kind: dict[str, list[int]] = {}
    for pk, kind in Record.objects.filter(pk__in=records).values_list("pk", "kind"):
        by_kind.setdefault(kind, []).append(pk)
    for kind, keys in by_kind.items():
        for row in kinds()[kind].for_entries().filter(pk__in=keys):
            found[row.record_id] = (str(row), _address(row))
    return found


def _address(row: Recorded) -> str:
    from django.urls import NoReverseMatch

    try:
        return row.get_absolute_url()
    except NoReverseMatch:
        return ""
