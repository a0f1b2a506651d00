"""Places, eras and heirs from standings and successions, exactly, share by share.

A unit's place is a recursion over edges: what it hangs on, and what that hangs on, clipped to the
span of the edge. A division with unstated shares counts fully for everything that all its parts
share, and is not determined for the rest.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger.refusals import Unfit
from units.models import EVER, NEVER, NOT_FOUNDED
from units.tree import WHOLE, Edge, Share, Tree, share_text

Key = tuple[int, int | None]
"""(above, via); via None: the whole of above."""
Shares = Mapping[Key, Share]
Span = tuple[int, date, date]
"""A unit, and the span in which its shares are asked for."""


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


class Cyclic(Unfit):
    """A unit would stand below itself. ``path``: the units of the ring, the one that is met again first."""

    def __init__(self, path: Sequence[int], name: str, day: date) -> None:
        super().__init__("unit_cycle", "parent", name=name, day=day)
        self.path, self.day = path, day


class Derivation:
    """Everything derived from one tree. Errors: Cyclic on a cycle of any kind."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._edges: dict[int, list[Edge]] = {}
        self._known: dict[Span, list[Segment]] = {}

    def edges(self, unit: int) -> list[Edge]:
        if unit not in self._edges:
            self._edges[unit] = list(self.tree.edges(unit))
        return self._edges[unit]

    def cut(self, unit: int) -> None:
        """Take a unit off all that it hangs on, so that what is wrong elsewhere shows."""
        self._edges[unit] = [edge._replace(targets=()) for edge in self.edges(unit)]

    def timeline(self, unit: int, since: date, until: date) -> list[Segment]:
        """The unit's shares from ``since`` to ``until``, cut where anything above it changes.

        What it hangs on is worked out first, on a stack of its own: a tree may be deeper than Python's.
        """
        wanted = (unit, since, until)
        if wanted in self._known:
            return self._known[wanted]
        stack, path = [(wanted, self._needs(wanted))], {unit}
        while stack:
            span, needs = stack[-1]
            need = next((n for n in needs if n not in self._known), None)
            if need is None:
                edges = self._clipped(*span)
                self._known[span] = [s for edge, lo, hi in edges for s in self._along(span[0], edge, lo, hi)]
                path.discard(span[0])
                stack.pop()
            elif need[0] in path:
                ring = [unit for (unit, _, _), _ in stack]
                raise Cyclic(ring[ring.index(need[0]) :], self._name(need[0]), need[1])
            else:
                path.add(need[0])
                stack.append((need, self._needs(need)))
        return self._known[wanted]

    def _clipped(self, unit: int, since: date, until: date) -> Iterator[tuple[Edge, date, date]]:
        """The unit's edges within a span, each with what of the span it covers."""
        for edge in self.edges(unit):
            lo, hi = max(edge.since, since), min(edge.until, until)
            if lo < hi:
                yield edge, lo, hi

    def _needs(self, span: Span) -> Iterator[Span]:
        """The timelines that a timeline is made of."""
        return ((t, lo, hi) for edge, lo, hi in self._clipped(*span) for t, _ in edge.targets)

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
            for s in self._known[target, lo, hi]
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
        todo: list[Span] = [(unit, self.tree.founded(unit), NEVER)]
        while todo:
            span = todo.pop()
            for edge, lo, hi in self._clipped(*span):
                if not edge.alive and self._passed(span[0], edge.since):
                    for target, _ in edge.targets:
                        yield HeirRow(unit, target, lo, hi)
                        todo.append((target, lo, hi))

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
