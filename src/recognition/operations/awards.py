"""Awards: a decision grants them, one can be revoked, a decision entered by mistake is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directives.models import Programme
from directives.rules import check_founded
from inspection.queries import all_below
from ledger import clock
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import enter, lock
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person
from people.roles import RECOGNISE
from people.rules import may_all
from practice.queries import deciding_unit, first_elsewhere
from practice.states import Level
from recognition.models import Award, Decision
from recognition.queries import earlier_award, statuses_on
from recognition.rules import check_award_move
from recognition.states import AwardState, Form
from units.acts import name_now
from units.models import Unit


@dataclass(frozen=True)
class Draft:
    """A decision as it will be kept. ``unit``: who decides; ``until``: the first day after the period."""

    unit: int
    number: int
    symbol: str
    day: date
    form: Form
    level: Level
    programme: Programme
    period: str
    since: date
    until: date


@dataclass(frozen=True)
class Recipient:
    """Who is commended: one person or one unit. ``at``: the unit where it counts; ``status``: as on the day, if ""."""

    at: int
    person: Person | None = None
    unit: Unit | None = None
    status: str = ""


@operation
def grant_awards(
    *,
    decision: Draft,
    recipients: Sequence[Recipient],
    by: Person,
    confirmed: bool = False,
    request_key: UUID | None = None,
) -> Decision:
    """Keep a decision (quyết định khen thưởng) and what it gives. ``confirmed``: also to those who have one already.

    Errors: NotPermitted, Unfit (no number, nobody, twice in the list, an earlier award named).
    """
    d = decision
    if not may_all(by, RECOGNISE, {deciding_unit(d.unit, d.level), d.unit, *(r.at for r in recipients)}):
        raise NotPermitted
    _check_draft(d)
    _check_recipients(d, recipients)
    Programme.objects.select_for_update(no_key=True).get(pk=d.programme.pk)
    if not confirmed:
        _check_earlier(d, recipients)
    statuses = statuses_on([r.person for r in recipients if r.person and not r.status], d.day)
    row = enter(
        Decision(
            number=d.number,
            symbol=d.symbol.strip(),
            day=d.day,
            form=d.form,
            level=d.level,
            programme=d.programme,
            period=d.period,
            since=d.since,
            until=d.until,
        ),
        unit=d.unit,
    )
    awards = [
        Award(
            decision=row,
            person=r.person,
            unit=r.unit,
            at_id=r.at,
            status=(r.status or statuses[r.person.pk]) if r.person else "",
        )
        for r in recipients
    ]
    Award.objects.bulk_create(awards, batch_size=5000)
    post(row, by=by, verb="recognition.granted")
    return row


def _check_draft(d: Draft) -> None:
    if d.number < 1 or not d.symbol.strip():
        raise Unfit("decision_without_number", "number")
    if d.day > clock.today():
        raise Unfit("day_ahead", "day", day=d.day)
    if d.since >= d.until:
        raise Unfit("decision_period", "until")
    check_founded({d.unit: d.day})


def _check_recipients(d: Draft, recipients: Sequence[Recipient]) -> None:
    """One person or one unit each, nobody twice, each where it belongs. Errors: Unfit."""
    if not recipients:
        raise Unfit("decision_without_awards", "recipients")
    seen: set[tuple[str, int]] = set()
    for r in recipients:
        if (r.person is None) == (r.unit is None) or (r.status and r.person is None):
            raise Unfit("award_subject", "recipients")
        key = ("person", r.person.pk) if r.person else ("unit", r.unit.pk if r.unit else 0)
        if key in seen:
            raise Unfit("award_twice", "recipients", name=_name(r.person, r.unit))
        seen.add(key)
    elsewhere = first_elsewhere((r.person, r.at, d.day) for r in recipients if r.person)
    if elsewhere is not None:
        raise Unfit("person_elsewhere", "recipients", name=elsewhere.full_name)
    if not all_below((r.at, r.unit.pk, d.day) for r in recipients if r.unit):
        raise Unfit("unit_elsewhere", "recipients")


def _check_earlier(d: Draft, recipients: Sequence[Recipient]) -> None:
    """Nobody is commended twice for one achievement unless that is confirmed. Errors: Unfit."""
    earlier = earlier_award(
        persons=[r.person for r in recipients if r.person],
        units=[r.unit for r in recipients if r.unit],
        programme=d.programme.pk,
        level=d.level,
        since=d.since,
        until=d.until,
    )
    if earlier is not None:
        name = _name(earlier.person, earlier.unit)
        raise Unfit("award_duplicate", "recipients", name=name, symbol=earlier.decision.symbol)


def _name(person: Person | None, unit: Unit | None) -> str:
    if person is not None:
        return person.full_name
    return name_now(unit) if unit is not None else ""


@operation
def revoke_award(*, award: Award, day: date, by: Person, reason: str) -> Decision:
    """Revoke (hủy) one award of a decision; the others hold. Errors: NotPermitted, IllegalMove, Unfit."""
    decision = lock(award.decision)
    held = next(a for a in decision.awards.all() if a.pk == award.pk)
    check_award_move(held.state, to=AwardState.REVOKED, unit=_decides(decision), by=by)
    _check_holds(decision)
    if day > clock.today():
        raise Unfit("day_ahead", "day", day=day)
    if day < decision.day:
        raise Unfit("exemplar_day_before", "day", day=decision.day)
    held.revoked_on = day
    held.save(update_fields=["revoked_on"])
    changes = {"award": held.public_id, "revoked_on": [None, day.isoformat()]}
    post(decision, by=by, verb="recognition.revoked", changes=changes, note=reason)
    return decision


@operation
def withdraw_decision(*, decision: Decision, by: Person, note: str = "") -> Decision:
    """Withdraw (thu hồi) a decision entered by mistake. Errors: NotPermitted, IllegalMove."""
    decision = lock(decision)
    if not by.may(RECOGNISE, _decides(decision)):
        raise NotPermitted
    _check_holds(decision)
    decision.withdrawn = True
    decision.save(update_fields=["withdrawn"])
    post(decision, by=by, verb="recognition.decision_withdrawn", changes={"withdrawn": [False, True]}, note=note)
    return decision


def _decides(decision: Decision) -> int:
    return deciding_unit(decision.record.unit_id, decision.level)


def _check_holds(decision: Decision) -> None:
    if decision.withdrawn:
        raise IllegalMove("decision_withdrawn", symbol=decision.symbol)
