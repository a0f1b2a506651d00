"""Acts on the tree (sắp xếp tổ chức): found, rename, move, dissolve.

Each has a day and a basis (number of the deciding document). Nothing is overwritten: what was known
before stays readable at its position.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from secrets import token_hex
from typing import Any
from uuid import UUID

from ledger.actors import Actor
from ledger.models import OPEN
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import lock, lock_many
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from units import sentences as _sentences  # noqa: F401  registers what refusals say
from units.keeping import keep, lock_tree
from units.models import EVER, NEVER, Standing, Unit
from units.rules import ACT_ON_TREE
from units.tree import Stood, Tree

Carrier = Callable[[Unit, Unit | None, date, Actor], None]
_carriers: list[Carrier] = []


def carries(carrier: Carrier) -> Carrier:
    """Register what goes along when a unit ends: ``carrier(unit, receiver, day, by)``.

    Without a receiver it refuses (IllegalMove) when something would be left without a place.
    """
    _carriers.append(carrier)
    return carrier


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
    before, after = _two_trees()
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
    return units


def new_units(keys: Sequence[str]) -> list[Unit]:
    """Units and their records; a unit's record is kept at the unit itself."""
    from django.db import connection

    taken = [k for k in keys if keys.count(k) > 1] if len(set(keys)) < len(keys) else []
    taken += Unit.objects.filter(key__in=keys).values_list("key", flat=True)
    if taken:
        raise Unfit("unit_key_taken", "key", key=taken[0])
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('ledger_record', 'id')) from generate_series(1, %s)",
            [len(keys)],
        )
        numbers = [n for (n,) in cursor]
    rows = [Unit(key=key) for key in keys]
    from ledger.models import Record

    records = [Record(id=n, kind=Unit.KIND, unit_id=n) for n in numbers]
    Record.objects.bulk_create(records, batch_size=5000)
    for row, record in zip(rows, records, strict=True):
        row.record = record
    Unit.objects.bulk_create(rows, batch_size=5000)
    return rows


@operation
def rename_unit(*, unit: Unit, name: str, short_name: str = "", day: date, basis: str = "", by: Actor) -> Unit:
    """Rename (đổi tên) from ``day`` on. Errors: NotPermitted, IllegalMove, Unfit."""
    if not name.strip():
        raise Unfit("unit_without_name", "name")
    return _change(unit, day, by, "units.renamed", name=name, short_name=short_name, basis=basis)


@operation
def move_unit(*, unit: Unit, parent: Unit, day: date, basis: str = "", by: Actor) -> Unit:
    """Move (chuyển trực thuộc) under ``parent`` from ``day`` on. Errors: NotPermitted, IllegalMove, Unfit."""
    if not by.may(ACT_ON_TREE, parent.pk):
        raise NotPermitted
    return _change(unit, day, by, "units.moved", parent=parent.pk, basis=basis)


def _change(unit: Unit, day: date, by: Actor, verb: str, **to: Any) -> Unit:
    """Cut the standing of ``day`` in two and change the later part, and what follows it unchanged."""
    if not by.may(ACT_ON_TREE, unit.pk):
        raise NotPermitted
    before, after = _two_trees()
    unit = lock(unit)
    held = before.on(unit.pk, day)
    if held is None:
        raise IllegalMove("unit_not_alive", name=_last_name(before, unit), day=day)
    changed = {k: v for k, v in to.items() if k != "basis" and getattr(held, k) != v}
    after.standings[unit.pk] = list(_cut(before.standings[unit.pk], day, to))
    keep(before, after, [unit.pk])
    unit = Unit.for_entries().get(pk=unit.pk)
    names = {k: [getattr(held, k), v] for k, v in changed.items()}
    post(unit, by=by, verb=verb, changes={**names, "day": day.isoformat()})
    return unit


def _cut(stood: Iterable[Stood], day: date, to: dict[str, Any]) -> Iterable[Stood]:
    """The standings with the later part of one changed, and those that follow on it while they say the same."""
    changing: Stood | None = None
    for s in stood:
        if s.since <= day < s.until:
            if s.since < day:
                yield s._replace(until=day)
            changing = s
            yield s._replace(since=day, **to)
            continue
        follows = changing is not None and changing.until == s.since
        if changing and follows and all(getattr(s, k) == getattr(changing, k) for k in to if k != "basis"):
            changing = s
            yield s._replace(**{k: v for k, v in to.items() if k != "basis"})
        else:
            changing = None
            yield s


@operation
def dissolve_unit(*, unit: Unit, day: date, receiver: Unit | None = None, basis: str = "", by: Actor) -> Unit:
    """End (kết thúc hoạt động) a unit on ``day``; its people go to ``receiver``.

    It has no successor: its past stands under its last parent. What was planned for it after that day is dropped.
    Errors: NotPermitted, IllegalMove (not alive, or its receiver; has units of its own; has people and no receiver),
    Unfit (a root).
    """
    if not by.may(ACT_ON_TREE, unit.pk) or (receiver and not by.may(ACT_ON_TREE, receiver.pk)):
        raise NotPermitted
    before, after = _two_trees()
    rows = {u.pk: u for u in lock_many([unit, receiver] if receiver else [unit])}
    unit = rows[unit.pk]
    eve = date.fromordinal(max(day.toordinal() - 1, 1))
    held = before.on(unit.pk, eve)
    if held is None or before.life_end(unit.pk, eve) <= day or held.since >= day:
        raise IllegalMove("unit_not_alive", name=_last_name(before, unit), day=day)
    if receiver and (receiver.pk == unit.pk or not before.goes_on(receiver.pk, day)):
        raise IllegalMove("unit_receiver_not_alive", name=_last_name(before, receiver), day=day)
    children = [u for u in before.below().get(unit.pk, ()) if (s := before.on(u, day)) and s.parent == unit.pk]
    if children:
        raise IllegalMove("unit_has_units", name=held.name, count=len(children))
    after.standings[unit.pk] = list(_ended(before.standings[unit.pk], day))
    keep(before, after, [unit.pk])
    for carrier in _carriers:
        carrier(unit, receiver, day, by)
    unit = Unit.for_entries().get(pk=unit.pk)
    post(unit, by=by, verb="units.dissolved", changes={"day": day.isoformat(), "basis": basis})
    return unit


def _ended(stood: Iterable[Stood], day: date) -> Iterable[Stood]:
    """The standings with the life of the day before ended on ``day``; another life after a gap stays."""
    end: date | None = None
    for s in stood:
        if s.until < day or (end is not None and s.since != end):
            end = None
            yield s
        elif s.since < day:
            end = s.until
            yield s._replace(until=day)
        elif end is not None:
            end = s.until
        else:
            yield s


def _two_trees() -> tuple[Tree, Tree]:
    """The locked tree as it is, and a copy to change."""
    before = lock_tree()
    return before, replace(before, standings=dict(before.standings), successions=before.successions.copy())


def _last_name(tree: Tree, unit: Unit) -> str:
    return tree.standings[unit.pk][-1].name


def name_now(unit: Unit) -> str:
    """The unit's last known name."""
    last = Standing.objects.filter(unit=unit, removed=OPEN).order_by("-since").first()
    return last.name if last else unit.key
