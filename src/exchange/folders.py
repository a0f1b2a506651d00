"""Cells out of CSV files: UTF-8 with commas, a row at a time, never more than a row in memory."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST_LINE = 1 << 20
LARGEST_FILE = 1 << 28
MOST_ROWS = 2_000_000
OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Unreadable(Exception):
    """A file that can't be read as a table, from ``row`` on (0: at all)."""

    def __init__(self, code: str, row: int = 0, column: str = "", **facts: Any) -> None:
        super().__init__(code)
        self.code, self.row, self.column, self.facts = code, row, column, facts


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of a CSV file; the header is row 1. Errors: Unreadable."""
    row = 0
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable("file_too_large", most=LARGEST_FILE >> 20)
        with path.open("rb") as file:
            reader = csv.reader(_lines(file), strict=True)
            for row, cells in enumerate(reader, 1):
                if row > MOST_ROWS:
                    raise Unreadable("file_too_many_rows", row, most=MOST_ROWS)
                yield row, cells
    except Unreadable as error:
        error.row = error.row or (row + 1 if error.code.startswith("line_") else 0)
        raise
    except csv.Error as error:
        raise Unreadable("line_not_csv", row + 1) from error
    except OSError as error:
        raise Unreadable("file_unreadable", why=error.strerror or str(error)) from error


def _lines(file: Any) -> Iterator[str]:
    """The lines of a file as text. A line too long is refused before it is read whole."""
    head = file.read(3)
    if head[:2] in OTHER_ENCODINGS:
        raise Unreadable("file_other_encoding", encoding=OTHER_ENCODINGS[head[:2]])
    if head != BYTE_ORDER_MARK:
        file.seek(0)
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Unreadable("line_too_long", most=LONGEST_LINE)
        if b"\0" in line:
            raise Unreadable("line_with_nul")
        try:
            yield line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable("line_not_utf8") from error
