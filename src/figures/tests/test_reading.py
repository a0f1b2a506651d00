"""Each reading on a small world made by hand: sums, levels, shares, and what can't be determined."""

from datetime import date
from fractions import Fraction

import pytest

from figures.models import Reading, Scope
from figures.opening import added_up, records_behind
from figures.reading import Question
from figures.tests.conftest import AFTER, BEFORE, END, TODAY, YOUNG, Made, figure
from figures.values import NOTHING, State
from ledger.models import Books
from ledger.tests.sheets import LEVEL, STOCK, TURNS
from units.models import NOT_FOUNDED

TOTAL, BALANCE = figure(Reading.TOTAL, TURNS), figure(Reading.BALANCE, STOCK)
LATEST, DISTINCT = figure(Reading.LATEST, LEVEL), figure(Reading.DISTINCT, TURNS)
LOWEST = figure(Reading.LOWEST, TURNS, STOCK)
HIGHEST = figure(Reading.HIGHEST, TURNS, STOCK)
RATE = figure(Reading.RATE, TURNS, STOCK, sides=Reading.TOTAL)


def test_nothing_is_not_nil_and_what_was_taken_back_is_nothing(made: Made) -> None:
    assert made.read(TOTAL) == NOTHING
    sheet = made.say("one", TURNS, BEFORE, 0)
    assert made.read(TOTAL).exact == 0
    made.take_back(sheet)
    assert made.read(TOTAL) == NOTHING


def test_a_total_counts_both_days_of_its_span_and_no_other(made: Made) -> None:
    for day, quantity in (
        (date(2017, 1, 1), 1),
        (date(2017, 12, 31), 2),
        (date(2018, 1, 1), 4),
        (date(2016, 12, 31), 8),
    ):
        made.say("one", TURNS, day, quantity)
    assert made.read(TOTAL, since=date(2017, 1, 1), until=date(2017, 12, 31)).exact == 3


def test_stated_shares_divide_what_a_divided_unit_did(made: Made) -> None:
    made.say("divided", TURNS, BEFORE, 5)
    assert made.read(TOTAL, "one").exact == Fraction(15, 7)
    assert made.read(TOTAL, "two").exact == Fraction(20, 7)
    assert made.read(TOTAL, "root").exact == 5
    assert made.read(TOTAL, "root", "one").exact == Fraction(15, 7)


def test_as_then_a_divided_unit_is_a_unit_of_its_own(made: Made) -> None:
    made.say("divided", TURNS, BEFORE, 5)
    assert made.read(TOTAL, "one", structure=None) == NOTHING
    assert made.read(TOTAL, "root", "divided", structure=None).exact == 5


def test_unstated_shares_leave_the_parts_undetermined_and_the_whole_known(made: Made) -> None:
    made.say("unclear", TURNS, BEFORE, 5)
    made.say("one", TURNS, BEFORE, 2)
    assert made.read(TOTAL, "one").state is State.UNDETERMINED
    assert made.read(TOTAL, "two").state is State.UNDETERMINED
    assert made.read(TOTAL, "root").exact == 7
    assert made.read(TOTAL, "below") == NOTHING


def test_unstated_shares_of_a_sum_of_nil_blur_nothing(made: Made) -> None:
    sheet = made.say("unclear", TURNS, BEFORE, 5)
    made.say("one", TURNS, BEFORE, 2)
    made.take_back(sheet)
    assert made.read(TOTAL, "one").exact == 2
    made.say("unclear", TURNS, BEFORE, 0)
    assert made.read(TOTAL, "one").exact == 2


def test_a_dissolved_unit_stands_under_its_last_parent(made: Made) -> None:
    made.say("dissolved", TURNS, BEFORE, 5)
    assert made.read(TOTAL, "root").exact == 5
    assert made.read(TOTAL, "root", "dissolved").exact == 5
    assert made.read(TOTAL, "root", "root") == NOTHING


def test_a_late_report_of_an_ended_unit_is_counted(made: Made) -> None:
    made.say("merged", TURNS, AFTER, 5)
    assert made.read(TOTAL, "one").exact == made.read(TOTAL, "one", structure=None).exact == 5


