"""Looking ahead: what acts would do, before they are done. Nothing is kept and nothing is locked.

Features that let things go along say what they foresee; ``told_by`` registers them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ledger.actors import Actor
from ledger.refusals import Refused, Unfit, describe
from units import kinds
from units.acts.doing import check_rights, numbers_of
from units.acts.planning import Plan, checked, plan
from units.acts.stating import Act
from units.derivation import Derivation
from units.keeping import load_tree
from units.models import NEVER
from units.tree import Stood, Tree


@dataclass(frozen=True)
class Line:
    """A unit in a tree before or after. ``mark``: ended, founded, changed, moved, or nothing."""

    depth: int
    unit: int
    name: str
    kind: str
    code: str
    mark: str = ""

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return kinds.name_of(self.kind)


@dataclass(frozen=True)
class Going:
    """People who go from one unit to another. ``names``: empty where the reader may not see persons."""

    unit: str
    to: str
    count: int
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Total:
    """A total before and after the acts."""

    name: str
    before: int
    after: int

    @property
    def difference(self) -> int:
        return self.after - self.before


@dataclass
class Foreseen:
    """What one feature foresees. ``ending``: posts and duties that end or pass on, a sentence each."""

    going: Sequence[Going] = ()
    totals: Sequence[Total] = ()
    ending: Sequence[str] = ()
    faults: Sequence[Refused] = ()


@dataclass
class Preview:
    """What acts of a day would do. ``faults``: why they can't be done as stated, a sentence each."""

    day: date
    basis: str
    before: list[Line] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)
    going: list[Going] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether it can be done so."""
        return not self.faults


Foresees = Callable[[Plan, Actor], Foreseen]
_foreseeing: list[Foresees] = []


def told_by(foresees: Foresees) -> Foresees:
    """Register what a feature foresees of a plan, for a reader."""
    _foreseeing.append(foresees)
    return foresees


def preview(*, acts: Sequence[Act], day: date, basis: str = "", by: Actor) -> Preview:
    """What ``acts`` would do. What can't be is told, not raised. Errors: NotPermitted."""
    numbers = numbers_of(acts)
    check_rights(acts, numbers, by)
    planned = plan(acts, day, basis, load_tree(), numbers, lambda count: range(-1, -1 - count, -1))
    seen = Preview(day, basis)
    _check(planned)
    if not planned.told or not planned.changed:
        seen.faults = list(dict.fromkeys(map(describe, planned.faults)))
        return seen
    foreseen = [foresees(planned, by) for foresees in _foreseeing]
    seen.before, seen.after = _trees(planned)
    seen.totals = [*_units_by_kind(planned), *(t for f in foreseen for t in f.totals)]
    seen.going = [g for f in foreseen for g in f.going]
    seen.ending = [sentence for f in foreseen for sentence in f.ending]
    refused = [*planned.faults, *(fault for f in foreseen for fault in f.faults)]
    seen.faults = list(dict.fromkeys(map(describe, refused)))
    return seen


def _check(planned: Plan) -> None:
    """Add what the rules of the tree and the derivation refuse."""
    checked(planned)
    if planned.faults:
        return
    derivation = Derivation(planned.after)
    try:
        for unit in planned.after.dependents(planned.changed) & planned.after.standings.keys():
            derivation.timeline(unit, planned.after.founded(unit), NEVER)
    except Unfit as unfit:
        planned.faults.append(unfit)


def _trees(planned: Plan) -> tuple[list[Line], list[Line]]:
    """The units that are touched, with those above them, as they would stand that day without the acts and with."""
    touched = {*planned.changed, *(to for leaving in planned.leaving for to in leaving.receivers)}
    day = planned.day
    before = {unit: s for unit in touched if (s := planned.before.on(unit, day))}
    after = {unit: s for unit in touched if (s := planned.after.on(unit, day))}
    marks = {unit: _mark(before.get(unit), after.get(unit)) for unit in touched}
    return list(_lines(planned.before, before, day, marks)), list(_lines(planned.after, after, day, marks))


def _mark(before: Stood | None, after: Stood | None) -> str:
    if after is None:
        return "ended"
    if before is None:
        return "founded"
    if before.parent != after.parent:
        return "moved"
    same = before._replace(since=after.since, until=after.until, basis=after.basis) == after
    return "" if same else "changed"


def _lines(tree: Tree, units: Mapping[int, Stood], day: date, marks: Mapping[int, str]) -> Iterator[Line]:
    """Units with all above them, those above first, each family by code and name."""
    shown = dict(units)
    todo = [s.parent for s in units.values()]
    while todo:
        unit = todo.pop()
        if unit is not None and unit not in shown and (stood := tree.on(unit, day)):
            shown[unit] = stood
            todo.append(stood.parent)
    order = sorted(shown, key=lambda u: (shown[u].code, shown[u].name))
    below: dict[int | None, list[int]] = {}
    for unit in order:
        parent = shown[unit].parent
        below.setdefault(parent if parent in shown else None, []).append(unit)
    stack = [(0, unit) for unit in reversed(below.get(None, []))]
    while stack:
        depth, unit = stack.pop()
        s = shown[unit]
        yield Line(depth, unit, s.name, s.kind, s.code, marks.get(unit, ""))
        stack += [(depth + 1, child) for child in reversed(below.get(unit, []))]


def _units_by_kind(planned: Plan) -> Iterator[Total]:
    """How many units of each kind there would be that day, without the acts and with them.

    Of those that the acts touch, those that take them over, and all that stand below: nothing is told of the rest.
    """
    touched = planned.before.dependents(u for u in planned.changed if u in planned.before.standings)
    taking = {p.successor for u in planned.changed for p in planned.after.successions.get(u, ())}
    touched |= planned.after.dependents(u for u in {*planned.changed, *taking} if u in planned.after.standings)
    counts = [Counter(_kinds(tree, planned.day, touched)) for tree in (planned.before, planned.after)]
    for kind in sorted(counts[0].keys() | counts[1].keys()):
        yield Total(kinds.name_of(kind), counts[0][kind], counts[1][kind])


def _kinds(tree: Tree, day: date, units: Collection[int]) -> Iterable[str]:
    stood = (s for unit in units for s in tree.standings.get(unit, ()))
    return (s.kind for s in stood if s.since <= day < s.until)
