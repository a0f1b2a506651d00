"""Worlds for properties: trees in which units come, change, move, end, divide, pass on within a day and come again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from units.tests.brute import EVER, NEVER, Passing, Row, World

FIRST = date(2020, 1, 1)
ROOT = "r"
Draw = st.DrawFn


@dataclass
class _Now:
    """The tree while it is made: what holds since when, and what has ended."""

    world: World = field(default_factory=World)
    open: dict[str, Row] = field(default_factory=dict)
    ended: dict[str, Row] = field(default_factory=dict)

    def below(self, unit: str) -> set[str]:
        """A unit and all below it."""
        found = {unit}
        while more := {u for u, row in self.open.items() if row.parent in found} - found:
            found |= more
        return found

    def begin(self, row: Row) -> None:
        self.open[row.unit] = row
        self.ended.pop(row.unit, None)

    def change(self, unit: str, day: date, *, parent: str = "", name: str = "") -> None:
        """Cut the standing; a second change of one day joins the first."""
        row = self.open[unit]
        if row.since < day:
            self.world.rows.append(replace(row, until=day))
        since = max(day, row.since)
        self.open[unit] = replace(row, since=since, parent=parent or row.parent, name=name or row.name)

    def end(self, unit: str, day: date) -> None:
        row = replace(self.open.pop(unit), until=day)
        self.world.rows.append(row)
        self.ended[unit] = row


@st.composite
def worlds(draw: Draw, most_days: int = 5) -> World:
    """A world that keeps every rule."""
    now = _Now()
    now.begin(Row(ROOT, EVER, NEVER, ROOT, "country"))
    for n in range(draw(st.integers(0, 3))):
        since = draw(st.sampled_from([EVER, FIRST]))
        choices = [u for u, row in now.open.items() if row.since <= since]
        now.begin(Row(f"a{n}", since, NEVER, f"a{n}", "branch", draw(st.sampled_from(choices))))
    for n in range(1, 1 + draw(st.integers(1, most_days))):
        _one_day(draw, now, FIRST + timedelta(days=2 * n), n)
    now.world.rows += now.open.values()
    return now.world


def _one_day(draw: Draw, now: _Now, day: date, n: int) -> None:
    """What happens on one day: some end, some begin or come again, some move, some are renamed."""
    ending = draw(st.lists(st.sampled_from(sorted(now.open)), unique=True, max_size=3))
    ending = [unit for unit in ending if unit != ROOT and now.open[unit].since < day]
    staying = sorted(set(now.open) - set(ending))
    for k in range(draw(st.integers(0, 2))):
        now.begin(Row(f"n{n}{k}", day, NEVER, f"n{n}{k}", "branch", draw(st.sampled_from(staying))))
    again = [u for u in sorted(now.ended) if now.ended[u].until < day and draw(st.booleans())]
    for unit in again[:1]:
        now.begin(replace(now.ended[unit], since=day, until=NEVER, parent=draw(st.sampled_from(staying))))
    for unit in staying:
        orphaned = now.open[unit].parent in ending
        if unit != ROOT and (orphaned or draw(st.integers(0, 5)) == 0):
            others = sorted(set(now.open) - set(ending) - now.below(unit))
            now.change(unit, day, parent=draw(st.sampled_from(others)))
        elif draw(st.integers(0, 7)) == 0:
            now.change(unit, day, name=f"{unit} {n}")
    before = dict(now.open)
    for unit in ending:
        now.end(unit, day)
    for place, unit in enumerate(ending):
        _pass_on(draw, now, unit, day, later=ending[place + 1 :], parent=before[unit].parent)


def _pass_on(draw: Draw, now: _Now, unit: str, day: date, later: list[str], parent: str) -> None:
    """Say who takes a unit over: nobody, one, or several with stated or unstated shares. Chains lead onward only."""
    choices = sorted(now.open) + later
    takers = draw(st.lists(st.sampled_from(choices), unique=True, max_size=3))
    if not takers and parent not in later and parent not in now.open:
        takers = [ROOT]  # what ended with its parent before it would else hang on it in a ring
    shares = [""] if len(takers) == 1 and draw(st.booleans()) else _shares(draw, len(takers))
    now.world.passings += [Passing(day, unit, to, share) for to, share in zip(takers, shares, strict=True)]


def _shares(draw: Draw, count: int) -> list[str]:
    if draw(st.booleans()):
        return ["?"] * count
    weights = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
    return [str(Fraction(weight, sum(weights))) for weight in weights]


@st.composite
def broken_worlds(draw: Draw) -> World:
    """A world with one thing changed at random: it may keep the rules or break them."""
    world = draw(worlds(most_days=3))
    place = draw(st.integers(0, len(world.rows) - 1))
    row = world.rows[place]
    units = world.units
    days = [FIRST + timedelta(days=n) for n in range(10)]
    changed = draw(
        st.sampled_from(
            [
                replace(row, parent=draw(st.sampled_from(["", *units]))),
                replace(row, until=draw(st.sampled_from([*days, NEVER]))),
                replace(row, since=draw(st.sampled_from([EVER, *days]))),
            ]
        )
    )
    rows = [*world.rows]
    rows[place] = changed if changed.since < changed.until else row
    return World(rows, world.passings)
