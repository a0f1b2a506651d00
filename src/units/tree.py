"""The tree in memory: standings and successions as known now, and the rules that hold on them.

The rules are those of the exchange format: at most one standing a day, the parent alive on every day
of a standing, a root ends only with successors, no cycle on any day. Source: docs/exchange.md.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ledger.refusals import Unfit
from units.models import NEVER

Share = Fraction | None
"""A share of an ended unit; None is not determined (``?``)."""


class Stood(NamedTuple):
    """One standing."""

    name: str
    short_name: str
    kind: str
    parent: int | None
    code: str
    since: date
    until: date
    basis: str


class Passed(NamedTuple):
    """One succession: on ``day`` the unit's ``share`` passed to ``successor``."""

    day: date
    successor: int
    share: Share
    basis: str


class Edge(NamedTuple):
    """Where a unit hangs for a span: under its parent, or under who took it over."""

    since: date
    until: date
    alive: bool
    targets: tuple[tuple[int, Share], ...]


WHOLE = Fraction(1)


@dataclass
class Tree:
    """Standings by unit in order of days, and successions by unit."""

    standings: dict[int, list[Stood]] = field(default_factory=dict)
    successions: dict[int, list[Passed]] = field(default_factory=lambda: defaultdict(list))

    def on(self, unit: int, day: date) -> Stood | None:
        """The unit's standing on a day, None when it isn't alive."""
        for s in self.standings.get(unit, ()):
            if s.since <= day < s.until:
                return s
        return None

    def goes_on(self, unit: int, day: date) -> bool:
        """Whether the unit is alive on a day and has no end from there on."""
        return self.on(unit, day) is not None and self.life_end(unit, day) == NEVER

    def life_end(self, unit: int, day: date) -> date:
        """The first day on which the unit, alive on ``day``, is so no longer."""
        end = day
        for s in self.standings[unit]:
            if s.since <= end < s.until:
                end = s.until
        return end

    def founded(self, unit: int) -> date:
        """The unit's first day."""
        return self.standings[unit][0].since

    def edges(self, unit: int) -> Iterator[Edge]:
        """Where the unit hangs, from its first day to ever after, without gap."""
        stood = self.standings.get(unit, [])
        for n, s in enumerate(stood):
            up = ((s.parent, WHOLE),) if s.parent is not None else ()
            yield Edge(s.since, s.until, True, up)
            next_since = stood[n + 1].since if n + 1 < len(stood) else NEVER
            if s.until < next_since:
                to = tuple((p.successor, p.share) for p in self.successions.get(unit, ()) if p.day == s.until)
                yield Edge(s.until, next_since, False, to or up)

    def below(self) -> dict[int, set[int]]:
        """For each unit, those that hang or hung on it at any time, alive or ended."""
        found: dict[int, set[int]] = defaultdict(set)
        for unit, stood in self.standings.items():
            for s in stood:
                if s.parent is not None:
                    found[s.parent].add(unit)
        for unit, passed in self.successions.items():
            for p in passed:
                found[p.successor].add(unit)
        return found

    def dependents(self, units: Iterable[int]) -> set[int]:
        """These units and all whose place may change when theirs does."""
        below, found = self.below(), set(units)
        todo = list(found)
        while todo:
            for unit in below.get(todo.pop(), ()):
                if unit not in found:
                    found.add(unit)
                    todo.append(unit)
        return found

    def check(self, units: Iterable[int]) -> None:
        """The rules on these units and their children. Errors: Unfit, naming the unit and the day."""
        units = set(units)
        below = self.below()
        for unit in units | {child for u in units for child in below.get(u, ())}:
            self._check_spans(unit)
            self._check_parents(unit)
            self._check_end(unit)
            self._check_successions(unit)

    def _check_spans(self, unit: int) -> None:
        stood = self.standings.get(unit, [])
        for s in stood:
            if s.since >= s.until:
                raise Unfit("unit_span_reversed", "day", name=s.name, day=s.since)
        for before, after in itertools.pairwise(stood):
            if before.until > after.since:
                raise Unfit("unit_spans_overlap", "day", name=after.name, day=after.since)

    def _check_parents(self, unit: int) -> None:
        for s in self.standings.get(unit, ()):
            if s.parent is None:
                continue
            day = s.since
            for p in self.standings.get(s.parent, ()):
                if p.since <= day < p.until:
                    day = p.until
            if day < s.until:
                raise Unfit("unit_parent_ended", "parent", name=s.name, day=day)

    def _check_end(self, unit: int) -> None:
        for edge in self.edges(unit):
            if not edge.alive and not edge.targets:
                name = self.standings[unit][-1].name
                raise Unfit("unit_root_without_successor", "successors", name=name, day=edge.since)

    def _check_successions(self, unit: int) -> None:
        if not self.successions.get(unit):
            return
        name = self.standings[unit][-1].name
        ends = {edge.since for edge in self.edges(unit) if not edge.alive}
        by_day: dict[date, list[Passed]] = defaultdict(list)
        for p in self.successions.get(unit, ()):
            by_day[p.day].append(p)
        for day, passed in by_day.items():
            if day not in ends:
                raise Unfit("unit_goes_on", "successors", name=name, day=day)
            for p in passed:
                if p.successor == unit or not any(
                    s.since <= day <= s.until for s in self.standings.get(p.successor, ())
                ):
                    raise Unfit("unit_successor_not_alive", "successors", name=name, day=day)
            if not _fit({p.successor: p.share for p in passed}, len(passed)):
                raise Unfit("unit_shares_unfit", "successors", name=name, day=day)


def _fit(shares: dict[int, Share], count: int) -> bool:
    """Each successor once; all unstated, or positive and adding up to one."""
    stated = [share for share in shares.values() if share is not None]
    whole = all(share > 0 for share in stated) and sum(stated) == 1
    return len(shares) == count and (whole if len(stated) == count else not stated)


def share_text(share: Share) -> str:
    """A share as the books keep it: ``1``, ``3/7`` or ``?``."""
    return "?" if share is None else str(share)


def share_from(text: str) -> Share:
    """Read a kept share."""
    return None if text == "?" else Fraction(text)
