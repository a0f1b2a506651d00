"""The rules of docs/exchange.md by brute force: each day, every path, every way to divide. Nothing of the program.

A division with unstated shares is tried in every extreme way (all to one part): what comes out the same each time is
determined, the rest is not. That is so for every way between, because each share is linear in each division.
"""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

EVER, NEVER = date.min, date.max
Key = tuple[str, str | None]
"""(above, via): via None is the whole; via = above is its own."""


@dataclass(frozen=True)
class Row:
    """A row of units.csv."""

    unit: str
    since: date
    until: date
    name: str
    kind: str = "branch"
    parent: str = ""
    code: str = ""
    short_name: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Passing:
    """A row of successions.csv."""

    on: date
    unit: str
    successor: str
    share: str = ""


@dataclass
class World:
    """A folder of docs/exchange.md, as far as the tree goes."""

    rows: list[Row] = field(default_factory=list)
    passings: list[Passing] = field(default_factory=list)

    @property
    def units(self) -> list[str]:
        """Every unit, in order of its first row."""
        return list(dict.fromkeys(row.unit for row in self.rows))

    def rows_of(self, unit: str) -> list[Row]:
        """The standings of a unit in order of days."""
        return sorted((row for row in self.rows if row.unit == unit), key=lambda row: row.since)

    def standing(self, unit: str, day: date) -> Row | None:
        """The row that holds on a day."""
        return next((row for row in self.rows_of(unit) if row.since <= day < row.until), None)

    def founded(self, unit: str) -> date:
        """The first day of a unit."""
        return self.rows_of(unit)[0].since

    def above(self, unit: str, day: date) -> list[tuple[str, str]]:
        """What a unit hangs on that day, with the shares as written: its parent, or who took it over (rule 3)."""
        here = self.standing(unit, day)
        if here is not None:
            return [(here.parent, "")] if here.parent else []
        ended = [row for row in self.rows_of(unit) if row.until <= day]
        if not ended:
            return []
        last = ended[-1]
        took = [(p.successor, p.share) for p in self.passings if p.unit == unit and p.on == last.until]
        return took or ([(last.parent, "")] if last.parent else [])


def days_of(world: World) -> list[date]:
    """Every day on which something happens, the day before and the day after."""
    ends = {day for row in world.rows for day in (row.since, row.until)} | {p.on for p in world.passings}
    one = timedelta(days=1)
    near = {day + step for day in ends - {EVER, NEVER} for step in (-one, 0 * one, one)}
    return sorted(near or {date(2000, 1, 1)})


def places(world: World, unit: str, day: date) -> dict[Key, Fraction | None]:
    """Under whom a unit stands on a day, with which share; None where that is not determined."""
    if day < world.founded(unit):
        return {}
    unstated = _unstated(world, unit, day)
    choices = [dict(zip(unstated, choice, strict=True)) for choice in itertools.product(*unstated.values())]
    found = [_flow(world, unit, day, choice) for choice in choices]
    keys = {key for shares in found for key in shares}
    result: dict[Key, Fraction | None] = {}
    for key in keys:
        values = {shares.get(key, Fraction(0)) for shares in found}
        result[key] = values.pop() if len(values) == 1 else None
    return result


def _unstated(world: World, unit: str, day: date) -> dict[str, list[str]]:
    """The divisions with unstated shares on the ways up, each with its parts."""
    found: dict[str, list[str]] = {}
    todo, seen = [unit], {unit}
    while todo:
        here = todo.pop()
        up = world.above(here, day)
        if any(share == "?" for _, share in up):
            found[here] = [part for part, _ in up]
        for part, _ in up:
            if part not in seen:
                seen.add(part)
                todo.append(part)
    return found


def _flow(world: World, unit: str, day: date, chosen: dict[str, str]) -> dict[Key, Fraction]:
    """The shares when each unstated division gives all to the part chosen for it."""
    found: dict[Key, Fraction] = defaultdict(Fraction)
    for path, share in _paths(world, unit, day, chosen):
        here = path[-1]
        if world.standing(here, day) is not None:
            found[here, None] += share
            found[here, path[-2] if len(path) > 1 else here] += share
    return dict(found)


