"""What the tests of the steps share: refusals by code, what stands in the books, statements of a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.models import Programme
from directives.operations import open_programme
from figures.dictionary import definitions
from figures.reading import Question, answer, value_at
from figures.snapshot import snapshot
from figures.values import Value
from ledger.models import Measure
from ledger.posting import standing
from ledger.recorded import Recorded
from ledger.refusals import Refused
from people.models import Person
from units.models import Unit

SINCE = date(2016, 5, 15)
Line = tuple[str, int, date, int, str, str]


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this code, and says so in a sentence."""
    with pytest.raises(Refused) as told:
        yield
    assert told.value.code == code
    assert told.value.sentence()


def lines(row: Recorded) -> set[Line]:
    """What stands for a record in the books: (measure, unit, day, quantity, kind, level)."""
    codes = dict(Measure.objects.values_list("pk", "code"))
    held = standing([row.record_id]).get(row.record_id, {})
    return {
        (codes[place.measure], place.unit, place.day, int(stand.quantity), place.kind, place.level)
        for place, stand in held.items()
    }


def statements(client: Client, address: str) -> int:
    """How many statements a page takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as held:
        assert client.get(address).status_code == 200
    return len(held)


def a_programme(operator: Person, code: str = "ct05") -> Programme:
    """A programme, opened by the operator."""
    return open_programme(code=code, name_vi="Chỉ thị 05-CT/TW", name_en="Directive 05-CT/TW", since=SINCE, by=operator)


def fraction(figure: str, unit: Unit) -> tuple[int, int]:
    """Both parts of a figure at a unit."""
    value = read(figure, unit)
    return int(value.top or 0), int(value.bottom or 0)


def read(figure: str, unit: Unit, since: date = SINCE, until: date = date(2021, 5, 20)) -> Value:
    """The value of a figure at a unit, by the books as they are."""
    books = snapshot()
    definition = next(d for d in definitions(until) if d.code == figure)
    question = Question((unit.pk,), since, until, books.head, own=(unit.pk,), owed=books.owed)
    return value_at(answer(question, [definition]), definition, (unit.pk, None))
