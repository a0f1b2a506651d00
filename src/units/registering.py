"""Registering (đăng ký danh mục tổ chức): the tree becomes what a register says, in one act.

A unit of the register keeps its identity by its key; its standings and successions become those of its rows. Units
that the register does not name stay, and so does a unit of which it says what is known already.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from ledger.actors import Actor
from ledger.models import Record
from ledger.operation import operation
from ledger.posting import post_many
from ledger.refusals import NotPermitted, Unfit
from units.keeping import keep, lock_tree
from units.models import Unit
from units.register import Fault, Reading, Register, StandingRow, read
from units.rules import ACT_ON_TREE
from units.tree import Tree


class Unregistrable(Unfit):
    """A register that breaks rules. ``faults``: all of them, in order of rows."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("register_unfit", "", count=len(faults))
        self.faults = faults


@dataclass(frozen=True)
class Prepared:
    """A register read against the locked tree. ``numbers``: every unit by key; ``fresh``: those that are new."""

    before: Tree
    reading: Reading
    numbers: dict[str, int]
    fresh: dict[str, int]
    faults: list[Fault]


@operation
def register_units(*, register: Register, by: Actor, prepared: Prepared | None = None) -> list[Unit]:
    """Make the tree what a register says. Returns the units that changed; none, and no event, if all was so already.

    Errors: NotPermitted, Unregistrable.
    """
    if not by.may(ACT_ON_TREE, None):
        raise NotPermitted
    prepared = prepared or prepare(register)
    if prepared.faults:
        raise Unregistrable(prepared.faults)
    reading = prepared.reading
    if not reading.changed:
        return []
    _found(prepared.fresh)
    keep(prepared.before, reading.after, reading.changed, reading.derivation)
    changed = list(Unit.for_entries().filter(pk__in=reading.changed).order_by("pk"))
    post_many(changed, by=by, verb="units.registered")
    return changed


def prepare(register: Register) -> Prepared:
    """Lock the tree and read a register against it; nothing is kept. Inside a transaction only."""
    before = lock_tree()
    numbers, fresh = numbered(register)
    reading = read(register, before, numbers)
    faults = [*reading.faults, *_entries_before(register, before, reading, numbers)]
    return Prepared(before, reading, numbers, fresh, faults)


def numbered(register: Register) -> tuple[dict[str, int], dict[str, int]]:
    """(the number of every unit by key, those of units that are new). Numbers are taken; nothing is kept yet."""
    numbers = dict(Unit.objects.values_list("key", "pk"))
    named = dict.fromkeys([*(row.unit for row in register.standings), *sorted(register.spoiled)])
    keys = [key for key in named if key not in numbers]
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('ledger_record', 'id')) from generate_series(1, %s)", [len(keys)]
        )
        fresh = dict(zip(keys, (number for (number,) in cursor), strict=True))
    return numbers | fresh, fresh


def _found(fresh: dict[str, int]) -> None:
    """Keep new units; a unit's record is kept at the unit itself."""
    kept = [Record(id=number, kind=Unit.KIND, unit_id=number) for number in fresh.values()]
    Record.objects.bulk_create(kept, batch_size=5000)
    units = [Unit(record=record, key=key) for record, key in zip(kept, fresh, strict=True)]
    Unit.objects.bulk_create(units, batch_size=5000)


def _entries_before(register: Register, before: Tree, reading: Reading, numbers: dict[str, int]) -> list[Fault]:
    """A first day may not move past an entry that stands, the unit's own coming into being aside."""
    later = {
        unit: reading.after.founded(unit)
        for unit in reading.changed
        if unit in before.standings and before.founded(unit) < reading.after.founded(unit)
    }
    if not later:
        return []
    first = _first_entries(later.keys())
    keys = {number: key for key, number in numbers.items()}
    faults = []
    for unit, founded in later.items():
        if unit in first and first[unit] < founded:
            row = _first_row(register, keys[unit])
            faults.append(Fault("units", row.row, "from", "row_entries_before", {"day": first[unit]}))
    return sorted(faults, key=lambda fault: fault.row)


def _first_row(register: Register, key: str) -> StandingRow:
    return min((row for row in register.standings if row.unit == key), key=lambda row: row.since)


def _first_entries(units: Collection[int]) -> dict[int, date]:
    """The first day on which something stands at a unit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_id, min(day) from (select unit_id, day from ledger_entry"
            " where unit_id = any(%s) and record_id <> unit_id"
            " group by unit_id, day, record_id, measure_id, kind, level, subject, member, programme"
            " having sum(times) <> 0 or sum(quantity) <> 0) standing group by unit_id",
            [list(units)],
        )
        return dict(cursor.fetchall())
