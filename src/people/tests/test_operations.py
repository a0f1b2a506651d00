"""Admitting, releasing, giving and ending posts: what is posted, who may, what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from ledger.checking import verify
from ledger.models import Entry, Event
from ledger.refusals import IllegalMove, NotPermitted, Refused, Unfit
from people.models import Membership, Person, Post
from people.operations import Admission, admit_persons, end_post, give_post, release_person, release_persons
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from people.tests.test_rights import HELD
from units.models import NEVER, Unit

D1, D2, D3 = (date(year, 5, 19) for year in (2017, 2018, 2019))
KEEPERS = {"clerk", "operator"}


def posted(membership: Membership) -> set[tuple[str, date, int, int, str]]:
    """What stands in the books for a membership: (unit, day, quantity, person, status)."""
    found: dict[tuple[str, date, int, str], int] = {}
    for e in Entry.objects.filter(record_id=membership.record_id).select_related("unit"):
        place = (e.unit.key, e.day, e.member, e.level)
        found[place] = found.get(place, 0) + int(e.quantity)
    return {(unit, day, quantity, member, level) for (unit, day, member, level), quantity in found.items() if quantity}


def admit(cast: Cast, by: Person, *, until: date = NEVER, unit: Unit | None = None) -> Membership:
    admission = Admission("Người Mới", (unit or cast.branch).pk, "member", D1, until)
    return admit_persons(admissions=[admission], by=by)[0]


def test_a_person_who_comes_and_goes_counts_from_the_first_day_to_the_day_before_the_last(cast: Cast) -> None:
    one = admit(cast, cast.clerk)
    assert posted(one) == {("branch", D1, 1, one.person_id, "member")}
    release_person(membership=one, day=D2, by=cast.clerk)
    assert posted(one) == {
        ("branch", D1, 1, one.person_id, "member"),
        ("branch", D2, -1, one.person_id, "member"),
    }
    assert verify() == []


def test_someone_known_is_admitted_elsewhere_without_becoming_two(cast: Cast) -> None:
    before = Person.objects.count()
    admissions = [
        Admission(cast.member, cast.other_branch.pk, "member", D1),
        Admission("Người Mới", cast.branch.pk, "staff", D1, D2),
    ]
    known, new = admit_persons(admissions=admissions, by=cast.clerk)
    assert known.person == cast.member
    assert (new.person.full_name, new.status, new.until) == ("Người Mới", "staff", D2)
    assert Person.objects.count() == before + 1


@pytest.mark.parametrize("part", [*HELD, "stranger"])
def test_only_those_who_keep_people_admit_and_release(cast: Cast, part: str) -> None:
    person, mine = cast.persons[part], admit(cast, cast.clerk)
    if part in KEEPERS:
        admit(cast, person)
        release_person(membership=mine, day=D2, by=person)
        return
    before = Event.objects.count()
    with pytest.raises(NotPermitted):
        admit(cast, person)
    with pytest.raises(NotPermitted):
        release_person(membership=mine, day=D2, by=person)
    assert Event.objects.count() == before


def test_a_clerk_admits_below_their_unit_only_and_all_or_nobody(cast: Cast) -> None:
    give_post(person=cast.stranger, role=Role.CLERK, unit=cast.base, since=BEGIN, by=cast.approver)
    admit(cast, cast.stranger)
    before = Membership.objects.count()
    both = [Admission("Một", cast.branch.pk, "member", D1), Admission("Hai", cast.other_branch.pk, "member", D1)]
    with pytest.raises(NotPermitted):
        admit_persons(admissions=both, by=cast.stranger)
    assert Membership.objects.count() == before


REFUSED = {
    "without a name": ((" ", D1, NEVER), "person_without_name", "full_name", "Write the person's full name"),
    "ending before it begins": (("Ai Đó", D2, D1), "membership_reversed", "until", "19 May 2018"),
    "ending the day it begins": (("Ai Đó", D1, D1), "membership_reversed", "until", "Choose a later end"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_admission_that_can_be_mended_says_where(cast: Cast, case: str) -> None:
    (name, since, until), code, field, words = REFUSED[case]
    with pytest.raises(Unfit) as refused:
        admit_persons(admissions=[Admission(name, cast.branch.pk, "member", since, until)], by=cast.clerk)
    with translation.override("en"):
        assert words in refused.value.sentence()
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize("day", [date(2016, 1, 1), D1, D3, date(2020, 1, 1)])
def test_nobody_is_released_outside_the_time_they_belong(cast: Cast, day: date) -> None:
    one = admit(cast, cast.clerk, until=D3)
    with pytest.raises(IllegalMove, match=str(day.year)):
        release_person(membership=one, day=day, by=cast.clerk)
    release_person(membership=one, day=D2, by=cast.clerk)


def test_many_are_released_together_or_none(cast: Cast) -> None:
    one, other = admit(cast, cast.clerk), admit(cast, cast.clerk, until=D2)
    with pytest.raises(IllegalMove):
        release_persons(leaving=[(one, D2), (other, D3)], by=cast.clerk)
    one.refresh_from_db()
    assert one.until == NEVER
    assert release_persons(leaving=[], by=cast.clerk) == []


def test_admitting_many_costs_what_admitting_few_does(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def some(count: int) -> list[Admission]:
        return [Admission(f"Người {n}", cast.branch.pk, "member", D1) for n in range(count)]

    with django_assert_max_num_queries(30) as few:
        admit_persons(admissions=some(1), by=cast.clerk)
    with django_assert_max_num_queries(30) as many:
        admit_persons(admissions=some(40), by=cast.clerk)
    assert len(many) == len(few)


@pytest.mark.parametrize("day", [BEGIN, date(2015, 1, 1)])
def test_a_post_is_not_ended_before_it_was_held(cast: Cast, day: date) -> None:
    with pytest.raises(IllegalMove):
        end_post(given=cast.secretary.posts.get(), day=day, by=cast.approver)


def test_a_post_is_ended_once(cast: Cast) -> None:
    given = cast.secretary.posts.get()
    end_post(given=given, day=D2, by=cast.approver)
    with pytest.raises(IllegalMove):
        end_post(given=given, day=D3, by=cast.approver)
    end_post(given=given, day=D1, by=cast.approver)
    assert Post.objects.get(pk=given.pk).until == D1


def test_a_post_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    with pytest.raises(Unfit) as refused:
        give_post(person=cast.stranger, role=Role.CLERK, unit=cast.base, since=D2, until=D1, by=cast.approver)
    assert (refused.value.code, refused.value.field) == ("post_unfit", "since")


def test_posts_given_and_ended_are_in_the_books_without_a_name(cast: Cast) -> None:
    given = give_post(person=cast.stranger, role=Role.CLERK, unit=cast.base, since=D1, by=cast.approver)
    end_post(given=given, day=D2, by=cast.approver)
    events = list(Event.objects.order_by("-id")[:2])
    assert [(e.verb, e.actor_id, e.unit_id) for e in events] == [
        ("people.post_ended", cast.approver.pk, cast.base.pk),
        ("people.post_given", cast.approver.pk, cast.base.pk),
    ]
    assert all(e.changes == {"person": cast.stranger.pk, "role": "clerk"} for e in events)


def test_a_refusal_is_no_leak(cast: Cast) -> None:
    """Whoever may not release somebody learns nothing of them from the refusal."""
    mine = Membership.objects.get(person=cast.members[1])
    with pytest.raises(Refused) as refused:
        release_person(membership=mine, day=D2, by=cast.other_secretary)
    assert "Bùi" not in str(refused.value)
