"""Acts that were done to a unit, for those who may act on it, and which of them can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404

from ledger.models import OPEN
from organisation.forms import WORDS
from people.models import Person
from people.rules import may_all
from units.models import DoneAct, Unit
from units.rules import ACT_ON_TREE

SHOWN, MOST = 10, 200
"""Acts listed; units up to which acts done together are offered for taking back here."""


@dataclass(frozen=True)
class Done:
    """An act as listed. ``together``: how many were done with it, itself included; 0: it can't be taken back here."""

    pk: int
    name: str
    day: date
    basis: str
    together: int


def acts_of(person: Person, unit: Unit) -> Sequence[Done] | None:
    """The newest acts that stand on ``unit``, also as who takes over; None for those who may not act on it."""
    if not person.may(ACT_ON_TREE, unit.pk):
        return None
    takes = (Q(facts__contains={name: unit.key}) for name in ("into", "receiver", "under"))
    about = Q(units__contains=unit.pk)
    for each in takes:
        about |= each
    rows = list(DoneAct.objects.filter(about, removed=OPEN).order_by("-added", "-pk")[:SHOWN])
    together = _together(person, {row.added for row in rows})
    return [
        Done(row.pk, str(WORDS.get(row.facts.get("do", ""), row.verb)), row.day, row.basis, together.get(row.added, 0))
        for row in rows
    ]


def done_act(person: Person, typed: str) -> DoneAct:
    """The act that ``person`` may take back. Errors: Http404, for absent and forbidden alike."""
    pk = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
    act = DoneAct.objects.filter(pk=pk).first()
    if act is None or not may_all(person, ACT_ON_TREE, act.units):
        raise Http404
    return act


def _together(person: Person, positions: Collection[int]) -> dict[int, int]:
    """How many acts were done at each position, where ``person`` may take all of them back."""
    units: dict[int, set[int]] = defaultdict(set)
    counts: dict[int, int] = defaultdict(int)
    rows = DoneAct.objects.filter(added__in=positions, removed=OPEN).values_list("added", "units")
    for position, changed in rows:
        units[position].update(changed)
        counts[position] += 1
    few = {position: changed for position, changed in units.items() if len(changed) <= MOST}
    return {position: counts[position] for position, changed in few.items() if may_all(person, ACT_ON_TREE, changed)}
