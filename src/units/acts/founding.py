"""Founding many units at once (thành lập), each on a day of its own: a tree laid down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from secrets import token_hex
from uuid import UUID

from django.db import connection

from ledger.actors import Actor
from ledger.models import OPEN, Record
from ledger.operation import operation
from ledger.posting import post
from ledger.refusals import NotPermitted, Unfit
from units.acts.recording import keep_acts
from units.acts.stating import Found
from units.keeping import keep, lock_tree
from units.models import EVER, NEVER, Standing, Unit
from units.rules import ACT_ON_TREE
from units.tree import Stood


@dataclass(frozen=True)
class Founding:
    """A unit to found. ``parent``: a unit, or the key of one founded in the same act."""

    name: str
    kind: str
    parent: Unit | str | None
    day: date = EVER
    key: str = ""
    short_name: str = ""
    code: str = ""
    basis: str = ""


@operation
def found_unit(*, founding: Founding, by: Actor, request_key: UUID | None = None) -> Unit:
    """Found (thành lập) one unit. Errors: NotPermitted, Unfit."""
    return found_units(foundings=[founding], by=by)[0]


@operation
def found_units(*, foundings: Sequence[Founding], by: Actor) -> list[Unit]:
    """Found many units at once, parents before or after children. Errors: NotPermitted, Unfit."""
    for f in foundings:
        outside = f.parent.pk if isinstance(f.parent, Unit) else None
        if not isinstance(f.parent, str) and not by.may(ACT_ON_TREE, outside):
            raise NotPermitted
        if not f.name.strip():
            raise Unfit("unit_without_name", "name")
    before = lock_tree()
    after = replace(before, standings=dict(before.standings))
    units = new_units([f.key or token_hex(5) for f in foundings])
    by_key = {u.key: u for u in units}
    for unit, f in zip(units, foundings, strict=True):
        parent = by_key.get(f.parent) if isinstance(f.parent, str) else f.parent
        if isinstance(f.parent, str) and parent is None:
            raise Unfit("unit_unknown", "parent", key=f.parent)
        above = parent.pk if parent else None
        after.standings[unit.pk] = [Stood(f.name, f.short_name, f.kind, above, f.code, f.day, NEVER, f.basis)]
    keep(before, after, [u.pk for u in units])
    for unit in Unit.for_entries().filter(pk__in=[u.pk for u in units]).order_by("pk"):
        post(unit, by=by, verb="units.founded")
    keep_acts([(_stated(f, u), f.day, f.basis, "units.founded", [u.pk]) for f, u in zip(foundings, units, strict=True)])
    return units


def _stated(f: Founding, unit: Unit) -> Found:
    return Found(f.name, f.kind, f.parent, unit.key, f.short_name, f.code)


def new_units(keys: Sequence[str]) -> list[Unit]:
    """Units and their records; a unit's record is kept at the unit itself. One taken back is the same one again."""
    known = dict(Unit.objects.filter(key__in=keys).values_list("key", "pk"))
    standing = Standing.objects.filter(unit_id__in=known.values(), removed=OPEN).values_list("unit__key", flat=True)
    taken = [k for k in keys if keys.count(k) > 1] if len(set(keys)) < len(keys) else list(standing)
    if taken:
        raise Unfit("unit_key_taken", "key", key=taken[0])
    new = [key for key in keys if key not in known]
    numbers = known | dict(zip(new, take_numbers(len(new)), strict=True))
    keep_new({key: numbers[key] for key in new})
    found = {unit.key: unit for unit in Unit.objects.filter(pk__in=numbers.values()).select_related("record")}
    return [found[key] for key in keys]


def take_numbers(count: int) -> list[int]:
    """Numbers for units to come."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('ledger_record', 'id')) from generate_series(1, %s)", [count]
        )
        return [number for (number,) in cursor]


def keep_new(fresh: Mapping[str, int]) -> None:
    """Keep units that are new, with the numbers taken for them; those that are there stay."""
    there = set(Unit.objects.filter(pk__in=fresh.values()).values_list("pk", flat=True))
    new = {key: number for key, number in fresh.items() if number not in there}
    records = [Record(id=number, kind=Unit.KIND, unit_id=number) for number in new.values()]
    Record.objects.bulk_create(records, batch_size=5000)
    Unit.objects.bulk_create(
        [Unit(record=record, key=key) for key, record in zip(new, records, strict=True)], batch_size=5000
    )


def name_now(unit: Unit) -> str:
    """The unit's last known name."""
    last = Standing.objects.filter(unit=unit, removed=OPEN).order_by("-since").first()
    return last.name if last else unit.key
