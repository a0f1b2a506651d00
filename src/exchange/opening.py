"""A workbook opened in a process of its own, under limits: ``python -m exchange.opening FILE`` prints cells as JSON.

The archive is checked part by part and packed anew from the checked parts, so that the reader never sees sizes that
lie, and every cell's place is looked at before the reader makes room for it. Nothing of the program is imported here.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.parsers import expat

MEMORY, SECONDS = 512 << 20, 20
MOST_MEMBERS, LARGEST, GREATEST_RATIO = 200, 50 << 20, 100
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 200, 4_000_000
SHEETS = ("units", "successions", "measures", "values", "duties", "people", "memberships")
DATES = ("on", "from", "to")
OLD_FORMAT = b"\xd0\xcf\x11\xe0"
DIGITS = 15
"""How many digits a number in a spreadsheet holds exactly."""


class Refused(Exception):
    """A workbook that is not read. ``row``, ``column``: where in ``sheet``, if anywhere."""

    def __init__(self, code: str, sheet: str = "", row: int = 0, column: int = 0, **facts: Any) -> None:
        super().__init__(code)
        self.said = {"code": code, "sheet": sheet, "row": row, "column": column, "facts": facts}


def main(path: str) -> None:
    """Print ``{"sheets": …}`` or ``{"refused": …}``."""
    limit()
    try:
        said: dict[str, Any] = {"sheets": dict(read(Path(path).read_bytes()))}
    except Refused as refused:
        said = {"refused": refused.said}
    json.dump(said, sys.stdout, ensure_ascii=False)


def limit() -> None:
    """Bound this process, for good."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def read(content: bytes) -> Iterator[tuple[str, list[list[str]] | None]]:
    """(name, rows) of every sheet; of one that is none of ours the name alone. Errors: Refused."""
    from python_calamine import CalamineError, load_workbook

    parts = _parts(content)
    names = _sheets(parts)
    for path, name in names.items():
        if name in SHEETS:
            _Places(name).look(parts[path])
    try:
        book = load_workbook(io.BytesIO(_packed(parts)))
        for name in names.values():
            if name in SHEETS:
                table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                yield name, _texts(name, table)
            else:
                yield name, None
    except (CalamineError, ValueError, KeyError) as error:
        raise Refused("workbook_broken") from error


def _parts(content: bytes) -> dict[str, bytes]:
    """The checked XML parts of an archive, by name."""
    if content.startswith(OLD_FORMAT):
        raise Refused("workbook_locked")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check(members)
            wanted = [m for m in members if m.filename.endswith((".xml", ".rels")) and not m.is_dir()]
            parts = {m.filename: archive.read(m) for m in wanted}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refused("workbook_broken") from error
    for name, part in parts.items():
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part:
            raise Refused("workbook_with_dtd", part=name)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise Refused("workbook_with_macros")
    return parts


def _check(members: Sequence[zipfile.ZipInfo]) -> None:
    """What an archive says of itself: how many parts, how large, how they are called, whether they are locked."""
    names = [m.filename for m in members]
    if len(members) > MOST_MEMBERS:
        raise Refused("workbook_too_many_parts", count=len(members), most=MOST_MEMBERS)
    if len(set(names)) < len(names) or any("\\" in n or n.startswith("/") or ".." in n.split("/") for n in names):
        raise Refused("workbook_broken")
    if any(m.flag_bits & 1 for m in members):
        raise Refused("workbook_locked")
    if sum(m.file_size for m in members) > LARGEST:
        raise Refused("workbook_too_large", most=LARGEST >> 20)
    if any(m.file_size > GREATEST_RATIO * max(m.compress_size, 1) for m in members):
        raise Refused("workbook_too_dense")
    if any("vbaProject" in n for n in names):
        raise Refused("workbook_with_macros")
    if any("externalLinks/" in n for n in names):
        raise Refused("workbook_with_links")


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """The name of every sheet by the part that holds it."""
    if "xl/workbook.xml" not in parts:
        raise Refused("workbook_broken")
    named, targets = {}, {}
    for tag, attributes in _elements(parts["xl/workbook.xml"]):
        if tag == "sheet":
            rel = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            named[rel] = attributes.get("name", "")
        if tag == "workbookPr" and attributes.get("date1904", "0") not in ("0", "false"):
            raise Refused("workbook_of_1904")
    for tag, attributes in _elements(parts.get("xl/_rels/workbook.xml.rels", b"")):
        if tag == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    found = {targets[rel]: name for rel, name in named.items() if targets.get(rel) in parts}
    if len(found) < len(named):
        raise Refused("workbook_broken")
    return found


