"""Moves of a model: the full product of states, by who asks."""

from itertools import product

import pytest

from ledger.refusals import IllegalMove, NotPermitted
from people.tests.cast import Cast
from practice.rules import check_move
from practice.states import State

REGISTERED, RECOGNISED, ENDED, WITHDRAWN = State
MAY = {
    (REGISTERED, RECOGNISED): {"recogniser"},
    (REGISTERED, ENDED): {"clerk"},
    (RECOGNISED, ENDED): {"clerk"},
    (REGISTERED, WITHDRAWN): {"clerk"},
    (RECOGNISED, WITHDRAWN): {"recogniser"},
    (ENDED, WITHDRAWN): {"recogniser"},
}
SOME_WAY = {RECOGNISED: {"recogniser"}, ENDED: {"clerk"}, WITHDRAWN: {"clerk", "recogniser"}, REGISTERED: set()}
"""Who may come to a state by some way: to them a wrong state is "not now", to others it is "not you"."""


@pytest.mark.parametrize(("state", "to"), product(State, State))
def test_a_model_moves_only_as_listed_and_only_for_those_who_may(cast: Cast, state: State, to: State) -> None:
    for part, person in cast.persons.items():
        if part in MAY.get((state, to), set()):
            check_move(state, to=to, unit=cast.base.pk, by=person)
            continue
        is_not_now = (state, to) not in MAY and part in SOME_WAY[to]
        with pytest.raises(IllegalMove if is_not_now else NotPermitted):
            check_move(state, to=to, unit=cast.base.pk, by=person)


def test_a_secretary_moves_models_of_the_branch_only(cast: Cast) -> None:
    check_move(REGISTERED, to=ENDED, unit=cast.branch.pk, by=cast.secretary)
    for unit in (cast.base, cast.bloc, cast.other_branch):
        with pytest.raises(NotPermitted):
            check_move(REGISTERED, to=ENDED, unit=unit.pk, by=cast.secretary)
