"""How exact values are printed in sentences and cells, in both languages."""

from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from figures.values import NOTHING, UNDETERMINED, State, Value, decode, encode, parts, whole
from figures.wording import in_cell, in_words

OVER = {"rule": "over", "step": 100, "word": "hơn"}
ABOVE = {"rule": "over", "step": 100, "word": "trên"}
UP, PERCENT, OF, EXACT = {"rule": "from_up"}, {"rule": "percent"}, {"rule": "of"}, {"rule": "exact"}


def ratio(top: int, bottom: int) -> Value:
    return Value(State.VALUE, Fraction(top), Fraction(bottom))


GOLDEN: list[tuple[dict[str, Any], Value, str, str]] = [
    (OVER, whole(4237), "hơn 4.200", "over 4,200"),
    (OVER, whole(4200), "4.200", "4,200"),
    (OVER, whole(4201), "hơn 4.200", "over 4,200"),
    (OVER, whole(4199), "hơn 4.100", "over 4,100"),
    (OVER, whole(99), "99", "99"),
    (OVER, whole(100), "100", "100"),
    (OVER, whole(0), "0", "0"),
    (ABOVE, whole(5543), "trên 5.500", "above 5,500"),
    ({"rule": "over"}, whole(1496), "hơn 1.400", "over 1,400"),
    ({"rule": "over", "step": 1000}, whole(12_345_678), "hơn 12.345.000", "over 12,345,000"),
    (UP, ratio(68, 70), "từ 97% trở lên", "from 97% up"),
    (UP, ratio(97, 100), "từ 97% trở lên", "from 97% up"),
    (UP, ratio(9699, 10000), "từ 96% trở lên", "from 96% up"),
    (UP, ratio(70, 70), "100%", "100%"),
    (UP, ratio(699, 700), "từ 99% trở lên", "from 99% up"),
    (UP, ratio(0, 70), "0%", "0%"),
    (UP, ratio(3, 700), "0,4%", "0.4%"),
    (OF, ratio(57, 57), "57/57", "57/57"),
    (OF, ratio(0, 57), "0/57", "0/57"),
    (OF, ratio(1496, 12000), "1.496/12.000", "1,496/12,000"),
    (PERCENT, ratio(68, 70), "97,1%", "97.1%"),
    (PERCENT, ratio(1, 1), "100%", "100%"),
    (PERCENT, ratio(0, 9), "0%", "0%"),
    (PERCENT, ratio(1941, 2000), "97,1%", "97.1%"),
    (PERCENT, ratio(19409, 20000), "97%", "97%"),
    (EXACT, whole(1496), "1.496", "1,496"),
    (EXACT, whole(Fraction(1, 20)), "0,1", "0.1"),
    (EXACT, whole(Fraction(49, 1000)), "0", "0"),
    ({}, whole(8), "8", "8"),
]


@pytest.mark.parametrize(("rule", "value", "vietnamese", "english"), GOLDEN)
def test_a_value_is_worded_as_the_office_words_it(
    rule: dict[str, Any], value: Value, vietnamese: str, english: str
) -> None:
    with translation.override("vi"):
        assert str(in_words(value, rule)) == vietnamese
    with translation.override("en"):
        assert str(in_words(value, rule)) == english


@pytest.mark.parametrize(
    ("rule", "value", "cell"),
    [
        (OVER, whole(4237), "4.237"),
        (UP, ratio(68, 70), "97,1\u202f%"),
        (PERCENT, ratio(68, 70), "97,1\u202f%"),
        (OF, ratio(57, 57), "57/57"),
        (EXACT, whole(Fraction(3, 7)), "0,4"),
        (EXACT, NOTHING, ""),
        (OVER, UNDETERMINED, ""),
    ],
)
def test_a_cell_is_exact_and_never_worded(rule: dict[str, Any], value: Value, cell: str) -> None:
    with translation.override("vi"):
        assert in_cell(value, rule) == cell


@pytest.mark.parametrize("value", [NOTHING, UNDETERMINED])
def test_what_is_no_value_has_no_words(value: Value) -> None:
    with pytest.raises(ValueError, match="no value"):
        in_words(value, OVER)


@given(st.integers(0, 10**9), st.integers(1, 10**4))
def test_over_never_promises_more_than_there_is(number: int, step: int) -> None:
    with translation.override("en"):
        said = in_words(whole(number), {"rule": "over", "step": step})
    spoken = int(said.number.replace(",", ""))
    assert spoken == number if not said.qualifier else spoken < number < spoken + step


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_from_up_never_promises_more_than_there_is(top: int, more: int) -> None:
    value = ratio(top, top + more)
    with translation.override("en"):
        said = in_words(value, UP)
    if said.qualifier:
        spoken = Fraction(int(said.number.rstrip("%")), 100)
        assert spoken <= (value.exact or 0) < spoken + Fraction(1, 100)


FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
VALUES = st.builds(
    Value,
    st.sampled_from(State),
    st.none() | FRACTIONS,
    st.none() | FRACTIONS,
    st.none() | st.integers(1, 10**12),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 100),
)


@given(VALUES)
def test_a_kept_value_is_read_back_as_it_was(value: Value) -> None:
    assert decode(encode(value)) == value


def test_parts_make_a_rate_or_say_why_not() -> None:
    assert parts(whole(3), whole(4)).exact == Fraction(3, 4)
    assert parts(NOTHING, whole(4)).exact == 0
    assert parts(NOTHING, NOTHING) is NOTHING
    assert parts(whole(3), NOTHING) is UNDETERMINED
    assert parts(whole(0), whole(0)) is UNDETERMINED
    assert parts(UNDETERMINED, whole(4)) is UNDETERMINED
    assert parts(whole(3), UNDETERMINED) is UNDETERMINED
