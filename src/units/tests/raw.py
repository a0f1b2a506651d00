"""A world of ``brute`` as the program's own tree, in memory and in the database."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ledger.operation import operation
from ledger.posting import post
from people.models import Person
from units.acts import new_units
from units.keeping import keep, lock_tree
from units.models import Unit
from units.tests.brute import World
from units.tree import Passed, Stood, Tree


@dataclass(frozen=True)
class Numbered:
    """A tree, and the number of each unit in it."""

    tree: Tree
    numbers: dict[str, int]


def tree_of(world: World, numbers: dict[str, int] | None = None) -> Numbered:
    """The tree in memory. Units are numbered from 1 where no numbers are given."""
    numbers = numbers or {unit: n for n, unit in enumerate(world.units, 1)}
    tree = Tree()
    for row in sorted(world.rows, key=lambda row: row.since):
        stood = Stood(
            row.name,
            row.short_name,
            row.kind,
            numbers[row.parent] if row.parent else None,
            row.code,
            row.since,
            row.until,
            row.basis,
        )
        tree.standings.setdefault(numbers[row.unit], []).append(stood)
    for p in world.passings:
        share = None if p.share == "?" else Fraction(p.share or 1)
        tree.successions[numbers[p.unit]].append(Passed(p.on, numbers[p.successor], share, ""))
    return Numbered(tree, numbers)


@operation
def lay_down(*, world: World, by: Person) -> Numbered:
    """Keep a whole world in the database, in one act."""
    before = lock_tree()
    units = new_units(world.units)
    laid = tree_of(world, {unit.key: unit.pk for unit in units})
    after = Tree({**before.standings, **laid.tree.standings}, laid.tree.successions)
    keep(before, after, list(laid.numbers.values()))
    for unit in Unit.for_entries().filter(pk__in=laid.numbers.values()).order_by("pk"):
        post(unit, by=by, verb="units.founded")
    return laid
