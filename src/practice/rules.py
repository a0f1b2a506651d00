"""Who may do what to a model of practice, and from which state."""

from collections.abc import Mapping

from ledger.actors import Actor
from ledger.refusals import IllegalMove, NotPermitted
from people.roles import RECOGNISE, RECORD_WORK
from practice.states import State

Move = tuple[State, State]


def check_move(state: str, *, to: State, unit: int, by: Actor) -> None:
    """Errors: NotPermitted (not you), IllegalMove (not now)."""
    right = MOVES.get((State(state), to))
    if right is not None and by.may(right, unit):
        return
    if right is None and any(by.may(r, unit) for r in {r for (_, end), r in MOVES.items() if end == to}):
        raise IllegalMove("model_move", state=State(state).label)
    raise NotPermitted


MOVES: Mapping[Move, str] = {
    (State.REGISTERED, State.RECOGNISED): RECOGNISE,
    (State.REGISTERED, State.ENDED): RECORD_WORK,
    (State.RECOGNISED, State.ENDED): RECORD_WORK,
    (State.REGISTERED, State.WITHDRAWN): RECORD_WORK,
    (State.RECOGNISED, State.WITHDRAWN): RECOGNISE,
    (State.ENDED, State.WITHDRAWN): RECOGNISE,
}
"""(from, to): the right it takes. Recognition asks it of the unit that decides at the level."""
