"""How typed text is read: the golden list, and what is refused. Nothing is ever guessed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from string import printable

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from ui import formats
from ui.cells import State
from ui.reading import (
    Ambiguous,
    BadCharacter,
    BrokenGroup,
    NoSuchDay,
    NotADay,
    NotANumber,
    NotWhole,
    OutOfRange,
    ReadingError,
    TooLong,
    Typed,
    read_cell,
    read_day,
    read_number,
    read_text,
    read_whole,
)

VALUES = [
    ("4.200", "4200"),
    ("1.496", "1496"),
    ("12.345.678", "12345678"),
    ("4200", "4200"),
    ("4\u00a0200", "4200"),
    ("12\u202f345\u202f678", "12345678"),
    ("4\u2009200", "4200"),
    ("  57 ", "57"),
    ("-5", "-5"),
    ("−5", "-5"),
    ("−1.496", "-1496"),
    ("97,5", "97.5"),
    ("1.234,56", "1234.56"),
    ("0,125", "0.125"),
    ("1234,567", "1234.567"),
]
REFUSED = [
    ("4.2", BrokenGroup),
    ("1.49", BrokenGroup),
    ("1.2345", BrokenGroup),
    (".200", BrokenGroup),
    ("0.200", BrokenGroup),
    ("1.23.456", BrokenGroup),
    ("4 200", BrokenGroup),
    ("1.234\u00a0567", BrokenGroup),
    ("4,200", Ambiguous),
    ("97.5%", Ambiguous),
    ("97.500%", Ambiguous),
    ("1,234,567", Ambiguous),
    ("4,200.5", Ambiguous),
    ("1e3", NotANumber),
    ("4_200", NotANumber),
    ("٤٢", NotANumber),
    ("４２", NotANumber),
    ("NaN", NotANumber),
    ("∞", NotANumber),
    ("Infinity", NotANumber),
    ("0x1F", NotANumber),
    ("007", NotANumber),
    ("+5", NotANumber),
    ("5,", NotANumber),
    ("%", NotANumber),
    ("từ 97%", NotANumber),
    ("hơn 97% trở lên", NotANumber),
    ("57/57/57", NotANumber),
    ("=1+1", NotANumber),
    ("k.x.đ", NotANumber),
    ("4\u200b200", BadCharacter),
    ("42\x00", BadCharacter),
    ("1" * 61, TooLong),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_number_is_read_the_vietnamese_way(text: str, value: str) -> None:
    assert read_number(text) == Typed(State.VALUE, Decimal(value))


@pytest.mark.parametrize("text", ["97,5%", "97,5 %", "97,5\u00a0%", "97,5\u202f%"])
def test_percent_sign_is_kept_as_unit(text: str) -> None:
    assert read_number(text) == Typed(State.VALUE, Decimal("97.5"), unit="%")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("hơn 4.200", Typed(State.VALUE, Decimal(4200), qualifier="hơn")),
        ("Trên 5.500", Typed(State.VALUE, Decimal(5500), qualifier="trên")),
        ("gần 100", Typed(State.VALUE, Decimal(100), qualifier="gần")),
        ("khoảng 97,5 %", Typed(State.VALUE, Decimal("97.5"), unit="%", qualifier="khoảng")),
        ("từ 97% trở lên", Typed(State.VALUE, Decimal(97), unit="%", qualifier="từ … trở lên")),
        ("97% trở lên", Typed(State.VALUE, Decimal(97), unit="%", qualifier="trở lên")),
    ],
)
def test_qualifier_and_value_are_both_kept(text: str, read: Typed) -> None:
    assert read_number(text) == read


def test_qualifier_is_known_in_decomposed_letters_too() -> None:
    decomposed = "ho\u031bn 4.200"
    assert read_number(decomposed).qualifier == "hơn"


def test_fraction_keeps_both_numbers() -> None:
    assert read_number("57/57") == Typed(State.VALUE, Decimal(57), whole_of=57)
    assert read_number("1.496/1.500") == Typed(State.VALUE, Decimal(1496), whole_of=1500)


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("", State.MISSING, None),
        ("  ", State.MISSING, None),
        ("…", State.MISSING, None),
        ("-", State.NA, None),
        ("–", State.NA, None),
        ("x", State.NA, None),
        ("X", State.NA, None),
        ("không", State.NIL, 0),
        ("Không", State.NIL, 0),
        ("0", State.NIL, 0),
    ],
)
def test_empty_dash_and_nought_are_told_apart(text: str, state: State, value: int | None) -> None:
    assert read_number(text) == Typed(state, None if value is None else Decimal(value))


@pytest.mark.parametrize(("text", "refusal"), REFUSED)
def test_what_is_not_in_the_grammar_is_refused(text: str, refusal: type[ReadingError]) -> None:
    with pytest.raises(refusal):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("4,200", "4.200", "4,2"),
        ("97.5%", "975", "97,5"),
        ("97,142", "97.142", "97,142"),
        ("1,234,567", "1.234.567", ""),
        ("4,200.5", "4.200,5", ""),
        ("-4,200", "-4.200", "-4,2"),
    ],
)
def test_ambiguous_number_shows_what_it_can_mean(text: str, first: str, second: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        read_number(text)
    assert (caught.value.facts["first"], caught.value.facts["second"]) == (first, second)


@given(st.integers(min_value=-(10**12) + 1, max_value=10**12 - 1))
@settings(max_examples=2_000, deadline=None)
def test_written_whole_number_is_read_back(number: int) -> None:
    with override("vi"):
        assert read_number(formats.whole(number)).value == number


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=1))
@settings(max_examples=1_000, deadline=None)
def test_written_decimal_is_read_back(number: Decimal) -> None:
    with override("vi"):
        assert read_number(formats.decimal(number)).value == number


@given(st.text(alphabet="0123456789.,- %/\u00a0\u202f\u2212xe_", max_size=12))
@settings(max_examples=3_000, deadline=None)
def test_number_is_never_read_against_its_digits(text: str) -> None:
    try:
        typed = read_number(text)
    except ReadingError:
        return
    if typed.value is None:
        return
    typed_digits = "".join(mark for mark in text.split("/")[0] if mark.isdigit())
    read_digits = f"{abs(typed.value):f}".replace(".", "")
    assert read_digits.lstrip("0") == typed_digits.lstrip("0")


@given(st.one_of(st.text(max_size=80), st.text(alphabet=printable, max_size=80)))
@settings(max_examples=2_000, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    doors: list[Callable[[str], object]] = [read_number, read_whole, read_day, read_text]
    for read in doors:
        with suppress(ReadingError):
            read(text)


def test_whole_number_is_kept_within_its_range() -> None:
    assert read_whole("4.200").value == 4200
    with pytest.raises(OutOfRange):
        read_whole("−5")
    with pytest.raises(OutOfRange):
        read_whole("61", most=60)
    with pytest.raises(OutOfRange):
        read_whole(str(2**63))


@pytest.mark.parametrize("text", ["97,5", "97%", "97,5 %"])
def test_fraction_or_percentage_is_not_a_whole_number(text: str) -> None:
    with pytest.raises(NotWhole):
        read_whole(text)


@pytest.mark.parametrize(
    ("cell", "state", "value"),
    [(4200.0, State.VALUE, 4200), (4200, State.VALUE, 4200), (0.0, State.NIL, 0), (None, State.MISSING, None)],
)
def test_spreadsheet_number_is_read(cell: object, state: State, value: int | None) -> None:
    assert read_cell(cell) == Typed(state, None if value is None else Decimal(value))


@pytest.mark.parametrize("cell", [4.2, float("nan"), float("inf"), True, 1e300, -5.0, b"4"])
def test_spreadsheet_number_that_lost_its_group_is_refused(cell: object) -> None:
    with pytest.raises(ReadingError):
        read_cell(cell)


@pytest.mark.parametrize("text", ["15/5/2016", "15-5-2016", "2016-05-15", " 15/05/2016 "])
def test_day_is_read_day_first_or_iso(text: str) -> None:
    assert read_day(text) == date(2016, 5, 15)


@pytest.mark.parametrize(
    "text", ["", "15/5/16", "5/2016", "15.5.2016", "15/5-2016", "hôm nay", "１/5/2016", "2016-5-1"]
)
def test_other_writing_is_not_a_day(text: str) -> None:
    with pytest.raises(NotADay):
        read_day(text)


@pytest.mark.parametrize("text", ["31/2/2021", "29/2/2021", "0/5/2016", "5/13/2016", "1/1/0001", "1/1/9999"])
def test_day_outside_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(text)


def test_text_is_normalised_and_trimmed() -> None:
    assert read_text("  Đa\u0309ng   u\u0309y\n") == "Đảng ủy"
    assert read_text("một\r\nhai  ba\n", lines=True) == "một\nhai ba"


@pytest.mark.parametrize(
    "text",
    [
        "a\x00",
        "a\u200bb",
        "a\u202eb",
        "a\u2066b",
        "\ufeffa",
        "a\u00adb",
        "a\ufffd",
        "a\x1b[31m",
        "a" + "\u0301" * 5,
    ],
)
def test_hidden_or_broken_character_is_refused_in_text(text: str) -> None:
    with pytest.raises(BadCharacter):
        read_text(text)


def test_long_text_is_refused() -> None:
    with pytest.raises(TooLong):
        read_text("a" * 201, most=200)
    with pytest.raises(TooLong):
        read_text("a" * 10**6, most=200)
