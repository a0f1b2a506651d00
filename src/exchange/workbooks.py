"""Cells out of a workbook: it is opened in a child process with limits, never in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exchange.folders import Unreadable
from ledger.refusals import Unfit

PATIENCE = 60
LARGEST_FILE = 50 << 20
SRC = str(Path(__file__).resolve().parents[1])

Rows = Iterator[tuple[int, list[str]]]


def open_workbook(path: Path) -> dict[str, Rows]:
    """(row number, cells) of every sheet by name. Errors: Unfit, for a workbook that is not read at all."""
    if path.stat().st_size > LARGEST_FILE:
        raise Unfit("workbook_too_large", "", most=LARGEST_FILE >> 20)
    said = _opened(path)
    refused = said.get("refused")
    if refused is None:
        return {name: _rows(rows or []) for name, rows in said["sheets"].items()}
    if not refused["sheet"]:
        raise Unfit(refused["code"], "", **refused["facts"])
    return {refused["sheet"]: _refusing(refused)}


def _opened(path: Path) -> dict[str, Any]:
    """What the child said. Errors: Unfit ``workbook_too_heavy``, when it broke its limits."""
    command = [sys.executable, "-P", "-m", "exchange.opening", str(path.resolve())]
    environment = {"PYTHONPATH": SRC, "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unfit("workbook_too_heavy") from error
    if done.returncode:
        raise Unfit("workbook_too_heavy")
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def _rows(rows: list[list[str]]) -> Rows:
    yield from enumerate(rows, 1)


def _refusing(refused: dict[str, Any]) -> Rows:
    """A sheet whose reading ends where the child stopped."""
    yield from ()
    raise Unreadable(refused["code"], refused["row"], _letters(refused["column"]), **refused["facts"])


def _letters(column: int) -> str:
    """A column as a spreadsheet calls it: 3 is C."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