def test_what_was_not_yet_founded_stands_apart(made: Made) -> None:
    made.say("young", TURNS, AFTER, 3)
    made.say("one", TURNS, BEFORE, 2)
    day = date(2019, 6, 1)
    assert made.read(TOTAL, "root", structure=day).exact == 2
    assert made.read(TOTAL, "root", NOT_FOUNDED, structure=day).exact == 3
    assert made.read(TOTAL, "root", structure=YOUNG).exact == 5


def test_own_and_children_make_the_whole(made: Made) -> None:
    for unit, quantity in (("one", 2), ("below", 4), ("root", 1)):
        made.say(unit, TURNS, BEFORE, quantity)
    own, children = (figure(Reading.TOTAL, TURNS, scope=scope) for scope in (Scope.OWN, Scope.CHILDREN))
    assert [made.read(f, "root").exact for f in (TOTAL, own, children)] == [7, 1, 6]
    assert [made.read(f, "one").exact for f in (TOTAL, own, children)] == [6, 2, 4]
    assert made.read(own, "root", "one").exact == 2
    assert made.read(children, "below") == NOTHING


def test_children_with_an_undetermined_one_are_undetermined(made: Made) -> None:
    made.say("unclear", TURNS, BEFORE, 5)
    assert made.read(figure(Reading.TOTAL, TURNS, scope=Scope.CHILDREN)).state is State.UNDETERMINED


def test_a_balance_is_everything_up_to_the_last_day(made: Made) -> None:
    made.say("one", STOCK, date(2010, 1, 1), 10)
    made.say("one", STOCK, BEFORE, -3)
    assert made.read(BALANCE, since=date(2019, 1, 1)).exact == 7
    assert made.read(BALANCE, until=date(2018, 4, 30)).exact == 10


def test_the_latest_reading_of_each_unit_counts_and_they_are_added(made: Made) -> None:
    made.say("one", LEVEL, date(2017, 1, 1), 10)
    made.say("one", LEVEL, BEFORE, 12)
    made.say("two", LEVEL, date(2017, 1, 1), 5)
    assert made.read(LATEST).exact == 17
    assert made.read(LATEST, until=date(2017, 12, 31)).exact == 15


def test_a_declared_nil_is_the_latest_reading(made: Made) -> None:
    made.say("one", LEVEL, date(2017, 1, 1), 10)
    made.say("one", LEVEL, BEFORE, 0)
    assert [made.read(LATEST).state, made.read(LATEST).exact] == [State.VALUE, 0]


def test_a_reading_taken_back_gives_way_to_the_one_before(made: Made) -> None:
    made.say("one", LEVEL, date(2017, 1, 1), 10)
    made.take_back(made.say("one", LEVEL, BEFORE, 12))
    assert made.read(LATEST).exact == 10


def test_the_reading_of_an_ended_unit_gives_way_once_its_heir_has_read(made: Made) -> None:
    made.say("merged", LEVEL, BEFORE, 10)
    made.say("one", LEVEL, BEFORE, 20)
    assert made.read(LATEST, "one").exact == 30
    made.say("one", LEVEL, END, 40)
    assert made.read(LATEST, "one").exact == 40
    assert made.read(LATEST, "one", until=date(2018, 12, 31), structure=None).exact == 20


def test_one_heir_that_has_read_is_enough(made: Made) -> None:
    made.say("divided", LEVEL, BEFORE, 7)
    assert [made.read(LATEST, unit).exact for unit in ("one", "two", "root")] == [3, 4, 7]
    made.say("two", LEVEL, AFTER, 9)
    assert [made.read(LATEST, unit).exact for unit in ("two", "root")] == [9, 9]
    assert made.read(LATEST, "one") == NOTHING
    assert made.read(LATEST, "root", "one") == NOTHING


