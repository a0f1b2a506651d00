"""The three faces of every right agree: may this person here, where may this person, who may here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from ledger import clock
from ledger.clock import clock_at
from ledger.refusals import NotPermitted, Unfit
from people.models import Membership, Person, Post
from people.operations import end_post, give_post
from people.roles import INSTALLATION, OPEN_RECORDS, RIGHTS, SEE_PERSONS, Reach, Role
from people.rules import may, may_all, persons_who, units_where
from people.tests.cast import POSTS, Cast
from units.acts import dissolve_unit, move_unit
from units.models import Unit
from units.rules import SEE_TREE
from units.tests.brute import World, places
from units.tests.generated import worlds
from units.tests.raw import lay_down
from units.tests.test_derivation import often

ALL_RIGHTS = sorted({right for rights in RIGHTS.values() for right in rights})
ABOVE = {
    "bloc": {"bloc"},
    "base": {"base", "bloc"},
    "other_base": {"other_base", "bloc"},
    "branch": {"branch", "base", "bloc"},
    "other_branch": {"other_branch", "other_base", "bloc"},
}
HELD: dict[str, tuple[Role, str | None]] = {
    **{part: (role, where) for part, _name, role, where in POSTS},
    "member": (Role.MEMBER, "branch"),
    "operator": (Role.OPERATOR, None),
}


def expected(part: str, right: str, unit: str) -> bool:
    """The oracle: the table of roles, read by hand over the drawing of the cast's tree."""
    if part not in HELD:
        return False
    role, where = HELD[part]
    if where is None:
        return right in INSTALLATION[role]
    reach = RIGHTS[role].get(right)
    return (reach == Reach.SUBTREE and where in ABOVE[unit]) or (reach == Reach.OWN and where == unit)


@pytest.mark.parametrize("right", ALL_RIGHTS)
def test_every_right_is_held_by_exactly_those_the_table_says_and_its_faces_agree(cast: Cast, right: str) -> None:
    for where, unit in cast.units.items():
        wanted = {part for part in cast.persons if expected(part, right, where)}
        assert {part for part, person in cast.persons.items() if may(person, right, unit.pk)} == wanted
        assert {p.pk for p in persons_who(right, unit.pk)} == {cast.persons[part].pk for part in wanted}
    for part, person in cast.persons.items():
        wanted = {where for where in cast.units if expected(part, right, where)}
        assert {unit.key for unit in units_where(person, right)} == wanted


@pytest.mark.parametrize("right", ALL_RIGHTS)
def test_where_there_is_no_unit_yet_only_the_operator_holds_what_the_table_says(cast: Cast, right: str) -> None:
    wanted = {"operator"} if right in INSTALLATION[Role.OPERATOR] else set()
    assert {part for part, person in cast.persons.items() if may(person, right, None)} == wanted
    assert {p.pk for p in persons_who(right, None)} == {cast.persons[part].pk for part in wanted}


def test_nobody_holds_nothing(cast: Cast) -> None:
    assert not units_where(None, SEE_TREE).exists()
    assert not Membership.objects.visible_to(None).exists()


def test_a_right_that_no_role_has_is_nobodys(cast: Cast) -> None:
    assert not persons_who("fly", cast.bloc.pk).exists()
    assert not any(may(person, "fly", cast.bloc.pk) for person in cast.persons.values())
    assert not units_where(cast.operator, "fly").exists()


