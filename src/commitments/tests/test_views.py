"""Pages of commitments: rounds and breakthroughs by unit, names and words only where persons are seen."""

from http import HTTPStatus

import pytest

from commitments.breakthroughs import judge_breakthrough, withdraw_breakthrough
from commitments.models import PledgeRound
from commitments.operations import Taken, accept_pledge, take_in_pledges
from commitments.rounds import withdraw_round
from commitments.states import Result
from commitments.tests.conftest import ACCEPTED, DAY, Draft, Open, Register
from directives.tests.acting import statements
from people.tests.cast import Cast

ROUNDS, BREAKTHROUGHS = "/cam-ket/", "/cam-ket/khau-dot-pha/"
BLOC = {"clerk", "approver", "inspector", "recogniser"}
BRANCHES = {"secretary": "branch", "other_secretary": "other_branch"}
SEES_PERSONS = {"secretary", "recogniser"}


def test_rounds_open_to_those_who_may_open_records_there(cast: Cast, opened: Open) -> None:
    made = {where: opened(cast.units[where]) for where in ("branch", "other_branch")}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(ROUNDS)
        assert page.status_code == (HTTPStatus.NOT_FOUND if part == "stranger" else HTTPStatus.OK)
        for where, held in made.items():
            address = held.get_absolute_url()
            is_seen = part in BLOC or BRANCHES.get(part) == where
            assert (address in page.content.decode()) == is_seen, (part, where)
            assert client.get(address).status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_breakthroughs_open_to_those_who_may_open_records_there(cast: Cast, register: Register) -> None:
    made = {where: register(unit) for where, unit in cast.units.items()}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(BREAKTHROUGHS)
        opens = part in BLOC or part in BRANCHES
        assert page.status_code == (HTTPStatus.OK if opens else HTTPStatus.NOT_FOUND)
        for where, row in made.items():
            is_seen = part in BLOC or BRANCHES.get(part) == where
            assert (row.get_absolute_url() in page.content.decode()) == is_seen, (part, where)
            status = client.get(row.get_absolute_url()).status_code
            assert status == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_a_pledge_and_its_words_open_where_persons_are_seen_and_to_the_person(cast: Cast, draft: Draft) -> None:
    mine, other = draft(0), draft(1)
    for part, person in cast.persons.items():
        for pledge in (mine, other):
            answer = cast.client(person).get(pledge.get_absolute_url())
            is_seen = part in SEES_PERSONS or (part == "member" and pledge == mine)
            assert answer.status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND), part
            assert ("Sửa tác phong" in answer.content.decode()) == is_seen


def test_a_round_names_persons_only_where_persons_are_seen(cast: Cast, round_: PledgeRound, draft: Draft) -> None:
    pledge = draft(0)
    for part in (*BLOC, "secretary"):
        page = cast.client(cast.persons[part]).get(round_.get_absolute_url()).content.decode()
        is_seen = part in SEES_PERSONS
        assert (pledge.get_absolute_url() in page) == is_seen, part
        assert ("Lý Văn <b>Sơn</b>" in page) == is_seen, part
        assert ("Names and words of pledges stay in the unit." in page) != is_seen, part
        assert "Sửa tác phong" not in page


def test_a_member_finds_their_own_pledges_and_nobody_elses(cast: Cast, draft: Draft) -> None:
    mine, other = draft(0, submit=True), draft(1)
    page = cast.client(cast.member).get(ROUNDS).content.decode()
    assert "My pledges" in page
    assert mine.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert "My pledges" not in cast.client(cast.secretary).get(ROUNDS).content.decode()


def test_a_round_shows_how_far_it_is(cast: Cast, round_: PledgeRound, draft: Draft) -> None:
    for n in (0, 3):
        accept_pledge(pledge=draft(n, submit=True), day=ACCEPTED, by=cast.secretary)
    client = cast.client(cast.clerk)
    page = client.get(round_.get_absolute_url()).content.decode()
    for text in ("party member", "33.3%", "probationary member", "100%", "Pledges owed", "round opened"):
        assert text in page
    listed = client.get(ROUNDS).content.decode()
    assert ">2/5<" in listed
    assert "40%" in listed


def test_longer_lists_take_no_more_statements(cast: Cast, opened: Open, register: Register, draft: Draft) -> None:
    client = cast.client(cast.clerk)
    draft(0)
    register(cast.base)
    rounds, breakthroughs = statements(client, ROUNDS), statements(client, BREAKTHROUGHS)
    opened(cast.branch, 2018)
    opened(cast.other_branch)
    register(cast.branch)
    register(cast.bloc)
    assert (statements(client, ROUNDS), statements(client, BREAKTHROUGHS)) == (rounds, breakthroughs)


def test_more_pledges_take_no_more_statements(cast: Cast, round_: PledgeRound, draft: Draft) -> None:
    client, mine = cast.client(cast.secretary), cast.client(cast.member)
    draft(0)
    one, own = statements(client, round_.get_absolute_url()), statements(mine, ROUNDS)
    take_in_pledges(taken=[Taken(round_, p.pk, ACCEPTED, 1) for p in cast.members[1:]], by=cast.secretary)
    assert statements(client, round_.get_absolute_url()) == one
    assert statements(mine, ROUNDS) == own


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"base", "branch", "met"}),
        ("?don_vi=branch", {"branch"}),
        ("?loai=met", {"met"}),
        ("?nam=2017&don_vi=base", {"base", "branch"}),
        ("?nam=2018", {"met"}),
    ],
)
def test_breakthroughs_are_narrowed(cast: Cast, register: Register, query: str, left: set[str]) -> None:
    made = {"base": register(cast.base), "branch": register(cast.branch)}
    row = register(cast.bloc, registered_on=DAY.replace(year=2018))
    made["met"] = judge_breakthrough(breakthrough=row, result=Result.MET, day=row.registered_on, by=cast.approver)
    page = cast.client(cast.clerk).get(BREAKTHROUGHS + query).content.decode()
    assert {name for name, one in made.items() if one.get_absolute_url() in page} == left


def test_what_was_withdrawn_says_so(cast: Cast, round_: PledgeRound, register: Register) -> None:
    client = cast.client(cast.clerk)
    withdraw_round(pledge_round=round_, by=cast.clerk)
    row = withdraw_breakthrough(breakthrough=register(cast.base), by=cast.clerk)
    assert "This round was withdrawn." in client.get(round_.get_absolute_url()).content.decode()
    assert "This breakthrough was withdrawn." in client.get(row.get_absolute_url()).content.decode()
    for address in (ROUNDS, BREAKTHROUGHS):
        assert "badge stop" in client.get(address).content.decode()


def test_pages_are_in_vietnamese_unless_asked_otherwise(
    cast: Cast, round_: PledgeRound, draft: Draft, register: Register
) -> None:
    pledge = draft(0)
    client = cast.client(cast.secretary, language="vi")
    assert "Cam kết năm 2017" in client.get(round_.get_absolute_url()).content.decode()
    assert "đang viết" in client.get(pledge.get_absolute_url()).content.decode()
    assert "đang thực hiện" in client.get(register(cast.branch).get_absolute_url()).content.decode()
