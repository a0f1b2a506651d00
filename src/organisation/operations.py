"""Doing what the wizard holds, once, though its form comes twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ledger.operation import operation
from people.models import Person
from units.acts import Act, reorganise
from units.models import DoneAct


@operation
def reorganise_once(*, acts: Sequence[Act], day: date, basis: str, by: Person, request_key: UUID) -> list[DoneAct]:
    """Do acts of one day under one basis. A repeated ``request_key`` does nothing more.

    Errors: as ``reorganise``; IllegalMove (key used for something else).
    """
    return reorganise(acts=acts, day=day, basis=basis, by=by)
