"""A folder or workbook read into typed rows, with every fault of a single cell or row.

What could not be read is remembered by key, so that rules between rows do not blame others for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from exchange.columns import TABLES, Column
from exchange.faults import Faults
from exchange.folders import Unreadable
from exchange.folders import rows as csv_rows
from exchange.workbooks import open_workbook
from ledger.refusals import Unfit
from ui.reading import ReadingError
from units.register import StandingRow, SuccessionRow
from units.tree import Share

Cells = Iterable[tuple[int, Sequence[str]]]


class MeasureRow(NamedTuple):
    row: int
    measure: str
    kind: str
    name_vi: str
    name_en: str
    counted_in: str


class ValueRow(NamedTuple):
    row: int
    unit: str
    measure: str
    day: date
    quantity: Decimal
    note: str


class DutyRow(NamedTuple):
    row: int
    measure: str
    since: date
    until: date
    kind: str
    unit: str


class PersonRow(NamedTuple):
    row: int
    person: str
    full_name: str
    note: str


class MembershipRow(NamedTuple):
    row: int
    person: str
    unit: str
    status: str
    since: date
    until: date


def _succession(
    row: int, day: date, unit: str, successor: str, written: tuple[Share, bool], basis: str
) -> SuccessionRow:
    share, is_stated = written
    return SuccessionRow(row, day, unit, successor, share, is_stated, basis)


MAKERS: dict[str, Any] = {
    "units": StandingRow,
    "successions": _succession,
    "measures": MeasureRow,
    "values": ValueRow,
    "duties": DutyRow,
    "people": PersonRow,
    "memberships": MembershipRow,
}
KEYS = {"units": "unit", "successions": "unit", "measures": "measure", "people": "person"}
"""Whose row it is, where rules between rows must leave out what could not be read."""


@dataclass
class Sheets:
    """What was read. ``rows``: by table, None where there was no such file; ``unread``: other files that lay there."""

    faults: Faults
    rows: dict[str, list[Any]] = field(default_factory=dict)
    spoiled: dict[str, set[str]] = field(default_factory=lambda: {"unit": set(), "measure": set(), "person": set()})
    unread: list[str] = field(default_factory=list)
    broken: bool = False
    """Whether a file as a whole could not be read, so that rules between rows would only blame others for it."""

    def of(self, table: str) -> list[Any]:
        """The rows of a table; none where there was no such file."""
        return self.rows.get(table, [])


def read_sheets(path: Path) -> Sheets:
    """Read a folder, or a workbook. Errors: Unfit, where there is nothing to read at all."""
    if path.is_dir():
        names = sorted(each.name for each in path.iterdir() if each.is_file())
        files = {table: f"{table}.csv" for table in TABLES if f"{table}.csv" in names}
        unread = [name for name in names if name not in files.values() and name.endswith(".csv")]
        cells: dict[str, Cells] = {table: csv_rows(path / name) for table, name in files.items()}
    elif path.is_file():
        found = _workbook(path)
        cells = {table: found[table] for table in TABLES if table in found}
        files = {table: f"{path.name} [{table}]" for table in TABLES}
        unread = sorted(set(found) - set(cells))
    else:
        raise Unfit("path_not_found", "", path=str(path))
    if not cells:
        raise Unfit("path_without_tables", "", path=str(path), names=", ".join(f"{table}.csv" for table in TABLES))
    sheets = Sheets(Faults(files), unread=unread)
    for table, rows in cells.items():
        sheets.rows[table] = list(_typed(sheets, table, rows))
    return sheets


def _workbook(path: Path) -> dict[str, Any]:
    try:
        return open_workbook(path)
    except Unfit as refusal:
        faults = Faults({"": path.name})
        faults.tell("", 0, "", refusal.code, **refusal.facts)
        faults.end()
        raise


def _typed(sheets: Sheets, table: str, cells: Cells) -> Iterator[Any]:
    """The rows of one table, those that could be read."""
    lines = iter(cells)
    try:
        _, names = next(lines, (1, ()))
        header = _header(sheets.faults, table, [name.strip() for name in names])
        if header is None:
            sheets.broken = True
            return
        for row, line in lines:
            if any(line) and (made := _row(sheets, table, row, line, header)) is not None:
                yield made
    except Unreadable as error:
        sheets.broken = True
        sheets.faults.tell(table, error.row, error.column, error.code, **error.facts)


@dataclass(frozen=True)
class Header:
    """Where each column stands (−1: nowhere), and how many there are in the file."""

    places: Sequence[tuple[int, Column]]
    width: int


def _header(faults: Faults, table: str, header: Sequence[str]) -> Header | None:
    """The header read; None where a row can't be read by it."""
    columns = TABLES[table]
    if not header:
        faults.tell(table, 1, "", "file_empty", columns=", ".join(c.name for c in columns))
        return None
    if len(header) == 1 and header[0].count(";") > 1:
        faults.tell(table, 1, "", "file_with_semicolons")
        return None
    known = {column.name for column in columns}
    while header and not header[-1]:
        header = header[:-1]
    for name in dict.fromkeys(header):
        if name not in known:
            faults.tell(table, 1, name or "?", "column_unknown", name=name, columns=", ".join(c.name for c in columns))
        elif header.count(name) > 1:
            faults.tell(table, 1, name, "column_twice", name=name)
    missing = [c for c in columns if c.required and c.name not in header]
    for column in missing:
        faults.tell(table, 1, column.name, "column_missing", name=column.name)
    if missing:
        return None
    return Header([(header.index(c.name) if c.name in header else -1, c) for c in columns], len(header))


def _row(sheets: Sheets, table: str, row: int, line: Sequence[str], header: Header) -> Any:
    """One row, or None where something of it could not be read."""
    faults, values, sound = sheets.faults, [], True
    width = len(line)
    for place, column in header.places:
        raw = line[place] if 0 <= place < width else ""
        try:
            if column.required and not raw.strip():
                raise Unfit("cell_empty")
            if "\n" in raw and not column.lines:
                raise Unfit("cell_with_line_break")
            values.append(column.read(raw))
        except ReadingError as error:
            faults.tell_cause(table, row, column.name, error)
            sound = False
        except Unfit as error:
            faults.tell(table, row, column.name, error.code, **error.facts)
            sound = False
    if sound and _reversed(values, table):
        faults.tell(table, row, "to", "row_span_reversed")
        sound = False
    if width > header.width and any(cell.strip() for cell in line[header.width :]):
        faults.tell(table, row, "", "row_too_long", count=header.width)
        sound = False
    if sound:
        return MAKERS[table](row, *values)
    _spoil(sheets, table, line, header)
    return None


SPANS = {
    table: names.index("from")
    for table, names in ((table, [c.name for c in columns]) for table, columns in TABLES.items())
    if "from" in names
}


def _reversed(values: Sequence[Any], table: str) -> bool:
    place = SPANS.get(table)
    return place is not None and not values[place] < values[place + 1]


def _spoil(sheets: Sheets, table: str, line: Sequence[str], header: Header) -> None:
    """Remember whose row could not be read."""
    name = KEYS.get(table)
    for place, column in header.places:
        if column.name == name and 0 <= place < len(line):
            sheets.spoiled[name].add(" ".join(line[place].split()))
