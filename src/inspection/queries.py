"""Which inspections may be seen, where an object stands, and the rows of the pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q, QuerySet

from inspection.states import Object
from ledger import clock
from ledger.models import OPEN
from people.models import Person
from people.roles import INSPECT, OPEN_RECORDS
from people.rules import units_where
from people.visibility import VisibleQuerySet
from units.models import Place
from units.queries import Named, names_on

if TYPE_CHECKING:
    from inspection.models import Inspection

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


@dataclass(frozen=True)
class InspectionRow:
    """An inspection with the names of who inspected and of whom."""

    inspection: "Inspection"
    unit: Named
    looked_at: Named

    @property
    def badge(self) -> str:
        """How the state looks."""
        return {"closed": "ok", "withdrawn": "stop"}.get(self.inspection.state, "")

    @property
    def left(self) -> int:
        """Recommendations not yet remedied."""
        return self.inspection.recommendations - self.inspection.remedied


def inspections_seen(person: Person) -> QuerySet["Inspection"]:
    """The inspections that a person may open, newest first."""
    from inspection.models import Inspection

    return Inspection.objects.visible_to(person).select_related("record", "programme").order_by("-day", "-record")


def rows_for(inspections: Sequence["Inspection"]) -> list[InspectionRow]:
    """Inspections with the names of their units. One statement."""
    units = {unit for i in inspections for unit in (i.record.unit_id, i.object_unit_id)}
    names = names_on(units, clock.today())
    return [InspectionRow(i, names[i.record.unit_id], names[i.object_unit_id]) for i in inspections]


def figures_of(inspection: "Inspection") -> set[str]:
    """The figures that an inspection counts in from its first day."""
    objects = "inspections.organisations" if inspection.object == Object.ORGANISATION else "inspections.members"
    return {f"inspections.held.{inspection.kind}", objects}
