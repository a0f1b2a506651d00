"""Who may record study, and what a turnout must satisfy."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.roles import RECORD_WORK
from study.states import State

if TYPE_CHECKING:
    from people.models import Person
    from study.models import Session

ANNOUNCE = RECORD_WORK
HOLD = RECORD_WORK


def check_counts(expected: int, attended: int, excused: int, made_up: int = 0) -> None:
    """Parts within their whole: whoever came, was excused or made it up was expected. Errors: Unfit."""
    if expected < 1 or min(attended, excused, made_up) < 0:
        raise Unfit("session_nobody_expected", "expected")
    if attended > expected:
        raise Unfit("session_too_many_attended", "attended", attended=attended, expected=expected)
    if excused > expected - attended:
        raise Unfit("session_too_many_excused", "excused", excused=excused, missing=expected - attended)
    if made_up > expected - attended:
        raise Unfit("session_too_many_made_up", "made_up", made_up=made_up, missing=expected - attended)


def check_held(session: "Session", *, by: "Person") -> None:
    """A session that stands, and somebody who may change it. Errors: NotPermitted, IllegalMove."""
    if not by.may(HOLD, session.record.unit_id):
        raise NotPermitted
    if session.state != State.HELD:
        raise IllegalMove("session_not_held")


def check_move(session: "Session", *, to: str, by: "Person") -> None:
    """A listed move, by somebody who may make it. Errors: NotPermitted, IllegalMove."""
    rights = {right for (_, end), right in MOVES.items() if end == to}
    if not any(by.may(right, session.record.unit_id) for right in rights):
        raise NotPermitted
    if (session.state, to) not in MOVES:
        raise IllegalMove("session_not_held")


MOVES: Mapping[tuple[str, str], str] = {(State.HELD, State.WITHDRAWN): RECORD_WORK}
