"""Operations on breakthroughs (khâu đột phá): register, judge, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commitments.models import Breakthrough
from commitments.rules import REGISTER, check_judgement
from directives.models import Programme
from directives.rules import check_founded
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter_many, lock
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person
from people.rules import may_all


@dataclass(frozen=True)
class Registration:
    """A breakthrough to register. ``period``: ``2015–2020`` or ``2018``; ``leader``: a position."""

    unit: int
    programme: Programme
    period: str
    content: str
    registered_on: date
    leader: str = ""
    target: str = ""
    due: date | None = None


@operation
def register_breakthrough(*, registration: Registration, by: Person, request_key: UUID | None = None) -> Breakthrough:
    """Register one breakthrough. Errors: NotPermitted, Unfit."""
    return register_breakthroughs(registrations=[registration], by=by)[0]


@operation
def register_breakthroughs(*, registrations: Sequence[Registration], by: Person) -> list[Breakthrough]:
    """Register breakthroughs of units. Errors: NotPermitted, Unfit."""
    if not may_all(by, REGISTER, {r.unit for r in registrations}):
        raise NotPermitted
    first: dict[int, date] = {}
    for r in registrations:
        if not (r.content.strip() and r.period.strip()):
            raise Unfit("breakthrough_without_content", "content")
        if r.registered_on > clock.today():
            raise Unfit("breakthrough_day_unfit", "registered_on", day=r.registered_on)
        first[r.unit] = min(r.registered_on, first.get(r.unit, r.registered_on))
    check_founded(first)
    rows = [
        Breakthrough(
            programme=r.programme,
            period=r.period,
            content=r.content.strip(),
            target=r.target,
            leader=r.leader,
            registered_on=r.registered_on,
            due=r.due,
        )
        for r in registrations
    ]
    enter_many(rows, [r.unit for r in registrations])
    post_many(rows, by=by, verb="commitments.breakthrough_registered")
    return rows


@operation
def judge_breakthrough(
    *, breakthrough: Breakthrough, result: str, day: date, by: Person, note: str = ""
) -> Breakthrough:
    """Judge (đánh giá) whether it was met; a judgement may be corrected. Errors: NotPermitted, IllegalMove, Unfit."""
    breakthrough = lock(breakthrough)
    check_judgement(breakthrough, to=result, by=by)
    if not breakthrough.registered_on <= day <= clock.today():
        raise Unfit("breakthrough_day_unfit", "day", day=day)
    before = breakthrough.result
    breakthrough.result, breakthrough.judged_on = result, day
    breakthrough.save(update_fields=["result", "judged_on"])
    changes = {"result": [before, str(result)]}
    post(breakthrough, by=by, verb="commitments.breakthrough_judged", changes=changes, note=note)
    return breakthrough


@operation
def withdraw_breakthrough(*, breakthrough: Breakthrough, by: Person, note: str = "") -> Breakthrough:
    """Take back a breakthrough registered by mistake. Errors: NotPermitted, IllegalMove."""
    breakthrough = lock(breakthrough)
    if not by.may(REGISTER, breakthrough.record.unit_id):
        raise NotPermitted
    if breakthrough.withdrawn:
        raise IllegalMove("breakthrough_not_now")
    breakthrough.withdrawn = True
    breakthrough.save(update_fields=["withdrawn"])
    changes = {"withdrawn": [False, True]}
    post(breakthrough, by=by, verb="commitments.breakthrough_withdrawn", changes=changes, note=note)
    return breakthrough
