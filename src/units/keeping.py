"""How a changed tree is written: old versions superseded, new ones added, what is derived rebuilt.

Order within an act: tree lock → standings → places → deferred constraints → (when the operation
ends) the head, which gives the position that replaces ``PENDING``.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from ledger.models import OPEN
from ledger.operation import running
from units.derivation import Derivation, EraRow, HeirRow, PlaceRow
from units.models import PENDING, Era, Heir, Place, Standing, Succession
from units.tree import Passed, Stood, Tree, share_from, share_text

TREE_LOCK = 5_050_001
Follower = Callable[[], None]
_followers: list[Follower] = []
MANY = 1000
"""An act on more units than this counts the tables anew: plans made for small ones would take minutes."""
TABLES = (Standing, Succession, Place, Era, Heir)
STOOD = ("unit_id", "name", "short_name", "kind", "parent_id", "code", "since", "until", "basis")
PASSED = ("unit_id", "day", "successor_id", "share", "basis")


def after_act(follower: Follower) -> Follower:
    """Register what another feature derives from the tree; called at the end of every act."""
    _followers.append(follower)
    return follower


def lock_tree() -> Tree:
    """The tree as it is now, locked to the end of the transaction. Acts only; posting doesn't."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [TREE_LOCK])
    return load_tree()


def hold_lives(units: Collection[int]) -> Tree:
    """The standings of some units; no act changes them to the end of the transaction. Two statements."""
    with connection.cursor() as cursor:
        cursor.execute("select id from ledger_record where id = any(%s) order by id for share", [list(units)])
    return Tree(_standings(Standing.objects.filter(unit_id__in=units)))


def _standings(rows: QuerySet[Standing]) -> dict[int, list[Stood]]:
    known: dict[int, list[Stood]] = defaultdict(list)
    for unit, *stood in rows.filter(removed=OPEN).order_by("unit_id", "since").values_list(*STOOD):
        known[unit].append(Stood(*stood))
    return dict(known)


def load_tree() -> Tree:
    """The tree as known now."""
    tree = Tree(_standings(Standing.objects.all()))
    for unit, day, successor, share, basis in (
        Succession.objects.filter(removed=OPEN).order_by("day", "id").values_list(*PASSED)
    ):
        tree.successions[unit].append(Passed(day, successor, share_from(share), basis))
    return tree


def keep(before: Tree, after: Tree, changed: Collection[int], derivation: Derivation | None = None) -> None:
    """Write what an act made of the tree. ``derivation``: of that tree, where it was begun already.

    Errors: Unfit, when a rule of the tree is broken.
    """
    after.check(changed)
    affected = before.dependents(u for u in changed if u in before.standings)
    affected |= after.dependents(changed)
    derivation = derivation or Derivation(after)
    for unit in affected & after.standings.keys():
        derivation.timeline(unit, after.founded(unit), date.max)
    _keep_standings(before, after, changed)
    _keep_successions(before, after, changed)
    derive(derivation, affected)
    for follower in _followers:
        follower()
    with connection.cursor() as cursor:
        if len(affected) > MANY:
            cursor.execute(f"analyze {', '.join(model._meta.db_table for model in TABLES)}")
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
    batch = running()
    if _settle not in batch.placed:
        batch.placed.append(_settle)


def derive(derivation: Derivation, units: Collection[int]) -> None:
    """Make the derived rows of ``units`` what they should be; rows that already are stay."""
    units = sorted(units)
    standing = derivation.tree.standings.keys()
    _replace(Place, PlaceRow, derivation.places, units, standing)
    _replace(Era, EraRow, derivation.eras, units, standing)
    _replace(Heir, HeirRow, derivation.heirs, units, standing)


def derived(model: type[Place | Era | Heir], row: type[Any], units: Collection[int]) -> dict[tuple[Any, ...], int]:
    """The derived rows that stand now for these units: row → id."""
    columns = [f"{f}_id" if f in ("unit", "above", "via", "heir") else f for f in row._fields]
    rows = model._default_manager.filter(removed=OPEN, unit_id__in=units)
    return {row(*values): number for number, *values in rows.values_list("id", *columns)}


def _replace(
    model: type[Place | Era | Heir],
    row: type[Any],
    make: Callable[[int], Iterable[tuple[Any, ...]]],
    units: Collection[int],
    standing: Container[int],
) -> None:
    held = derived(model, row, units)
    wanted = {r for unit in units if unit in standing for r in make(unit)}
    _remove(model, [number for r, number in held.items() if r not in wanted])
    table = model._meta.db_table
    columns = [f"{f}_id" if f in ("unit", "above", "via", "heir") else f for f in row._fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {table} ({', '.join(columns)}, added, removed) from stdin") as stream,
    ):
        for r in sorted(wanted - held.keys(), key=lambda r: [v or 0 for v in r]):
            stream.write_row((*r, PENDING, OPEN))


def _keep_standings(before: Tree, after: Tree, changed: Collection[int]) -> None:
    removed: list[int] = []
    added: list[tuple[Any, ...]] = []
    held = {
        (unit, Stood(*stood)): number
        for number, unit, *stood in Standing.objects.filter(removed=OPEN, unit_id__in=changed).values_list("id", *STOOD)
    }
    for unit in changed:
        old, new = set(before.standings.get(unit, ())), after.standings.get(unit, [])
        removed += [held[unit, s] for s in old - set(new)]
        added += [(unit, *s, PENDING, OPEN) for s in new if s not in old]
    _remove(Standing, removed)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {Standing._meta.db_table} ({', '.join(STOOD)}, added, removed) from stdin") as stream,
    ):
        for row in added:
            stream.write_row(row)


def _keep_successions(before: Tree, after: Tree, changed: Collection[int]) -> None:
    removed: list[int] = []
    added: list[Succession] = []
    rows = Succession.objects.filter(removed=OPEN, unit_id__in=changed).values_list("id", *PASSED)
    held = {(unit, day, successor): number for number, unit, day, successor, _, _ in rows}
    for unit in changed:
        old, new = before.successions.get(unit, ()), after.successions.get(unit, ())
        was, now = set(old), set(new)
        removed += [held[unit, p.day, p.successor] for p in old if p not in now]
        added += [_succession(unit, p) for p in new if p not in was]
    _remove(Succession, removed)
    Succession.objects.bulk_create(added, batch_size=5000)


def _succession(unit: int, p: Passed) -> Succession:
    share = share_text(p.share)
    return Succession(unit_id=unit, day=p.day, successor_id=p.successor, share=share, basis=p.basis)


def _remove(model: type[Any], numbers: Collection[int]) -> None:
    """Supersede rows; a row that this very act had added was never known, and goes."""
    rows = model._default_manager.filter(id__in=numbers)
    rows.filter(added=PENDING).delete()
    rows.update(removed=PENDING)


def _settle(position: int) -> None:
    """Give what the act wrote its position. Called under the head."""
    with connection.cursor() as cursor:
        for model in TABLES:
            table = model._meta.db_table
            for column in ("added", "removed"):
                cursor.execute(f"update {table} set {column} = %s where {column} = %s", [position, PENDING])
        cursor.execute("update ledger_books set tree = %s", [position])
