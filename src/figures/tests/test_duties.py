"""Coverage: who owes a number, and who has given it."""

from datetime import date
from typing import Any

import pytest

from directives.tests.acting import refused
from figures.duties import give_duty
from figures.models import Duty, Owes, Reading
from figures.tests.conftest import AFTER, BEFORE, END, TODAY, YOUNG, Made, figure
from figures.values import State, Value
from ledger.checking import verify
from ledger.measures import number_of
from ledger.models import OPEN, Books
from ledger.tests.sheets import LEVEL, TURNS
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, move_unit
from units.models import Unit

GIVEN, TOTAL = figure(Reading.COVERAGE, LEVEL), figure(Reading.TOTAL, TURNS)


def owe(made: Made, measure: str = LEVEL, above: str = "root", **facts: Any) -> Duty:
    unit = Unit.objects.get(pk=made.units[above])
    given = {"since": date(2016, 1, 1), **facts}
    return give_duty(measure=measure, above=unit, unit_kinds=kinds.BASE, by=made.by, **given)


def counted(value: Value) -> tuple[int | None, int | None]:
    return value.reported, value.expected


def test_those_of_the_kind_owe_and_who_gave_is_counted(made: Made) -> None:
    owe(made)
    span: dict[str, Any] = {"since": AFTER, "until": TODAY}
    assert counted(made.read(GIVEN, **span)) == (0, 3)
    made.say("one", LEVEL, AFTER, 12)
    made.say("below", LEVEL, AFTER, 12)
    assert counted(made.read(GIVEN, **span)) == (1, 3)
    for unit in ("two", "young"):
        made.say(unit, LEVEL, AFTER, 0)
    value = made.read(GIVEN, **span)
    assert counted(value) == (3, 3)
    assert value.exact == 1
    assert value.complete


def test_what_was_taken_back_is_missing_again(made: Made) -> None:
    owe(made)
    sheet = made.say("one", LEVEL, AFTER, 12)
    made.take_back(sheet)
    assert counted(made.read(GIVEN, since=AFTER, until=TODAY)) == (0, 3)


def test_a_duty_that_has_ended_is_owed_no_more(made: Made) -> None:
    owe(made, until=date(2018, 1, 1))
    assert made.read(GIVEN, since=date(2018, 1, 1)).state is State.NOTHING
    assert made.read(GIVEN, since=date(2017, 1, 1), until=date(2017, 12, 31)).expected == 6


def test_a_unit_founded_later_owes_from_then_on(made: Made) -> None:
    owe(made)
    before = made.read(GIVEN, since=date(2018, 1, 1), until=date(2018, 12, 31), structure=None)
    after = made.read(GIVEN, since=YOUNG, until=TODAY, structure=None)
    assert (before.expected, after.expected) == (6, 3)


def test_an_ended_unit_owes_what_it_owed_while_it_was(made: Made) -> None:
    owe(made)
    made.say("merged", LEVEL, BEFORE, 4)
    value = made.read(GIVEN, "one", since=date(2018, 1, 1), until=TODAY)
    assert counted(value) == (1, 4)


def test_a_total_that_somebody_owes_says_who_gave_it(made: Made) -> None:
    owe(made, TURNS)
    made.say("two", TURNS, AFTER, 5)
    value = made.read(TOTAL, owed=frozenset({number_of(TURNS)}), since=AFTER)
    assert value.exact == 5
    assert counted(value) == (1, 3)
    assert made.read(TOTAL, since=AFTER).expected is None


def test_a_unit_that_owes_two_subjects_is_complete_with_both(cast: Cast, made: Made) -> None:
    for subject in ("a", "b"):
        owe(made, subject=subject)
    sheet = made.say("one", LEVEL, AFTER, 1)
    assert made.read(GIVEN, "one", since=AFTER).reported == 0
    lines = [sheet.lines[0]._replace(subject=subject) for subject in ("a", "b")]
    for said, reported in ((lines[:1], 0), (lines, 1)):
        sheet.lines = said
        made.say("two", LEVEL, BEFORE, 1, sheet=sheet)
        assert made.read(GIVEN, "one", since=AFTER).reported == reported


def test_an_act_on_the_tree_spreads_the_duties_again(cast: Cast) -> None:
    give_duty(measure="study.covered", above=cast.bloc, unit_kinds=kinds.BASE, by=cast.clerk)
    owed = Owes.objects.filter(removed=OPEN)
    assert set(owed.values_list("unit__key", flat=True)) == {"base", "other_base"}
    founding = Founding("Đảng bộ mới", kinds.BASE_COMMITTEE, cast.bloc, date(2020, 1, 1), key="new")
    found_unit(founding=founding, by=cast.clerk)
    assert owed.get(unit__key="new").since == date(2020, 1, 1)
    dissolve_unit(unit=Unit.objects.get(key="new"), day=date(2020, 6, 1), by=cast.clerk)
    assert owed.get(unit__key="new").until == date(2020, 6, 1)
    move_unit(unit=cast.branch, parent=cast.other_base, day=date(2020, 1, 1), by=cast.clerk)
    assert owed.count() == 3
    assert not Owes.objects.filter(added__gt=Books.objects.get().head).exists()
    assert verify() == []


def test_an_older_position_still_knows_who_owed(made: Made) -> None:
    owe(made)
    position = Books.objects.get().head
    owe(made, until=END, subject="more")
    Unit.objects.get(pk=made.units["young"])
    assert made.read(GIVEN, position=position, since=AFTER).expected == 3
    assert made.read(GIVEN, position=position - 1, since=AFTER).state is State.NOTHING


def test_a_duty_is_given_only_by_those_who_record_work_there(cast: Cast) -> None:
    for person in (cast.inspector, cast.secretary, cast.stranger, cast.operator):
        with refused("not_permitted"):
            give_duty(measure="study.covered", above=cast.bloc, unit_kinds=kinds.BASE, by=person)
    assert not Duty.objects.exists()


@pytest.mark.parametrize("subject", ["'", "a b"])
def test_a_duty_of_an_odd_facet_is_read_as_it_is(made: Made, subject: str) -> None:
    owe(made, subject=subject)
    assert made.read(GIVEN, since=AFTER).expected == 3
