"""A register of units: rows that say what standings and successions are, and every rule of the tree that they break.

Rows carry the number that a reader sees beside them, so that each fault names the row and column to mend. A unit
whose rows already have a fault is left out of the rules that would only repeat it. Source: docs/exchange.md.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from units.derivation import Cyclic, Derivation
from units.models import EVER, NEVER
from units.tree import Passed, Share, Stood, Tree, share_text

UNITS, SUCCESSIONS = "units", "successions"


class StandingRow(NamedTuple):
    """A standing as a register writes it: units by key."""

    row: int
    unit: str
    since: date
    until: date
    name: str
    kind: str
    parent: str
    code: str
    short_name: str
    basis: str


class SuccessionRow(NamedTuple):
    """A succession as a register writes it. ``stated``: whether a share was written at all."""

    row: int
    day: date
    unit: str
    successor: str
    share: Share
    stated: bool
    basis: str


ALWAYS = Stood("", "", "", None, "", EVER, NEVER, "")
"""What stands for a unit that could not be read, so that no rule blames others for it."""


class Fault(NamedTuple):
    """What is wrong at one cell: table, row, column, a code with a sentence, and its facts."""

    table: str
    row: int
    column: str
    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Register:
    """Rows of a file. ``spoiled``: keys of units of which something could not be read at all."""

    standings: Sequence[StandingRow]
    successions: Sequence[SuccessionRow] | None = None
    spoiled: frozenset[str] = frozenset()

    @property
    def units(self) -> list[str]:
        """Every unit that a row is about, in order of its first row."""
        rows: Iterable[Any] = itertools.chain(self.standings, self.successions or ())
        return list(dict.fromkeys(row.unit for row in rows))


@dataclass
class Reading:
    """A register read against the tree: what the tree becomes, what changes, and what is wrong."""

    after: Tree
    changed: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    derivation: Derivation | None = None


def read(register: Register, before: Tree, numbers: Mapping[str, int]) -> Reading:
    """Read a register against the tree. ``numbers``: each known key's unit, those of the register included."""
    return _Reader(register, before, numbers).read()


