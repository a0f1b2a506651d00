"""A topic studied: announced, held at every base unit, made up, corrected; the figures tell it at each step."""

from datetime import date
from fractions import Fraction

from directives.tests.acting import fraction, read
from ledger.checking import verify
from people.tests.cast import Cast
from study.operations import withdraw_session
from study.tests.conftest import Announce, Hold
from study.turnouts import correct_head_count, make_up_count
from units.acts import dissolve_unit


def test_a_topic_is_studied_until_every_base_unit_has(cast: Cast, announce: Announce, hold: Hold) -> None:
    assert fraction("study.units_covered.yearly", cast.bloc) == (0, 2)
    low = hold(cast.base, 70, 68, 1)
    assert fraction("study.units_covered.yearly", cast.bloc) == (1, 2)
    hold(cast.other_base, 30, 30, 0)
    assert fraction("study.units_covered.yearly", cast.bloc) == (2, 2)

    announce("yearly", 2018)
    assert fraction("study.units_covered.yearly", cast.bloc) == (0, 2), "two topics are owed, and one was studied"
    assert fraction("study.units_covered.yearly", cast.base) == (0, 1)

    assert fraction("study.rate", cast.bloc) == (98, 100)
    lowest = read("study.lowest_rate", cast.bloc)
    assert (lowest.exact, lowest.record) == (Fraction(68, 70), low.pk)
    assert read("study.highest_rate", cast.bloc).exact == 1
    make_up_count(session=low, unit=cast.base.pk, made_up=2, by=cast.clerk)
    assert fraction("study.rate", cast.bloc) == (98, 100)
    correct_head_count(session=low, unit=cast.base.pk, expected=72, attended=70, excused=0, by=cast.clerk)
    assert fraction("study.rate", cast.bloc) == (100, 102)

    withdraw_session(session=low, by=cast.clerk)
    assert fraction("study.rate", cast.bloc) == (30, 30)
    assert [read(f"study.{name}", cast.bloc).exact for name in ("sessions", "topics", "turns")] == [1, 2, 30]
    assert verify() == []


def test_a_unit_that_ended_before_a_topic_owes_nothing_of_it(cast: Cast, announce: Announce, hold: Hold) -> None:
    hold(cast.base)
    hold(cast.other_base)
    dissolve_unit(unit=cast.other_branch, receiver=cast.base, day=date(2017, 12, 1), by=cast.operator)
    dissolve_unit(unit=cast.other_base, receiver=cast.base, day=date(2017, 12, 31), by=cast.operator)
    announce("yearly", 2018)
    assert fraction("study.units_covered.yearly", cast.bloc)[1] == 2
    after = read("study.units_covered.yearly", cast.bloc, since=date(2018, 1, 1))
    assert (after.reported, after.expected) == (0, 1)
