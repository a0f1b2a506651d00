"""The records behind a number, as a reader may see them: rows to open, and for the rest a count and
the unit to ask. No answer here depends on something that the reader may not see.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import connection

from figures.literals import items, literal
from figures.models import Definition, Reading
from figures.opening import reading_of, records_text
from figures.reading import Question, Spot
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
from units.tree import share_from

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


LISTED = """
with given as ({given}),
whole as (select record_id, min(unit_id) as unit_id, min(day) as day from given {only} group by record_id),
seen as (select w.*, case when {openable} then 1 else 0 end as may_open
  from whole w join ledger_record r on r.id = w.record_id),
page as (select * from seen where may_open = 1 order by day desc, record_id desc limit {most} offset {first})
select 1 as what, p.record_id, p.unit_id, p.day, sum(g.quantity) as quantity, g.share, 1 as may_open
  from page p join given g on g.record_id = p.record_id
  group by p.record_id, p.unit_id, p.day, g.share
union all
select 0, 0, unit_id, max(day), count(*), null, may_open from seen group by unit_id, may_open"""
"""One page of what may be opened with what each record gives, then how many there are by unit."""


@dataclass(frozen=True)
class Asking:
    """One side of an open number. ``record``: of an extreme, the record that attains it."""

    question: Question
    figure: Definition
    spot: Spot
    side: str = "t"
    record: int | None = None

    @property
    def only(self) -> str:
        """Which of the rows count, as a condition."""
        match reading_of(self.figure, self.side):
            case Reading.DISTINCT:
                return "where member <> 0"
            case Reading.LATEST:
                return "where (unit_id, day) in (select unit_id, max(day) from given group by unit_id)"
        return ""


def behind(asking: Asking, person: Person, *, first: int = 0, most: int = 12) -> Behind:
    """One page of what may be opened, newest first. Four statements and two a kind of record shown."""
    text = LISTED.format(
        given=records_text(asking.question, asking.figure, asking.spot, asking.side, asking.record),
        only=asking.only,
        openable=openable_rule(person),
        most=literal(most),
        first=literal(first),
    )
    with connection.cursor() as cursor:
        cursor.execute(text)
        rows = cursor.fetchall()
    counts = [(unit, day, int(count), may_open) for what, _, unit, day, count, _, may_open in rows if not what]
    page: dict[int, tuple[int, date, Fraction]] = {}
    for what, record, unit, day, quantity, share, _may_open in rows:
        if what:
            so_far = page[record][2] if record in page else Fraction(0)
            page[record] = (unit, day, so_far + Fraction(quantity) * (share_from(share) or 0))
    titles = titles_of(list(page))
    hidden = sorted(((n, unit) for unit, _, n, may_open in counts if not may_open), reverse=True)
    last = max((day for _, day, _, _ in counts), default=clock.today())
    names = called({*(unit for unit, _, _ in page.values()), *(unit for _, unit in hidden)}, last)
    return Behind(
        [
            RecordRow(record, *titles.get(record, ("", "")), unit=names.get(unit, ""), day=day, quantity=quantity)
            for record, (unit, day, quantity) in sorted(page.items(), key=lambda p: (p[1][1], p[0]), reverse=True)
        ],
        sum(n for _, _, n, _ in counts),
        sum(n for _, _, n, may_open in counts if may_open),
        [Elsewhere(names.get(unit, ""), n) for n, unit in hidden],
    )


def openable_rule(person: Person) -> str:
    """Which records a person may open, as a condition on ``r``, the record. A statement a right."""
    by_right: dict[str, list[str]] = defaultdict(list)
    for kind, model in kinds().items():
        by_right[right_of(model)].append(kind)
    rules = []
    for right, names in sorted(by_right.items()):
        units = list(units_where(person, right).values_list("pk", flat=True))
        rules.append(f"(r.kind in ({items(names)}) and r.unit_id in ({items(units)}))")
    return " or ".join(rules)


def right_of(model: type[Recorded]) -> str:
    """The right with which records of a kind are opened."""
    return SEE_TREE if model is Unit else getattr(model, "SEEN_WITH", OPEN_RECORDS)


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
        rows = Record.objects.filter(pk__in=wanted, kind=kind, unit__in=units_where(person, right_of(model)))
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
