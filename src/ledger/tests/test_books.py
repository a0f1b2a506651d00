"""The books refuse to be changed, and are numbered without a gap."""

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.checking import verify
from ledger.lines import Line
from ledger.models import Books, Event
from ledger.tests.sheets import TURNS, Sheet, write_down
from people.tests.cast import BEGIN, Cast

SET = {"ledger_event": "verb = 'x'", "ledger_entry": "quantity = 0"}


@pytest.mark.parametrize("table", SET)
@pytest.mark.parametrize(
    "statement",
    ["update {table} set {set}", "delete from {table}", "truncate {table} cascade", "delete from {table} where false"],
)
def test_books_refuse_every_change_and_removal(cast: Cast, table: str, statement: str) -> None:
    refusal = pytest.raises(DatabaseError, match="only ever appended to")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        with refusal, transaction.atomic():
            cursor.execute(statement.format(table=table, set=SET[table]))
    assert verify() == []


def test_books_have_one_head_only(cast: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Books.objects.create(id=2)


def test_positions_have_no_gap_and_the_head_is_the_last(cast: Cast, sheet: Sheet) -> None:
    for quantity in range(5):
        write_down(sheet=sheet, lines=[Line(cast.branch.pk, TURNS, BEGIN, quantity)], by=cast.clerk)
    numbers = list(Event.objects.order_by("id").values_list("id", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Books.objects.get().head == numbers[-1]
    assert bytes(Books.objects.get().hash) == bytes(Event.objects.get(pk=numbers[-1]).hash)
