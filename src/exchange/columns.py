"""The seven files of docs/exchange.md, their columns, and how each cell is read. Strict: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ledger.measures import Kind
from ledger.refusals import Unfit
from people.statuses import Status
from ui.reading import read_text
from units.models import EVER, NEVER

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
QUANTITY = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
SHARE = re.compile(r"[0-9]{1,30}(?:/[0-9]{1,30}|\.[0-9]{1,30})?")
GREATEST = Decimal(10) ** 12
REMEMBERED = 1 << 17

Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """A column. ``required``: it must be there, and no cell of it may be empty; ``lines``: a cell may hold several."""

    name: str
    read: Reader
    required: bool = False
    lines: bool = False


def text(most: int, *, lines: bool = False) -> Reader:
    """Text of at most so many characters, in one spelling (NFC), without signs that cannot be seen."""

    @lru_cache(REMEMBERED)
    def read(raw: str) -> str:
        if raw.isascii() and raw.isprintable() and "  " not in raw and len(raw) <= most and raw == raw.strip():
            return raw
        return read_text(raw, most=most, lines=lines)

    return read


@lru_cache(REMEMBERED)
def day(raw: str) -> date:
    """A day in ISO form. Errors: Unfit ``cell_not_a_day``."""
    if found := ISO.fullmatch(raw.strip()):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
    raise Unfit("cell_not_a_day", text=raw[:40])


def since(raw: str) -> date:
    """The first day of a span; empty: since ever."""
    return day(raw) if raw.strip() else EVER


def until(raw: str) -> date:
    """The first day after a span; empty: still so."""
    return day(raw) if raw.strip() else NEVER


def quantity(raw: str) -> Decimal:
    """An exact decimal with a point: twelve digits before it and six after at most. Errors: Unfit."""
    raw = raw.strip()
    if not QUANTITY.fullmatch(raw):
        raise Unfit("cell_not_a_quantity", text=raw[:40])
    number = Decimal(raw)
    _, _, after = raw.partition(".")
    if abs(number) >= GREATEST or len(after.rstrip("0")) > 6:
        raise Unfit("cell_quantity_too_long", text=raw[:40])
    return number or Decimal(0)


@lru_cache(REMEMBERED)
def share(raw: str) -> tuple[Fraction | None, bool]:
    """A share and whether it was written: empty is the whole, ``?`` not determined. Errors: Unfit."""
    raw = raw.strip()
    if raw in ("", "?"):
        return (None, True) if raw else (Fraction(1), False)
    if not SHARE.fullmatch(raw) or ("/" in raw and not int(raw.partition("/")[2])):
        raise Unfit("cell_not_a_share", text=raw[:40])
    number = Fraction(raw)
    if not 0 < number <= 1:
        raise Unfit("cell_share_out_of_range", text=raw[:40])
    return number, True


def one_of(*words: str) -> Reader:
    """One of these words. Errors: Unfit ``cell_not_one_of``."""

    def read(raw: str) -> str:
        if raw.strip() not in words:
            raise Unfit("cell_not_one_of", text=raw[:40], words=", ".join(words))
        return raw.strip()

    return read


KEY, NAME, KIND, BASIS, NOTE = text(60), text(300), text(40), text(200), text(500, lines=True)
SINCE, UNTIL = Column("from", since), Column("to", until)

TABLES: Mapping[str, tuple[Column, ...]] = {
    "units": (
        Column("unit", KEY, required=True),
        SINCE,
        UNTIL,
        Column("name", NAME, required=True),
        Column("kind", KIND, required=True),
        Column("parent", KEY),
        Column("code", KIND),
        Column("short_name", text(100)),
        Column("basis", BASIS),
    ),
    "successions": (
        Column("on", day, required=True),
        Column("unit", KEY, required=True),
        Column("successor", KEY, required=True),
        Column("share", share),
        Column("basis", BASIS),
    ),
    "measures": (
        Column("measure", KEY, required=True),
        Column("kind", one_of(*Kind.values), required=True),
        Column("name_vi", BASIS),
        Column("name_en", BASIS),
        Column("counted_in", KIND),
    ),
    "values": (
        Column("unit", KEY, required=True),
        Column("measure", KEY, required=True),
        Column("on", day, required=True),
        Column("quantity", quantity, required=True),
        Column("note", NOTE, lines=True),
    ),
    "duties": (
        Column("measure", KEY, required=True),
        SINCE,
        UNTIL,
        Column("kind", KIND),
        Column("unit", KEY),
    ),
    "people": (
        Column("person", KEY, required=True),
        Column("full_name", BASIS, required=True),
        Column("note", NOTE, lines=True),
    ),
    "memberships": (
        Column("person", KEY, required=True),
        Column("unit", KEY, required=True),
        Column("status", one_of(*Status.values), required=True),
        SINCE,
        UNTIL,
    ),
}
"""The files in the order in which they are read, checked and told of."""