def test_asking_costs_one_statement(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        may(cast.secretary, OPEN_RECORDS, cast.other_branch.pk)
    with django_assert_num_queries(1):
        list(units_where(cast.clerk, OPEN_RECORDS))
    with django_assert_num_queries(1):
        may_all(cast.clerk, OPEN_RECORDS, {unit.pk for unit in cast.units.values()})
    with django_assert_num_queries(1):
        list(Membership.objects.visible_to(cast.secretary))


def test_all_or_not_all(cast: Cast) -> None:
    units = {unit.pk for unit in cast.units.values()}
    assert may_all(cast.clerk, OPEN_RECORDS, units)
    assert not may_all(cast.secretary, OPEN_RECORDS, units)
    assert may_all(cast.secretary, OPEN_RECORDS, {cast.branch.pk})
    assert may_all(cast.stranger, OPEN_RECORDS, set())


def at(day: date) -> Any:
    return clock_at(datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")))


def test_a_post_holds_from_its_first_day_to_the_day_before_its_end(cast: Cast) -> None:
    first, end = date(2021, 5, 1), date(2021, 6, 1)
    give_post(person=cast.stranger, role=Role.SECRETARY, unit=cast.base, since=first, until=end, by=cast.approver)
    held = {}
    for day in (first - timedelta(1), first, end - timedelta(1), end):
        with at(day):
            held[day] = may(cast.stranger, OPEN_RECORDS, cast.branch.pk)
    assert list(held.values()) == [False, True, True, False]


def test_the_day_is_that_of_the_office_not_of_greenwich(cast: Cast) -> None:
    first = date(2021, 5, 1)
    give_post(person=cast.stranger, role=Role.SECRETARY, unit=cast.base, since=first, by=cast.approver)
    with clock_at(datetime(2021, 4, 30, 17, 30, tzinfo=ZoneInfo("UTC"))):
        assert clock.today() == first
        assert may(cast.stranger, OPEN_RECORDS, cast.branch.pk)


def test_rights_follow_a_unit_that_moved(cast: Cast) -> None:
    give_post(person=cast.stranger, role=Role.SECRETARY, unit=cast.other_base, since=date(2016, 1, 1), by=cast.approver)
    assert not may(cast.stranger, OPEN_RECORDS, cast.branch.pk)
    move_unit(unit=cast.branch, parent=cast.other_base, day=date(2020, 1, 1), by=cast.clerk)
    assert may(cast.stranger, OPEN_RECORDS, cast.branch.pk)
    with at(date(2019, 12, 31)):
        assert not may(cast.stranger, OPEN_RECORDS, cast.branch.pk)


def test_an_ended_units_records_are_open_to_those_above_it_and_to_nobody_of_its_own(cast: Cast) -> None:
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=date(2020, 1, 1), by=cast.clerk)
    assert may(cast.clerk, OPEN_RECORDS, cast.branch.pk)
    assert not may(cast.secretary, OPEN_RECORDS, cast.branch.pk)
    assert not may(cast.other_secretary, OPEN_RECORDS, cast.branch.pk)


def test_memberships_are_seen_with_the_right_over_persons_not_over_records(cast: Cast) -> None:
    seen = {part: Membership.objects.visible_to(person).count() for part, person in cast.persons.items()}
    assert seen == {
        **dict.fromkeys(cast.persons, 0),
        "secretary": 5,
        "other_secretary": 2,
        "recogniser": 7,
    }
    assert may(cast.clerk, OPEN_RECORDS, cast.branch.pk)
    assert not may(cast.clerk, SEE_PERSONS, cast.branch.pk)


POST_GIVERS = {"approver", "operator"}


@pytest.mark.parametrize("where", ["bloc", "base", "branch"])
def test_posts_are_given_and_ended_by_those_who_hold_that_right_alone(cast: Cast, where: str) -> None:
    unit, day = cast.units[where], date(2020, 1, 1)
    given = give_post(person=cast.stranger, role=Role.OBSERVER, unit=unit, since=day, by=cast.operator)
    for part, person in cast.persons.items():
        if part not in POST_GIVERS:
            with pytest.raises(NotPermitted):
                give_post(person=cast.stranger, role=Role.OBSERVER, unit=unit, since=day, by=person)
            with pytest.raises(NotPermitted):
                end_post(given=given, day=date(2021, 1, 1), by=person)
    give_post(person=cast.stranger, role=Role.EDITOR, unit=unit, since=day, by=cast.approver)
    end_post(given=given, day=date(2021, 1, 1), by=cast.approver)


def test_only_the_operator_makes_operators_without_a_unit(cast: Cast) -> None:
    for part, person in cast.persons.items():
        if part != "operator":
            with pytest.raises(NotPermitted):
                give_post(person=cast.stranger, role=Role.OPERATOR, unit=None, since=date(2020, 1, 1), by=person)
    with pytest.raises(NotPermitted):
        give_post(person=cast.stranger, role=Role.OPERATOR, unit=None, since=date(2020, 1, 1), by=None)
    with pytest.raises(Unfit):
        give_post(person=cast.stranger, role=Role.CLERK, unit=None, since=date(2020, 1, 1), by=cast.operator)
    give_post(person=cast.stranger, role=Role.OPERATOR, unit=None, since=date(2020, 1, 1), by=cast.operator)


@dataclass(frozen=True)
class Given:
    """A post to give: who, role, the n-th unit, how many days around today it holds."""

    person: int
    role: Role
    unit: int
    since: int
    length: int


POST = st.builds(
    Given,
    person=st.integers(0, 2),
    role=st.sampled_from(list(Role)),
    unit=st.integers(0, 20),
    since=st.integers(-6, 14),
    length=st.integers(1, 12),
)
TODAY = date(2020, 1, 6)


@settings(often, max_examples=often.max_examples // 2)
@given(world=worlds(most_days=4), posts=st.lists(POST, min_size=1, max_size=4), right=st.sampled_from(ALL_RIGHTS))
def test_the_faces_agree_on_any_tree_and_with_the_rules_read_by_hand(
    cast: Cast, world: World, posts: list[Given], right: str
) -> None:
    persons = [cast.stranger, cast.members[1], cast.members[2]]
    with transaction.atomic(), at(TODAY):
        numbers = lay_down(world=world, by=cast.operator).numbers
        held = _hand_out(posts, persons, world, numbers)
        by_key = {unit: places(world, unit, TODAY) for unit in world.units}
        for who, person in enumerate(persons):
            wanted = {unit for unit in world.units if _holds(held[who], right, unit, by_key[unit])}
            assert {unit for unit, pk in numbers.items() if may(person, right, pk)} == wanted
            assert set(units_where(person, right).filter(key__in=world.units).values_list("key", flat=True)) == wanted
            for unit, pk in numbers.items():
                assert persons_who(right, pk).filter(pk=person.pk).exists() == (unit in wanted)
        transaction.set_rollback(True)


def _hand_out(
    posts: list[Given], persons: list[Person], world: World, numbers: dict[str, int]
) -> list[list[tuple[Role, str]]]:
    """Keep the posts; for each person those that hold today."""
    held: list[list[tuple[Role, str]]] = [[], [], []]
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=numbers.values())}
    for p in posts:
        key = world.units[p.unit % len(world.units)]
        since = date(2020, 1, 1) + timedelta(days=p.since)
        until = since + timedelta(days=p.length)
        Post.objects.create(person=persons[p.person], role=p.role, unit=units[numbers[key]], since=since, until=until)
        if since <= TODAY < until:
            held[p.person].append((p.role, key))
    return held


def _holds(
    held: list[tuple[Role, str]], right: str, unit: str, shares: Mapping[tuple[str, str | None], object]
) -> bool:
    above = {key for key, via in shares if via is None}
    for role, where in held:
        reach = RIGHTS[role].get(right)
        if (reach == Reach.SUBTREE and where in above) or (reach is not None and where == unit):
            return True
    return False
