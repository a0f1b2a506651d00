"""Registering, recognising, adopting, ending and withdrawing models: refusals, and what is posted."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest

from directives.tests.acting import lines, refused
from ledger import clock
from ledger.models import Entry, Event
from ledger.refusals import IllegalMove, NotPermitted
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from practice.models import PracticeModel
from practice.operations import (
    Registration,
    adopt_model,
    end_model,
    recognise_model,
    register_model,
    register_models,
    withdraw_model,
)
from practice.states import Level, Owner, State
from practice.tests.conftest import DAY, LATER, Make

InState = Callable[[State], PracticeModel]


def test_a_registered_model_counts_once_at_its_unit_for_whose_it_is(cast: Cast, register: Make) -> None:
    model = register(cast.base, owner=Owner.INDIVIDUAL, person=cast.members[0])
    assert lines(model) == {("models.registered", cast.base.pk, DAY, 1, "", "")}
    (entry,) = Entry.objects.filter(record=model.record)
    assert (entry.subject, entry.programme, entry.member) == ("individual", model.programme_id, 0)


def test_a_recognised_model_counts_at_its_level_too(cast: Cast, register: Make) -> None:
    model = recognise_model(model=register(cast.base), level=Level.BLOC, day=LATER, by=cast.recogniser)
    assert lines(model) == {
        ("models.registered", cast.base.pk, DAY, 1, "", ""),
        ("models.recognised", cast.base.pk, LATER, 1, "", "bloc"),
    }


def test_an_ended_model_keeps_what_it_counted_for(cast: Cast, in_state: InState) -> None:
    model = in_state(State.RECOGNISED)
    before = lines(model)
    assert lines(end_model(model=model, day=date(2020, 1, 1), by=cast.clerk)) == before


@pytest.mark.parametrize("state", [State.REGISTERED, State.RECOGNISED, State.ENDED])
def test_a_withdrawn_model_counts_for_nothing_and_every_entry_is_undone(
    cast: Cast, in_state: InState, state: State
) -> None:
    model = in_state(state)
    by = cast.clerk if state is State.REGISTERED else cast.recogniser
    withdraw_model(model=model, by=by, note="nhập nhầm")
    assert lines(model) == set()
    entries = Entry.objects.filter(record=model.record)
    assert sum(e.quantity for e in entries) == sum(e.times for e in entries) == 0
    last = Event.objects.filter(record=model.record).latest("id")
    assert (last.verb, last.changes) == ("practice.withdrawn", {"state": [state.value, "withdrawn"]})
    assert last.words.note == "nhập nhầm"


def test_an_adopted_model_is_an_adoption_and_not_a_model_more(cast: Cast, register: Make) -> None:
    first = register(cast.base)
    adoption = adopt_model(model=first, unit=cast.other_base, day=LATER, by=cast.clerk)
    assert lines(adoption) == {("models.adopted", cast.other_base.pk, LATER, 1, "", "")}
    assert (adoption.title, adoption.adopted_from) == (first.title, first)


def test_what_is_taken_over_from_an_adoption_points_to_the_first(cast: Cast, register: Make) -> None:
    first = register(cast.base)
    second = adopt_model(model=first, unit=cast.other_base, day=LATER, by=cast.clerk)
    third = adopt_model(model=second, unit=cast.branch, day=LATER, by=cast.clerk)
    assert third.adopted_from == first


def test_a_unit_takes_a_model_over_once_and_never_its_own(cast: Cast, register: Make) -> None:
    first = register(cast.base)
    adoption = adopt_model(model=first, unit=cast.branch, day=LATER, by=cast.clerk)
    with refused("model_already_adopted"):
        adopt_model(model=first, unit=cast.branch, day=LATER, by=cast.clerk)
    with refused("model_own"):
        adopt_model(model=first, unit=cast.base, day=LATER, by=cast.clerk)
    withdraw_model(model=adoption, by=cast.clerk)
    assert adopt_model(model=first, unit=cast.branch, day=LATER, by=cast.clerk)


@pytest.mark.parametrize("state", [State.ENDED, State.WITHDRAWN])
def test_an_ended_or_withdrawn_model_is_not_taken_over(cast: Cast, in_state: InState, state: State) -> None:
    with refused("model_move"):
        adopt_model(model=in_state(state), unit=cast.other_base, day=LATER, by=cast.clerk)


def test_a_model_that_others_took_over_is_not_withdrawn(cast: Cast, register: Make) -> None:
    first = register(cast.base)
    adopt_model(model=first, unit=cast.other_base, day=LATER, by=cast.clerk)
    with refused("model_is_adopted"):
        withdraw_model(model=first, by=cast.clerk)


def test_nobody_takes_over_a_model_that_they_may_not_open(cast: Cast, register: Make) -> None:
    hidden = register(cast.other_branch)
    with pytest.raises(NotPermitted):
        adopt_model(model=hidden, unit=cast.branch, day=LATER, by=cast.secretary)


@pytest.mark.parametrize(("state", "act"), product(State, ["recognise", "end", "withdraw"]))
def test_every_act_is_refused_from_the_states_from_which_it_is_not_listed(
    cast: Cast, in_state: InState, state: State, act: str
) -> None:
    model = in_state(state)
    give_post(person=cast.clerk, role=Role.RECOGNITION, unit=cast.bloc, since=BEGIN, by=cast.operator)
    legal: dict[str, set[State]] = {
        "recognise": {State.REGISTERED},
        "end": {State.REGISTERED, State.RECOGNISED},
        "withdraw": {State.REGISTERED, State.RECOGNISED, State.ENDED},
    }
    day = date(2020, 1, 1)

    def run() -> PracticeModel:
        if act == "recognise":
            return recognise_model(model=model, level=Level.BASE, day=day, by=cast.clerk)
        if act == "end":
            return end_model(model=model, day=day, by=cast.clerk)
        return withdraw_model(model=model, by=cast.clerk)

    if state in legal[act]:
        assert run().state != state
    else:
        with pytest.raises(IllegalMove):
            run()


REGISTERS = {
    "clerk": {"bloc", "base", "other_base", "branch", "other_branch"},
    "secretary": {"branch"},
    "other_secretary": {"other_branch"},
}


def test_models_are_registered_by_those_who_record_work_there(cast: Cast) -> None:
    for part, person in cast.persons.items():
        for where, unit in cast.units.items():
            wanted = Registration(unit.pk, "Bưu tá tận tụy", DAY)
            if where in REGISTERS.get(part, set()):
                assert register_model(registration=wanted, by=person).record.unit_id == unit.pk
            else:
                with pytest.raises(NotPermitted):
                    register_model(registration=wanted, by=person)


def test_a_list_with_one_unit_out_of_reach_keeps_nothing(cast: Cast) -> None:
    wanted = [Registration(unit.pk, "Bưu tá tận tụy", DAY) for unit in (cast.branch, cast.other_branch)]
    with pytest.raises(NotPermitted):
        register_models(registrations=wanted, by=cast.secretary)
    assert not PracticeModel.objects.exists()


def test_an_officer_of_the_base_recognises_at_the_base_and_not_above_it(cast: Cast, register: Make) -> None:
    give_post(person=cast.stranger, role=Role.RECOGNITION, unit=cast.base, since=BEGIN, by=cast.operator)
    for level in (Level.BLOC, Level.PROVINCE):
        with pytest.raises(NotPermitted):
            recognise_model(model=register(cast.branch), level=level, day=LATER, by=cast.stranger)
    assert recognise_model(model=register(cast.branch), level=Level.BASE, day=LATER, by=cast.stranger)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": "  "}, "model_without_title"),
        ({"day": date(2999, 1, 1)}, "model_day_ahead"),
        ({"owner": Owner.COLLECTIVE, "person": "member"}, "model_owner_unfit"),
        ({"owner": Owner.INDIVIDUAL, "person": "elsewhere"}, "model_person_elsewhere"),
        ({"owner": Owner.INDIVIDUAL, "person": "member", "day": date(2015, 1, 1)}, "model_person_elsewhere"),
    ],
)
def test_what_is_unfit_is_refused(cast: Cast, register: Make, facts: dict[str, object], code: str) -> None:
    persons = {"member": cast.members[0], "elsewhere": cast.other_members[0]}
    given = {name: persons.get(str(fact), fact) for name, fact in facts.items()}
    with refused(code):
        register(cast.branch, **given)


def test_a_model_is_recognised_and_ended_between_its_registration_and_today(cast: Cast, register: Make) -> None:
    model = register(cast.base)
    for day, code in ((DAY - timedelta(days=1), "model_day_before"), (date(2999, 1, 1), "model_day_ahead")):
        with refused(code):
            recognise_model(model=model, level=Level.BASE, day=day, by=cast.recogniser)
        with refused(code):
            end_model(model=model, day=day, by=cast.clerk)
    assert recognise_model(model=model, level=Level.BASE, day=clock.today(), by=cast.recogniser)


def test_the_same_form_sent_twice_makes_one_model(cast: Cast) -> None:
    key = uuid4()
    wanted = Registration(cast.base.pk, "Bưu tá tận tụy", DAY)
    first, second = (register_model(registration=wanted, by=cast.clerk, request_key=key) for _ in range(2))
    assert first == second
    assert PracticeModel.objects.count() == Entry.objects.filter(record=first.record).count() == 1


def test_an_adoption_sent_twice_is_one(cast: Cast, register: Make) -> None:
    first, key = register(cast.base), uuid4()
    made = {adopt_model(model=first, unit=cast.branch, day=LATER, by=cast.clerk, request_key=key).pk for _ in range(2)}
    assert len(made) == 1
