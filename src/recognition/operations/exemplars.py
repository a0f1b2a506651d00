"""Exemplars: register, select, forward, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directives.models import Programme
from directives.rules import check_founded
from inspection.queries import all_below
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter_many, lock
from ledger.refusals import NotPermitted, Unfit
from people.models import Person
from people.roles import RECORD_WORK
from people.rules import may_all
from practice.queries import first_elsewhere
from recognition.models import Exemplar
from recognition.queries import unit_above
from recognition.rules import check_move
from recognition.states import State, Subject
from units.models import Unit


@dataclass(frozen=True)
class Nomination:
    """Who a base unit registers as an exemplar: one person, or one unit for a collective."""

    unit: int
    registered_on: date
    programme: Programme
    person: Person | None = None
    exemplar_unit: Unit | None = None
    reason: str = ""


@operation
def register_exemplar(*, nomination: Nomination, by: Person, request_key: UUID | None = None) -> Exemplar:
    """Register (đăng ký) one exemplar. Errors: NotPermitted, Unfit."""
    return register_exemplars(nominations=[nomination], by=by)[0]


@operation
def register_exemplars(*, nominations: Sequence[Nomination], by: Person) -> list[Exemplar]:
    """Register many exemplars at once. Errors: NotPermitted, Unfit."""
    if not may_all(by, RECORD_WORK, {n.unit for n in nominations}):
        raise NotPermitted
    _check_fit(nominations)
    rows = [
        Exemplar(
            subject=Subject.COLLECTIVE if n.person is None else Subject.INDIVIDUAL,
            person=n.person,
            exemplar_unit=n.exemplar_unit,
            programme=n.programme,
            reason=n.reason.strip(),
            registered_on=n.registered_on,
        )
        for n in nominations
    ]
    enter_many(rows, [n.unit for n in nominations])
    post_many(rows, by=by, verb="recognition.registered")
    return rows


def _check_fit(nominations: Sequence[Nomination]) -> None:
    """One person or one unit each, of the nominating unit, on a day gone by. Errors: Unfit."""
    for n in nominations:
        if (n.person is None) == (n.exemplar_unit is None):
            raise Unfit("exemplar_subject", "person")
        _check_past(n.registered_on, "registered_on")
    check_founded({n.unit: n.registered_on for n in sorted(nominations, key=lambda n: n.registered_on, reverse=True)})
    elsewhere = first_elsewhere((n.person, n.unit, n.registered_on) for n in nominations if n.person)
    if elsewhere is not None:
        raise Unfit("person_elsewhere", "person", name=elsewhere.full_name)
    if not all_below((n.unit, n.exemplar_unit.pk, n.registered_on) for n in nominations if n.exemplar_unit):
        raise Unfit("unit_elsewhere", "exemplar_unit")


def _check_past(day: date, field: str) -> None:
    if day > clock.today():
        raise Unfit("day_ahead", field, day=day)


@operation
def select_exemplar(*, exemplar: Exemplar, day: date, by: Person) -> Exemplar:
    """Select (lựa chọn) an exemplar at the committee above. Errors: NotPermitted, IllegalMove, Unfit."""
    return _step(exemplar, State.SELECTED, "selected_on", day, by)


@operation
def forward_exemplar(*, exemplar: Exemplar, day: date, by: Person) -> Exemplar:
    """Forward (đăng ký với cấp trên) a selected exemplar. Errors: NotPermitted, IllegalMove, Unfit."""
    return _step(exemplar, State.FORWARDED, "forwarded_on", day, by)


@operation
def withdraw_exemplar(*, exemplar: Exemplar, day: date, by: Person, note: str = "") -> Exemplar:
    """Withdraw (thu hồi) an exemplar; it stands for nothing from then on. Errors: NotPermitted, IllegalMove, Unfit."""
    return _step(exemplar, State.WITHDRAWN, "withdrawn_on", day, by, note)


def _step(exemplar: Exemplar, to: State, field: str, day: date, by: Person, note: str = "") -> Exemplar:
    exemplar = lock(exemplar)
    unit = exemplar.record.unit_id
    check_move(exemplar.state, to=to, unit=unit, above=unit_above(unit), by=by)
    _check_past(day, field)
    if day < exemplar.last_step_on:
        raise Unfit("exemplar_day_before", field, day=exemplar.last_step_on)
    setattr(exemplar, field, day)
    exemplar.save(update_fields=[field])
    post(exemplar, by=by, verb=f"recognition.{to.value}", changes={field: [None, day.isoformat()]}, note=note)
    return exemplar
