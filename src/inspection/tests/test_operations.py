"""Holding, closing and withdrawing inspections, counting what was remedied: refusals, and what is posted."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from directives.tests.acting import lines, refused
from inspection.models import Inspection
from inspection.operations import (
    Holding,
    close_inspection,
    hold_inspection,
    hold_inspections,
    report_remedied,
    withdraw_inspection,
)
from inspection.rules import check_move
from inspection.states import Act, Object, State
from inspection.tests.conftest import CLOSED, DAY, Make
from ledger.lines import member_of_unit
from ledger.models import Entry, Event
from ledger.refusals import IllegalMove, NotPermitted
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast

InState = Callable[[State], Inspection]
OPEN, CLOSED_STATE, WITHDRAWN = State
MOVES = {(OPEN, CLOSED_STATE), (OPEN, WITHDRAWN), (CLOSED_STATE, WITHDRAWN)}


@pytest.mark.parametrize(("state", "to"), product(State, State))
def test_an_inspection_moves_only_as_listed_and_only_for_the_inspector(cast: Cast, state: State, to: State) -> None:
    for part, person in cast.persons.items():
        if part == "inspector" and (state, to) in MOVES:
            check_move(state, to=to, unit=cast.base.pk, by=person)
            continue
        is_not_now = part == "inspector" and to is not OPEN
        with pytest.raises(IllegalMove if is_not_now else NotPermitted):
            check_move(state, to=to, unit=cast.base.pk, by=person)


def test_an_inspection_counts_once_at_who_inspects_with_its_object(cast: Cast, hold: Make) -> None:
    inspection = hold(cast.base)
    assert lines(inspection) == {
        ("inspections.held", cast.bloc.pk, DAY, 1, "inspection", ""),
        ("inspections.objects", cast.bloc.pk, DAY, 1, "inspection", ""),
    }
    held, objects = Entry.objects.filter(record=inspection.record).order_by("measure__code")
    assert (held.member, objects.member) == (0, member_of_unit(cast.base.pk))
    assert held.subject == objects.subject == "organisation"
    assert held.programme == inspection.programme_id


def test_members_looked_at_are_a_number_and_nobody(cast: Cast, hold: Make) -> None:
    inspection = hold(cast.branch, kind=Act.SUPERVISION, object=Object.MEMBER, count=4)
    assert lines(inspection) == {
        ("inspections.held", cast.bloc.pk, DAY, 1, "supervision", ""),
        ("inspections.objects", cast.bloc.pk, DAY, 4, "supervision", ""),
    }
    assert set(Entry.objects.filter(record=inspection.record).values_list("member", flat=True)) == {0}


def test_a_closed_inspection_counts_its_recommendations_on_the_day_of_closure(cast: Cast, hold: Make) -> None:
    inspection = close_inspection(
        inspection=hold(cast.base), day=CLOSED, recommendations=5, remedied=1, by=cast.inspector
    )
    assert lines(inspection) >= {
        ("inspections.recommendations", cast.bloc.pk, CLOSED, 5, "inspection", ""),
        ("inspections.remedied", cast.bloc.pk, CLOSED, 1, "inspection", ""),
    }


def test_what_is_remedied_later_replaces_what_was_counted(cast: Cast, in_state: InState) -> None:
    inspection = in_state(CLOSED_STATE)
    for remedied in (2, 5, 3):
        report_remedied(inspection=inspection, remedied=remedied, by=cast.inspector)
        assert ("inspections.remedied", cast.bloc.pk, CLOSED, remedied, "inspection", "") in lines(inspection)
    last = Event.objects.filter(record=inspection.record).latest("id")
    assert (last.verb, last.changes) == ("inspection.remedied", {"remedied": [5, 3]})


@pytest.mark.parametrize("state", [OPEN, CLOSED_STATE])
def test_a_withdrawn_inspection_counts_for_nothing_and_every_entry_is_undone(
    cast: Cast, in_state: InState, state: State
) -> None:
    inspection = withdraw_inspection(inspection=in_state(state), by=cast.inspector, note="nhập nhầm")
    assert lines(inspection) == set()
    entries = Entry.objects.filter(record=inspection.record)
    assert sum(e.quantity for e in entries) == sum(e.times for e in entries) == 0


@pytest.mark.parametrize("state", State)
def test_remedies_are_counted_only_of_what_is_closed(cast: Cast, in_state: InState, state: State) -> None:
    inspection = in_state(state)
    if state is CLOSED_STATE:
        assert report_remedied(inspection=inspection, remedied=1, by=cast.inspector).remedied == 1
    else:
        with refused("inspection_move"):
            report_remedied(inspection=inspection, remedied=0, by=cast.inspector)


def test_inspections_are_held_only_by_inspectors_and_only_below_their_unit(cast: Cast) -> None:
    give_post(person=cast.stranger, role=Role.INSPECTOR, unit=cast.base, since=BEGIN, by=cast.operator)
    reach = {"inspector": set(cast.units), "stranger": {"base", "branch"}}
    below = {"bloc": set(cast.units), "base": {"base", "branch"}, "other_base": {"other_base", "other_branch"}}
    for part, person in cast.persons.items():
        for who, whom in product(cast.units, cast.units):
            wanted = Holding(
                cast.units[who].pk, Act.INSPECTION, Object.ORGANISATION, cast.units[whom].pk, DAY, "01-KH/UBKT"
            )
            if {who, whom} <= reach.get(part, set()):
                if whom in below.get(who, {who}):
                    assert hold_inspection(holding=wanted, by=person)
                else:
                    with refused("inspection_object_elsewhere"):
                        hold_inspection(holding=wanted, by=person)
            else:
                with pytest.raises(NotPermitted):
                    hold_inspection(holding=wanted, by=person)


def test_others_neither_close_nor_count_nor_withdraw(cast: Cast, in_state: InState) -> None:
    opened, closed = in_state(OPEN), in_state(CLOSED_STATE)
    for part in cast.persons.keys() - {"inspector"}:
        by = cast.persons[part]
        with pytest.raises(NotPermitted):
            close_inspection(inspection=opened, day=CLOSED, recommendations=0, by=by)
        with pytest.raises(NotPermitted):
            report_remedied(inspection=closed, remedied=1, by=by)
        with pytest.raises(NotPermitted):
            withdraw_inspection(inspection=closed, by=by)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"day": date(2999, 1, 1)}, "inspection_day_ahead"),
        ({"count": 0}, "inspection_objects"),
        ({"count": 2}, "inspection_objects"),
        ({"object": Object.MEMBER, "count": 0}, "inspection_objects"),
    ],
)
def test_what_is_unfit_is_refused(cast: Cast, hold: Make, facts: dict[str, object], code: str) -> None:
    with refused(code):
        hold(cast.base, **facts)
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"day": DAY - timedelta(days=1)}, "inspection_day_before"),
        ({"day": date(2999, 1, 1)}, "inspection_day_ahead"),
        ({"recommendations": -1}, "inspection_recommendations"),
        ({"recommendations": 1, "remedied": 2}, "inspection_remedied"),
        ({"remedied": -1}, "inspection_remedied"),
    ],
)
def test_an_unfit_closure_is_refused(cast: Cast, hold: Make, facts: dict[str, object], code: str) -> None:
    given: dict[str, Any] = {"day": CLOSED, "recommendations": 3, "remedied": 0, **facts}
    with refused(code):
        close_inspection(inspection=hold(cast.base), by=cast.inspector, **given)


def test_no_more_is_remedied_than_was_recommended(cast: Cast, in_state: InState) -> None:
    with refused("inspection_remedied"):
        report_remedied(inspection=in_state(CLOSED_STATE), remedied=6, by=cast.inspector)


def test_a_list_with_one_unfit_holding_keeps_nothing(cast: Cast) -> None:
    good = Holding(cast.bloc.pk, Act.INSPECTION, Object.ORGANISATION, cast.base.pk, DAY)
    bad = Holding(cast.base.pk, Act.INSPECTION, Object.ORGANISATION, cast.other_base.pk, DAY)
    with refused("inspection_object_elsewhere"):
        hold_inspections(holdings=[good, bad], by=cast.inspector)
    assert not Inspection.objects.exists()


def test_the_same_form_sent_twice_makes_one_inspection(cast: Cast) -> None:
    key, wanted = uuid4(), Holding(cast.bloc.pk, Act.SUPERVISION, Object.ORGANISATION, cast.base.pk, DAY)
    made = {hold_inspection(holding=wanted, by=cast.inspector, request_key=key).pk for _ in range(2)}
    assert len(made) == Inspection.objects.count() == 1
