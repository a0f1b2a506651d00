"""A year of pledges and breakthroughs, and what the figures say at each step."""

from commitments.breakthroughs import judge_breakthrough
from commitments.models import PledgeRound
from commitments.operations import Taken, accept_pledges, return_pledge, take_in_pledges
from commitments.states import Result
from commitments.tests.conftest import ACCEPTED, DAY, Draft, Open, Register
from directives.tests.acting import SINCE, fraction, read
from figures.dictionary import find
from figures.duties import give_duty
from ledger.checking import verify
from people.tests.cast import Cast
from units import kinds


def test_a_branch_pledges_until_everybody_has(cast: Cast, round_: PledgeRound, draft: Draft, opened: Open) -> None:
    assert read("pledges.owed", cast.bloc).exact == 5
    assert fraction("pledges.covered.member", cast.bloc) == (0, 4)
    accept_pledges(pledges=[draft(0, submit=True), draft(3, submit=True)], day=ACCEPTED, by=cast.secretary)
    assert fraction("pledges.covered.member", cast.bloc) == (2, 4)
    assert fraction("pledges.covered.staff", cast.bloc) == (0, 1)
    taken = take_in_pledges(
        taken=[Taken(round_, cast.members[n].pk, ACCEPTED, 2, 1) for n in (1, 2, 4)], by=cast.secretary
    )
    assert fraction("pledges.covered.member", cast.bloc) == (4, 4)
    assert fraction("pledges.covered.staff", cast.bloc) == (1, 1)
    tasks = [read(f"pledges.{name}", cast.bloc).exact for name in ("tasks", "tasks_done")]
    assert tasks == [10, 3]

    following = opened(cast.branch, 2018)
    take_in_pledges(taken=[Taken(following, cast.member.pk, following.day, 1)], by=cast.secretary)
    assert read("pledges.persons", cast.bloc).exact == 5, "a person of two years is one person"
    return_pledge(pledge=taken[0], by=cast.secretary)
    assert fraction("pledges.covered.member", cast.bloc) == (3, 4)
    assert verify() == []


def test_base_units_break_through(cast: Cast, register: Register) -> None:
    give_duty(measure="breakthroughs.registered", above=cast.bloc, unit_kinds=kinds.BASE, since=SINCE, by=cast.clerk)
    row = register(cast.base)
    register(cast.branch)
    assert fraction("breakthroughs.units", cast.bloc) == (1, 2)
    judge_breakthrough(breakthrough=row, result=Result.MET, day=DAY, by=cast.approver)
    numbers = [read(f"breakthroughs.{name}", cast.bloc).exact for name in ("registered", "met")]
    assert numbers == [2, 1]


def test_the_share_of_members_is_found_by_family_and_level(db: None) -> None:
    for level in ("member", "staff"):
        found = find("pledges.covered", level)
        assert found is not None
        assert found.code == f"pledges.covered.{level}"
