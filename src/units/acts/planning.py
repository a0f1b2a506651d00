"""Planning: what acts of one day make of the tree, in memory. Acting and looking ahead both start from it.

Order, worked out here: what is founded and reopened; what changes; levels that go; then the units that end, those
that pass on before those that they pass to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from secrets import token_hex
from typing import Any

from ledger.refusals import IllegalMove, Refused, Unfit
from units.acts.carrying import Carried, Leaving
from units.acts.endings import Ending, children_on, in_turn, levels, shares_of
from units.acts.spans import cut, ended, passed_on, reopened
from units.acts.stating import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    Recode,
    Ref,
    RemoveLevel,
    Rename,
    Reopen,
    Split,
    founded,
    names,
)
from units.models import NEVER, Unit
from units.tree import Passed, Stood, Tree

TakeNumbers = Callable[[int], Sequence[int]]


@dataclass(frozen=True)
class Told:
    """An event to come: ``verb`` happened to a unit. ``changes``: field → [before, after], and the day."""

    unit: int
    verb: str
    changes: dict[str, Any]


@dataclass
class Plan:
    """What acts make of a tree. ``faults``: why it can't be so; with any, nothing else here is to be relied on.

    ``fresh``: units to be founded, by key. ``told``: one list of events for each act, in the order of the acts.
    """

    acts: list[Act]
    day: date
    basis: str
    before: Tree
    after: Tree
    numbers: Mapping[str, int]
    fresh: Mapping[str, int]
    told: list[list[Told]] = field(default_factory=list)
    leaving: list[Leaving] = field(default_factory=list)
    faults: list[Refused] = field(default_factory=list)

    @property
    def changed(self) -> list[int]:
        """Units whose standings or successions become others."""
        return list(dict.fromkeys(told.unit for of_act in self.told for told in of_act))

    @property
    def carried(self) -> Carried:
        """What ends, for all that goes along."""
        return Carried(tuple(self.leaving), self.day, self.after)

    def name(self, unit: int) -> str:
        """The unit's last name, by what is planned."""
        return (self.after.standings.get(unit) or self.before.standings[unit])[-1].name


def plan(
    acts: Sequence[Act], day: date, basis: str, before: Tree, numbers: Mapping[str, int], take: TakeNumbers
) -> Plan:
    """Plan ``acts``. ``numbers``: the units that they name by key; ``take``: numbers for units to be founded."""
    acts = [_keyed(act) for act in acts]
    keys = [f.key for act in acts for f in founded(act)]
    gone = {key: numbers[key] for key in keys if key in numbers and not before.standings.get(numbers[key])}
    new = [key for key in dict.fromkeys(keys) if key not in numbers]
    fresh = {**gone, **dict(zip(new, take(len(new)), strict=True))}
    after = replace(before, standings=dict(before.standings), successions=before.successions.copy())
    planner = _Planner(Plan(acts, day, basis, before, after, {**numbers, **fresh}, fresh))
    if not acts:
        planner.fault(Unfit("acts_none", "acts"))
    for key in sorted({key for key in keys if keys.count(key) > 1 or (key in numbers and key not in gone)}):
        planner.fault(Unfit("unit_key_taken", "key", key=key))
    if not planner.plan.faults and planner.know([ref for act in acts for ref in names(act)]):
        planner.run()
    return planner.plan


def _keyed(act: Act) -> Act:
    """The act, every unit that it founds with a key."""
    match act:
        case Found(key=""):
            return replace(act, key=token_hex(5))
        case Merge(into=Found(key="") as into):
            return replace(act, into=replace(into, key=token_hex(5)))
        case Split(parts=parts):
            keyed = [
                replace(p, unit=replace(p.unit, key=p.unit.key or token_hex(5))) if isinstance(p.unit, Found) else p
                for p in parts
            ]
            return replace(act, parts=tuple(keyed))
    return act


