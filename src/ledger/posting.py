"""Posting (ghi sổ): the only writer of events and entries.

``post`` says that an act happened to a record; when the operation ends, the difference between what
the record stands for now and what stands for it in the books is appended, and the head moves.
Records must be locked (or new) when they are posted: what stands for them is read after that.
"""

import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import DatabaseError, connection

from ledger import chain, clock
from ledger.actors import Actor
from ledger.chain import EntryRow, EventRow
from ledger.lines import Line
from ledger.measures import find, number_of
from ledger.operation import Batch, Post, running
from ledger.recorded import Recorded
from ledger.refusals import Unfit


class Place(NamedTuple):
    """Where a quantity stands: everything of an entry but how much, and who posted it."""

    unit: int
    measure: int
    day: date
    member: int
    programme: int
    kind: str
    level: str
    subject: str


class Stand(NamedTuple):
    """How much stands somewhere, and whether it was stated (1) or not (0)."""

    quantity: Decimal
    times: int


Stands = dict[Place, Stand]


def post(
    row: Recorded,
    *,
    by: Actor | None,
    verb: str,
    changes: dict[str, Any] | None = None,
    note: str = "",
) -> None:
    """Say that ``by`` did ``verb`` to ``row``. ``changes``: field → [before, after], no personal text."""
    post_many([row], by=by, verb=verb, changes=changes, note=note)


def post_many(
    rows: Iterable[Recorded],
    *,
    by: Actor | None,
    verb: str,
    changes: dict[str, Any] | None = None,
    note: str = "",
) -> None:
    """``post`` for many rows: one event each."""
    batch = running()
    for row in rows:
        batch.posts.append(Post(row, by, verb, row.record.unit_id, changes or {}, note))


def post_event(*, by: Actor | None, verb: str, unit: int | None, **changes: Any) -> None:
    """An event that stands for nothing: a post given, an account opened."""
    running().posts.append(Post(None, by, verb, unit, changes, ""))


def stands_for(row: Recorded) -> Stands:
    """What a record stands for now. Errors: ValueError for a facet that the measure doesn't have."""
    stands: Stands = {}
    for line in row.entries():
        place = _place(line)
        held = stands.get(place)
        quantity = Decimal(line.quantity)
        stands[place] = Stand(held.quantity + quantity if held else quantity, 1)
    return stands


def _place(line: Line) -> Place:
    declared = find(line.measure)
    if declared and not declared.allows(line.kind, line.level, line.subject):
        raise ValueError(f"{line.measure} has no {line.kind!r}/{line.level!r}/{line.subject!r}")
    return Place(line.unit, number_of(line.measure), line.day, *line[4:])


def standing(records: Sequence[int]) -> dict[int, Stands]:
    """What stands for these records in the books, by record."""
    found: dict[int, Stands] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "select record_id, unit_id, measure_id, day, member, programme, kind, level, subject,"
            " sum(quantity), sum(times) from ledger_entry where record_id = any(%s)"
            " group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(times) <> 0 or sum(quantity) <> 0",
            [list(records)],
        )
        for record, *place, quantity, times in cursor:
            found[record][Place(*place)] = Stand(quantity, times)
    return found


def difference(before: Stands, after: Stands) -> Iterable[tuple[Place, Decimal, int]]:
    """The entries that turn one into the other: (place, quantity, times)."""
    nothing = Stand(Decimal(0), 0)
    for place in before.keys() | after.keys():
        was, now = before.get(place, nothing), after.get(place, nothing)
        if was != now:
            yield place, now.quantity - was.quantity, now.times - was.times


def write(batch: Batch, key: UUID | None) -> None:
    """Append a batch: one event a post, numbered from the head on. Locks the head to the commit."""
    posts = batch.posts
    before = standing([p.row.record_id for p in posts if p.row])
    drafts = []
    for p in posts:
        lines: list[tuple[Place, Decimal, int]] = []
        if p.row:
            after = stands_for(p.row)
            lines = sorted(difference(before.get(p.row.record_id, {}), after))
            before[p.row.record_id] = after
        salt = secrets.token_bytes(16) if p.note else b""
        drafts.append((p, lines, salt))
    with connection.cursor() as cursor:
        cursor.execute("select head, hash from ledger_books where id = 1 for update")
        head, digest = cursor.fetchone()
        digest = bytes(digest)
        at = clock.now()
        events, entries, notes = [], [], []
        for number, (p, lines, salt) in enumerate(drafts, head + 1):
            event, own = _rows(number, at, p, lines, salt, key if number == head + 1 else None)
            digest = chain.link(digest, event, own)
            events.append((event, digest))
            entries.extend(own)
            if p.note:
                notes.append((number, salt, p.note))
        last = head + len(drafts)
        try:
            with connection.wrap_database_errors:
                _copy(cursor, events, entries)
        except DatabaseError as error:
            raise _refused(error.__cause__) or error from error
        if notes:
            cursor.executemany("insert into ledger_eventnote (event_id, salt, note) values (%s, %s, %s)", notes)
        _touch(cursor, entries)
        cursor.execute("update ledger_books set head = %s, hash = %s", [last, digest])
    for placed in batch.placed:
        placed(last)


def _rows(
    number: int,
    at: Any,
    p: Post,
    lines: Sequence[tuple[Place, Decimal, int]],
    salt: bytes,
    key: UUID | None,
) -> tuple[EventRow, list[EntryRow]]:
    record = p.row.record_id if p.row else None
    event = EventRow(
        number,
        at,
        p.by.pk if p.by else None,
        p.unit,
        p.verb,
        record,
        p.changes,
        chain.note_hash(salt, p.note) if p.note else None,
        str(key) if key else None,
    )
    return event, [
        EntryRow(
            number,
            n,
            place.unit,
            place.measure,
            place.day,
            quantity,
            times,
            place.member,
            place.programme,
            place.kind,
            place.level,
            place.subject,
            record or 0,
        )
        for n, (place, quantity, times) in enumerate(lines, 1)
    ]


def _copy(cursor: Any, events: Sequence[tuple[EventRow, bytes]], entries: Sequence[EntryRow]) -> None:
    with cursor.copy(f"copy ledger_event ({', '.join(EventRow._fields)}, hash) from stdin") as stream:
        for event, digest in events:
            changes = json.dumps(event.changes, ensure_ascii=False)
            stream.write_row((*event[:6], changes, *event[7:], digest))
    if entries:
        with cursor.copy(f"copy ledger_entry ({', '.join(EntryRow._fields)}) from stdin") as stream:
            for entry in entries:
                stream.write_row(entry)


NOT_FOUNDED = "LT004"
"""What the database says to an entry before its unit's first day."""


def _refused(error: BaseException | None) -> Unfit | None:
    """The refusal that an error of the database stands for, if it stands for one."""
    if not isinstance(error, psycopg.Error) or error.sqlstate != NOT_FOUNDED:
        return None
    return Unfit("unit_not_founded", "day", day=date.fromisoformat(error.diag.message_detail or ""))


def _touch(cursor: Any, entries: Sequence[EntryRow]) -> None:
    touched = {(e.measure_id, e.day.year): e.event_id for e in entries}
    if touched:
        values = ", ".join(f"({m}, {y}, {p})" for (m, y), p in sorted(touched.items()))
        cursor.execute(
            f"insert into ledger_touched (measure_id, year, position) values {values}"
            " on conflict (measure_id, year) do update set position = excluded.position"
        )
