"""The files out: what is kept, in the form and order in which it is read back. One snapshot for all files."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from exchange.columns import TABLES
from exchange.models import DeclaredValue
from figures.duties import duties_everywhere
from figures.models import Duty
from ledger.chain import plain
from ledger.measures import declared
from ledger.models import OPEN, Measure
from ledger.refusals import Unfit
from people.models import Membership, Person
from units.models import EVER, NEVER, Standing, Succession

Row = tuple[Any, ...]
CHUNK = 5000


def write_folder(folder: Path) -> dict[str, int]:
    """Write the seven files into a folder. Returns rows by table. Errors: Unfit, where it can't be written.

    A file that lies there is replaced, whole or not at all.
    """
    written = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with transaction.atomic():
            _hold_still()
            for table, rows in WRITERS.items():
                heads = [column.name for column in TABLES[table]]
                written[table] = _write(folder / f"{table}.csv", heads, rows())
    except OSError as error:
        raise Unfit("path_unwritable", "", path=str(folder), why=error.strerror or str(error)) from error
    return written


def left_out() -> int:
    """How many duties the files can't hold: those under one committee, or of one part of a measure."""
    return Duty.objects.count() - duties_everywhere().count()


def _hold_still() -> None:
    """Let every file see the same moment, where nothing was read in this transaction yet."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")


def _write(path: Path, heads: list[str], rows: Iterable[Row]) -> int:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    count = 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(heads)
            for row in rows:
                writer.writerow(row)
                count += 1
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return count


def _since(day: date) -> str:
    return "" if day == EVER else day.isoformat()


def _until(day: date) -> str:
    return "" if day == NEVER else day.isoformat()


def _units() -> Iterator[Row]:
    columns = ("unit__key", "since", "until", "name", "kind", "parent__key", "code", "short_name", "basis")
    rows = Standing.objects.filter(removed=OPEN).order_by("unit__key", "since").values_list(*columns)
    for unit, since, until, name, kind, parent, *rest in rows.iterator(CHUNK):
        yield unit, _since(since), _until(until), name, kind, parent or "", *rest


def _successions() -> Iterator[Row]:
    columns = ("day", "unit__key", "successor__key", "share", "basis")
    rows = Succession.objects.filter(removed=OPEN).order_by("day", "unit__key", "successor__key")
    for day, unit, successor, share, basis in rows.values_list(*columns).iterator(CHUNK):
        yield day.isoformat(), unit, successor, "" if share == "1" else share, basis


def _measures() -> Iterator[Row]:
    """An office's own: those of the program are everywhere already."""
    own = Measure.objects.exclude(code__in=[d.code for d in declared()]).order_by("code")
    yield from own.values_list("code", "kind", "name_vi", "name_en", "counted_in")


def _values() -> Iterator[Row]:
    columns = ("declaration__record__unit__key", "measure__code", "day", "quantity", "note")
    rows = DeclaredValue.objects.order_by(*columns).values_list(*columns)
    for unit, measure, day, quantity, note in rows.iterator(CHUNK):
        yield unit, measure, day.isoformat(), plain(quantity), note


def _duties() -> Iterator[Row]:
    rows = duties_everywhere().annotate(code=F("measure__code"), key=F("unit__key"))
    found = [
        (d.code, _since(d.since), _until(d.until), kind, d.key or "") for d in rows for kind in d.unit_kinds or [""]
    ]
    yield from sorted(found)


def _people() -> Iterator[Row]:
    """Persons that files named, and those who belong somewhere; one without a key goes by the public id."""
    belonging = Membership.objects.filter(withdrawn=False).values("person")
    persons = Person.objects.filter(Q(key__isnull=False) | Q(pk__in=belonging))
    yield from sorted((p.key or p.public_id, p.full_name, p.note) for p in persons.iterator(CHUNK))


def _memberships() -> Iterator[Row]:
    columns = ("person__key", "person__public_id", "record__unit__key", "status", "since", "until")
    rows = Membership.objects.filter(withdrawn=False).values_list(*columns)
    found = [
        (key or public_id, unit, status, _since(since), _until(until))
        for key, public_id, unit, status, since, until in rows.iterator(CHUNK)
    ]
    yield from sorted(found)


WRITERS: dict[str, Callable[[], Iterator[Row]]] = {
    "units": _units,
    "successions": _successions,
    "measures": _measures,
    "values": _values,
    "duties": _duties,
    "people": _people,
    "memberships": _memberships,
}
