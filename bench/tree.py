"""A large tree that changes: deriving all of it, figures of every unit, one subtree, one act; beside a bare scan.

Reads the reform of 2025 (``./lantoa demo --small --reform`` once before); the act is rolled back.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection, transaction

from demo.accounts import OPERATOR
from figures.dictionary import definitions
from figures.listing import listing, named
from figures.models import Scope
from figures.reading import Question, answer
from figures.snapshot import snapshot
from people.models import Account
from units.acts import rename_unit
from units.derivation import Derivation
from units.keeping import load_tree
from units.models import Unit

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
FIGURES = 40


def timed(act: Callable[[], object], times: int = 5) -> float:
    """Median of an act, in ms."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def scan(table: str) -> int:
    """Every row of a table, read as plainly as can be."""
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {table}")  # noqa: S608  a name written below
        return len(cursor.fetchall())


def derive() -> int:
    """Places of every unit, from standings and successions in memory."""
    tree = load_tree()
    derivation = Derivation(tree)
    return sum(1 for unit in tree.standings for _ in derivation.places(unit))


def every_unit(structure: date | None) -> int:
    """The measure of the reform for every unit that there is under a structure."""
    rows = listing(named(["one"], BEFORE), since=BEFORE, until=BEFORE, structure=structure, books=snapshot())
    return sum(1 for _ in rows)


def many_figures(structure: date | None) -> int:
    """Forty figures for every unit of the tree."""
    units = tuple(Unit.objects.values_list("pk", flat=True))
    figures = [d for d in definitions(BEFORE) if d.scope == Scope.SUBTREE][:FIGURES]
    return len(answer(Question(units, BEFORE, BEFORE, snapshot().head, structure), figures))


def subtree(key: str) -> int:
    """The measure of the reform for one unit and all below it."""
    under = Unit.objects.get(key=key)
    rows = listing(named(["one"], BEFORE), since=BEFORE, until=BEFORE, structure=AFTER, books=snapshot(), under=under)
    return sum(1 for _ in rows)


def act() -> None:
    """One unit renamed, and everything that follows from it; rolled back."""
    by = Account.objects.get(login=OPERATOR).person
    with transaction.atomic():
        rename_unit(unit=Unit.objects.get(key="p01"), name="Thành phố thử", day=date(2026, 1, 1), by=by)
        transaction.set_rollback(True)


def main() -> None:
    """Print the table."""
    if not Unit.objects.filter(key="vn").exists():
        raise SystemExit("Run ./lantoa demo --small --reform once before.")
    places, units = scan("units_place"), Unit.objects.count()
    print(f"{units:,} units, {places:,} place rows")
    plain = timed(partial(scan, "units_place"))
    for name, what in (
        ("a bare scan of all place rows", partial(scan, "units_place")),
        ("every place derived from the tree", derive),
        ("one measure, every unit, as then", partial(every_unit, None)),
        ("one measure, every unit, by 1/7/2025", partial(every_unit, AFTER)),
        ("40 figures, every unit, as then", partial(many_figures, None)),
        ("40 figures, every unit, by 1/7/2025", partial(many_figures, AFTER)),
        ("one measure, one province and below", partial(subtree, "P08")),
        ("one act: a province renamed", act),
    ):
        took = timed(what, 3)
        print(f"{name:40}{took:10.0f} ms {took / plain:8.2f} x")


if __name__ == "__main__":
    main()
