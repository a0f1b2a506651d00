"""What commands about figures share: reading days and units as typed, and writing the result."""

import contextlib
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Protocol

from django.db.models import Q

from figures import sentences as _sentences  # noqa: F401  registers what refusals say
from ledger.models import OPEN
from ledger.refusals import Unfit
from ui.reading import ReadingError, read_day
from ui.sorting import fold
from units.models import Standing, Unit


def day(text: str) -> date:
    """A typed day, ISO or d/m/y. Errors: Unfit ``day_unreadable``."""
    try:
        return read_day(text)
    except ReadingError as error:
        raise Unfit("day_unreadable", text=text) from error


def unit_named(text: str) -> Unit:
    """The unit with this key, or the one whose name holds these words, diacritics or not.

    Errors: Unfit ``unit_not_found``, ``unit_ambiguous``.
    """
    exact = Unit.objects.filter(Q(key=text) | Q(standings__name=text, standings__removed=OPEN))
    found = list(exact.distinct()[:2])
    if len(found) == 1:
        return found[0]
    wanted = fold(text)
    names = Standing.objects.filter(removed=OPEN).values_list("unit_id", "name", "unit__key")
    near = {unit: (name, key) for unit, name, key in names if wanted and wanted in fold(name)}
    shortest = [u for u, (name, _) in near.items() if fold(name).endswith(wanted)]
    candidates = shortest if len(shortest) == 1 else list(near)
    if not candidates:
        raise Unfit("unit_not_found", text=text)
    if len(candidates) > 1:
        some = ", ".join(f"{near[u][0]} ({near[u][1]})" for u in candidates[:5])
        raise Unfit("unit_ambiguous", text=text, names=some)
    return Unit.objects.get(pk=candidates[0])


class Terminal(Protocol):
    """Where a command writes."""

    def write(self, msg: str, /) -> object: ...


def write(text: str, out: str | None, otherwise: Terminal) -> None:
    """Write to a file, whole or not at all, or to the terminal. Errors: Unfit ``file_unwritable``."""
    if out is None:
        otherwise.write(text)
        return
    path = Path(out)
    try:
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
