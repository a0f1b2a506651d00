"""Which inspections may be seen, and where an object stands."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Self, TypeVar

from django.db.models import Model, Q

from ledger.models import OPEN
from people.models import Person
from people.roles import INSPECT, OPEN_RECORDS
from people.rules import units_where
from people.visibility import VisibleQuerySet
from units.models import Place

M = TypeVar("M", bound=Model)


class InspectionQuerySet(VisibleQuerySet[M]):
    """Inspections: for those who inspect at the unit that held them, and those who open its records."""

    def visible_to(self, person: Person | None) -> Self:
        """The inspections whose inspecting unit this person inspects at, or opens records of, today."""
        inspecting, opening = units_where(person, INSPECT), units_where(person, OPEN_RECORDS)
        return self.filter(Q(record__unit_id__in=inspecting) | Q(record__unit_id__in=opening))


def all_below(pairs: Iterable[tuple[int, int, date]]) -> bool:
    """Whether each object is the unit beside it, or stands below it on the day. (unit, object, day); one statement."""
    wanted = set(pairs)
    spans: dict[tuple[int, int], list[tuple[date, date]]] = defaultdict(list)
    places = Place.objects.filter(
        removed=OPEN,
        via__isnull=True,
        above_id__in={unit for unit, _, _ in wanted},
        unit_id__in={below for _, below, _ in wanted},
    )
    for unit, below, since, until in places.values_list("above_id", "unit_id", "since", "until"):
        spans[unit, below].append((since, until))
    return all(any(since <= day < until for since, until in spans[unit, below]) for unit, below, day in wanted)
