"""Who may do what with rounds, pledges and breakthroughs, and from which state."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from commitments.states import PledgeState, Result, RoundState
from ledger.refusals import IllegalMove, NotPermitted
from people.roles import DECIDE, RECORD_WORK
from people.rules import may_all

if TYPE_CHECKING:
    from commitments.models import Breakthrough, Pledge, PledgeRound
    from people.models import Person

OPEN_ROUND = RECORD_WORK
WRITE = RECORD_WORK
REPORT = RECORD_WORK
REGISTER = RECORD_WORK


def check_pledge_moves(pledges: "Sequence[Pledge]", *, to: str, by: "Person") -> None:
    """Listed moves, by somebody who may make them; a few a person makes on their own pledge.

    Errors: NotPermitted, IllegalMove.
    """
    others = [p for p in pledges if not (to in OWN_MOVES and p.person_id == by.pk)]
    right = PLEDGE_RIGHTS.get(to)
    if right is None or not may_all(by, right, {p.record.unit_id for p in others}):
        raise NotPermitted
    for p in pledges:
        if (p.state, to) not in PLEDGE_MOVES:
            raise IllegalMove("pledge_not_now", state=PledgeState(p.state).label)


def check_writes(pledge_round: "PledgeRound", person: int, *, by: "Person") -> None:
    """Somebody may write a pledge of this person in this round. Errors: NotPermitted, IllegalMove."""
    if by.pk != person and not by.may(WRITE, pledge_round.record.unit_id):
        raise NotPermitted
    check_open(pledge_round)


def check_open(pledge_round: "PledgeRound") -> None:
    """The round takes pledges. Errors: IllegalMove."""
    if pledge_round.state != RoundState.OPEN:
        raise IllegalMove("round_not_open", year=str(pledge_round.year))


def check_judgement(breakthrough: "Breakthrough", *, to: str, by: "Person") -> None:
    """A listed judgement, by somebody who may give it. Errors: NotPermitted, IllegalMove."""
    if not by.may(JUDGE, breakthrough.record.unit_id):
        raise NotPermitted
    if breakthrough.withdrawn or (breakthrough.result, to) not in JUDGEMENTS:
        raise IllegalMove("breakthrough_not_now")


PLEDGE_MOVES: Mapping[tuple[str, str], str] = {
    (PledgeState.DRAFT, PledgeState.SUBMITTED): RECORD_WORK,
    (PledgeState.RETURNED, PledgeState.SUBMITTED): RECORD_WORK,
    (PledgeState.SUBMITTED, PledgeState.ACCEPTED): RECORD_WORK,
    (PledgeState.SUBMITTED, PledgeState.RETURNED): RECORD_WORK,
    (PledgeState.ACCEPTED, PledgeState.RETURNED): RECORD_WORK,
}
PLEDGE_RIGHTS: Mapping[str, str] = {to: right for (_, to), right in PLEDGE_MOVES.items()}
OWN_MOVES = frozenset({PledgeState.SUBMITTED})
"""States into which a person may also bring their own pledge."""
JUDGE = DECIDE
JUDGEMENTS = frozenset(
    {
        (Result.OPEN, Result.MET),
        (Result.OPEN, Result.NOT_MET),
        (Result.MET, Result.NOT_MET),
        (Result.NOT_MET, Result.MET),
    }
)