def _paths(world: World, unit: str, day: date, chosen: dict[str, str]) -> Iterator[tuple[list[str], Fraction]]:
    todo = [([unit], Fraction(1))]
    while todo:
        path, share = todo.pop()
        yield path, share
        here = path[-1]
        for part, written in world.above(here, day):
            if part in path:
                raise CycleError(part, day)
            if written == "?" and chosen[here] != part:
                continue
            portion = Fraction(1) if written in ("", "?") else Fraction(written)
            todo.append(([*path, part], share * portion))


class CycleError(Exception):
    """A unit stands below itself."""


def heirs(world: World, unit: str, day: date) -> set[str]:
    """Who took a unit over, as of a day on which it is ended, successors of ended successors included."""
    found: set[str] = set()
    todo = [unit]
    while todo:
        here = todo.pop()
        ended = [row for row in world.rows_of(here) if row.until <= day]
        if world.standing(here, day) is None and ended:
            took = {p.successor for p in world.passings if p.unit == here and p.on == ended[-1].until}
            todo += took - found
            found |= took
    return found


def faults(world: World) -> set[str]:
    """Which rules (1 to 6) a world breaks: overlap, parent, root, succession, share, cycle."""
    found: set[str] = set()
    for unit in world.units:
        rows = world.rows_of(unit)
        if any(a.until > b.since for a, b in itertools.pairwise(rows)) or any(r.since >= r.until for r in rows):
            found.add("overlap")
    if found:
        return found
    found |= _faults_of_parents(world) | _faults_of_successions(world)
    if not found & {"parent", "succession"} and _has_cycle(world):
        found.add("cycle")
    return found


def _faults_of_parents(world: World) -> set[str]:
    found: set[str] = set()
    for row in world.rows:
        if row.parent:
            first = max(row.since, date(1, 1, 2))
            days = [first, *(day for day in days_of(world) if row.since <= day < row.until)]
            alive = all(world.standing(row.parent, day) for day in days)
            first_ever = any(r.since == EVER for r in world.rows_of(row.parent)) or row.since != EVER
            if not (alive and first_ever):
                found.add("parent")
        elif row.until != NEVER and not _goes_on(world, row) and not _took(world, row):
            found.add("root")
    return found


def _goes_on(world: World, row: Row) -> bool:
    return any(other.since == row.until for other in world.rows_of(row.unit))


def _took(world: World, row: Row) -> list[Passing]:
    return [p for p in world.passings if p.unit == row.unit and p.on == row.until]


def _faults_of_successions(world: World) -> set[str]:
    found: set[str] = set()
    for row_unit, on in {(p.unit, p.on) for p in world.passings}:
        ended = [row for row in world.rows_of(row_unit) if row.until == on]
        took = [p for p in world.passings if (p.unit, p.on) == (row_unit, on)]
        if not ended or _goes_on(world, ended[0]):
            found.add("succession")
        for p in took:
            there = [r for r in world.rows_of(p.successor) if r.since <= on < r.until or r.until == on]
            if not there or p.successor == p.unit:
                found.add("succession")
        shares = [p.share for p in took]
        stated = all(s not in ("", "?") for s in shares) and sum(map(Fraction, shares)) == 1
        positive = all(Fraction(s) > 0 for s in shares if s not in ("", "?"))
        unique = len({p.successor for p in took}) == len(took)
        whole = shares == [""]
        if not (unique and positive and (whole or stated or all(s == "?" for s in shares))):
            found.add("share")
    return found


def _has_cycle(world: World) -> bool:
    try:
        for unit in world.units:
            for day in days_of(world):
                places(world, unit, day)
    except CycleError:
        return True
    return False


def read(folder: Path) -> World:
    """The world of a folder."""
    world = World()
    for row in _csv(folder / "units.csv"):
        since, until = _day(row["from"], EVER), _day(row["to"], NEVER)
        facts = (row["name"], row["kind"], row["parent"], row["code"], row["short_name"], row["basis"])
        world.rows.append(Row(row["unit"], since, until, *facts))
    for row in _csv(folder / "successions.csv"):
        world.passings.append(Passing(_day(row["on"], EVER), row["unit"], row["successor"], row["share"]))
    return world


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise
