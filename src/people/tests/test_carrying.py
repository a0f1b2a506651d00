"""People and posts go along when a unit ends; nobody is lost or counted twice, nobody comes outside a unit's life."""

from __future__ import annotations

from datetime import date

import pytest

from figures.models import Definition, Reading
from figures.reading import Question, answer
from ledger.checking import verify
from ledger.models import Books
from ledger.refusals import Unfit
from people.models import Membership, Post
from people.operations import Admission, admit_persons, give_post
from people.roles import Role
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit
from units.models import EVER, NEVER, Unit

D1, D2, D3 = (date(year, 5, 19) for year in (2017, 2018, 2019))
PERSONS = Definition(
    code="persons", reading=Reading.BALANCE, top=[{"measure": "people.persons", "kind": "", "level": "", "subject": ""}]
)


def persons(unit: Unit, day: date) -> int:
    """Everybody below a unit at the end of a day, by the tree of that day."""
    question = Question((unit.pk,), EVER, day, Books.objects.get().head)
    found = answer(question, [PERSONS])["persons"].get((unit.pk, None))
    return int(found.top) if found and found.top is not None else 0


def test_nobody_is_lost_or_counted_twice_when_a_unit_ends(cast: Cast) -> None:
    late = Admission("Người Đến Sau", cast.branch.pk, "member", D2)
    leaving = Admission("Người Đi Sớm", cast.branch.pk, "staff", date(2016, 6, 1), date(2016, 9, 1))
    admit_persons(admissions=[late, leaving], by=cast.clerk)
    days = [date(2016, 1, 1), date(2016, 7, 1), date(2017, 5, 18), D1, D2, D3]
    before = {day: (persons(cast.bloc, day), persons(cast.branch, day)) for day in days}
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D1, by=cast.clerk)
    assert {day: persons(cast.bloc, day) for day in days} == {day: whole for day, (whole, _) in before.items()}
    for day in days:
        assert persons(cast.branch, day) == (before[day][1] if day < D1 else 0)
    assert persons(cast.other_branch, D1) == 7
    assert persons(cast.other_branch, D2) == 8
    assert verify() == []


def test_those_who_are_carried_keep_how_they_belong_and_until_when(cast: Cast) -> None:
    until = date(2018, 1, 1)
    admit_persons(admissions=[Admission("Người Tạm", cast.branch.pk, "staff", D1, until)], by=cast.clerk)
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=date(2017, 9, 1), by=cast.clerk)
    there = Membership.objects.filter(record__unit=cast.other_branch, person__full_name="Người Tạm").get()
    assert (there.status, there.since, there.until) == ("staff", date(2017, 9, 1), until)


def test_posts_end_with_the_unit_and_those_not_begun_are_gone(cast: Cast) -> None:
    later = give_post(person=cast.member, role=Role.SECRETARY, unit=cast.branch, since=D2, by=cast.approver)
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D1, by=cast.clerk)
    assert set(Post.objects.filter(unit=cast.branch).values_list("until", flat=True)) == {D1}
    assert not Post.objects.filter(pk=later.pk).exists()


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (D3, NEVER, "unit_not_alive"),
        (D2, NEVER, "unit_not_alive"),
        (D1, NEVER, "membership_outlives_unit"),
        (D1, D3, "membership_outlives_unit"),
    ],
)
def test_nobody_comes_to_a_unit_outside_its_life(cast: Cast, since: date, until: date, code: str) -> None:
    unit = found_unit(founding=Founding("Ngắn", kinds.BRANCH, cast.base), by=cast.clerk)
    dissolve_unit(unit=unit, day=D2, by=cast.clerk)
    with pytest.raises(Unfit) as refused:
        admit_persons(admissions=[Admission("Ai Đó", unit.pk, "member", since, until)], by=cast.clerk)
    assert refused.value.code == code
    with pytest.raises(Unfit) as refused:
        give_post(person=cast.member, role=Role.SECRETARY, unit=unit, since=since, until=until, by=cast.approver)
    assert refused.value.code == code
    admit_persons(admissions=[Admission("Ai Đó", unit.pk, "member", D1, D2)], by=cast.clerk)