def test_members_are_counted_once_and_only_where_they_add_to_more_than_nothing(made: Made) -> None:
    made.say("one", TURNS, BEFORE, 1, member=7)
    made.say("below", TURNS, AFTER, 1, member=7)
    made.say("two", TURNS, BEFORE, 1, member=8)
    made.say("two", TURNS, BEFORE, 1, member=9)
    made.say("two", TURNS, AFTER, -1, member=9)
    made.say("two", TURNS, AFTER, 5)
    assert [made.read(DISTINCT, unit).exact for unit in ("root", "one", "below")] == [2, 1, 1]
    assert made.read(DISTINCT, until=date(2018, 12, 31)).exact == 3


def test_members_of_a_divided_unit_are_undetermined_in_its_parts(made: Made) -> None:
    made.say("divided", TURNS, BEFORE, 1, member=7)
    assert made.read(DISTINCT, "one").state is State.UNDETERMINED
    assert made.read(DISTINCT, "root").exact == 1
    assert made.read(DISTINCT, "one", structure=None) == NOTHING


def test_lowest_and_highest_are_of_single_records_and_name_them(made: Made) -> None:
    records = {}
    for name, top, bottom in (("low", 68, 70), ("high", 70, 70), ("empty", 0, 0)):
        sheet = made.say("one", TURNS, BEFORE, top)
        records[name] = made.say("one", STOCK, BEFORE, bottom, sheet=sheet).record_id
    low, high = made.read(LOWEST), made.read(HIGHEST)
    assert (low.exact, low.record) == (Fraction(68, 70), records["low"])
    assert [high.exact, high.record] == [1, records["high"]]


def test_of_equal_extremes_the_first_day_then_the_first_record_is_named(made: Made) -> None:
    sheets = []
    for day in (AFTER, BEFORE, BEFORE):
        sheet = made.say("one", TURNS, day, 1)
        sheets.append(made.say("one", STOCK, day, 2, sheet=sheet).record_id)
    assert made.read(LOWEST).record == sheets[1]


def test_extremes_follow_no_share(made: Made) -> None:
    sheet = made.say("divided", TURNS, BEFORE, 1)
    made.say("divided", STOCK, BEFORE, 2, sheet=sheet)
    assert made.read(LOWEST, "one").state is State.UNDETERMINED
    assert made.read(LOWEST, "root").exact == Fraction(1, 2)


def test_a_rate_is_of_the_sums_never_a_mean_of_rates(made: Made) -> None:
    for unit, top, bottom in (("one", 1, 1), ("two", 0, 9)):
        made.say(unit, TURNS, BEFORE, top)
        made.say(unit, STOCK, BEFORE, bottom)
    value = made.read(RATE)
    assert [value.top, value.bottom, value.exact] == [1, 10, Fraction(1, 10)]


@pytest.mark.parametrize("bottom", [None, 0])
def test_a_rate_over_nothing_can_not_be_determined(made: Made, bottom: int | None) -> None:
    made.say("one", TURNS, BEFORE, 1)
    if bottom is not None:
        made.say("one", STOCK, BEFORE, bottom)
    assert made.read(RATE).state is State.UNDETERMINED


def test_a_rate_whose_upper_part_was_never_stated_is_nought(made: Made) -> None:
    made.say("one", STOCK, BEFORE, 4)
    assert [made.read(RATE).state, made.read(RATE).exact] == [State.VALUE, 0]


def test_an_older_position_still_reads_what_it_read(made: Made) -> None:
    sheet = made.say("one", TURNS, BEFORE, 5)
    position = Books.objects.get().head
    made.say("one", TURNS, BEFORE, 2)
    made.take_back(sheet)
    assert [made.read(TOTAL, position=position).exact, made.read(TOTAL).exact] == [5, 2]
    assert made.read(TOTAL, position=position - 1) == NOTHING


def test_the_records_behind_shares_add_up_to_the_number(made: Made) -> None:
    made.say("divided", TURNS, BEFORE, 5)
    made.say("one", TURNS, BEFORE, 2)
    asked = Question((made.units["one"],), date(2016, 1, 1), TODAY, Books.objects.get().head, TODAY)
    given = records_behind(asked, TOTAL, (made.units["one"], None))
    assert [g.quantity for g in given] == [Fraction(15, 7), 2]
    assert added_up(given, Reading.TOTAL) == made.read(TOTAL, "one").exact
