"""Announcing topics and holding sessions: what is posted, who may, what is refused."""

from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from directives.models import Programme
from directives.tests.acting import lines, refused
from figures.models import Duty
from ledger import clock
from ledger.checking import verify
from ledger.models import Event
from ledger.refusals import IllegalMove, NotPermitted
from people.operations import release_person
from people.tests.cast import Cast
from study.models import Session, Topic
from study.operations import Count, Holding, Sitting, announce_topic, hold_session, hold_sessions, withdraw_session
from study.rules import MOVES, check_move
from study.states import State
from study.tests.conftest import DAY, Announce, Hold
from units import kinds
from units.acts import Founding, found_unit
from units.models import Unit


def of_turnout(unit: Unit, **turns: int) -> set[tuple[str, int, date, int, str, str]]:
    return {(f"study.{name}", unit.pk, DAY, n, "yearly", "") for name, n in turns.items()}


def test_a_topic_counts_at_its_committee_and_every_base_unit_owes_it(cast: Cast, topic: Topic) -> None:
    assert lines(topic) == {("study.topics", cast.bloc.pk, date(2017, 1, 15), 1, "yearly", "")}
    duty = Duty.objects.get()
    assert (duty.kind, duty.subject, duty.above_id) == ("yearly", str(topic.pk), cast.bloc.pk)
    assert (duty.since, duty.until) == (date(2017, 1, 15), date(2018, 1, 1))
    assert set(duty.owes.values_list("unit__key", flat=True)) == {"base", "other_base"}


def test_a_session_posts_turns_coverage_and_itself(cast: Cast, hold: Hold) -> None:
    session = hold(cast.base, 70, 68, 1)
    assert lines(session) == of_turnout(cast.base, sessions=1, expected=70, attended=68, excused=1, covered=1)


def test_a_joint_session_posts_each_units_turns_where_they_belong(cast: Cast, topic: Topic) -> None:
    counts = [Count(cast.base.pk, 20, 20), Count(cast.other_base.pk, 10, 9, 1)]
    session = hold_session(holding=Holding(topic, cast.bloc.pk, DAY, counts=counts), by=cast.clerk)
    assert lines(session) == (
        of_turnout(cast.bloc, sessions=1)
        | of_turnout(cast.base, expected=20, attended=20, excused=0, covered=1)
        | of_turnout(cast.other_base, expected=10, attended=9, excused=1, covered=1)
    )


def test_seats_count_as_heads_do(cast: Cast, seated: Session) -> None:
    assert lines(seated) == of_turnout(cast.branch, sessions=1, expected=5, attended=3, excused=1, covered=1)


def test_a_session_to_which_nobody_came_covers_nothing(cast: Cast, hold: Hold) -> None:
    session = hold(cast.base, 5, 0, 5)
    assert lines(session) == of_turnout(cast.base, sessions=1, expected=5, attended=0, excused=5)


def test_a_withdrawn_session_stands_for_nothing(cast: Cast, seated: Session) -> None:
    withdrawn = withdraw_session(session=seated, by=cast.secretary, note="nhập nhầm ngày")
    assert lines(withdrawn) == set()
    assert Event.objects.latest("id").changes == {"state": ["held", "withdrawn"]}
    with refused("session_not_held"):
        withdraw_session(session=withdrawn, by=cast.secretary)
    assert verify() == []


@pytest.mark.parametrize(("before", "to"), product(State.values, State.values))
def test_only_the_listed_moves_of_a_session_exist(cast: Cast, seated: Session, before: str, to: str) -> None:
    seated.state = before
    if (before, to) in MOVES:
        check_move(seated, to=to, by=cast.clerk)
    else:
        with pytest.raises((IllegalMove, NotPermitted)):
            check_move(seated, to=to, by=cast.clerk)


def test_who_records_work_at_a_unit_holds_and_withdraws_its_sessions(cast: Cast, topic: Topic) -> None:
    may = {"clerk": set(cast.units), "secretary": {"branch"}, "other_secretary": {"other_branch"}}
    for (part, person), (where, unit) in product(cast.persons.items(), cast.units.items()):
        holding = Holding(topic, unit.pk, DAY, counts=[Count(unit.pk, 5, 5)])
        if where in may.get(part, set()):
            withdraw_session(session=hold_session(holding=holding, by=person), by=person)
        else:
            with refused("not_permitted"):
                hold_session(holding=holding, by=person)
            kept = hold_session(holding=holding, by=cast.clerk)
            with refused("not_permitted"):
                withdraw_session(session=kept, by=person)


