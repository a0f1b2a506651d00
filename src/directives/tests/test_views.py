"""Pages of documents: who sees which rows, how the list is narrowed, what a document shows."""

from datetime import date
from http import HTTPStatus

import pytest

from directives.operations import withdraw_document
from directives.tests.acting import statements
from directives.tests.conftest import Make
from people.tests.cast import Cast

LIST = "/trien-khai/"
SEES = {
    "clerk": {"bloc", "base", "other_base", "branch", "other_branch"},
    "approver": {"bloc", "base", "other_base", "branch", "other_branch"},
    "inspector": {"bloc", "base", "other_base", "branch", "other_branch"},
    "recogniser": {"bloc", "base", "other_base", "branch", "other_branch"},
    "secretary": {"branch"},
    "other_secretary": {"other_branch"},
}


def test_list_and_document_open_to_those_who_may_open_records_there(cast: Cast, issue: Make) -> None:
    made = {where: issue(unit, "plan")[0] for where, unit in cast.units.items()}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(LIST)
        assert page.status_code == (HTTPStatus.OK if part in SEES else HTTPStatus.NOT_FOUND)
        for where, document in made.items():
            address = document.get_absolute_url()
            is_seen = where in SEES.get(part, set())
            assert (address in page.content.decode()) == is_seen, (part, where)
            assert client.get(address).status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_nobody_is_led_to_the_log_in(cast: Cast, issue: Make) -> None:
    for address in (LIST, issue(cast.bloc, "plan")[0].get_absolute_url()):
        assert cast.client(None).get(address).status_code == HTTPStatus.FOUND


def test_absent_and_forbidden_look_the_same(cast: Cast, issue: Make) -> None:
    client = cast.client(cast.secretary)
    forbidden = client.get(issue(cast.other_branch, "plan")[0].get_absolute_url())
    absent = client.get("/trien-khai/khong-co-o-day/")
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)


def test_a_longer_list_takes_no_more_statements(cast: Cast, issue: Make) -> None:
    client = cast.client(cast.clerk)
    issue(cast.bloc, "plan")
    one = statements(client, LIST)
    issue(cast.base, "plan")
    issue(cast.branch, "report")
    assert statements(client, LIST) == one


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"a", "b", "c"}),
        ("?don_vi=base", {"b", "c"}),
        ("?don_vi=branch", {"c"}),
        ("?nam=2018", {"b"}),
        ("?loai=report", {"c"}),
        ("?don_vi=base&loai=plan&nam=2018", {"b"}),
        ("?loai=khong-co&nam=x", {"a", "b", "c"}),
        ("?don_vi=khong-co", set()),
        ("?don_vi=%00&nam=%00&loai=%00", {"a", "b", "c"}),
        ("?trang=-5", {"a", "b", "c"}),
        ("?trang=99999999999999999999", {"a", "b", "c"}),
    ],
)
def test_the_list_is_narrowed_by_unit_year_and_type(cast: Cast, issue: Make, query: str, left: set[str]) -> None:
    made = {
        "a": issue(cast.bloc, "plan")[0],
        "b": issue(cast.base, "plan", day=date(2018, 3, 1))[0],
        "c": issue(cast.branch, "report")[0],
    }
    page = cast.client(cast.clerk).get(LIST + query).content.decode()
    assert {name for name, document in made.items() if document.get_absolute_url() in page} == left


def test_a_list_narrowed_to_a_unit_out_of_reach_shows_nothing(cast: Cast, issue: Make) -> None:
    issue(cast.other_branch, "plan")
    page = cast.client(cast.secretary).get(LIST, {"don_vi": "other_branch"}).content.decode()
    assert "No document" in page
    assert "Thanh tra Sở Y tế" not in page


def test_a_document_shows_what_it_counts_for_and_its_history(cast: Cast, issue: Make) -> None:
    (plan,) = issue(cast.base, "plan")
    page = cast.client(cast.clerk).get(plan.get_absolute_url()).content.decode()
    for text in ("01-KH/ĐU", "Đảng bộ Cục Thuế", "1 March 2017", "Documents issued", "issued", "Đỗ Thu Hòa"):
        assert text in page
    assert "so=documents.issued.plan" in page


def test_a_withdrawn_document_says_so(cast: Cast, issue: Make) -> None:
    plan = withdraw_document(document=issue(cast.base, "plan")[0], by=cast.approver)
    client = cast.client(cast.clerk)
    assert "This document was withdrawn." in client.get(plan.get_absolute_url()).content.decode()
    assert "badge stop" in client.get(LIST).content.decode()


def test_an_empty_list_says_when_there_will_be_something(cast: Cast) -> None:
    assert "No document yet" in cast.client(cast.clerk).get(LIST).content.decode()


def test_pages_are_in_vietnamese_unless_asked_otherwise(cast: Cast, issue: Make) -> None:
    (plan,) = issue(cast.base, "official_letter")
    client = cast.client(cast.clerk, language="vi")
    page = client.get(plan.get_absolute_url()).content.decode()
    for text in ("Số 01-CV/ĐU", "công văn", "Nơi ban hành", "1/3/2017"):
        assert text in page
    assert "Văn bản ban hành" in client.get(LIST).content.decode()
