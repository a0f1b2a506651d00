"""The listing: which units have a row, and how a value is printed. Source: docs/exchange.md."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.tests.acting import refused
from figures.listing import Row, listing, named, printed
from figures.snapshot import snapshot
from figures.tests.conftest import AFTER, BEFORE, END, TODAY, YOUNG, Made
from figures.values import NOTHING, UNDETERMINED, State, Value, whole
from ledger.tests.sheets import LEVEL, STOCK, TURNS
from units import kinds
from units.models import Unit


def rows(made: Made, *codes: str, **facts: Any) -> dict[str, str]:
    """Unit → printed value or state, of the made world."""
    given = {"since": date(2016, 1, 1), "until": TODAY, "structure": None, **facts}
    if isinstance(given.get("under"), str):
        given["under"] = Unit.objects.get(pk=made.units[given["under"]])
    found = listing(named(codes, TODAY), books=snapshot(), **given)
    return {row.unit: told(row) for row in found if row.unit in (*made.units, "")}


def told(row: Row) -> str:
    return printed(row.value) if row.value.state is State.VALUE else row.value.state.value


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(5), "5"),
        (Fraction(0), "0"),
        (Fraction(-5), "-5"),
        (Fraction(12_345_678), "12345678"),
        (Fraction(1, 2), "0.5"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(3, 7), "0.428571"),
        (Fraction(1, 2_000_000), "0.000001"),
        (Fraction(1, 2_000_001), "0"),
        (Fraction(-1, 2_000_001), "0"),
        (Fraction(1999999, 2_000_000), "1"),
        (Fraction(100), "100"),
        (Fraction(1, 10), "0.1"),
    ],
)
def test_a_value_is_rounded_once_half_up_at_six_places(number: Fraction, text: str) -> None:
    assert printed(whole(number)) == text


@given(st.fractions(min_value=-(10**12), max_value=10**12))
def test_what_is_printed_is_within_half_a_millionth(number: Fraction) -> None:
    text = printed(whole(number))
    assert abs(Fraction(text) - number) <= Fraction(1, 2_000_000)
    assert text == f"{Decimal(text):f}"
    assert "." not in text or not text.endswith("0")


@pytest.mark.parametrize("value", [NOTHING, UNDETERMINED, Value(State.UNDETERMINED, Fraction(1))])
def test_what_is_no_value_prints_nothing(value: Value) -> None:
    assert printed(value) == ""


def test_as_then_flows_list_every_unit_alive_on_some_day(made: Made) -> None:
    made.say("merged", TURNS, BEFORE, 5)
    found = rows(made, TURNS)
    assert set(found) == set(made.units)
    assert (found["merged"], found["one"], found["root"]) == ("5", "nothing", "5")
    assert "merged" not in rows(made, TURNS, since=END)
    assert "young" not in rows(made, TURNS, until=date(2019, 12, 31))


@pytest.mark.parametrize("measure", [STOCK, LEVEL])
def test_as_then_stocks_and_readings_list_those_alive_on_the_last_day(made: Made, measure: str) -> None:
    made.say("merged", measure, BEFORE, 5)
    found = rows(made, measure)
    assert set(found) == {"root", "one", "two", "young", "below"}
    assert (found["one"], found["root"]) == ("5", "5")


def test_as_of_a_day_those_alive_on_it_are_listed_and_shares_divided(made: Made) -> None:
    made.say("divided", TURNS, BEFORE, 5)
    made.say("unclear", TURNS, BEFORE, 1)
    found = rows(made, TURNS, structure=END)
    assert found == {"root": "6", "one": "undetermined", "two": "undetermined", "below": "nothing"}


def test_what_was_not_yet_founded_has_a_row_without_a_unit(made: Made) -> None:
    made.say("young", TURNS, AFTER, 3)
    made.say("one", TURNS, BEFORE, 2)
    found = rows(made, TURNS, structure=BEFORE)
    assert (found["root"], found[""]) == ("2", "3")
    assert "" not in rows(made, TURNS, structure=YOUNG)
    assert "" not in rows(made, TURNS, structure=None)


def test_under_means_that_unit_and_all_below_it_on_the_day(made: Made) -> None:
    assert set(rows(made, TURNS, under="one", structure=TODAY)) == {"one", "below"}
    then = {"one", "below", "divided", "unclear", "merged"}
    assert set(rows(made, TURNS, under="one")) == then
    assert set(rows(made, TURNS, under="one", since=END)) == {"one", "below"}


def test_a_level_keeps_units_of_one_kind(made: Made) -> None:
    assert set(rows(made, TURNS, level=kinds.BRANCH)) == {"below"}
    assert rows(made, TURNS, level="nonsense") == {}


def test_measures_and_figures_stand_side_by_side_in_the_order_asked(made: Made) -> None:
    found = named(["study.turns", TURNS, "people.persons"], TODAY)
    assert [d.code for d in found] == ["study.turns", TURNS, "people.persons"]
    assert [d.reading for d in found] == ["total", "total", "balance"]


def test_an_unknown_code_is_refused_by_name(made: Made) -> None:
    with refused("figure_unknown"):
        named(["study.turns", "study.nothing"], TODAY)