def test_nobody_counts_units_out_of_reach(cast: Cast, topic: Topic) -> None:
    counts = [Count(cast.branch.pk, 5, 5), Count(cast.other_branch.pk, 5, 5)]
    with refused("not_permitted"):
        hold_session(holding=Holding(topic, cast.branch.pk, DAY, counts=counts), by=cast.secretary)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("expected", "attended", "excused", "made_up", "code"),
    [
        (10, 11, 0, 0, "session_too_many_attended"),
        (10, 9, 2, 0, "session_too_many_excused"),
        (10, 9, 1, 2, "session_too_many_made_up"),
        (0, 0, 0, 0, "session_nobody_expected"),
        (10, -1, 0, 0, "session_nobody_expected"),
    ],
)
def test_parts_larger_than_their_whole_are_refused(
    cast: Cast, topic: Topic, expected: int, attended: int, excused: int, made_up: int, code: str
) -> None:
    counts = [Count(cast.base.pk, expected, attended, excused, made_up)]
    with refused(code):
        hold_session(holding=Holding(topic, cast.base.pk, DAY, counts=counts), by=cast.clerk)


def test_unfit_sessions_are_refused(cast: Cast, topic: Topic, hold: Hold) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    two = [Count(cast.base.pk, 5, 5), Count(cast.base.pk, 6, 6)]
    person = Sitting(cast.branch.pk, cast.member.pk)
    for code, facts in (
        ("session_before_topic", {"day": date(2017, 1, 14)}),
        ("session_in_future", {"day": tomorrow}),
        ("session_without_turnout", {"counts": []}),
        ("session_unit_twice", {"counts": two}),
        ("session_unit_twice", {"counts": [Count(cast.branch.pk, 5, 5)], "sittings": [person]}),
        ("session_person_twice", {"sittings": [person, person]}),
        ("session_person_elsewhere", {"sittings": [Sitting(cast.other_branch.pk, cast.member.pk)]}),
    ):
        with refused(code):
            hold(cast.base, **facts)
    assert not Session.objects.exists()


def test_a_person_sits_only_where_they_belonged_on_the_day(cast: Cast, hold: Hold) -> None:
    release_person(membership=cast.member.memberships.get(), day=DAY, by=cast.operator)
    seat = Sitting(cast.branch.pk, cast.member.pk)
    with refused("session_person_elsewhere"):
        hold(cast.branch, counts=[], sittings=[seat])
    assert hold(cast.branch, counts=[], sittings=[seat], day=DAY - timedelta(days=1)).pk


def test_a_unit_is_not_counted_before_it_was_founded(cast: Cast, hold: Hold) -> None:
    young = found_unit(founding=Founding("Chi bộ mới", kinds.BRANCH, cast.base, date(2018, 1, 1)), by=cast.operator)
    with refused("unit_not_founded"):
        hold(young)


def test_only_who_records_work_at_the_committee_announces_its_topics(cast: Cast, programme: Programme) -> None:
    for part, person in cast.persons.items():
        facts: dict[str, Any] = {
            "unit": cast.bloc,
            "programme": programme,
            "kind": "yearly",
            "year": 2018,
            "by": person,
        }
        if part == "clerk":
            announce_topic(title="Chuyên đề", since=DAY, **facts)
        else:
            with refused("not_permitted"):
                announce_topic(title="Chuyên đề", since=DAY, **facts)


def test_unfit_topics_are_refused(cast: Cast, programme: Programme) -> None:
    facts: dict[str, Any] = {
        "unit": cast.bloc,
        "programme": programme,
        "kind": "yearly",
        "year": 2017,
        "by": cast.clerk,
    }
    with refused("topic_without_title"):
        announce_topic(title=" ", since=DAY, **facts)
    with refused("topic_due_too_early"):
        announce_topic(title="Chuyên đề", since=DAY, due=date(2017, 1, 1), **facts)


def test_the_same_submission_twice_makes_one_record(cast: Cast, topic: Topic, programme: Programme) -> None:
    key, other = uuid4(), uuid4()
    holding = Holding(topic, cast.base.pk, DAY, counts=[Count(cast.base.pk, 5, 5)])
    made = {hold_session(holding=holding, by=cast.clerk, request_key=key).pk for _ in range(2)}
    facts: dict[str, Any] = {
        "unit": cast.bloc,
        "programme": programme,
        "kind": "yearly",
        "year": 2018,
        "by": cast.clerk,
    }
    topics = {announce_topic(title="Mới", since=DAY, request_key=other, **facts).pk for _ in range(2)}
    assert (len(made), len(topics)) == (1, 1)
    assert Duty.objects.count() == 2


def test_many_sessions_come_back_in_the_order_given(cast: Cast, announce: Announce) -> None:
    topic = announce("whole_term", 2016)
    wanted = [
        Holding(topic, unit.pk, DAY, counts=[Count(unit.pk, 5, n)])
        for n, unit in enumerate([cast.branch, cast.base, cast.other_branch], 1)
    ]
    held = hold_sessions(holdings=wanted, by=cast.clerk)
    assert [s.record.unit_id for s in held] == [cast.branch.pk, cast.base.pk, cast.other_branch.pk]
    assert [s.turnouts()[0].attended for s in held] == [1, 2, 3]
