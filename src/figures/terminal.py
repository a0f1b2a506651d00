"""What commands about figures share: reading days and units as typed, and writing the result."""

import contextlib
import os
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Protocol

from figures import sentences as _sentences  # noqa: F401  registers what refusals say
from ledger.models import OPEN
from ledger.refusals import Unfit
from ui.reading import ReadingError, read_day
from ui.sorting import fold
from units.models import Standing, Unit

ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str) -> date:
    """A day, ISO of any year or as people type it. Errors: Unfit ``day_unreadable``."""
    try:
        return date.fromisoformat(text) if ISO.fullmatch(text) else read_day(text)
    except (ReadingError, ValueError) as error:
        raise Unfit("day_unreadable", text=text) from error


def units_named(text: str) -> dict[int, str]:
    """Units that a reader may mean, with name and key: by key, else by whole name, else by words in the name,
    diacritics or not; a name that ends with the words before one that only holds them.

    Errors: Unfit ``unit_not_found``.
    """
    names = list(Standing.objects.filter(removed=OPEN).order_by("since").values_list("unit_id", "name", "unit__key"))
    wanted = fold(text)
    keyed = {u: f"{name} ({key})" for u, name, key in names if text == key}
    exact = {u: f"{name} ({key})" for u, name, key in names if text == name}
    ends = {u: f"{name} ({key})" for u, name, key in names if wanted and fold(name).endswith(wanted)}
    holds = {u: f"{name} ({key})" for u, name, key in names if wanted and wanted in fold(name)}
    found = keyed or exact or ends or holds
    if not found:
        raise Unfit("unit_not_found", text=text)
    return found


def unit_named(text: str) -> Unit:
    """The one unit of that key or name. Errors: Unfit ``unit_not_found``, ``unit_ambiguous``."""
    found = units_named(text)
    if len(found) > 1:
        raise Unfit("unit_ambiguous", text=text, names=", ".join(list(found.values())[:5]))
    return Unit.objects.get(pk=next(iter(found)))


class Terminal(Protocol):
    """Where a command writes."""

    def write(self, msg: str, /) -> object: ...


def write(text: str, out: str | None, otherwise: Terminal) -> None:
    """Write to a file, whole or not at all, or to the terminal. A pipe or device is written to as it is.

    Errors: Unfit ``file_unwritable``.
    """
    if out is None:
        otherwise.write(text)
        return
    try:
        if Path(out).exists() and not Path(out).is_file():
            Path(out).write_text(text, encoding="utf-8", newline="")
            return
        path = Path(out).resolve()
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise Unfit("file_unwritable", path=out, why=error.strerror or str(error)) from error
