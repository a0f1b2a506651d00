"""Operations on exemplars and on awards."""

from recognition.operations.awards import Draft, Recipient, grant_awards, revoke_award, withdraw_decision
from recognition.operations.exemplars import (
    Nomination,
    forward_exemplar,
    register_exemplar,
    register_exemplars,
    select_exemplar,
    withdraw_exemplar,
)

__all__ = [
    "Draft",
    "Nomination",
    "Recipient",
    "forward_exemplar",
    "grant_awards",
    "register_exemplar",
    "register_exemplars",
    "revoke_award",
    "select_exemplar",
    "withdraw_decision",
    "withdraw_exemplar",
]
