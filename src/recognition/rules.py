"""Who may do what to exemplars and awards, and from which state."""

from collections.abc import Mapping

from ledger.actors import Actor
from ledger.refusals import IllegalMove, NotPermitted
from people.roles import RECOGNISE, RECORD_WORK
from recognition.states import AwardState, State


def check_move(state: State, *, to: State, unit: int, above: int, by: Actor) -> None:
    """Errors: NotPermitted (not you), IllegalMove (not now).

    What the base does is asked of the nominating ``unit``, what the committee over it does of ``above``.
    """
    right = MOVES.get((state, to))
    if right is not None and by.may(right, above if right == RECOGNISE else unit):
        return
    ways = {r for (_, end), r in MOVES.items() if end == to}
    if right is None and any(by.may(r, above if r == RECOGNISE else unit) for r in ways):
        raise IllegalMove("exemplar_move", state=state.label)
    raise NotPermitted


def check_award_move(state: AwardState, *, to: AwardState, unit: int, by: Actor) -> None:
    """Errors: NotPermitted, IllegalMove. ``unit``: whose officers decide at the level of the decision."""
    rights = {r for (_, end), r in AWARD_MOVES.items() if end == to}
    if not any(by.may(right, unit) for right in rights):
        raise NotPermitted
    if (state, to) not in AWARD_MOVES:
        raise IllegalMove("award_move", state=state.label)


MOVES: Mapping[tuple[State, State], str] = {
    (State.REGISTERED, State.SELECTED): RECOGNISE,
    (State.SELECTED, State.FORWARDED): RECOGNISE,
    (State.REGISTERED, State.WITHDRAWN): RECORD_WORK,
    (State.SELECTED, State.WITHDRAWN): RECOGNISE,
    (State.FORWARDED, State.WITHDRAWN): RECOGNISE,
}
"""(from, to): the right it takes. Recognition is asked of the committee above the nominating unit."""

AWARD_MOVES: Mapping[tuple[AwardState, AwardState], str] = {(AwardState.GIVEN, AwardState.REVOKED): RECOGNISE}
