"""Units that end: what passes to whom, and in which turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from ledger.refusals import IllegalMove, Refused
from units.acts.stating import Part, RemoveLevel, Shares, Split
from units.tree import WHOLE, Share, Tree

Fault = Callable[[Refused], None]


@dataclass(frozen=True)
class Ending:
    """A unit that ends. ``receivers``: where its people go; ``heirs``: who takes its past over, by ``shares``."""

    act: int
    unit: int
    verb: str
    receivers: tuple[int, ...] = ()
    heirs: tuple[int, ...] = ()
    shares: tuple[Share, ...] = (WHOLE,)
    people: Mapping[int, int] = field(default_factory=dict)
    with_posts: bool = False
    with_units: bool = False

    @property
    def passing(self) -> Iterator[tuple[int, Share]]:
        """Who takes it over, with the shares."""
        return zip(self.heirs, self.shares, strict=False)


def shares_of(act: Split, parts: Sequence[Part], to: Sequence[int], people: Mapping[int, int]) -> tuple[Share, ...]:
    """The share of each part. By members: of all who are named, those who go there. The tree's rules judge them."""
    if len(parts) == 1:
        return (WHOLE,)
    if act.shares is Shares.OPEN:
        return (None,) * len(parts)
    if act.shares is Shares.STATED:
        return tuple(part.share if part.share is not None else Fraction(0) for part in parts)
    going = Counter(people.values())
    whole = max(sum(going.values()), 1)
    return tuple(Fraction(going[unit], whole) for unit in to)


def children_on(tree: Tree, unit: int, day: date) -> list[int]:
    """The units that stand directly under one on a day."""
    return [u for u in sorted(tree.below().get(unit, ())) if (s := tree.on(u, day)) and s.parent == unit]


def in_turn(endings: Sequence[Ending], fault: Fault, name: Callable[[int], str]) -> list[Ending]:
    """Those that pass on before those that they pass to, as they were given otherwise."""
    by_unit = {ending.unit: ending for ending in endings}
    done: dict[int, Ending] = {}
    waiting = Counter(to for e in by_unit.values() for to in e.receivers if to in by_unit and to != e.unit)
    ready = [e for e in by_unit.values() if not waiting[e.unit]]
    while ready:
        ending = ready.pop(0)
        done[ending.unit] = ending
        for to in ending.receivers:
            if to in by_unit and to != ending.unit:
                waiting[to] -= 1
                if not waiting[to]:
                    ready.append(by_unit[to])
    left = [e for e in by_unit.values() if e.unit not in done]
    if left:
        fault(IllegalMove("units_pass_in_a_ring", name=name(left[0].unit)))
    return [*done.values(), *left]


def levels(
    act_number: int, act: RemoveLevel, under: int, to: Mapping[int, int], tree: Tree, day: date, fault: Fault
) -> Iterator[Ending]:
    """The endings of a level: every unit of the kind below ``under``, the deepest first."""
    below, found, todo = tree.below(), [], [under]
    while todo:
        here = todo.pop()
        for unit in sorted(below.get(here, ())):
            if (stood := tree.on(unit, day)) and stood.parent == here:
                todo.append(unit)
                if stood.kind == act.kind:
                    found.append((unit, here))
    going = {unit for unit, _ in found}
    above = dict(found)
    if not found:
        fault(IllegalMove("level_without_units", kind=act.kind, name=tree.standings[under][-1].name))
    for unit, _ in reversed(found):
        target = to.get(unit, above[unit])
        for _ in going:
            target = to.get(target, above[target]) if target in going else target
        yield Ending(act_number, unit, "units.dissolved", (target,), with_units=True)
