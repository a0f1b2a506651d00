"""What must hold between rows, files and the books, beyond the rules of the tree."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from exchange.faults import Faults
from exchange.sheets import DutyRow, MeasureRow, MembershipRow, PersonRow, Sheets, ValueRow
from ledger.measures import Kind, find
from ledger.models import Entry, Measure
from people.registering import known_persons, memberships_at, memberships_of
from units.register import StandingRow
from units.registering import Prepared
from units.tree import Tree


@dataclass
class Ground:
    """What rows may name. ``numbers``: units by key; ``spoiled``: units, measures and persons that were not read."""

    tree: Tree
    numbers: Mapping[str, int]
    spoiled: Mapping[str, set[str]]

    def known(self, unit: str) -> int | None:
        """The number of a unit all of which was read, else None."""
        number = self.numbers.get(unit)
        return number if number in self.tree.standings and unit not in self.spoiled["unit"] else None


def check(sheets: Sheets, prepared: Prepared) -> None:
    """Note every fault of the files beside the tree."""
    spoiled = {name: set(keys) for name, keys in sheets.spoiled.items()}
    spoiled["unit"] |= {key for key, n in prepared.fresh.items() if n not in prepared.reading.after.standings}
    ground = Ground(prepared.reading.after, prepared.numbers, spoiled)
    faults = sheets.faults
    measures = _measures(faults, sheets.of("measures"))
    _values(faults, sheets.of("values"), ground, measures)
    _duties(faults, sheets.of("duties"), ground, measures)
    persons = _people(faults, sheets.of("people"))
    _memberships(faults, sheets.of("memberships"), ground, persons)
    _stay_within(faults, sheets, prepared)


def _unit(faults: Faults, table: str, row: int, unit: str, ground: Ground) -> int | None:
    """The number of a unit that a row names; a fault where there is none such."""
    number = ground.known(unit)
    if number is None and unit not in ground.spoiled["unit"]:
        faults.tell(table, row, "unit", "row_unit_unknown", key=unit)
    return number


def _measures(faults: Faults, rows: Iterable[MeasureRow]) -> dict[str, str]:
    """The kind of every measure by code, those of the file included."""
    used = Exists(Entry.objects.filter(measure=OuterRef("pk")).order_by())
    held = {m.code: m for m in Measure.objects.annotate(used=used)}
    seen: dict[str, int] = {}
    kinds = {code: m.kind for code, m in held.items()}
    for row in rows:
        if row.measure in seen:
            faults.tell("measures", row.row, "measure", "row_twice", other=seen[row.measure])
        seen.setdefault(row.measure, row.row)
        kinds.setdefault(row.measure, row.kind)
        measure = held.get(row.measure)
        if measure is None:
            continue
        if find(row.measure) is not None:
            facts = (row.kind, row.name_vi, row.name_en, row.counted_in)
            if facts != (measure.kind, measure.name_vi, measure.name_en, measure.counted_in):
                faults.tell("measures", row.row, "measure", "row_measure_shipped", measure=row.measure)
        elif measure.kind != row.kind and measure.used:
            faults.tell("measures", row.row, "kind", "row_measure_kind", measure=row.measure, kind=measure.kind)
        else:
            kinds[row.measure] = row.kind
    return kinds


def _measure(faults: Faults, table: str, row: int, code: str, ground: Ground, kinds: Mapping[str, str]) -> bool:
    if code not in kinds and code not in ground.spoiled["measure"]:
        faults.tell(table, row, "measure", "row_measure_unknown", measure=code)
    return code in kinds


def _values(faults: Faults, rows: Iterable[ValueRow], ground: Ground, kinds: Mapping[str, str]) -> None:
    """Rule 7; a level is declared once for a day; quantities of a day add up, but no row is there twice."""
    levels = {code for code, kind in kinds.items() if kind == Kind.READING}
    shipped = {code for code in kinds if find(code) is not None}
    seen: dict[tuple[str, str, date, Decimal | None, str], int] = {}
    for v in rows:
        number = _unit(faults, "values", v.row, v.unit, ground)
        if not _measure(faults, "values", v.row, v.measure, ground, kinds):
            continue
        if v.measure in shipped:
            faults.tell("values", v.row, "measure", "row_value_counted", measure=v.measure)
        if number is not None and v.day < ground.tree.founded(number):
            facts = {"day": v.day, "founded": ground.tree.founded(number)}
            faults.tell("values", v.row, "on", "row_before_founding", **facts)
        is_level = v.measure in levels
        name = (v.unit, v.measure, v.day, None if is_level else v.quantity, "" if is_level else v.note)
        if name in seen:
            code = "row_level_twice" if is_level else "row_twice"
            faults.tell("values", v.row, "", code, other=seen[name])
        seen.setdefault(name, v.row)


def _duties(faults: Faults, rows: Iterable[DutyRow], ground: Ground, kinds: Mapping[str, str]) -> None:
    seen: dict[tuple[str, str, str, date], int] = {}
    for d in rows:
        _measure(faults, "duties", d.row, d.measure, ground, kinds)
        if bool(d.kind) == bool(d.unit):
            faults.tell("duties", d.row, "unit" if d.kind else "kind", "row_duty_of_whom")
        elif d.unit:
            _unit(faults, "duties", d.row, d.unit, ground)
        name = (d.measure, d.kind, d.unit, d.since)
        if name in seen:
            faults.tell("duties", d.row, "", "row_twice", other=seen[name])
        seen.setdefault(name, d.row)


def _people(faults: Faults, rows: Iterable[PersonRow]) -> dict[str, int]:
    """Every known person by key; 0 for one who comes with the file."""
    persons = {key: person.pk for key, person in known_persons().items()}
    seen: dict[str, int] = {}
    for p in rows:
        if p.person in seen:
            faults.tell("people", p.row, "person", "row_twice", other=seen[p.person])
        seen.setdefault(p.person, p.row)
        persons.setdefault(p.person, 0)
    return persons


Stay = tuple[date, date, int]
"""From, to, and the row that says so; 0 for what is kept already."""


def _memberships(faults: Faults, rows: list[MembershipRow], ground: Ground, persons: Mapping[str, int]) -> None:
    """Person and unit are known, nobody is in a unit twice on one day or outside of its life."""
    numbers = {persons[m.person] for m in rows if persons.get(m.person)}
    stays: dict[tuple[str, int], dict[tuple[str, date], Stay]] = defaultdict(dict)
    keys = {pk: key for key, pk in persons.items()}
    for kept in memberships_of(numbers) if rows else []:
        place = stays[keys[kept.person_id], kept.record.unit_id]
        place[kept.status, kept.since] = (kept.since, kept.until, 0)
    for m in rows:
        if m.person not in persons and m.person not in ground.spoiled["person"]:
            faults.tell("memberships", m.row, "person", "row_person_unknown", key=m.person)
        number = _unit(faults, "memberships", m.row, m.unit, ground)
        if number is None:
            continue
        _within_life(faults, m, ground.tree, number)
        place = stays[m.person, number]
        before = place.get((m.status, m.since))
        if before and before[2]:
            faults.tell("memberships", m.row, "", "row_twice", other=before[2])
        place[m.status, m.since] = (m.since, m.until, m.row)
    for place in stays.values():
        _apart(faults, sorted(place.values()))


def _within_life(faults: Faults, m: MembershipRow, tree: Tree, unit: int) -> None:
    if tree.on(unit, m.since) is None:
        faults.tell("memberships", m.row, "from", "row_unit_not_alive", key=m.unit, day=m.since)
    elif m.until > (end := tree.life_end(unit, m.since)):
        faults.tell("memberships", m.row, "to", "row_unit_ends", key=m.unit, day=end)


def _apart(faults: Faults, stays: list[Stay]) -> None:
    for one, other in itertools.pairwise(stays):
        if other[0] < one[1] and (row := max(one[2], other[2])):
            faults.tell("memberships", row, "from", "row_belongs_twice", day=other[0])


def _stay_within(faults: Faults, sheets: Sheets, prepared: Prepared) -> None:
    """Nobody who is kept already is left in a unit that the file ends, unless the file ends that too."""
    tree, before = prepared.reading.after, prepared.before
    shorter = {u for u in prepared.reading.changed if u in before.standings}
    if not shorter:
        return
    keys = {number: key for key, number in prepared.numbers.items()}
    told = {(m.person, m.unit, m.status, m.since) for m in sheets.of("memberships")}
    rows: dict[str, list[StandingRow]] = defaultdict(list)
    for row in sheets.of("units"):
        rows[row.unit].append(row)
    names = {person.pk: key for key, person in known_persons().items()}
    left: dict[tuple[str, date], int] = defaultdict(int)
    for m in memberships_at(shorter):
        unit = m.record.unit_id
        if (names[m.person_id], keys[unit], m.status, m.since) in told:
            continue
        end = tree.life_end(unit, m.since)
        if tree.on(unit, m.since) is None or end < m.until:
            left[keys[unit], end] += 1
    for (key, end), count in left.items():
        row = next((r for r in rows[key] if r.until == end), rows[key][0])
        faults.tell("units", row.row, "to", "row_people_stay", count=count, day=end)
