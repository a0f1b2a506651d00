"""Taking back (thu hồi) a wrongly entered act: it is superseded, never overwritten.

The tree of the units that it changed becomes again what it was before; what was known in between can still be read
at its positions. Acts of one reorganisation are taken back together. Nothing that came later may be built on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from ledger.actors import Actor
from ledger.models import OPEN, Record
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import lock_many
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from units.acts.carrying import carried_kinds, put_back
from units.acts.doing import reorganise
from units.acts.recording import place_acts
from units.acts.stating import Act
from units.keeping import PASSED, STOOD, keep, lock_tree
from units.models import PENDING, DoneAct, Standing, Succession, Unit
from units.queries import known
from units.rules import ACT_ON_TREE
from units.tree import Passed, Stood, Tree, share_from


@operation
def take_back(*, act: DoneAct, by: Actor) -> list[DoneAct]:
    """Take an act back, and all that were done with it. Returns them.

    Errors: NotPermitted, IllegalMove (taken back already; something later is built on it, which is named).
    """
    before = lock_tree()
    acts = list(DoneAct.objects.filter(added=act.added, removed=OPEN).order_by("pk"))
    if not acts or act.added == PENDING:
        raise IllegalMove("act_taken_back")
    units = sorted({unit for done in acts for unit in done.units})
    if not all(by.may(ACT_ON_TREE, unit) for unit in units):
        raise NotPermitted
    lock_many(Unit.objects.filter(pk__in=units))
    _check_unchanged(acts[0], units, before)
    after = _restored(before, units, acts[0].base)
    gone = [unit for unit in units if unit not in after.standings]
    _check_unused(gone, before)
    try:
        keep(before, after, units)
    except Unfit as unfit:
        raise IllegalMove("act_built_on", why=unfit.sentence()) from unfit
    for done in reversed(acts):
        put_back(done.carried, units, after, by)
    _post(acts[0], units, by)
    DoneAct.objects.filter(pk__in=[done.pk for done in acts]).update(removed=PENDING)
    place_acts()
    return acts


@operation
def correct_act(*, act: DoneAct, acts: Sequence[Act], day: date, basis: str = "", by: Actor) -> list[DoneAct]:
    """Take an act back and do others in its place, at one position. Errors: as ``take_back`` and ``reorganise``."""
    base = take_back(act=act, by=by)[0].base
    return reorganise(acts=acts, day=day, basis=basis, by=by, base=base)


def _check_unchanged(act: DoneAct, units: Collection[int], now: Tree) -> None:
    """These units are still what the act made of them. Errors: IllegalMove, naming the unit and a later act."""
    then = _restored(now, units, act.added)
    for unit in units:
        if (then.standings.get(unit), then.successions.get(unit, [])) != (
            now.standings.get(unit),
            now.successions.get(unit, []),
        ):
            later = DoneAct.objects.filter(removed=OPEN, added__gt=act.added, units__contains=unit).order_by("added")
            basis = later.values_list("basis", flat=True).first() or "—"
            raise IllegalMove("unit_changed_since", name=_last_name(unit), basis=basis)


def _restored(before: Tree, units: Collection[int], position: int) -> Tree:
    """The tree as known now, these units as known at a position."""
    after = replace(before, standings=dict(before.standings), successions=before.successions.copy())
    standings: dict[int, list[Stood]] = defaultdict(list)
    rows = Standing.objects.filter(known(position), unit_id__in=units).order_by("unit_id", "since")
    for unit, *stood in rows.values_list(*STOOD):
        standings[unit].append(Stood(*stood))
    successions: dict[int, list[Passed]] = defaultdict(list)
    passed = Succession.objects.filter(known(position), unit_id__in=units).order_by("day", "id")
    for unit, day, successor, share, basis in passed.values_list(*PASSED):
        successions[unit].append(Passed(day, successor, share_from(share), basis))
    for unit in units:
        after.standings.pop(unit, None)
        after.successions.pop(unit, None)
        if unit in standings:
            after.standings[unit] = standings[unit]
            after.successions[unit] = successions[unit]
    return after


def _check_unused(units: Collection[int], tree: Tree) -> None:
    """Nothing is recorded at units that will not have been. Errors: IllegalMove."""
    apart = {Unit.KIND, *carried_kinds()}
    row = Record.objects.filter(unit_id__in=units).exclude(kind__in=apart).order_by("pk").first()
    if row is not None:
        count = Record.objects.filter(unit_id=row.unit_id).exclude(kind__in=apart).count()
        raise IllegalMove("unit_has_records", name=tree.standings[row.unit_id][-1].name, count=count)


def _post(act: DoneAct, units: Collection[int], by: Actor) -> None:
    for unit in Unit.for_entries().filter(pk__in=units).order_by("pk"):
        post(unit, by=by, verb="units.taken_back", changes={"day": act.day.isoformat(), "position": act.added})


def _last_name(unit: int) -> str:
    rows = Standing.objects.filter(unit_id=unit).order_by("-added", "-since")
    return rows.values_list("name", flat=True)[0]
