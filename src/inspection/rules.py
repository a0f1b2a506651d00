"""Who may do what to an inspection, and from which state."""

from collections.abc import Mapping

from inspection.states import State
from ledger.actors import Actor
from ledger.refusals import IllegalMove, NotPermitted
from people.roles import INSPECT

Move = tuple[State, State]


def check_move(state: str, *, to: State, unit: int, by: Actor) -> None:
    """Errors: NotPermitted (not you), IllegalMove (not now)."""
    right = MOVES.get((State(state), to))
    if right is not None and by.may(right, unit):
        return
    if right is None and any(by.may(r, unit) for r in {r for (_, end), r in MOVES.items() if end == to}):
        raise IllegalMove("inspection_move", state=State(state).label)
    raise NotPermitted


def check_closed(state: str, *, unit: int, by: Actor) -> None:
    """Whether what was remedied may be counted now. Errors: NotPermitted, IllegalMove."""
    if not by.may(INSPECT, unit):
        raise NotPermitted
    if state != State.CLOSED:
        raise IllegalMove("inspection_move", state=State(state).label)


MOVES: Mapping[Move, str] = {
    (State.OPEN, State.CLOSED): INSPECT,
    (State.OPEN, State.WITHDRAWN): INSPECT,
    (State.CLOSED, State.WITHDRAWN): INSPECT,
}
"""(from, to): the right it takes."""
