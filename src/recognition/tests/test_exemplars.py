"""Registering, selecting, forwarding and withdrawing exemplars: refusals, and what is posted."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from directives.models import Programme
from directives.tests.acting import lines, refused
from ledger.lines import member_of_unit
from ledger.models import Entry, Event
from ledger.refusals import NotPermitted
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from recognition.models import Exemplar
from recognition.operations import (
    Nomination,
    forward_exemplar,
    register_exemplar,
    register_exemplars,
    select_exemplar,
    withdraw_exemplar,
)
from recognition.states import State
from recognition.tests.conftest import FORWARDED, REGISTERED, SELECTED, Make

InState = Callable[[State], Exemplar]


def test_each_step_counts_one_exemplar_on_its_own_day(cast: Cast, in_state: InState) -> None:
    registered = ("exemplars.registered", cast.base.pk, REGISTERED, 1, "", "base")
    selected = ("exemplars.selected", cast.base.pk, SELECTED, 1, "", "bloc")
    forwarded = ("exemplars.forwarded", cast.base.pk, FORWARDED, 1, "", "bloc")
    assert lines(in_state(State.REGISTERED)) == {registered}
    assert lines(in_state(State.SELECTED)) == {registered, selected}
    assert lines(in_state(State.FORWARDED)) == {registered, selected, forwarded}
    assert lines(in_state(State.WITHDRAWN)) == set()


def test_a_person_counts_as_a_person_and_a_collective_as_a_unit(cast: Cast, nominate: Make) -> None:
    (individual,) = Entry.objects.filter(record=nominate(cast.members[0]).record)
    (collective,) = Entry.objects.filter(record=nominate(cast.branch).record)
    assert (individual.subject, individual.member) == ("individual", cast.members[0].pk)
    assert (collective.subject, collective.member) == ("collective", member_of_unit(cast.branch.pk))
    assert individual.programme == collective.programme > 0


@pytest.mark.parametrize("state", [State.REGISTERED, State.SELECTED, State.FORWARDED])
def test_a_withdrawn_exemplar_counts_for_nothing_and_every_entry_is_undone(
    cast: Cast, in_state: InState, state: State
) -> None:
    by = cast.clerk if state is State.REGISTERED else cast.recogniser
    exemplar = withdraw_exemplar(exemplar=in_state(state), day=date(2021, 1, 4), by=by, note="xin rút")
    assert (exemplar.state, lines(exemplar)) == (State.WITHDRAWN, set())
    entries = Entry.objects.filter(record=exemplar.record)
    assert sum(e.quantity for e in entries) == sum(e.times for e in entries) == 0
    last = Event.objects.filter(record=exemplar.record).latest("id")
    assert (last.verb, last.changes) == ("recognition.withdrawn", {"withdrawn_on": [None, "2021-01-04"]})


REGISTERS = {
    "clerk": {"bloc", "base", "other_base", "branch", "other_branch"},
    "secretary": {"branch"},
    "other_secretary": {"other_branch"},
}


def test_exemplars_are_registered_by_those_who_record_work_there(cast: Cast, programme: Programme) -> None:
    for part, person in cast.persons.items():
        for where, unit in cast.units.items():
            wanted = Nomination(unit.pk, REGISTERED, programme, exemplar_unit=unit)
            if where in REGISTERS.get(part, set()):
                assert register_exemplar(nomination=wanted, by=person).record.unit_id == unit.pk
            else:
                with pytest.raises(NotPermitted):
                    register_exemplar(nomination=wanted, by=person)


def test_an_officer_of_the_base_neither_selects_nor_forwards(cast: Cast, in_state: InState) -> None:
    give_post(person=cast.stranger, role=Role.RECOGNITION, unit=cast.base, since=BEGIN, by=cast.operator)
    with pytest.raises(NotPermitted):
        select_exemplar(exemplar=in_state(State.REGISTERED), day=SELECTED, by=cast.stranger)
    with pytest.raises(NotPermitted):
        forward_exemplar(exemplar=in_state(State.SELECTED), day=FORWARDED, by=cast.stranger)


def test_one_person_or_one_unit_of_the_nominating_unit_is_named(cast: Cast, programme: Programme) -> None:
    for facts, code in (
        ({}, "exemplar_subject"),
        ({"person": cast.members[0], "exemplar_unit": cast.branch}, "exemplar_subject"),
        ({"person": cast.other_members[0]}, "person_elsewhere"),
        ({"person": cast.stranger}, "person_elsewhere"),
        ({"exemplar_unit": cast.other_branch}, "unit_elsewhere"),
        ({"exemplar_unit": cast.bloc}, "unit_elsewhere"),
    ):
        wanted = Nomination(cast.base.pk, REGISTERED, programme, **facts)
        with refused(code):
            register_exemplar(nomination=wanted, by=cast.clerk)
    assert not Exemplar.objects.exists()


def test_a_list_with_one_unfit_nomination_keeps_nothing(cast: Cast, programme: Programme) -> None:
    good = Nomination(cast.base.pk, REGISTERED, programme, person=cast.members[0])
    bad = Nomination(cast.base.pk, date(2999, 1, 1), programme, person=cast.members[1])
    with refused("day_ahead"):
        register_exemplars(nominations=[good, bad], by=cast.clerk)
    assert not Exemplar.objects.exists()


def test_steps_follow_each_other_and_none_lies_ahead(cast: Cast, in_state: InState) -> None:
    registered, selected = in_state(State.REGISTERED), in_state(State.SELECTED)
    with refused("exemplar_day_before"):
        select_exemplar(exemplar=registered, day=REGISTERED - timedelta(days=1), by=cast.recogniser)
    with refused("exemplar_day_before"):
        forward_exemplar(exemplar=selected, day=SELECTED - timedelta(days=1), by=cast.recogniser)
    with refused("day_ahead"):
        select_exemplar(exemplar=registered, day=date(2999, 1, 1), by=cast.recogniser)
    with refused("exemplar_move"):
        forward_exemplar(exemplar=registered, day=FORWARDED, by=cast.recogniser)


def test_the_same_form_sent_twice_makes_one_exemplar(cast: Cast, programme: Programme) -> None:
    key, wanted = uuid4(), Nomination(cast.base.pk, REGISTERED, programme, person=cast.members[0])
    made = {register_exemplar(nomination=wanted, by=cast.clerk, request_key=key).pk for _ in range(2)}
    assert len(made) == Exemplar.objects.count() == 1