def _elements(part: bytes) -> list[tuple[str, dict[str, str]]]:
    """(name without prefix, attributes) of every element."""
    found: list[tuple[str, dict[str, str]]] = []
    if part:
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
        _parse(parser, part)
    return found


def _parse(parser: Any, part: bytes) -> None:
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Refused("workbook_broken") from error


class _Places:
    """Looks at where the cells of a sheet stand, before room is made for them."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.row = self.column = self.rows = self.columns = 0
        self.formula = self.value = False

    def look(self, part: bytes) -> None:
        """Go through a sheet. Errors: Refused."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.begin, self.end
        _parse(parser, part)
        if self.rows * self.columns > MOST_CELLS:
            raise Refused("sheet_too_large", self.sheet, rows=MOST_ROWS, columns=MOST_COLUMNS)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row = _number(attributes.get("r", "")) or self.row + 1
            self.column = 0
        elif tag == "c":
            self._cell(attributes)
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "is"):
            self.value = True
        elif tag == "mergeCell":
            self.row, self.column = _place(attributes.get("ref", "").partition(":")[0])
            self.refuse("cell_merged")

    def _cell(self, attributes: dict[str, str]) -> None:
        self.formula = self.value = False
        if attributes.get("r"):
            self.row, self.column = _place(attributes["r"])
        else:
            self.column += 1
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        if self.rows > MOST_ROWS + 1 or self.columns > MOST_COLUMNS:
            raise Refused("sheet_too_large", self.sheet, rows=MOST_ROWS, columns=MOST_COLUMNS)
        if attributes.get("t") == "e":
            self.refuse("cell_with_error")

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "c" and self.formula and not self.value:
            self.refuse("cell_not_calculated")

    def refuse(self, code: str) -> None:
        raise Refused(code, self.sheet, self.row, self.column)


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def _place(reference: str) -> tuple[int, int]:
    """(row, column) of ``C7``; a place far out where it can't be read."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters if letters.isascii() and letters.isalpha() and len(letters) < 4 else "":
        column = column * 26 + ord(letter.upper()) - 64
    row = _number(reference[len(letters) :])
    return (row, column) if row and column else (MOST_ROWS * 2, MOST_COLUMNS * 2)


def _texts(sheet: str, table: list[list[Any]]) -> list[list[str]]:
    """Every cell as the text that a CSV file would hold."""
    header = [str(cell).strip() for cell in table[0]] if table else []
    return [
        [_text(cell, sheet, row, n, header[n] if n < len(header) else "") for n, cell in enumerate(cells)]
        for row, cells in enumerate(table, 1)
    ]


def _text(cell: Any, sheet: str, row: int, n: int, head: str) -> str:
    if isinstance(cell, str):
        return cell
    where = (sheet, row, n + 1)
    if isinstance(cell, bool):
        raise Refused("cell_is_truth", *where)
    if isinstance(cell, datetime):
        cell = cell.date() if cell == datetime.combine(cell.date(), datetime.min.time()) else None
    if isinstance(cell, date) and head in DATES:
        return cell.isoformat()
    if not isinstance(cell, int | float):
        raise Refused("cell_is_date", *where)
    number = Decimal(repr(cell))
    if not number.is_finite() or len(number.normalize().as_tuple().digits) > DIGITS:
        raise Refused("cell_number_too_long", *where)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


if __name__ == "__main__":
    main(sys.argv[1])
