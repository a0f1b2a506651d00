"""Operations on inspections: hold, close, count what was remedied, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directives.models import Programme
from directives.rules import check_founded
from inspection.models import Inspection
from inspection.queries import all_below
from inspection.rules import check_closed, check_move
from inspection.states import Act, Object, State
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter_many, lock
from ledger.refusals import NotPermitted, Unfit
from people.models import Person
from people.roles import INSPECT
from people.rules import may_all


@dataclass(frozen=True)
class Holding:
    """An inspection that was begun. ``unit``: who inspects; ``object_unit``: at whom; ``count``: of how many."""

    unit: int
    kind: Act
    object: Object
    object_unit: int
    day: date
    planned_by: str = ""
    count: int = 1
    programme: Programme | None = None


@operation
def hold_inspection(*, holding: Holding, by: Person, request_key: UUID | None = None) -> Inspection:
    """Begin (tiến hành) one inspection. Errors: NotPermitted, Unfit."""
    return hold_inspections(holdings=[holding], by=by)[0]


@operation
def hold_inspections(*, holdings: Sequence[Holding], by: Person) -> list[Inspection]:
    """Begin many inspections. Errors: NotPermitted, Unfit (day, number of objects, an object elsewhere)."""
    if not may_all(by, INSPECT, {u for h in holdings for u in (h.unit, h.object_unit)}):
        raise NotPermitted
    for h in holdings:
        if h.day > clock.today():
            raise Unfit("inspection_day_ahead", "day", day=h.day)
        if h.count < 1 or (h.count > 1 and h.object != Object.MEMBER):
            raise Unfit("inspection_objects", "count")
    check_founded({h.unit: h.day for h in sorted(holdings, key=lambda h: h.day, reverse=True)})
    if not all_below((h.unit, h.object_unit, h.day) for h in holdings):
        raise Unfit("inspection_object_elsewhere", "object_unit")
    rows = [
        Inspection(
            kind=h.kind,
            object=h.object,
            object_unit_id=h.object_unit,
            count=h.count,
            programme=h.programme,
            planned_by=h.planned_by.strip(),
            day=h.day,
        )
        for h in holdings
    ]
    enter_many(rows, [h.unit for h in holdings])
    post_many(rows, by=by, verb="inspection.held")
    return rows


@operation
def close_inspection(
    *, inspection: Inspection, day: date, recommendations: int, by: Person, remedied: int = 0, conclusion: str = ""
) -> Inspection:
    """Close (kết thúc) an inspection with what it recommends. Errors: NotPermitted, IllegalMove, Unfit."""
    inspection = lock(inspection)
    check_move(inspection.state, to=State.CLOSED, unit=inspection.record.unit_id, by=by)
    if day > clock.today():
        raise Unfit("inspection_day_ahead", "closed_on", day=day)
    if day < inspection.day:
        raise Unfit("inspection_day_before", "closed_on", day=inspection.day)
    if recommendations < 0:
        raise Unfit("inspection_recommendations", "recommendations")
    _check_remedied(remedied, recommendations)
    inspection.state, inspection.closed_on, inspection.conclusion = State.CLOSED, day, conclusion.strip()
    inspection.recommendations, inspection.remedied = recommendations, remedied
    inspection.save(update_fields=["state", "closed_on", "conclusion", "recommendations", "remedied"])
    changes = {"closed_on": [None, day.isoformat()], "recommendations": [0, recommendations], "remedied": [0, remedied]}
    post(inspection, by=by, verb="inspection.closed", changes=changes)
    return inspection


@operation
def report_remedied(*, inspection: Inspection, remedied: int, by: Person, note: str = "") -> Inspection:
    """Count again how many recommendations are remedied (khắc phục). Errors: NotPermitted, IllegalMove, Unfit."""
    inspection = lock(inspection)
    check_closed(inspection.state, unit=inspection.record.unit_id, by=by)
    _check_remedied(remedied, inspection.recommendations)
    before, inspection.remedied = inspection.remedied, remedied
    inspection.save(update_fields=["remedied"])
    post(inspection, by=by, verb="inspection.remedied", changes={"remedied": [before, remedied]}, note=note)
    return inspection


def _check_remedied(remedied: int, recommendations: int) -> None:
    if not 0 <= remedied <= recommendations:
        raise Unfit("inspection_remedied", "remedied", recommendations=recommendations)


@operation
def withdraw_inspection(*, inspection: Inspection, by: Person, note: str = "") -> Inspection:
    """Withdraw (thu hồi) an inspection entered by mistake. Errors: NotPermitted, IllegalMove."""
    inspection = lock(inspection)
    check_move(inspection.state, to=State.WITHDRAWN, unit=inspection.record.unit_id, by=by)
    before, inspection.state = inspection.state, State.WITHDRAWN
    inspection.save(update_fields=["state"])
    post(inspection, by=by, verb="inspection.withdrawn", changes={"state": [before, inspection.state]}, note=note)
    return inspection
