"""Pages of reviews: for whom, over which span, as which file."""

from http import HTTPStatus

import pytest

from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from reports.tests.conftest import Make
from study.models import Session

OPENS = {"clerk", "approver", "inspector", "recogniser"}
LONG = "a" * 1_000_000


@pytest.mark.parametrize(
    "part",
    ["clerk", "approver", "inspector", "recogniser", "secretary", "other_secretary", "member", "stranger", "operator"],
)
def test_a_review_of_the_bloc_opens_for_those_who_open_its_records(cast: Cast, drafted: Make, part: str) -> None:
    review = drafted(title="Canary của khối")
    client = cast.client(cast.persons[part])
    found, absent = client.get(review.get_absolute_url()), client.get("/bao-cao/khong-co/")
    assert absent.status_code == HTTPStatus.NOT_FOUND
    if part in OPENS:
        assert "Canary của khối" in found.content.decode()
        assert "Canary của khối" in client.get("/bao-cao/").content.decode()
        return
    assert (found.status_code, found.content) == (absent.status_code, absent.content)
    assert "Canary" not in client.get("/bao-cao/").content.decode()


def test_a_clerk_of_another_branch_of_the_tree_finds_nothing(cast: Cast, drafted: Make) -> None:
    give_post(person=cast.stranger, role=Role.CLERK, unit=cast.other_base, since=BEGIN, by=cast.approver)
    client = cast.client(cast.stranger)
    review = drafted(unit=cast.base, title="Canary của cơ sở")
    for query in ("", "?tai=text", "?tai=csv", "?tai=json"):
        answer = client.get(review.get_absolute_url() + query)
        assert answer.status_code == HTTPStatus.NOT_FOUND
        assert "Canary" not in answer.content.decode()
    assert "Canary" not in client.get("/bao-cao/").content.decode()


@pytest.mark.parametrize(
    ("part", "unit", "status"),
    [
        ("clerk", "branch", HTTPStatus.OK),
        ("secretary", "branch", HTTPStatus.OK),
        ("secretary", "base", HTTPStatus.NOT_FOUND),
        ("secretary", "other_branch", HTTPStatus.NOT_FOUND),
        ("member", "branch", HTTPStatus.OK),
        ("member", "base", HTTPStatus.NOT_FOUND),
        ("stranger", "branch", HTTPStatus.NOT_FOUND),
        ("operator", "bloc", HTTPStatus.NOT_FOUND),
    ],
)
def test_the_outline_is_of_units_whose_figures_one_sees(cast: Cast, part: str, unit: str, status: HTTPStatus) -> None:
    client = cast.client(cast.persons[part])
    for more in ("", "&tai=csv", "&tai=json", "&tai=text"):
        assert client.get(f"/bao-cao/so-ket/?don_vi={unit}{more}").status_code == status


@pytest.mark.parametrize(
    ("chosen", "kind", "ending"),
    [("text", "text/plain", "txt"), ("csv", "text/csv", "csv"), ("json", "application/json", "json")],
)
def test_a_review_is_taken_along_as_a_file(
    cast: Cast, session: Session, drafted: Make, chosen: str, kind: str, ending: str
) -> None:
    answer = cast.client(cast.clerk).get(f"{drafted().get_absolute_url()}?tai={chosen}")
    assert answer["Content-Type"] == f"{kind}; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="bloc-2016-05-15-2021-05-20.{ending}"'
    assert "68" in answer.content.decode()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("chosen", ["pdf", "", "%00", "../x", LONG])
def test_an_unknown_kind_of_file_is_the_page(cast: Cast, drafted: Make, chosen: str) -> None:
    answer = cast.client(cast.clerk).get(f"{drafted().get_absolute_url()}?tai={chosen}")
    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("query", ["tu=x", "den=32/1/2020", "co_cau=%00", f"tu={LONG}", "tu=2021-01-01&den=2020-01-01"])
def test_a_mistyped_span_keeps_the_page(cast: Cast, drafted: Make, query: str) -> None:
    answer = cast.client(cast.clerk).get(f"{drafted().get_absolute_url()}?{query}")
    assert answer.status_code == HTTPStatus.OK
    assert answer.context["span"].errors


@pytest.mark.parametrize("page", ["0", "-1", str(10**19), "%00"])
def test_any_page_of_the_list_is_answered(cast: Cast, drafted: Make, page: str) -> None:
    drafted()
    assert cast.client(cast.clerk).get(f"/bao-cao/?trang={page}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", ["%00", "%00%00", "a%00b", "%F0%9F%92%A9", "..%2f", LONG[:5000]])
def test_an_odd_address_of_a_review_is_not_found(cast: Cast, name: str) -> None:
    assert cast.client(cast.clerk).get(f"/bao-cao/{name}/").status_code == HTTPStatus.NOT_FOUND


def test_the_page_shows_each_number_as_a_door_and_what_to_look_at(cast: Cast, session: Session, drafted: Make) -> None:
    body = cast.client(cast.clerk).get(drafted().get_absolute_url()).content.decode()
    assert body.count("so=study.turns") >= 2
    assert "Before you sign" in body
    assert "Every number is known, complete and of the same span." in body