class _Reader:
    """One reading. ``bad``: units of which something is wrong already."""

    def __init__(self, register: Register, before: Tree, numbers: Mapping[str, int]) -> None:
        self.register, self.before, self.numbers = register, before, numbers
        self.keys = {number: key for key, number in numbers.items()}
        self.rows: dict[str, list[StandingRow]] = defaultdict(list)
        self.passings: dict[str, list[SuccessionRow]] = defaultdict(list)
        self.faults: list[Fault] = []
        self.bad: set[str] = set(register.spoiled)
        self.own_heirs: set[int] = set()
        self.after = Tree(dict(before.standings), before.successions.copy())

    def read(self) -> Reading:
        """Rule by rule; the last ones only for units that kept the first."""
        for row in sorted(self.register.standings, key=lambda r: (r.since, r.row)):
            self.rows[row.unit].append(row)
        for passing in self.register.successions or ():
            self.passings[passing.unit].append(passing)
        self._once_a_day()
        self._place()
        changed = self._changed()
        self._parents(changed)
        self._ends(changed)
        self._takers(changed)
        reading = Reading(self.after, changed, self.faults)
        reading.derivation = self._cycles(changed) if changed else None
        reading.faults.sort(key=lambda f: (f.table != UNITS, f.row, f.column))
        return reading

    def _tell(self, row: StandingRow | SuccessionRow, column: str, code: str, **facts: Any) -> None:
        table = UNITS if isinstance(row, StandingRow) else SUCCESSIONS
        self.faults.append(Fault(table, row.row, column, code, facts))
        self.bad.add(row.unit)

    def _once_a_day(self) -> None:
        """Rule 1, and that every unit named is known."""
        for rows in self.rows.values():
            for one, other in itertools.pairwise(rows):
                if one.until > other.since:
                    self._tell(max(one, other), "from", "row_overlaps", other=min(one.row, other.row))
        for row in self.register.standings:
            if row.parent and not self._is_there(row.parent):
                self._tell(row, "parent", "row_unit_unknown", key=row.parent)
        for passing in self.register.successions or ():
            for column, key in (("unit", passing.unit), ("successor", passing.successor)):
                if not self._is_there(key):
                    self._tell(passing, column, "row_unit_unknown", key=key)

    def _is_there(self, key: str) -> bool:
        """Whether a unit of this key stood or will stand at any time."""
        return key in self.rows or key in self.register.spoiled or self.numbers.get(key) in self.before.standings

    def _place(self) -> None:
        """The tree as the register says, as far as it could be read."""
        numbers = self.numbers
        for key, rows in self.rows.items():
            if key not in self.bad:
                self.after.standings[numbers[key]] = [
                    Stood(r.name, r.short_name, r.kind, numbers.get(r.parent), r.code, r.since, r.until, r.basis)
                    for r in rows
                ]
        for key in self.bad & numbers.keys():
            self.after.standings[numbers[key]] = [ALWAYS]
            self.after.successions.pop(numbers[key], None)
        if self.register.successions is None:
            return
        for key in self.register.units:
            if key in self.bad or key not in numbers:
                continue
            passed = [Passed(p.day, numbers[p.successor], p.share, p.basis) for p in self.passings[key]]
            if passed or numbers[key] in self.after.successions:
                self.after.successions[numbers[key]] = passed

    def _changed(self) -> set[int]:
        before, after = self.before, self.after
        units = [self.numbers[key] for key in self.register.units if key in self.numbers and key not in self.bad]
        return {
            u
            for u in units
            if before.standings.get(u) != after.standings.get(u)
            or set(before.successions.get(u, ())) != set(after.successions.get(u, ()))
        }

    def _known(self, unit: int) -> bool:
        """Whether all of a unit could be read."""
        return unit in self.after.standings and self.keys[unit] not in self.bad

    def _parents(self, changed: Collection[int]) -> None:
        """Rule 2: for changed units, and for those that stand under one."""
        below = self.after.below()
        touched = {u for unit in changed for u in below.get(unit, ())} | set(changed)
        for unit in sorted(touched):
            for n, s in enumerate(self.after.standings.get(unit, ())):
                if s.parent is None or not self._known(s.parent):
                    continue
                day = self._orphaned(s)
                if day is None:
                    continue
                facts = {"name": self._name(s.parent, day), "key": self.keys[s.parent], "day": day}
                if rows := self.rows.get(self.keys[unit]):
                    self._tell(rows[n], "parent", "row_parent_not_alive", **facts)
                elif rows := self.rows.get(self.keys[s.parent]):
                    ended = [r for r in rows if r.until <= day]
                    where, column = (ended[-1], "to") if ended else (rows[0], "from")
                    self._tell(where, column, "row_unit_below", name=s.name, day=day)

    def _orphaned(self, s: Stood) -> date | None:
        """The first day of a standing on which its parent isn't alive."""
        day = s.since
        for p in self.after.standings.get(s.parent or 0, ()):
            if p.since <= day < p.until:
                day = p.until
        return day if day < s.until else None

    def _ends(self, changed: Collection[int]) -> None:
        """Rules 3 and 4, of the unit that ends: a root names who takes it over; only an end has successors."""
        for unit in sorted(changed):
            rows = self.rows.get(self.keys[unit], [])
            ends = set()
            for edge in self.after.edges(unit) if unit in self.after.standings else ():
                if edge.alive:
                    continue
                ends.add(edge.since)
                if not edge.targets:
                    for row in [r for r in rows if r.until == edge.since]:
                        self._tell(row, "to", "row_root_ends", day=edge.since)
            held = self.passings[self.keys[unit]]
            for passing in held:
                if passing.day not in ends:
                    self._tell(passing, "on", "row_goes_on", key=passing.unit, day=passing.day)
            if self.register.successions is None:
                for day in {p.day for p in self.after.successions.get(unit, ())} - ends:
                    self._tell(rows[0], "to", "row_has_successors", day=day)
            self._shares(held)

    def _shares(self, held: Iterable[SuccessionRow]) -> None:
        """Rule 5: each successor once; all stated and adding up to one, or all not determined, or one whole."""
        by_day: dict[date, list[SuccessionRow]] = defaultdict(list)
        for passing in held:
            by_day[passing.day].append(passing)
        for day, passed in by_day.items():
            seen: dict[str, int] = {}
            for p in passed:
                if p.successor in seen:
                    self._tell(p, "successor", "row_successor_twice", other=seen[p.successor])
                seen.setdefault(p.successor, p.row)
            if len(seen) == len(passed):
                self._sum(day, passed)

    def _sum(self, day: date, passed: Sequence[SuccessionRow]) -> None:
        stated = [p.share for p in passed if p.stated and p.share is not None]
        empty = [p for p in passed if not p.stated]
        if empty and len(passed) > 1:
            self._tell(empty[0], "share", "row_share_empty", count=len(passed))
        elif stated and len(stated) < len(passed):
            self._tell(next(p for p in passed if p.share is None), "share", "row_share_mixed")
        elif stated and sum(stated) != 1:
            total = share_text(sum(stated, Fraction(0)))
            self._tell(passed[-1], "share", "row_shares_sum", key=passed[-1].unit, day=day, total=total)

    def _takers(self, changed: Collection[int]) -> None:
        """Rule 4, of who takes over: alive on that day, or ending on it; and never the unit itself."""
        for unit, passed in list(self.after.successions.items()):
            for p in passed:
                if unit not in changed and p.successor not in changed:
                    continue
                told = [r for r in self.passings[self.keys[unit]] if (r.day, r.successor) == self._name_of(p)]
                if p.successor == unit:
                    self.own_heirs.add(unit)
                    for row in told:
                        self._tell(row, "successor", "row_succeeds_itself")
                elif self._known(p.successor) and not self._there(p):
                    name = self.after.standings[p.successor][-1].name
                    for row in told:
                        self._tell(row, "successor", "row_successor_not_alive", name=name, day=p.day)
                    for later in [] if told else self.rows.get(self.keys[p.successor], [])[:1]:
                        self._tell(later, "from", "row_successor_not_alive", name=name, day=p.day)

    def _name_of(self, p: Passed) -> tuple[date, str]:
        return (p.day, self.keys[p.successor])

    def _there(self, p: Passed) -> bool:
        return any(s.since <= p.day <= s.until for s in self.after.standings.get(p.successor, ()))

    def _cycles(self, changed: Collection[int]) -> Derivation:
        """Rule 6: every cycle is told once, at a row that closes it; it is then cut, so that others show."""
        derivation = Derivation(self.after)
        for unit in self.own_heirs:
            derivation.cut(unit)
        for unit in sorted(self.after.dependents(changed)):
            while True:
                try:
                    derivation.timeline(unit, self.after.founded(unit), date.max)
                    break
                except Cyclic as cycle:
                    self._tell_cycle(cycle)
                    derivation.cut(cycle.path[0])
        return derivation

    def _tell_cycle(self, cycle: Cyclic) -> None:
        """At the row that puts a unit of the ring under another, or that passes it on, or that ends it there."""
        rows = [row for unit in cycle.path for row in self.rows.get(self.keys[unit], ())]
        passings = [row for unit in cycle.path for row in self.passings[self.keys[unit]]]
        alive = [row for row in rows if row.since <= cycle.day < row.until]
        passed = sorted((row for row in passings if row.day <= cycle.day), key=lambda row: row.day)
        ended = sorted((row for row in rows if row.until <= cycle.day), key=lambda row: row.until)
        choices: list[tuple[Sequence[StandingRow | SuccessionRow], str]] = [
            (alive, "parent"),
            (passed[::-1], "successor"),
            (ended[::-1], "to"),
            (rows, "parent"),
        ]
        for found, column in choices:
            if found:
                self._tell(found[0], column, "row_cycle", key=found[0].unit, day=cycle.day)
                return

    def _name(self, unit: int, day: date) -> str:
        """What a unit is called on a day, or last before it, or first."""
        stood = self.after.standings[unit]
        return next((s.name for s in reversed(stood) if s.since <= day), stood[0].name)
