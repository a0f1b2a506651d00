"""What may stand in a statement: whole numbers, days, plain words; everything else is refused."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.literals import items, literal, rows

ODD = (
    "'",
    "a'b",
    "a b",
    "a;b",
    "a--b\n",
    "đ",
    "a\x00",
    "a\n",
    "\n",
    "%s",
    "{x}",
    "x" * 10 + '"',
    "٤٢",
    "a/b",
    "(",
    True,
    False,
    1.5,
    float("nan"),
    Decimal(1),
    b"a",
    (1,),
    Ellipsis,
)


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_everything_odd_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="not a literal"):
        literal(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-2, "-2"),
        (2**63, str(2**63)),
        (date(2021, 5, 20), "date '2021-05-20'"),
        (date.min, "date '0001-01-01'"),
        (date.max, "date '9999-12-31'"),
        ("", "''"),
        ("study.attended", "'study.attended'"),
        ("A-b_9", "'A-b_9'"),
        (None, "cast(null as date)"),
    ],
)
def test_a_literal_is_written_in_one_way(value: Any, text: str) -> None:
    assert literal(value) == text


def test_a_moment_is_no_day() -> None:
    with pytest.raises(ValueError, match="not a literal"):
        literal(datetime(2021, 5, 20))  # noqa: DTZ001


@given(st.text())
def test_text_is_kept_between_its_quotes_or_refused(text: str) -> None:
    try:
        written = literal(text)
    except ValueError:
        return
    assert written == f"'{text}'"
    assert set(text) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def test_an_empty_list_matches_nothing() -> None:
    assert (items([]), items([1, "a"]), rows([(1, "a"), (2, "")])) == ("-1", "1, 'a'", "(1, 'a'), (2, '')")
