"""The transaction around an act: all or nothing, once for a request, joined by what it calls."""

import threading
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection

from config.testing import OwnDatabase
from directives.models import Programme
from directives.tests.acting import a_programme, refused
from ledger.clock import clock_at, now, today
from ledger.lines import Line
from ledger.models import Books, Entry, Event, Record
from ledger.operation import operation, running
from ledger.posting import post_event
from ledger.tests.sheets import TURNS, Sheet, entries_of, new_sheet, write_down
from people.models import Person
from people.tests.cast import BEGIN, Cast, set_up
from study.models import Topic
from study.operations import announce_topic

DAY = date(2017, 3, 1)


def announce(cast: Cast, programme: Programme, key: UUID, by: Person | None = None) -> Topic:
    return announce_topic(
        unit=cast.bloc,
        programme=programme,
        kind="yearly",
        year=2017,
        title="Chuyên đề năm 2017",
        since=BEGIN,
        by=by or cast.clerk,
        request_key=key,
    )


def test_an_operation_called_by_another_joins_it(cast: Cast, sheet: Sheet) -> None:
    seen: list[int] = []

    @operation
    def outer() -> None:
        write_down(sheet=sheet, lines=[Line(cast.branch.pk, TURNS, DAY, 1)], by=cast.clerk)
        seen.append(Event.objects.filter(record=sheet.record).count())
        post_event(by=cast.clerk, verb="test.after", unit=cast.branch.pk)

    outer()
    assert seen == [0]
    assert list(Event.objects.order_by("id").values_list("verb", flat=True))[-2:] == ["test.written", "test.after"]


def test_an_operation_that_fails_leaves_nothing_and_the_next_one_is_clean(cast: Cast, sheet: Sheet) -> None:
    before = (Books.objects.get().head, Record.objects.count(), Entry.objects.count())

    @operation
    def failing() -> None:
        other = new_sheet(cast.base)
        write_down(sheet=other, lines=[Line(cast.branch.pk, TURNS, DAY, 1)], by=cast.clerk)
        raise LookupError

    with pytest.raises(LookupError):
        failing()
    assert (Books.objects.get().head, Record.objects.count(), Entry.objects.count()) == before
    with pytest.raises(RuntimeError):
        running()
    write_down(sheet=sheet, lines=[Line(cast.branch.pk, TURNS, DAY, 4)], by=cast.clerk)
    assert entries_of(sheet) == [(TURNS, 4, 1)]


def test_an_operation_without_a_post_moves_nothing(cast: Cast) -> None:
    head = Books.objects.get().head
    assert operation(lambda: 7)() == 7
    assert Books.objects.get().head == head


def test_a_repeated_submission_is_answered_with_the_first_record(cast: Cast) -> None:
    programme, key = a_programme(cast.operator), uuid4()
    first = announce(cast, programme, key)
    head = Books.objects.get().head
    assert announce(cast, programme, key).pk == first.pk
    assert (Topic.objects.count(), Books.objects.get().head) == (1, head)
    assert announce(cast, programme, uuid4()).pk != first.pk


def test_a_key_that_another_used_is_refused(cast: Cast) -> None:
    programme, key = a_programme(cast.operator), uuid4()
    announce(cast, programme, key)
    with refused("request_key_reused"):
        announce(cast, programme, key, by=cast.inspector)
    assert Topic.objects.count() == 1


def test_a_refused_submission_does_not_use_up_its_key(cast: Cast) -> None:
    programme, key = a_programme(cast.operator), uuid4()
    with refused("not_permitted"):
        announce(cast, programme, key, by=cast.stranger)
    assert announce(cast, programme, key).title == "Chuyên đề năm 2017"


def test_eight_at_once_with_one_key_make_one_record(committing_database: OwnDatabase) -> None:
    cast = set_up()
    programme, key = a_programme(cast.operator), uuid4()
    barrier, answers = threading.Barrier(8), list[int]()

    def submit() -> None:
        try:
            barrier.wait(20)
            answers.append(announce(cast, programme, key).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 8
    assert set(answers) == {Topic.objects.get().pk}
    assert Event.objects.filter(request_key=key).count() == 1


def test_events_happen_at_the_set_time_and_the_clock_goes_on_afterwards(cast: Cast, sheet: Sheet) -> None:
    moment = now().replace(year=2019, month=12, day=31, hour=18, minute=30)
    with clock_at(moment):
        assert today() == date(2020, 1, 1)
        write_down(sheet=sheet, lines=[], by=cast.clerk)
    assert Event.objects.get(record=sheet.record).at == moment
    assert now() > moment
