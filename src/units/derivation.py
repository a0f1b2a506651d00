"""Places, eras and heirs from standings and successions, exactly, share by share.

A unit's place is a recursion over edges: what it hangs on, and what that hangs on, clipped to the
span of the edge. A division with unstated shares counts fully for everything that all its parts
share, and is not determined for the rest.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger.refusals import Unfit
from units.models import EVER, NEVER, NOT_FOUNDED
from units.tree import WHOLE, Edge, Share, Tree, share_text

Key = tuple[int, int | None]
"""(above, via); via None: the whole of above."""
Shares = Mapping[Key, Share]


class Segment(NamedTuple):
    """A span in which nothing above a unit changed, and its shares there."""

    since: date
    until: date
    shares: Shares


class PlaceRow(NamedTuple):
    unit: int
    above: int
    via: int | None
    since: date
    until: date
    share: str


class EraRow(NamedTuple):
    unit: int
    since: date
    until: date


class HeirRow(NamedTuple):
    unit: int
    heir: int
    since: date
    until: date


class Derivation:
    """Everything derived from one tree. Errors: Unfit ``unit_cycle`` on a cycle of any kind."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._edges: dict[int, list[Edge]] = {}
        self._known: dict[tuple[int, date, date], list[Segment]] = {}
        self._open: set[int] = set()

    def edges(self, unit: int) -> list[Edge]:
        if unit not in self._edges:
            self._edges[unit] = list(self.tree.edges(unit))
        return self._edges[unit]

    def timeline(self, unit: int, since: date, until: date) -> list[Segment]:
        """The unit's shares from ``since`` to ``until``, cut where anything above it changes."""
        key = (unit, since, until)
        if key in self._known:
            return self._known[key]
        if unit in self._open:
            raise Unfit("unit_cycle", "parent", name=self._name(unit), day=since)
        self._open.add(unit)
        found: list[Segment] = []
        for edge in self.edges(unit):
            lo, hi = max(edge.since, since), min(edge.until, until)
            if lo < hi:
                found.extend(self._along(unit, edge, lo, hi))
        self._open.discard(unit)
        self._known[key] = found
        return found

    def _along(self, unit: int, edge: Edge, lo: date, hi: date) -> Iterator[Segment]:
        own: dict[Key, Share] = {(unit, None): WHOLE, (unit, unit): WHOLE} if edge.alive else {}
        lines = [(share, self._lifted(unit, t, lo, hi)) for t, share in edge.targets]
        cuts = sorted({lo, hi, *(s.since for _, line in lines for s in line)})
        at = [0] * len(lines)
        for since, until in itertools.pairwise(cuts):
            parts = []
            for n, (share, line) in enumerate(lines):
                while line[at[n]].until <= since:
                    at[n] += 1
                parts.append((share, line[at[n]].shares))
            yield Segment(since, until, {**own, **_joined(parts)})

    def _lifted(self, unit: int, target: int, lo: date, hi: date) -> list[Segment]:
        """The target's shares as they look from ``unit``, directly below it."""
        return [
            Segment(
                s.since,
                s.until,
                {(above, unit if via == above else via): share for (above, via), share in s.shares.items()},
            )
            for s in self.timeline(target, lo, hi)
        ]

    def places(self, unit: int) -> Iterator[PlaceRow]:
        """One row a (above, via) and span of unchanged share, and one for the days before it was."""
        founded = self.tree.founded(unit)
        line = self.timeline(unit, founded, NEVER)
        running: dict[Key, tuple[date, Share]] = {}
        for s in line:
            for key in [k for k, (_, share) in running.items() if s.shares.get(k, 0) != share]:
                since, share = running.pop(key)
                yield PlaceRow(unit, *key, since, s.since, share_text(share))
            for key, share in s.shares.items():
                running.setdefault(key, (s.since, share))
        for key, (since, share) in running.items():
            yield PlaceRow(unit, *key, since, NEVER, share_text(share))
        if founded != EVER:
            root = self._root(unit, founded)
            yield PlaceRow(unit, root, NOT_FOUNDED, EVER, founded, "1")

    def eras(self, unit: int) -> Iterator[EraRow]:
        """Spans of unchanged place, from ever to never, without gap."""
        founded = self.tree.founded(unit)
        if founded != EVER:
            yield EraRow(unit, EVER, founded)
        since, held = founded, None
        for s in self.timeline(unit, founded, NEVER):
            if held is not None and s.shares != held:
                yield EraRow(unit, since, s.since)
                since = s.since
            held = s.shares
        yield EraRow(unit, since, NEVER)

    def heirs(self, unit: int) -> Iterator[HeirRow]:
        """Who took the unit over in each gap of its life, successors of successors included."""
        for edge in self.edges(unit):
            if not edge.alive and self._passed(unit, edge.since):
                yield from self._heirs(unit, unit, edge.since, edge.until)

    def _heirs(self, first: int, unit: int, lo: date, hi: date) -> Iterator[HeirRow]:
        for edge in self.edges(unit):
            since, until = max(edge.since, lo), min(edge.until, hi)
            if since < until and not edge.alive and self._passed(unit, edge.since):
                for target, _ in edge.targets:
                    yield HeirRow(first, target, since, until)
                    yield from self._heirs(first, target, since, until)

    def _passed(self, unit: int, day: date) -> bool:
        return any(p.day == day for p in self.tree.successions.get(unit, ()))

    def _root(self, unit: int, day: date) -> int:
        while (stood := self.tree.on(unit, day)) and stood.parent is not None:
            unit = stood.parent
        return unit

    def _name(self, unit: int) -> str:
        return self.tree.standings[unit][-1].name


def _joined(parts: Iterable[tuple[Share, Shares]]) -> Shares:
    """Shares along several edges of one unit, added up where they can be."""
    parts = list(parts)
    if len(parts) == 1 and parts[0][0] == WHOLE:
        return parts[0][1]
    unstated = any(share is None for share, _ in parts)
    found: dict[Key, Share] = {}
    for key in {key for _, shares in parts for key in shares}:
        values = [(share, shares.get(key, Fraction(0))) for share, shares in parts]
        if any(value is None for _, value in values):
            found[key] = None
        elif unstated:
            distinct = {value for _, value in values}
            found[key] = distinct.pop() if len(distinct) == 1 else None
        else:
            found[key] = sum((s * v for s, v in values if s and v), Fraction(0))
    return found
