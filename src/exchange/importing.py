"""The one operation in: what files say is checked whole, then kept whole, in one transaction.

What the files name becomes what they say: a unit's standings and successions; what was declared for a unit, measure
and day; the end of a duty or membership. What they do not name stays. What is so already posts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from exchange.checking import check
from exchange.declaring import Declared, declare_values
from exchange.sheets import Sheets, read_sheets
from figures.duties import Owed, register_duties
from ledger.measures import find, forget_numbers
from ledger.models import Measure
from ledger.operation import operation
from ledger.posting import post_event
from ledger.refusals import NotPermitted
from people.models import Person
from people.registering import Belonging, Named, register_memberships, register_persons
from units.register import Register
from units.registering import Prepared, prepare, register_units
from units.rules import ACT_ON_TREE

Tell = Callable[[str], None]


@dataclass
class Imported:
    """What came of an import: rows read and things changed, by table."""

    rows: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether anything changed at all."""
        return any(self.changed.values())


def import_path(path: Path, *, by: Person, dry_run: bool = False, tell: Tell = lambda step: None) -> Imported:
    """Read a folder or workbook and keep it; with ``dry_run`` everything is tried and nothing kept.

    Errors: Faulty (every fault of the files), NotPermitted, Unfit (nothing to read).
    """
    tell("read")
    sheets = read_sheets(path)
    if sheets.broken:
        sheets.faults.end()
    try:
        with transaction.atomic():
            imported = import_sheets(sheets=sheets, by=by, tell=tell)
            if dry_run:
                with connection.cursor() as cursor:
                    cursor.execute("set constraints all immediate")
                transaction.set_rollback(True)
    finally:
        forget_numbers()
    return imported


@operation
def import_sheets(*, sheets: Sheets, by: Person, tell: Tell = lambda step: None) -> Imported:
    """Check and keep what was read. Errors: Faulty, NotPermitted."""
    if not by.may(ACT_ON_TREE, None):
        raise NotPermitted
    tell("check")
    register = _register(sheets)
    prepared = prepare(register)
    for fault in prepared.faults:
        sheets.faults.tell(fault.table, fault.row, fault.column, fault.code, **fault.facts)
    check(sheets, prepared)
    sheets.faults.end()
    tell("units")
    changed = {"units": len(register_units(register=register, by=by, prepared=prepared))}
    changed["measures"] = _keep_measures(sheets, by)
    tell("values")
    changed["values"] = _keep_values(sheets, prepared, by)
    changed["duties"] = _keep_duties(sheets, prepared, by)
    changed |= _keep_people(sheets, prepared, by)
    tell("post")
    return Imported({table: len(rows) for table, rows in sheets.rows.items()}, changed, sheets.unread)


def _register(sheets: Sheets) -> Register:
    successions = sheets.rows.get("successions")
    return Register(sheets.of("units"), successions, frozenset(sheets.spoiled["unit"]))


def _keep_measures(sheets: Sheets, by: Person) -> int:
    """An office's own measures as the file has them; shipped ones are the program's."""
    held = {m.code: m for m in Measure.objects.all()}
    changed = 0
    for row in sheets.of("measures"):
        facts: dict[str, Any] = {name: getattr(row, name) for name in ("kind", "name_vi", "name_en", "counted_in")}
        measure = held.get(row.measure) or Measure(code=row.measure)
        if find(row.measure) or {name: getattr(measure, name) for name in facts} == facts:
            continue
        for name, fact in facts.items():
            setattr(measure, name, fact)
        measure.save()
        post_event(by=by, verb="exchange.measure_kept", unit=None, measure=row.measure)
        changed += 1
    if changed:
        forget_numbers()
    return changed


def _measures() -> Mapping[str, int]:
    return dict(Measure.objects.values_list("code", "pk"))


def _keep_values(sheets: Sheets, prepared: Prepared, by: Person) -> int:
    measures, units = _measures(), prepared.numbers
    rows = sheets.of("values")
    values = [Declared(units[v.unit], measures[v.measure], v.day, v.quantity, v.note) for v in rows]
    return declare_values(values=values, by=by)


def _keep_duties(sheets: Sheets, prepared: Prepared, by: Person) -> int:
    measures, units = _measures(), prepared.numbers
    rows = sheets.of("duties")
    owed = [Owed(measures[d.measure], d.kind, units[d.unit] if d.unit else None, d.since, d.until) for d in rows]
    return register_duties(owed=owed, by=by)


def _keep_people(sheets: Sheets, prepared: Prepared, by: Person) -> dict[str, int]:
    named = [Named(p.person, p.full_name, p.note) for p in sheets.of("people")]
    rows = sheets.of("memberships")
    if not named and not rows:
        return {"people": 0, "memberships": 0}
    persons, changed = register_persons(persons=named, by=by)
    units = prepared.numbers
    belongings = [Belonging(persons[m.person].pk, units[m.unit], m.status, m.since, m.until) for m in rows]
    return {"people": changed, "memberships": register_memberships(belongings=belongings, by=by)}
