"""``verify`` finds each fault that somebody with the database's password can plant, and names the place."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from directives.tests.acting import a_programme
from ledger.checking import Difference, verify
from ledger.models import Books, Entry, Event, EventNote, Record
from people.tests.cast import BEGIN, Cast
from study.operations import Count, Holding, announce_topic, hold_sessions
from study.turnouts import correct_head_count

PLACES = 5
Place = tuple[str, int]


@dataclass
class Planter:
    """Puts faults into the books at places of chance. Each method returns the places that must be named."""

    dice: random.Random

    def entry(self) -> tuple[int, int, int]:
        """(event, line, record) of an entry."""
        return self.dice.choice(list(Entry.objects.values_list("event_id", "line", "record_id")))

    def event(self, **only: object) -> int:
        return self.dice.choice(list(Event.objects.filter(**only).values_list("id", flat=True)))

    def changed_quantity(self) -> set[Place]:
        event, line, record = self.entry()
        sql("update ledger_entry set quantity = quantity + 1 where event_id = %s and line = %s", event, line)
        return {("chain", event), ("entries", record)}

    def moved_entry(self) -> set[Place]:
        event, line, record = self.entry()
        sql("update ledger_entry set day = day + 1 where event_id = %s and line = %s", event, line)
        return {("chain", event), ("entries", record)}

    def deleted_entry(self) -> set[Place]:
        event, line, record = self.entry()
        sql("delete from ledger_entry where event_id = %s and line = %s", event, line)
        return {("chain", event), ("entries", record)}

    def inserted_entry(self) -> set[Place]:
        event, line, record = self.entry()
        columns = "unit_id, measure_id, day, quantity, times, member, programme, kind, level, subject, record_id"
        sql(
            f"insert into ledger_entry (event_id, line, {columns}) select event_id, 99, {columns}"
            " from ledger_entry where event_id = %s and line = %s",
            event,
            line,
        )
        return {("chain", event), ("entries", record)}

    def entry_of_no_event(self) -> set[Place]:
        event, line, _record = self.entry()
        sql("update ledger_entry set event_id = 1000000 where event_id = %s and line = %s", event, line)
        return {("chain", event), ("chain", 1_000_000)}

    def deleted_event(self) -> set[Place]:
        event = self.event(id__lt=Books.objects.get().head)
        EventNote.objects.filter(event=event).delete()
        sql("delete from ledger_event where id = %s", event)
        return {("gap", event + 1), ("chain", event + 1)}

    def inserted_event(self) -> set[Place]:
        head = Books.objects.get().head
        sql(
            "insert into ledger_event (id, at, actor_id, unit_id, verb, record_id, changes, hash)"
            " select %s, at, actor_id, unit_id, verb, record_id, changes, hash from ledger_event where id = %s",
            head + 1,
            self.event(),
        )
        return {("chain", head + 1), ("head", head)}

    def reordered_events(self) -> set[Place]:
        event = self.event(id__lt=EventNote.objects.order_by("event")[0].pk - 1)
        for table, column in (("ledger_event", "id"), ("ledger_entry", "event_id")):
            for was, becomes in ((event, -1), (event + 1, event), (-1, event + 1)):
                sql(f"update {table} set {column} = %s where {column} = %s", becomes, was)
        return {("chain", event)}

    def changed_actor(self) -> set[Place]:
        event = self.event(actor__isnull=False)
        sql("update ledger_event set actor_id = actor_id + 1 where id = %s", event)
        return {("chain", event)}

    def changed_changes(self) -> set[Place]:
        event = self.event()
        sql("""update ledger_event set changes = '{"x": [1, 2]}' where id = %s""", event)
        return {("chain", event)}

    def changed_note_hash(self) -> set[Place]:
        event = self.event(note_hash__isnull=False)
        sql("update ledger_event set note_hash = sha256(note_hash) where id = %s", event)
        return {("chain", event), ("note", event)}

    def changed_words(self) -> set[Place]:
        event = self.event(note_hash__isnull=False)
        EventNote.objects.filter(event=event).update(note="khác")
        return {("note", event)}

    def cut_tail(self) -> set[Place]:
        head = Books.objects.get().head
        last = head - self.dice.randint(1, 8)
        EventNote.objects.filter(event__gt=last).delete()
        sql("delete from ledger_entry where event_id > %s", last)
        sql("delete from ledger_event where id > %s", last)
        return {("head", head)}

    def row_changed_without_an_event(self) -> set[Place]:
        (session, count) = self.dice.choice(list(counts()))
        sql("update study_headcount set attended = attended - 1 where id = %s", count)
        return {("entries", session)}

    def orphan_record(self) -> set[Place]:
        record = Record.objects.create(kind="study.session", unit_id=self.dice.choice(list(units())))
        other = Record.objects.create(kind="of.nothing", unit_id=record.unit_id)
        return {("orphan", record.pk), ("orphan", other.pk)}

    def vanished_row(self) -> set[Place]:
        (session, _) = self.dice.choice(list(counts()))
        sql("delete from study_headcount where session_id = %s", session)
        sql("delete from study_session where record_id = %s", session)
        return {("orphan", session)}

    def vanished_record(self) -> set[Place]:
        (session, _) = self.dice.choice(list(counts()))
        sql("delete from study_headcount where session_id = %s", session)
        sql("delete from study_session where record_id = %s", session)
        sql("delete from ledger_record where id = %s", session)
        return {("orphan", session)}


FAULTS: dict[str, Callable[[Planter], set[Place]]] = {
    name: plant for name, plant in vars(Planter).items() if callable(plant) and name[0] != "_"
}
for _picking in ("entry", "event"):
    del FAULTS[_picking]


def sql(statement: str, *facts: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)


def counts() -> Iterator[tuple[int, int]]:
    """(session, head count with somebody there) pairs."""
    with connection.cursor() as cursor:
        cursor.execute("select session_id, id from study_headcount where attended > 0")
        yield from cursor.fetchall()


def units() -> Iterator[int]:
    yield from Record.objects.filter(kind="units.unit").values_list("pk", flat=True)


@contextmanager
def unguarded() -> Iterator[None]:
    """The books with their guards off, and as they were afterwards."""
    with transaction.atomic():
        sql("set constraints all immediate")
        for table in ("ledger_event", "ledger_entry"):
            sql(f"alter table {table} disable trigger user")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def books(cast: Cast) -> None:
    """Sessions, some of them corrected with a note."""
    programme = a_programme(cast.operator)
    topic = announce_topic(
        unit=cast.bloc, programme=programme, kind="yearly", year=2017, title="Đề", since=BEGIN, by=cast.clerk
    )
    where = (cast.branch.pk, cast.other_branch.pk, cast.base.pk)
    day = date(2017, 1, 1)
    holdings = [
        Holding(topic, where[n % 3], day + timedelta(days=9 * n), [Count(where[n % 3], 9, n % 9)]) for n in range(24)
    ]
    for session in hold_sessions(holdings=holdings, by=cast.clerk)[::3]:
        unit = session.record.unit_id
        correct_head_count(session=session, unit=unit, expected=9, attended=5, by=cast.clerk, note="đếm lại")
    assert verify() == []


def named(found: list[Difference]) -> set[Place]:
    return {(difference.kind, difference.where) for difference in found}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_is_found_and_its_place_named(books: None, fault: str) -> None:
    planter = Planter(random.Random(fault))
    for _ in range(PLACES):
        with unguarded():
            places = FAULTS[fault](planter)
            found = named(verify())
        assert places <= found, (places, found)
    assert verify() == []


def test_one_changed_event_does_not_hide_the_next(books: None) -> None:
    with unguarded():
        sql("update ledger_event set verb = 'x' where id in (3, 9)")
        assert named(verify()) == {("chain", 3), ("chain", 9)}


def test_a_chain_written_anew_still_shows_in_the_records(books: None) -> None:
    planter = Planter(random.Random("anew"))
    with unguarded():
        planter.cut_tail()
        last = Event.objects.order_by("-id")[0]
        Books.objects.update(head=last.id, hash=last.hash)
        assert {difference.kind for difference in verify()} == {"entries"}


def test_an_erased_note_breaks_nothing(books: None) -> None:
    EventNote.objects.all().delete()
    assert verify() == []


def test_progress_is_told_and_never_beyond_the_whole(books: None) -> None:
    told: list[tuple[int, int]] = []
    verify(lambda done, whole: told.append((done, whole)))
    assert told
    assert all(0 <= done <= whole for done, whole in told)
    assert told[-1][0] == told[-1][1]
