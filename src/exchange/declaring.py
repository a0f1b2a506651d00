"""Declaring values: what a unit declared for a measure and a day becomes what the files say; the rest stays."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from exchange.models import Declaration
from ledger.models import Record
from ledger.operation import operation
from ledger.posting import post_many
from ledger.recorded import enter_many
from ledger.refusals import NotPermitted
from people.models import Person
from people.roles import RECORD_WORK
from people.rules import may_all
from units.rules import ACT_ON_TREE


class Declared(NamedTuple):
    """One declared quantity: unit and measure by number."""

    unit: int
    measure: int
    day: date
    quantity: Decimal
    note: str


Place = tuple[int, int, date]
"""Unit, measure and day: what a file's rows replace as one."""
Said = tuple[Decimal, str]


@operation
def declare_values(*, values: Sequence[Declared], by: Person, verb: str = "exchange.declared") -> int:
    """Keep declared values; returns for how many units something changed. Errors: NotPermitted."""
    if not (by.may(ACT_ON_TREE, None) or may_all(by, RECORD_WORK, {v.unit for v in values})):
        raise NotPermitted
    said: dict[Place, Counter[Said]] = defaultdict(Counter)
    for v in values:
        said[v[:3]][v.quantity, v.note] += 1
    units = sorted({unit for unit, _, _ in said})
    declarations = _locked(units)
    held, rows = _held(declarations)
    changed = {place for place, what in said.items() if held.get(place) != what}
    if not changed:
        return 0
    fresh = sorted({unit for unit, _, _ in changed} - declarations.keys())
    for unit, declaration in zip(fresh, enter_many([Declaration() for _ in fresh], fresh), strict=True):
        declarations[unit] = declaration.pk
    _replace([row for place in changed for row in rows.get(place, ())], changed, said, declarations)
    touched = sorted({declarations[unit] for unit, _, _ in changed})
    post_many(Declaration.for_entries().filter(pk__in=touched).order_by("pk"), by=by, verb=verb)
    return len(touched)


def _locked(units: Collection[int]) -> dict[int, int]:
    """The declaration of every unit that has one, locked to the end of the transaction.

    The units themselves are locked first, so that two who declare for one at the same time make one declaration.
    """
    with connection.cursor() as cursor:
        cursor.execute("select id from ledger_record where id = any(%s) order by id for update", [list(units)])
    records = Record.objects.filter(kind=Declaration.KIND, unit__in=units).order_by("pk").select_for_update()
    return dict(records.values_list("unit", "pk"))


def _held(declarations: Mapping[int, int]) -> tuple[dict[Place, Counter[Said]], dict[Place, list[int]]]:
    """What stands declared by unit, measure and day, and the rows that say so."""
    units = {declaration: unit for unit, declaration in declarations.items()}
    held: dict[Place, Counter[Said]] = defaultdict(Counter)
    rows: dict[Place, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, declaration_id, measure_id, day, quantity, note from exchange_declaredvalue"
            " where declaration_id = any(%s)",
            [list(units)],
        )
        for number, declaration, measure, day, quantity, note in cursor:
            place = (units[declaration], measure, day)
            held[place][quantity, note] += 1
            rows[place].append(number)
    return dict(held), rows


def _replace(
    gone: Sequence[int],
    changed: Collection[Place],
    said: Mapping[Place, Counter[Said]],
    declarations: Mapping[int, int],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from exchange_declaredvalue where id = any(%s)", [list(gone)])
        with cursor.copy(
            "copy exchange_declaredvalue (declaration_id, measure_id, day, quantity, note) from stdin"
        ) as stream:
            for unit, measure, day in sorted(changed):
                for quantity, note in sorted(said[unit, measure, day].elements()):
                    stream.write_row((declarations[unit], measure, day, quantity, note))
