"""The hash chain: each event's hash covers the one before it, its own facts and its entries."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple


class EntryRow(NamedTuple):
    """An entry as it is written and hashed, in the order of its columns."""

    event_id: int
    line: int
    unit_id: int
    measure_id: int
    day: date
    quantity: Decimal
    times: int
    member: int
    programme: int
    kind: str
    level: str
    subject: str
    record_id: int


class EventRow(NamedTuple):
    """An event as it is written and hashed, without its hash."""

    id: int
    at: datetime
    actor_id: int | None
    unit_id: int | None
    verb: str
    record_id: int | None
    changes: dict[str, Any]
    note_hash: bytes | None
    request_key: str | None


def plain(quantity: Decimal) -> str:
    """A quantity as text: the same for 1, 1.0 and 1.000000."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def link(before: bytes, event: EventRow, entries: Iterable[EntryRow]) -> bytes:
    """The hash of an event: SHA-256 over the hash before it and the event with its entries as JSON."""
    facts = [
        event.id,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.unit_id,
        event.verb,
        event.record_id,
        event.changes,
        event.note_hash.hex() if event.note_hash else None,
        event.request_key,
        [_facts(entry) for entry in entries],
    ]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + text.encode()).digest()


def _facts(entry: EntryRow) -> Sequence[Any]:
    return (*entry[1:4], entry.day.isoformat(), plain(entry.quantity), *entry[6:])


def note_hash(salt: bytes, note: str) -> bytes:
    """What of a note goes into the chain: after salt and note are erased it says nothing."""
    return hashlib.sha256(salt + note.encode()).digest()
