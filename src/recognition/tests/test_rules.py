"""Moves of exemplars and awards: the full product of states, by who asks."""

from itertools import product

import pytest

from ledger.refusals import IllegalMove, NotPermitted
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from recognition.rules import check_award_move, check_move
from recognition.states import AwardState, State

REGISTERED, SELECTED, FORWARDED, WITHDRAWN = State
GIVEN, REVOKED = AwardState
MAY = {
    (REGISTERED, SELECTED): {"recogniser"},
    (SELECTED, FORWARDED): {"recogniser"},
    (REGISTERED, WITHDRAWN): {"clerk"},
    (SELECTED, WITHDRAWN): {"recogniser"},
    (FORWARDED, WITHDRAWN): {"recogniser"},
}
SOME_WAY = {
    REGISTERED: set(),
    SELECTED: {"recogniser"},
    FORWARDED: {"recogniser"},
    WITHDRAWN: {"clerk", "recogniser"},
}
"""Who may come to a state by some way: to them a wrong state is "not now", to others it is "not you"."""


@pytest.mark.parametrize(("state", "to"), product(State, State))
def test_an_exemplar_moves_only_as_listed_and_only_for_those_who_may(cast: Cast, state: State, to: State) -> None:
    unit, above = cast.base.pk, cast.bloc.pk
    for part, person in cast.persons.items():
        if part in MAY.get((state, to), set()):
            check_move(state, to=to, unit=unit, above=above, by=person)
            continue
        is_not_now = (state, to) not in MAY and part in SOME_WAY[to]
        with pytest.raises(IllegalMove if is_not_now else NotPermitted):
            check_move(state, to=to, unit=unit, above=above, by=person)


def test_an_officer_of_the_base_does_not_select_what_the_base_nominates(cast: Cast) -> None:
    give_post(person=cast.stranger, role=Role.RECOGNITION, unit=cast.base, since=BEGIN, by=cast.operator)
    with pytest.raises(NotPermitted):
        check_move(REGISTERED, to=SELECTED, unit=cast.base.pk, above=cast.bloc.pk, by=cast.stranger)


@pytest.mark.parametrize(("state", "to"), product(AwardState, AwardState))
def test_an_award_is_only_revoked_and_only_by_the_recognition_officer(
    cast: Cast, state: AwardState, to: AwardState
) -> None:
    for part, person in cast.persons.items():
        if part == "recogniser" and (state, to) == (GIVEN, REVOKED):
            check_award_move(state, to=to, unit=cast.bloc.pk, by=person)
            continue
        is_not_now = part == "recogniser" and to is REVOKED
        with pytest.raises(IllegalMove if is_not_now else NotPermitted):
            check_award_move(state, to=to, unit=cast.bloc.pk, by=person)