class _Planner:
    """Fills a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.day, self.basis = plan, plan.day, plan.basis
        self.before, self.after = plan.before, plan.after
        self.altered: set[tuple[int, str]] = set()
        self.endings: list[Ending] = []
        plan.told = [[] for _ in plan.acts]

    def fault(self, refusal: Refused) -> None:
        self.plan.faults.append(refusal)

    def number(self, ref: Ref | Found) -> int:
        """The number of a unit that is known."""
        if isinstance(ref, Unit):
            return int(ref.pk)
        return self.plan.numbers[ref.key if isinstance(ref, Found) else ref]

    def is_known(self, ref: Ref) -> bool:
        """Whether there is such a unit; tells it where not."""
        number = ref.pk if isinstance(ref, Unit) else self.plan.numbers.get(ref)
        if number is not None and (self.before.standings.get(number) or number in self.plan.fresh.values()):
            return True
        self.fault(Unfit("unit_unknown", "unit", key=ref.key if isinstance(ref, Unit) else ref))
        return False

    def know(self, refs: Sequence[Ref]) -> bool:
        """Whether there are all of these units; tells each that there isn't."""
        return sum(not self.is_known(ref) for ref in refs) == 0

    def run(self) -> None:
        """Every act in the order worked out, then what can only be seen of the whole."""
        for n, act in enumerate(self.plan.acts):
            for f in founded(act):
                self._found(n, f)
        for n, act in enumerate(self.plan.acts):
            if isinstance(act, Reopen):
                self._reopen(n, act)
        for n, act in enumerate(self.plan.acts):
            self._change(n, act)
        for n, act in enumerate(self.plan.acts):
            self.endings += self._endings(n, act)
        self._check_once()
        for ending in in_turn(self.endings, self.fault, self.plan.name):
            self._end(ending)
        for ending in self.endings:
            self._check_below(ending)

    def _found(self, n: int, f: Found) -> None:
        unit = self.number(f)
        if not f.name.strip():
            self.fault(Unfit("unit_without_name", "name"))
        parent = self.number(f.parent) if f.parent is not None else None
        self.after.standings[unit] = [Stood(f.name, f.short_name, f.kind, parent, f.code, self.day, NEVER, self.basis)]
        self._tell(n, unit, "units.founded")

    def _reopen(self, n: int, act: Reopen) -> None:
        unit = self.number(act.unit)
        to: dict[str, Any] = {"basis": self.basis}
        if act.name:
            to["name"] = act.name
        if act.parent is not None:
            to["parent"] = self.number(act.parent)
        try:
            self.after.standings[unit] = reopened(self.after.standings[unit], self.day, to)
        except LookupError:
            self.fault(IllegalMove("unit_not_ended", name=self.plan.name(unit), day=self.day))
        self._tell(n, unit, "units.reopened")

    def _change(self, n: int, act: Act) -> None:
        match act:
            case Rename(name=name, short_name=short_name):
                if not name.strip():
                    self.fault(Unfit("unit_without_name", "name"))
                self._alter(n, act.unit, "units.renamed", name=name, short_name=short_name)
            case Move(parent=parent):
                self._alter(n, act.unit, "units.moved", parent=self.number(parent))
            case ChangeKind(kind=kind):
                if not kind.strip():
                    self.fault(Unfit("unit_without_kind", "kind"))
                self._alter(n, act.unit, "units.kind_changed", kind=kind)
            case Recode(code=code):
                self._alter(n, act.unit, "units.recoded", code=code)

    def _alter(self, n: int, ref: Ref, verb: str, **to: Any) -> None:
        unit = self.number(ref)
        held = self.after.on(unit, self.day)
        if held is None:
            self.fault(IllegalMove("unit_not_alive", name=self.plan.name(unit), day=self.day))
            return
        if (unit, verb) in self.altered:
            self.fault(IllegalMove("unit_changed_twice", name=held.name))
        self.altered.add((unit, verb))
        self.after.standings[unit] = list(cut(self.after.standings[unit], self.day, {**to, "basis": self.basis}))
        changed = {k: [getattr(held, k), v] for k, v in to.items() if getattr(held, k) != v}
        self._tell(n, unit, verb, **changed)

    def _endings(self, n: int, act: Act) -> Iterable[Ending]:
        match act:
            case Merge(units=units):
                into = (self.number(act.into),)
                for unit in map(self.number, units):
                    ending = Ending(n, unit, "units.merged", into, into, with_posts=act.with_posts)
                    yield replace(ending, with_units=act.with_units)
            case Split(parts=parts):
                heirs = tuple(self.number(part.unit) for part in parts)
                people = {person: self.number(ref) for person, ref in act.people.items()}
                shares = shares_of(act, parts, heirs, people)
                unit = self.number(act.unit)
                yield Ending(n, unit, "units.split", heirs, heirs, shares, people, with_posts=act.with_posts)
            case Dissolve(receiver=receiver):
                receivers = (self.number(receiver),) if receiver is not None else ()
                yield Ending(n, self.number(act.unit), "units.dissolved", receivers, with_posts=act.with_posts)
            case RemoveLevel():
                to = {self.number(one): self.number(ref) for one, ref in act.to.items()}
                yield from levels(n, act, self.number(act.under), to, self.after, self.day, self.fault)

    def _check_once(self) -> None:
        """No unit ends twice, or is changed on the day that it ends."""
        units = [ending.unit for ending in self.endings]
        for unit in dict.fromkeys(units):
            if units.count(unit) > 1:
                self.fault(IllegalMove("unit_ends_twice", name=self.plan.name(unit)))
            if any(altered == unit for altered, _ in self.altered):
                self.fault(IllegalMove("unit_changed_and_ended", name=self.plan.name(unit)))

    def _end(self, ending: Ending) -> None:
        unit, day = ending.unit, self.day
        eve = date.fromordinal(max(day.toordinal() - 1, 1))
        held = self.before.on(unit, eve)
        end = self.before.life_end(unit, eve) if held else day
        if held is None or end <= day or held.since >= day:
            self.fault(IllegalMove("unit_not_alive", name=self.plan.name(unit), day=day))
            return
        for to in ending.receivers:
            if to == unit or not self._receives(to, ending):
                self.fault(IllegalMove("unit_receiver_not_alive", name=self.plan.name(to), day=day))
        if ending.with_units and ending.receivers:
            self._bring(ending)
        self.after.standings[unit] = list(ended(self.after.standings[unit], day))
        new = [Passed(day, to, share, self.basis) for to, share in ending.passing]
        self.after.successions[unit] = passed_on(self.after.successions.get(unit, ()), end, new)
        leaving = Leaving(unit, held.name, ending.receivers, ending.people, ending.with_posts)
        self.plan.leaving.append(leaving)
        facts = {"basis": self.basis, **({"into": list(ending.heirs)} if ending.heirs else {})}
        self._tell(ending.act, unit, ending.verb, **facts)

    def _receives(self, to: int, ending: Ending) -> bool:
        """Whether a unit can take over: alive on the day; without succession, and with no end to come."""
        if ending.heirs:
            return self.after.on(to, self.day) is not None
        return self.after.goes_on(to, self.day)

    def _bring(self, ending: Ending) -> None:
        going = {e.unit for e in self.endings}
        for child in children_on(self.after, ending.unit, self.day):
            to = ending.receivers[0]
            if child not in going and child != to:
                self.after.standings[child] = list(
                    cut(self.after.standings[child], self.day, {"parent": to, "basis": self.basis})
                )
                self._tell(ending.act, child, "units.moved", parent=[ending.unit, to])

    def _check_below(self, ending: Ending) -> None:
        count = len(children_on(self.after, ending.unit, self.day))
        if count:
            self.fault(IllegalMove("unit_has_units", name=self.plan.name(ending.unit), count=count))

    def _tell(self, act: int, unit: int, verb: str, **changes: Any) -> None:
        self.plan.told[act].append(Told(unit, verb, {**changes, "day": self.day.isoformat()}))


def checked(planned: Plan) -> None:
    """Add to the faults what the rules of the tree say. Errors: none."""
    if not planned.faults:
        try:
            planned.after.check(planned.changed)
        except Refused as refusal:
            planned.faults.append(refusal)
