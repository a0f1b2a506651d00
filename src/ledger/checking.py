"""``verify``: recompute what every record stands for and the chain, and list what differs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from ledger import chain
from ledger.chain import EntryRow, EventRow
from ledger.models import Books, Record
from ledger.posting import standing, stands_for
from ledger.recorded import kinds

BATCH = 2000


@dataclass(frozen=True)
class Difference:
    """Something that is not as it should be. ``kind``: chain, gap, head, note, entries, orphan or tree."""

    kind: str
    where: int
    what: str


Tell = Callable[[int, int], None]
Check = Callable[[], Iterator[Difference]]
_checks: list[Check] = []


def also_check(check: Check) -> Check:
    """A feature's own check, run by ``verify`` in the same snapshot."""
    _checks.append(check)
    return check


def verify(tell: Tell = lambda done, whole: None) -> list[Difference]:
    """Every difference in the books, as one snapshot sees them. ``tell(done, whole)`` on the way."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            if not connection.in_atomic_block or not connection.savepoint_ids:
                cursor.execute("set transaction isolation level repeatable read, read only")
        books = Books.objects.get()
        whole = books.head + Record.objects.count()
        found = [*_chain(books, whole, tell), *_beside_the_chain()]
        found += _records(books.head, whole, tell)
        for check in _checks:
            found += check()
    return found


def _chain(books: Books, whole: int, tell: Tell) -> Iterator[Difference]:
    """Numbers without gap, each link right, the head at the last event."""
    digest, last = bytes(32), 0
    for event, stored, entries in _events():
        if event.id != last + 1:
            yield Difference("gap", event.id, f"{last + 1}..{event.id - 1}")
        digest = chain.link(digest, event, entries)
        if digest != stored:
            yield Difference("chain", event.id, event.verb)
            digest = stored
        last = event.id
        if last % BATCH == 0:
            tell(last, whole)
    if (books.head, bytes(books.hash)) != (last, digest):
        yield Difference("head", books.head, str(last))


def _beside_the_chain() -> Iterator[Difference]:
    """Entries of no event, and notes that are not those of their events."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct e.event_id from ledger_entry e left join ledger_event v on v.id = e.event_id"
            " where v.id is null"
        )
        for (event,) in cursor:
            yield Difference("chain", event, "entry")
        cursor.execute(
            "select n.event_id from ledger_eventnote n left join ledger_event v on v.id = n.event_id"
            " where v.note_hash is distinct from sha256(n.salt || convert_to(n.note, 'UTF8'))"
        )
        for (event,) in cursor:
            yield Difference("note", event, "note")


def _events() -> Iterator[tuple[EventRow, bytes, list[EntryRow]]]:
    """Every event with its hash and entries, in order."""
    columns = ", ".join(EventRow._fields).replace("request_key", "request_key::text")
    since = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"select {columns}, hash from ledger_event where id > %s order by id limit %s",
                [since, BATCH],
            )
            events = [(_event(row), bytes(row[-1])) for row in cursor]
            if not events:
                return
            until = events[-1][0].id
            cursor.execute(
                f"select {', '.join(EntryRow._fields)} from ledger_entry"
                " where event_id > %s and event_id <= %s order by event_id, line",
                [since, until],
            )
            own = {number: list(rows) for number, rows in groupby(map(EntryRow._make, cursor), lambda e: e.event_id)}
        for event, digest in events:
            yield event, digest, own.get(event.id, [])
        since = until


def _event(row: tuple[Any, ...]) -> EventRow:
    from json import loads

    changes = loads(row[6]) if isinstance(row[6], str) else row[6]
    number, at, actor, unit, verb, record, _changes, note, key, _hash = row
    return EventRow(number, at, actor, unit, verb, record, changes, bytes(note) if note else None, key)


def _records(head: int, whole: int, tell: Tell) -> Iterator[Difference]:
    """Each record stands in the books for exactly what it says now; nothing stands for none."""
    done = head
    for model in kinds().values():
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            part = keys[start : start + BATCH]
            held = standing(part)
            for row in model.for_entries().filter(pk__in=part):
                if held.get(row.record_id, {}) != stands_for(row):
                    yield Difference("entries", row.record_id, model.KIND)
            done += len(part)
            tell(done, whole)
    for record, kind in _orphans():
        yield Difference("orphan", record, kind)


def _orphans() -> Iterator[tuple[int, str]]:
    """Records without a row of their kind, and entries without a record."""
    for record, kind in Record.objects.values_list("id", "kind").exclude(kind__in=kinds()):
        yield record, kind
    with connection.cursor() as cursor:
        for kind, model in kinds().items():
            cursor.execute(
                f'select r.id from ledger_record r left join "{model._meta.db_table}" m'
                " on m.record_id = r.id where r.kind = %s and m.record_id is null",
                [kind],
            )
            for (record,) in cursor:
                yield record, kind
        cursor.execute(
            "select distinct e.record_id from ledger_entry e left join ledger_record r"
            " on r.id = e.record_id where r.id is null"
        )
        for (record,) in cursor:
            yield record, "entry"
