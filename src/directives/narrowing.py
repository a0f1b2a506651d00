"""What a list of records is narrowed to: a unit with all below it, a year, a kind. Read from the address.

``?don_vi=…&nam=…&loai=…``. What names nothing narrows to nothing, whether it is absent or not to be seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from ledger import clock
from ledger.recorded import Recorded
from people.access import WorkRequest
from people.rules import places_today, units_where
from units.models import Unit
from units.queries import Named, children_between, names_on
from units.rules import SEE_TREE

R = TypeVar("R", bound=Recorded)
LONGEST_KEY = 60


@dataclass(frozen=True)
class Choice:
    """One thing to choose in the form above a list."""

    value: str
    name: str


@dataclass(frozen=True)
class Narrowed(Generic[R]):
    """The rows that are left, and what was and may be chosen."""

    rows: QuerySet[R]
    unit: str
    year: str
    kind: str
    units: Sequence[Choice]
    years: Sequence[str]
    kinds: Sequence[Choice]

    @property
    def chosen(self) -> bool:
        return bool(self.unit or self.year or self.kind)


def narrow(
    request: WorkRequest, rows: QuerySet[R], *, day: str, kind: str = "", kinds: Iterable[tuple[Any, Any]] = ()
) -> Narrowed[R]:
    """Narrow visible rows by the address. ``day`` and ``kind`` name the fields for the year and the kind."""
    years = [str(first.year) for first in rows.order_by().dates(day, "year", order="DESC")]
    offered = [Choice(str(value), str(name)) for value, name in kinds if value]
    key = request.GET.get("don_vi", "")[:LONGEST_KEY].replace("\x00", "")
    year, chosen = request.GET.get("nam", ""), request.GET.get("loai", "")
    year = year if year in years else ""
    chosen = chosen if chosen in {choice.value for choice in offered} else ""
    if key:
        rows = rows.filter(record__unit_id__in=places_today().filter(above__key=key).values("unit_id"))
    if year:
        rows = rows.filter(**{f"{day}__year": int(year)})
    if chosen:
        rows = rows.filter(**{kind: chosen})
    return Narrowed(rows, key, year, chosen, _units(request, key), years, offered)


def _units(request: WorkRequest, key: str) -> list[Choice]:
    """The unit of work, those directly below it, and the one that is chosen."""
    working, today = request.working_unit, clock.today()
    found = []
    if working is not None:
        below = children_between(working.pk, today, today + timedelta(days=1))
        found = [Choice(working.key, working.name), *(Choice(child.key, child.name) for child in below)]
    if key and key not in {choice.value for choice in found}:
        seen = Unit.objects.filter(key=key, pk__in=units_where(request.person, SEE_TREE)).values_list("pk", flat=True)
        found += [Choice(named.key, named.name) for named in names_on(seen, today).values()]
    return found


def with_units(rows: Iterable[R]) -> list[tuple[R, Named]]:
    """Rows of a page, each with its unit as it is called today. One statement."""
    rows = list(rows)
    names = names_on({row.record.unit_id for row in rows}, clock.today())
    return [(row, names[row.record.unit_id]) for row in rows]
