"""Acting on the tree: one act, or a reorganisation of many on one day, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ledger.actors import Actor
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import lock_many
from ledger.refusals import NotPermitted
from units.acts.carrying import carry
from units.acts.facts import VERBS
from units.acts.founding import keep_new, take_numbers
from units.acts.planning import Plan, plan
from units.acts.recording import keep_acts
from units.acts.stating import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    Part,
    Recode,
    Ref,
    RemoveLevel,
    Rename,
    Reopen,
    Shares,
    Split,
    founded,
    names,
)
from units.keeping import keep, lock_tree
from units.models import PENDING, DoneAct, Unit
from units.rules import ACT_ON_TREE


@operation
def reorganise(*, acts: Sequence[Act], day: date, basis: str = "", by: Actor, base: int = PENDING) -> list[DoneAct]:
    """Do acts of one day under one basis, in an order worked out, whole or not at all. Returns them as kept.

    ``base``: see ``recording.keep_acts``; only what corrects another act gives it.
    Errors: NotPermitted, IllegalMove and Unfit, as ``planning`` and those who carry say.
    """
    numbers = numbers_of(acts)
    check_rights(acts, numbers, by)
    planned = plan(acts, day, basis, lock_tree(), numbers, take_numbers)
    if planned.faults:
        raise planned.faults[0]
    _write(planned)
    done = carry(planned.carried, by)
    _post(planned, by)
    told = zip(planned.acts, planned.told, strict=True)
    kept = [(a, day, basis, VERBS[type(a)], list(dict.fromkeys(t.unit for t in of_act))) for a, of_act in told]
    return keep_acts(kept, done, base)


def numbers_of(acts: Sequence[Act]) -> dict[str, int]:
    """The units that acts name or found, by key, as far as there are such."""
    refs = [ref for act in acts for ref in names(act)]
    keys = {ref for ref in refs if isinstance(ref, str)} | {f.key for act in acts for f in founded(act) if f.key}
    return dict(Unit.objects.filter(key__in=keys).values_list("key", "pk"))


def check_rights(acts: Sequence[Act], numbers: Mapping[str, int], by: Actor) -> None:
    """Whether ``by`` may act on every unit that acts name, and found roots where they do. Errors: NotPermitted."""
    refs = [ref for act in acts for ref in names(act)]
    asked: set[int | None] = {ref.pk if isinstance(ref, Unit) else numbers.get(ref, 0) for ref in refs} - {0}
    if any(f.parent is None for act in acts for f in founded(act)):
        asked.add(None)
    if not all(by.may(ACT_ON_TREE, unit) for unit in asked):
        raise NotPermitted


def _write(planned: Plan) -> None:
    touched = {*planned.changed, *(to for leaving in planned.leaving for to in leaving.receivers)}
    lock_many(Unit.objects.filter(pk__in=touched - set(planned.fresh.values())))
    keep_new(planned.fresh)
    keep(planned.before, planned.after, planned.changed)


def _post(planned: Plan, by: Actor) -> None:
    units = {unit.pk: unit for unit in Unit.for_entries().filter(pk__in=planned.changed)}
    for told in (told for of_act in planned.told for told in of_act):
        post(units[told.unit], by=by, verb=told.verb, changes=told.changes)


def _one(act: Act, unit: Unit, day: date, basis: str, by: Actor) -> Unit:
    """Do one act to ``unit``. Returns the unit as it is then."""
    reorganise(acts=[act], day=day, basis=basis, by=by)
    fresh: Unit = Unit.for_entries().get(pk=unit.pk)
    return fresh


@operation
def rename_unit(*, unit: Unit, name: str, short_name: str = "", day: date, basis: str = "", by: Actor) -> Unit:
    """Rename (đổi tên) from ``day`` on. Errors: NotPermitted, IllegalMove, Unfit."""
    return _one(Rename(unit, name, short_name), unit, day, basis, by)


@operation
def move_unit(*, unit: Unit, parent: Unit, day: date, basis: str = "", by: Actor) -> Unit:
    """Move (chuyển trực thuộc) under ``parent`` from ``day`` on. Errors: NotPermitted, IllegalMove, Unfit."""
    return _one(Move(unit, parent), unit, day, basis, by)


@operation
def change_kind(*, unit: Unit, kind: str, day: date, basis: str = "", by: Actor) -> Unit:
    """Change the kind (chuyển loại hình) from ``day`` on. Errors: NotPermitted, IllegalMove, Unfit."""
    return _one(ChangeKind(unit, kind), unit, day, basis, by)


@operation
def recode_unit(*, unit: Unit, code: str, day: date, basis: str = "", by: Actor) -> Unit:
    """Give another code (đổi mã) from ``day`` on. Errors: NotPermitted, IllegalMove."""
    return _one(Recode(unit, code), unit, day, basis, by)


@operation
def reopen_unit(
    *, unit: Unit, parent: Unit | None = None, name: str = "", day: date, basis: str = "", by: Actor
) -> Unit:
    """Reopen (hoạt động trở lại) an ended unit. Errors: NotPermitted, IllegalMove (not ended), Unfit."""
    return _one(Reopen(unit, parent, name), unit, day, basis, by)


@operation
def dissolve_unit(*, unit: Unit, day: date, receiver: Unit | None = None, basis: str = "", by: Actor) -> Unit:
    """End (kết thúc hoạt động) a unit on ``day``; its people go to ``receiver``.

    It has no successor: its past stands under its last parent. What was planned for it after that day is dropped.
    Errors: NotPermitted, IllegalMove (not alive, or its receiver; has units of its own; has people and no receiver),
    Unfit (a root).
    """
    return _one(Dissolve(unit, receiver), unit, day, basis, by)


@operation
def merge_units(
    *,
    units: Sequence[Unit],
    into: Ref | Found,
    day: date,
    basis: str = "",
    with_units: bool = False,
    with_posts: bool = False,
    by: Actor,
) -> Unit:
    """Merge (hợp nhất, sáp nhập) ``units`` into another, kept or founded that day; it takes over all of each.

    Errors: NotPermitted, IllegalMove (not alive; the other doesn't go on; units below are left), Unfit.
    """
    merge = Merge(tuple(units), into, with_units, with_posts)
    (done,) = reorganise(acts=[merge], day=day, basis=basis, by=by)
    key = done.facts["into"]
    return Unit.objects.get(key=key["key"] if isinstance(key, dict) else key)


@operation
def split_unit(
    *,
    unit: Unit,
    parts: Sequence[Part],
    shares: Shares = Shares.OPEN,
    people: Mapping[int, Ref] | None = None,
    with_posts: bool = False,
    day: date,
    basis: str = "",
    by: Actor,
) -> Unit:
    """Split (chia tách) a unit among ``parts``; each of its people goes to the one named in ``people``.

    Errors: NotPermitted, IllegalMove (not alive; somebody isn't named; units below are left), Unfit (shares).
    """
    return _one(Split(unit, tuple(parts), shares, people or {}, with_posts), unit, day, basis, by)


@operation
def remove_level(
    *, kind: str, under: Unit, to: Mapping[Ref, Ref] | None = None, day: date, basis: str = "", by: Actor
) -> list[DoneAct]:
    """End every unit of ``kind`` under one (bỏ cấp trung gian); what stands below each, and its people, move up.

    Errors: NotPermitted, IllegalMove, Unfit.
    """
    return reorganise(acts=[RemoveLevel(kind, under, to or {})], day=day, basis=basis, by=by)
