"""Pages of honours: the funnel, who sees which rows and names, how lists are narrowed, what a record shows."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

import pytest

from directives.tests.acting import statements
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from practice.states import Level
from recognition.models import Exemplar
from recognition.operations import (
    forward_exemplar,
    revoke_award,
    select_exemplar,
    withdraw_decision,
)
from recognition.states import Form, State
from recognition.tests.conftest import DECIDED, FORWARDED, SELECTED, Grant, Make

SPAN = {"tu": "1/1/2017", "den": "31/12/2020"}
LIST = "/bieu-duong/?tu=1/1/2017&den=31/12/2020"
DECISIONS = "/bieu-duong/quyet-dinh/"
EVERYWHERE = {"bloc", "base", "other_base", "branch", "other_branch"}
SEES = {
    "clerk": EVERYWHERE,
    "approver": EVERYWHERE,
    "inspector": EVERYWHERE,
    "recogniser": EVERYWHERE,
    "secretary": {"branch"},
    "other_secretary": {"other_branch"},
}


def test_list_and_exemplar_open_to_those_who_may_open_records_there(cast: Cast, nominate: Make) -> None:
    made = {where: nominate(unit, unit=unit) for where, unit in cast.units.items()}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(LIST)
        assert page.status_code == (HTTPStatus.OK if part in SEES else HTTPStatus.NOT_FOUND)
        for where, exemplar in made.items():
            is_seen = where in SEES.get(part, set())
            assert (exemplar.get_absolute_url() in page.content.decode()) == is_seen, (part, where)
            answer = client.get(exemplar.get_absolute_url())
            assert answer.status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_decisions_open_to_those_who_may_open_records_of_who_decided(cast: Cast, grant: Grant) -> None:
    bloc = grant(cast.members[0])
    branch = grant(cast.branch, unit=cast.branch.pk, level=Level.BASE)
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(DECISIONS)
        assert page.status_code == (HTTPStatus.OK if part in SEES else HTTPStatus.NOT_FOUND)
        for where, decision in (("bloc", bloc), ("branch", branch)):
            is_seen = where in SEES.get(part, set())
            assert (decision.get_absolute_url() in page.content.decode()) == is_seen, (part, where)
            answer = client.get(decision.get_absolute_url())
            assert answer.status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_absent_and_forbidden_look_the_same(cast: Cast, nominate: Make, grant: Grant) -> None:
    client = cast.client(cast.secretary)
    absent = client.get("/bieu-duong/khong-co/")
    for record in (nominate(cast.other_branch, unit=cast.other_branch), grant(cast.members[0])):
        forbidden = client.get(record.get_absolute_url())
        assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)
    for key in ("other_branch", "bloc", "khong-co"):
        answer = client.get("/bieu-duong/", {"don_vi": key})
        assert (answer.status_code, answer.content) == (absent.status_code, absent.content)
    assert client.get("/bieu-duong/", {"don_vi": "\x00"}).status_code == HTTPStatus.OK


def test_longer_lists_take_no_more_statements(cast: Cast, nominate: Make, grant: Grant) -> None:
    client = cast.client(cast.recogniser)
    nominate(cast.members[0])
    grant(cast.members[0])
    one, decided = statements(client, LIST), statements(client, DECISIONS)
    nominate(cast.members[1])
    nominate(cast.branch)
    grant(cast.members[1], cast.branch, cast.base)
    grant(cast.other_base)
    assert statements(client, LIST) == one
    assert statements(client, DECISIONS) == decided


def test_a_longer_decision_takes_no_more_statements(cast: Cast, grant: Grant) -> None:
    client = cast.client(cast.recogniser)
    short = statements(client, grant(cast.members[0]).get_absolute_url())
    longer = grant(*cast.members[1:], cast.branch, cast.base)
    assert statements(client, longer.get_absolute_url()) == short


def test_the_funnel_shows_six_numbers_that_open(cast: Cast, nominate: Make) -> None:
    individuals = [nominate(person) for person in cast.members[:3]]
    nominate(cast.branch)
    for exemplar in individuals[:2]:
        select_exemplar(exemplar=exemplar, day=SELECTED, by=cast.recogniser)
    forward_exemplar(exemplar=individuals[0], day=FORWARDED, by=cast.recogniser)
    page = cast.client(cast.clerk).get(LIST).content.decode()
    assert "Registered at the base: 1 collective, 3 individuals" in page
    assert "Selected by the committee above: 0 collectives, 2 individuals" in page
    assert "Registered with the province: 0 collectives, 1 individual" in page
    for step in ("registered.base", "selected.bloc", "forwarded.bloc"):
        for subject in ("collective", "individual"):
            assert f"so=exemplars.{step}.{subject}" in page
    assert "don_vi=bloc&amp;tu=2017-01-01&amp;den=2020-12-31" in page


def test_the_funnel_and_the_list_follow_the_span_and_the_unit(cast: Cast, nominate: Make) -> None:
    nominate(cast.members[0])
    client = cast.client(cast.clerk)
    for query in ({"tu": "1/1/2010", "den": "31/12/2010"}, {**SPAN, "don_vi": "other_base"}):
        page = client.get("/bieu-duong/", query).content.decode()
        assert "<svg xmlns" not in page
        assert "No exemplar came to a step in this span" in page
    assert "3 individuals" not in client.get("/bieu-duong/", {**SPAN, "don_vi": "base"}).content.decode()


def test_a_member_with_another_post_sees_the_funnel_of_that_post_only(cast: Cast, nominate: Make) -> None:
    nominate(cast.members[1], unit=cast.branch)
    give_post(person=cast.member, role=Role.SECRETARY, unit=cast.other_branch, since=BEGIN, by=cast.operator)
    page = cast.client(cast.member).get(LIST).content.decode()
    assert "1 individual" not in page
    assert "Chi bộ Thanh tra Sở Y tế" in page


@pytest.mark.parametrize(
    ("step", "left"),
    [
        ("", {"registered", "selected", "forwarded", "withdrawn"}),
        *((state.value, {state.value}) for state in State),
        ("khong-co", {"registered", "selected", "forwarded", "withdrawn"}),
    ],
)
def test_the_list_shows_one_step_or_all(
    cast: Cast, in_state: Callable[[State], Exemplar], step: str, left: set[str]
) -> None:
    made = {state.value: in_state(state) for state in State}
    page = cast.client(cast.clerk).get(f"{LIST}&loai={step}").content.decode()
    assert {name for name, exemplar in made.items() if exemplar.get_absolute_url() in page} == left


def test_a_name_is_for_those_who_see_persons_until_selection_makes_it_known(cast: Cast, nominate: Make) -> None:
    exemplar, name = nominate(cast.members[0], unit=cast.branch), cast.members[0].full_name
    for part in ("clerk", "approver", "inspector", "recogniser", "secretary"):
        client, may = cast.client(cast.persons[part]), part in ("recogniser", "secretary")
        for page in (client.get(LIST), client.get(exemplar.get_absolute_url())):
            assert (name in page.content.decode()) == may, part
            assert ("Hẹn đúng giờ" in page.content.decode()) == may, part
    select_exemplar(exemplar=exemplar, day=SELECTED, by=cast.recogniser)
    client = cast.client(cast.approver)
    assert name in client.get(LIST).content.decode()
    assert name in client.get(exemplar.get_absolute_url()).content.decode()


def test_the_name_of_a_revoked_award_is_for_those_who_see_persons(cast: Cast, grant: Grant) -> None:
    decision = grant(cast.members[0], cast.members[1])
    address, name = decision.get_absolute_url(), "Trần Văn <b>Dũng</b>"
    assert name in cast.client(cast.approver).get(address).content.decode()
    award = decision.awards.get(person=cast.members[0])
    revoke_award(award=award, day=DECIDED, by=cast.recogniser, reason="kê khai không đúng")
    page = cast.client(cast.approver).get(address).content.decode()
    assert name not in page
    assert "revoked" in page
    assert "kê khai" not in page
    assert name in cast.client(cast.recogniser).get(address).content.decode()


def test_a_decision_shows_its_awards_and_what_they_count_for(cast: Cast, grant: Grant) -> None:
    decision = grant(cast.members[0], cast.members[4], cast.branch)
    page = cast.client(cast.clerk).get(decision.get_absolute_url()).content.decode()
    for text in ("Decision 12-QĐ/ĐUK", "2016–2021", "1 collective, 2 individuals", "Awards given", "19 May 2021"):
        assert text in page
    assert "so=awards.given.individual" in page


def test_a_withdrawn_decision_says_so_and_commends_nobody(cast: Cast, grant: Grant) -> None:
    decision = withdraw_decision(decision=grant(cast.members[0]), by=cast.recogniser)
    page = cast.client(cast.clerk).get(decision.get_absolute_url()).content.decode()
    assert "This decision was withdrawn." in page
    assert "0 collectives, 0 individuals" in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"a", "b"}),
        ("?don_vi=base", {"b"}),
        ("?nam=2020", {"b"}),
        ("?loai=bieu_duong", {"b"}),
        ("?loai=khong-co", {"a", "b"}),
        ("?don_vi=khong-co", set()),
    ],
)
def test_decisions_are_narrowed_by_unit_year_and_form(cast: Cast, grant: Grant, query: str, left: set[str]) -> None:
    facts = {"unit": cast.base.pk, "level": Level.BASE, "day": date(2020, 12, 20), "form": Form.BIEU_DUONG}
    made = {"a": grant(cast.members[0]), "b": grant(cast.members[0], **facts)}
    page = cast.client(cast.clerk).get(DECISIONS + query).content.decode()
    assert {name for name, decision in made.items() if decision.get_absolute_url() in page} == left


def test_awards_of_a_long_decision_come_in_pages(cast: Cast, grant: Grant) -> None:
    address = grant(*cast.members, cast.branch).get_absolute_url()
    client = cast.client(cast.clerk)
    for page in ("1", "-5", "99999999999999999999", "x"):
        assert client.get(address, {"trang": page}).status_code == HTTPStatus.OK


def test_empty_lists_say_when_there_will_be_something(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    assert "No exemplar came to a step in this span" in client.get(LIST).content.decode()
    assert "No decision yet" in client.get(DECISIONS).content.decode()


def test_pages_are_in_vietnamese_unless_asked_otherwise(cast: Cast, nominate: Make, grant: Grant) -> None:
    client = cast.client(cast.clerk, language="vi")
    exemplar = nominate(cast.branch)
    page = client.get(LIST).content.decode()
    for text in ("Điển hình tiên tiến", "Đăng ký cấp cơ sở: 1 tập thể, 0 cá nhân", "đã đăng ký", "5/3/2018"):
        assert text in page
    assert "Nơi đăng ký" in client.get(exemplar.get_absolute_url()).content.decode()
    decision = client.get(grant(cast.members[0]).get_absolute_url()).content.decode()
    for text in ("Quyết định 12-QĐ/ĐUK", "Giấy khen", "0 tập thể, 1 cá nhân"):
        assert text in decision


def test_a_person_commended_by_a_recipient_list_is_found_by_given_name(cast: Cast, grant: Grant) -> None:
    page = cast.client(cast.clerk).get(grant(*cast.members).get_absolute_url()).content.decode()
    names = ["Bùi Thị <b>Ánh</b>", "Trần Văn <b>Dũng</b>", "Đặng Văn <b>Đức</b>", "Hồ Thị <b>Nga</b>"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)
