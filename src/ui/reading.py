"""How typed text, days and numbers are read: the one door for all three.

Strict: what is not in the grammar is refused, never guessed. A refusal is a `ReadingError` with a stable `code` and
plain `facts`; `ui.refusals.sentence` says it in the reader's language. What `ui.formats` writes in Vietnamese is read
back here.

*Source*: the number table is the golden list in `tests/test_reading.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ui.cells import State

LONGEST_NUMBER = 60
LONGEST_DAY = 20
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST = 10**12 - 1  # what the ledger's quantity column holds

SPACES = "\u00a0\u202f\u2009"  # no-break, narrow no-break and thin space may group thousands
FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control, format (zero width, direction), surrogate, unassigned
MOST_MARKS = 3


class ReadingError(ValueError):
    """A text that cannot be read. `code` is stable; `facts` are plain values for the sentence."""

    code = "unreadable"

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.code)


class BadCharacter(ReadingError):
    """A character that must not stand in text: NUL, zero width, direction control, broken encoding."""

    code = "bad_character"


class TooLong(ReadingError):
    """More characters than the field holds."""

    code = "too_long"


class NotADay(ReadingError):
    """Neither day/month/year nor year-month-day."""

    code = "not_a_day"


class NoSuchDay(ReadingError):
    """Written as a day, but not in the calendar, such as 31/2/2021."""

    code = "no_such_day"


class NotANumber(ReadingError):
    """Not a number at all."""

    code = "not_a_number"


class BrokenGroup(ReadingError):
    """Thousands grouped wrongly: `4.2`, `1.2345`, `.200`."""

    code = "broken_group"


class Ambiguous(ReadingError):
    """Two readings are possible, or the text is written the English way: `4,200`, `97.5%`."""

    code = "ambiguous"


class NotWhole(ReadingError):
    """A whole number was wanted."""

    code = "not_whole"


class OutOfRange(ReadingError):
    """A number outside what the field takes."""

    code = "out_of_range"


def read_text(raw: str, *, most: int = 10_000, lines: bool = False) -> str:
    """Text as it is kept: NFC, ends trimmed, runs of spaces joined. With `lines`, line breaks stay.

    *Errors*: BadCharacter, TooLong.
    """
    if len(raw) > 4 * most:
        raise TooLong(most=most, length=len(raw))
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    marks = 0
    for place, character in enumerate(text, start=1):
        kind = unicodedata.category(character)
        if (kind in FORBIDDEN and character not in "\n\t") or character == "\ufffd":
            raise BadCharacter(place=place, name=_name(character))
        marks = marks + 1 if kind.startswith("M") else 0
        if marks > MOST_MARKS:
            raise BadCharacter(place=place, name=_name(character))
    rows = [" ".join(row.split()) for row in text.split("\n")]
    kept = "\n".join(rows).strip() if lines else " ".join(row for row in rows if row)
    if len(kept) > most:
        raise TooLong(most=most, length=len(kept))
    return kept


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"


DAY_FIRST = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_day(raw: str) -> date:
    """A day: `15/5/2016`, `15-5-2016` or `2016-05-15`.

    *Errors*: NotADay, NoSuchDay, BadCharacter, TooLong.
    """
    text = read_text(raw, most=LONGEST_DAY)
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
    elif found := YEAR_FIRST.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    else:
        raise NotADay(text=text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoSuchDay(text=text)
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(text=text) from None


@dataclass(frozen=True)
class Typed:
    """A number as somebody typed it.

    *state*: value, nil, missing or na. *value*: exact; None when missing or not applicable. *unit*: `%` or empty.
    *qualifier*: `hơn`, `trên`, `gần`, `khoảng`, `trở lên`, `từ … trở lên` or empty. *whole_of*: the N of `n/N`.
    """

    state: State
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    whole_of: int | None = None


MISSING = frozenset({"", "…"})
NOT_APPLICABLE = frozenset({"-", "–", "x"})
NIL = frozenset({"không"})

BEFORE = re.compile(r"(hơn|trên|gần|khoảng|từ)\s+(.+)", re.IGNORECASE)
AFTER = re.compile(r"(.+?)\s+trở lên", re.IGNORECASE)

INTEGER = r"(?:0|[1-9][0-9]{0,2}(?:%s[0-9]{3})+|[1-9][0-9]*)"
GROUPED = "|".join(INTEGER % re.escape(mark) for mark in (".", *SPACES))
NUMBER = re.compile(rf"([-\u2212]?)({GROUPED})(?:,([0-9]+))?")
PERCENT = re.compile(rf"(.*?)[ {SPACES}]?%")
FRACTION = re.compile(rf"({GROUPED})/({GROUPED})")
ENGLISH_GROUPS = re.compile(r"[-\u2212]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
ENGLISH_POINT = re.compile(r"[-\u2212]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
DIGITS_AND_MARKS = re.compile(rf"[-\u2212]?[0-9., {SPACES}]*[0-9][0-9., {SPACES}]*")


def read_number(raw: str) -> Typed:
    """A number as Vietnamese offices write it, with its qualifier, unit and whole.

    *Errors*: NotANumber, BrokenGroup, Ambiguous, BadCharacter, TooLong.
    """
    if len(raw) > LONGEST_NUMBER:
        raise TooLong(most=LONGEST_NUMBER, length=len(raw))
    read_text(raw, most=LONGEST_NUMBER)
    text = unicodedata.normalize("NFC", raw).strip()
    if text in MISSING:
        return Typed(State.MISSING)
    if text.lower() in NOT_APPLICABLE:
        return Typed(State.NA)
    if text.lower() in NIL:
        return Typed(State.NIL, Decimal(0))
    body, qualifier = _qualifier(text)
    if found := FRACTION.fullmatch(body):
        return _typed(Decimal(_plain(found[1])), qualifier=qualifier, whole_of=int(_plain(found[2])))
    unit = ""
    if found := PERCENT.fullmatch(body):
        body, unit = found[1], "%"
        if "." in body and DIGITS_AND_MARKS.fullmatch(body):
            raise Ambiguous(text=text, **_meanings(body))
    return _typed(_exact(body, text), unit=unit, qualifier=qualifier)


def _typed(value: Decimal, *, unit: str = "", qualifier: str = "", whole_of: int | None = None) -> Typed:
    if value == 0:
        return Typed(State.NIL, Decimal(0), unit, qualifier, whole_of)
    return Typed(State.VALUE, value, unit, qualifier, whole_of)


def _qualifier(text: str) -> tuple[str, str]:
    """Split off the words around a number: the number, the qualifier."""
    body, before, after = text, "", ""
    if found := AFTER.fullmatch(body):
        body, after = found[1], "trở lên"
    if found := BEFORE.fullmatch(body):
        before, body = found[1].lower(), found[2]
    if (before == "từ") != bool(after) and before:
        raise NotANumber(text=text)
    return body, f"{before} … {after}" if before and after else before or after


def _plain(digits: str) -> str:
    return re.sub(rf"[.{SPACES}]", "", digits)


def _exact(body: str, text: str) -> Decimal:
    """The number in Vietnamese marks, or the refusal that says why not."""
    if ENGLISH_GROUPS.fullmatch(body) or ENGLISH_POINT.fullmatch(body):
        raise Ambiguous(text=text, **_meanings(body))
    if found := NUMBER.fullmatch(body):
        sign, tail = "-" if found[1] else "", f".{found[3]}" if found[3] else ""
        return Decimal(f"{sign}{_plain(found[2])}{tail}")
    if DIGITS_AND_MARKS.fullmatch(body) and re.search(rf"[. {SPACES}]", body):
        raise BrokenGroup(text=text)
    raise NotANumber(text=text)


def _meanings(body: str) -> dict[str, str]:
    """What an English-looking number can mean, written the Vietnamese way; `second` is empty if it can only be one."""
    body = body.strip().replace("\u2212", "-")
    sign, digits = ("-", body[1:]) if body.startswith("-") else ("", body)
    before, mark, after = digits.rpartition("." if "." in digits else ",")
    if mark and re.fullmatch("[0-9]+", before) and re.fullmatch("[0-9]+", after):
        grouped = f"{int(before + after):,}".replace(",", ".")
        pointed = f"{before},{after}".rstrip("0").rstrip(",")
        return {"first": sign + grouped, "second": sign + pointed}
    return {"first": sign + digits.translate(str.maketrans(".,", ",.")), "second": ""}


def read_whole(raw: str, *, least: int = 0, most: int = MOST) -> Typed:
    """A number that must be whole, without a percent sign, within `least` and `most`.

    *Errors*: those of `read_number`, NotWhole, OutOfRange.
    """
    typed = read_number(raw)
    if typed.value is None:
        return typed
    if typed.unit or typed.value != typed.value.to_integral_value():
        raise NotWhole(text=raw.strip())
    if not least <= typed.value <= most:
        raise OutOfRange(text=raw.strip(), least=least, most=most)
    return typed


def read_cell(raw: object) -> Typed:
    """A spreadsheet cell of a column of whole numbers. Whole numbers arrive there as floats.

    `4.2` there is refused: an English spreadsheet has read "4.200" so.

    *Errors*: those of `read_whole`.
    """
    if raw is None:
        return Typed(State.MISSING)
    if isinstance(raw, str):
        return read_whole(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise NotANumber(text=str(raw)[:LONGEST_NUMBER])
    if isinstance(raw, float):
        if not (abs(raw) <= MOST):  # also refuses "not a number"
            raise OutOfRange(text=str(raw), least=0, most=MOST)
        if not raw.is_integer():
            raise NotWhole(text=str(raw))
    return read_whole(str(int(raw)))
