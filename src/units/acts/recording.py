"""Acts as they are kept, so that a reader can list them and take one back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ledger.operation import running
from units.acts.facts import facts_of
from units.acts.stating import Act
from units.models import PENDING, DoneAct

Kept = tuple[Act, date, str, str, Sequence[int]]
"""An act, its day, its basis, its verb, and the units that it changed."""


def keep_acts(acts: Iterable[Kept], carried: dict[str, Any] | None = None, base: int = PENDING) -> list[DoneAct]:
    """Keep acts of the running operation. ``carried``: what went along, with the first of them; ``base``: the position
    whose tree comes back when they are taken back, if it isn't that before the operation.
    """
    rows = [
        DoneAct(verb=verb, day=day, basis=basis, facts=facts_of(act), units=list(units), base=base)
        for act, day, basis, verb, units in acts
    ]
    if rows and carried:
        rows[0].carried = carried
    place_acts()
    return DoneAct.objects.bulk_create(rows, batch_size=2000)


def place_acts() -> None:
    """Let the acts of the running operation know their position when it has one."""
    batch = running()
    if _settle not in batch.placed:
        batch.placed.append(_settle)


def _settle(position: int) -> None:
    """The first event of the operation, and the position before it. Called under the head."""
    first = position - len(running().posts) + 1
    DoneAct.objects.filter(added=PENDING, base=PENDING).update(base=first - 1)
    DoneAct.objects.filter(added=PENDING).update(first=first, added=position)
    DoneAct.objects.filter(removed=PENDING).update(removed=position)
