"""Operations on models of practice: register, recognise, adopt, end, withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from directives.models import Programme
from directives.rules import check_founded
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter, enter_many, lock
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person
from people.roles import OPEN_RECORDS, RECORD_WORK
from people.rules import may_all
from practice.models import PracticeModel
from practice.queries import deciding_unit, first_elsewhere
from practice.rules import check_move
from practice.states import Level, Owner, State
from units.models import Unit


@dataclass(frozen=True)
class Registration:
    """A model that a unit registers. ``person``: whose it is, if an individual's and named."""

    unit: int
    title: str
    registered_on: date
    owner: Owner = Owner.COLLECTIVE
    field: str = ""
    description: str = ""
    person: Person | None = None
    programme: Programme | None = None


@operation
def register_model(*, registration: Registration, by: Person, request_key: UUID | None = None) -> PracticeModel:
    """Register (đăng ký) one model. Errors: NotPermitted, Unfit."""
    return register_models(registrations=[registration], by=by)[0]


@operation
def register_models(*, registrations: Sequence[Registration], by: Person) -> list[PracticeModel]:
    """Register many models at once. Errors: NotPermitted, Unfit."""
    if not may_all(by, RECORD_WORK, {r.unit for r in registrations}):
        raise NotPermitted
    _check_fit(registrations)
    rows = [
        PracticeModel(
            title=r.title.strip(),
            field=r.field,
            owner=r.owner,
            person=r.person,
            programme=r.programme,
            description=r.description,
            registered_on=r.registered_on,
        )
        for r in registrations
    ]
    enter_many(rows, [r.unit for r in registrations])
    post_many(rows, by=by, verb="practice.registered")
    return rows


def _check_fit(registrations: Sequence[Registration]) -> None:
    for r in registrations:
        if not r.title.strip():
            raise Unfit("model_without_title", "title")
        if r.registered_on > clock.today():
            raise Unfit("model_day_ahead", "registered_on", day=r.registered_on)
        if r.person is not None and r.owner != Owner.INDIVIDUAL:
            raise Unfit("model_owner_unfit", "person")
    latest_first = sorted(registrations, key=lambda r: r.registered_on, reverse=True)
    check_founded({r.unit: r.registered_on for r in latest_first})
    elsewhere = first_elsewhere((r.person, r.unit, r.registered_on) for r in registrations if r.person)
    if elsewhere is not None:
        raise Unfit("model_person_elsewhere", "person", name=elsewhere.full_name)


def _check_day(model: PracticeModel, day: date, field: str) -> None:
    if day > clock.today():
        raise Unfit("model_day_ahead", field, day=day)
    if day < model.registered_on:
        raise Unfit("model_day_before", field, day=model.registered_on)


@operation
def recognise_model(*, model: PracticeModel, level: Level, day: date, by: Person) -> PracticeModel:
    """Recognise (công nhận) a model at a level. Errors: NotPermitted, IllegalMove, Unfit."""
    model = lock(model)
    check_move(model.state, to=State.RECOGNISED, unit=deciding_unit(model.record.unit_id, level), by=by)
    _check_day(model, day, "recognised_on")
    model.state, model.recognised_on, model.recognised_level = State.RECOGNISED, day, level
    model.save(update_fields=["state", "recognised_on", "recognised_level"])
    changes = {"recognised_on": [None, day.isoformat()], "recognised_level": ["", str(level)]}
    post(model, by=by, verb="practice.recognised", changes=changes)
    return model


@operation
def adopt_model(
    *, model: PracticeModel, unit: Unit, day: date, by: Person, request_key: UUID | None = None
) -> PracticeModel:
    """Take over (nhân rộng) another unit's model; an adopted one points to the first.

    Errors: NotPermitted, IllegalMove (ended or withdrawn, already taken over), Unfit.
    """
    first = lock(model.adopted_from or model)
    if not by.may(OPEN_RECORDS, first.record.unit_id) or not by.may(RECORD_WORK, unit.pk):
        raise NotPermitted
    if first.state not in (State.REGISTERED, State.RECOGNISED):
        raise IllegalMove("model_move", state=State(first.state).label)
    if first.record.unit_id == unit.pk:
        raise Unfit("model_own", "unit")
    if first.adoptions.exclude(state=State.WITHDRAWN).filter(record__unit=unit).exists():
        raise IllegalMove("model_already_adopted")
    _check_day(first, day, "registered_on")
    check_founded({unit.pk: day})
    adoption = PracticeModel(
        title=first.title,
        field=first.field,
        owner=first.owner,
        programme_id=first.programme_id,
        description=first.description,
        registered_on=day,
        adopted_from=first,
    )
    enter(adoption, unit=unit.pk)
    post(adoption, by=by, verb="practice.adopted")
    return adoption


@operation
def end_model(*, model: PracticeModel, day: date, by: Person, note: str = "") -> PracticeModel:
    """End (kết thúc) a model; what it stood for stays. Errors: NotPermitted, IllegalMove, Unfit."""
    model = lock(model)
    check_move(model.state, to=State.ENDED, unit=model.record.unit_id, by=by)
    _check_day(model, day, "ended_on")
    model.state, model.ended_on = State.ENDED, day
    model.save(update_fields=["state", "ended_on"])
    post(model, by=by, verb="practice.ended", changes={"ended_on": [None, day.isoformat()]}, note=note)
    return model


@operation
def withdraw_model(*, model: PracticeModel, by: Person, note: str = "") -> PracticeModel:
    """Withdraw (thu hồi) a model entered by mistake; it stands for nothing from then on.

    Errors: NotPermitted, IllegalMove (withdrawn already, or others took it over).
    """
    model = lock(model)
    check_move(model.state, to=State.WITHDRAWN, unit=model.record.unit_id, by=by)
    adoptions = model.adoptions.exclude(state=State.WITHDRAWN).count()
    if adoptions:
        raise IllegalMove("model_is_adopted", count=adoptions)
    before, model.state = model.state, State.WITHDRAWN
    model.save(update_fields=["state"])
    post(model, by=by, verb="practice.withdrawn", changes={"state": [before, model.state]}, note=note)
    return model
