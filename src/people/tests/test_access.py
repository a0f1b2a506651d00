"""Who may open a page: the three rules, and what of a request the frame knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from http import HTTPStatus

import pytest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from people.access import Rule, WorkRequest, posted, public, rule_of, seen_by
from people.middleware import UNIT
from people.models import Person
from people.operations import end_post, give_post
from people.roles import INSPECT, OPEN_RECORDS, RIGHTS, Role
from people.tests.cast import Cast
from units.acts import dissolve_unit, rename_unit
from units.rules import ACT_ON_TREE


def told(request: HttpRequest) -> HttpResponse:
    """What the middleware said, as text."""
    unit = getattr(request, "working_unit", None)
    posts = [f"{post.role}@{post.unit_key}" for post in getattr(request, "posts", ())]
    return HttpResponse(f"{getattr(request, 'person', None)}|{unit.name if unit else ''}|{' '.join(posts)}")


@public
def open_view(request: HttpRequest) -> HttpResponse:
    return told(request)


@posted
def posted_view(request: WorkRequest) -> HttpResponse:
    return told(request)


@seen_by(INSPECT)
def inspected_view(request: WorkRequest) -> HttpResponse:
    return told(request)


@seen_by(ACT_ON_TREE)
def acting_view(request: WorkRequest) -> HttpResponse:
    return told(request)


def forgotten_view(request: HttpRequest) -> HttpResponse:
    return told(request)


urlpatterns = [
    path("open/", open_view),
    path("posted/", posted_view),
    path("inspected/", inspected_view),
    path("acting/", acting_view),
    path("forgotten/", forgotten_view),
]
pytestmark = pytest.mark.usefixtures("pages")
OK, GONE = HTTPStatus.OK, HTTPStatus.NOT_FOUND


@pytest.fixture
def pages() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


OPENS = {
    "open": {
        "clerk",
        "approver",
        "inspector",
        "recogniser",
        "secretary",
        "other_secretary",
        "member",
        "stranger",
        "operator",
    },
    "posted": {"clerk", "approver", "inspector", "recogniser", "secretary", "other_secretary", "member", "operator"},
    "inspected": {"inspector"},
    "acting": {"clerk", "operator"},
    "forgotten": set[str](),
}


@pytest.mark.parametrize("address", OPENS)
def test_each_rule_opens_for_exactly_those_it_names(cast: Cast, address: str) -> None:
    answers = {part: cast.client(person).get(f"/{address}/").status_code for part, person in cast.persons.items()}
    assert answers == {part: OK if part in OPENS[address] else GONE for part in cast.persons}


@pytest.mark.parametrize("address", ["posted", "inspected", "acting"])
def test_nobody_is_sent_to_the_log_in_and_back(cast: Cast, address: str) -> None:
    answer = cast.client(None).get(f"/{address}/?tu=1/1/2020")
    assert (answer.status_code, answer["Location"]) == (302, f"/dang-nhap/?next=/{address}/%3Ftu%3D1/1/2020")


def test_nobody_is_not_sent_back_to_a_form_that_was_posted(cast: Cast) -> None:
    assert cast.client(None).post("/posted/")["Location"] == "/dang-nhap/?next="


def test_a_part_of_a_page_leaves_the_whole_page_when_nobody_is_logged_in(cast: Cast) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/so-lieu/?don_vi=bloc"}
    answer = cast.client(None).get("/posted/", headers=headers)
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/dang-nhap/?next=/so-lieu/%3Fdon_vi%3Dbloc")


def test_a_view_without_a_rule_is_never_answered_not_even_to_the_operator(cast: Cast) -> None:
    assert cast.client(cast.operator).get("/forgotten/").status_code == GONE
    assert cast.client(None).get("/forgotten/").status_code == GONE


def test_an_ended_post_opens_nothing_at_the_next_request(cast: Cast) -> None:
    client = cast.client(cast.secretary)
    assert client.get("/posted/").status_code == OK
    end_post(given=cast.secretary.posts.get(), day=date(2020, 1, 1), by=cast.approver)
    assert client.get("/posted/").status_code == GONE


def test_a_closed_account_is_nobody_at_the_next_request(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    account = cast.clerk.account
    account.is_active = False
    account.save()
    assert client.get("/posted/").status_code == HTTPStatus.FOUND


def test_three_statements_say_who_works_where(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = cast.client(cast.clerk)
    client.get("/posted/")
    give_post(person=cast.clerk, role=Role.SECRETARY, unit=cast.branch, since=date(2020, 1, 1), by=cast.approver)
    with django_assert_num_queries(3):
        answer = client.get("/posted/")
    assert answer.content.decode() == "Đỗ Thu Hòa|Đảng bộ Khối các cơ quan tỉnh|clerk@bloc secretary@branch"


def test_a_visitor_without_a_cookie_costs_no_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(None)
    with django_assert_num_queries(0):
        assert client.get("/open/").content.decode() == "None||"


def test_work_is_at_the_highest_post_unless_another_was_chosen(cast: Cast) -> None:
    give_post(person=cast.secretary, role=Role.CLERK, unit=cast.other_base, since=date(2020, 1, 1), by=cast.approver)
    client = cast.client(cast.secretary)
    assert client.get("/posted/").content.decode().split("|")[1] == "Đảng bộ Sở Y tế"
    choose(client, cast.branch.pk)
    assert client.get("/posted/").content.decode().split("|")[1] == "Chi bộ Văn phòng Cục Thuế"
    choose(client, cast.bloc.pk)
    assert client.get("/posted/").content.decode().split("|")[1] == "Đảng bộ Sở Y tế"


def choose(client: Client, unit: int) -> None:
    session = client.session
    session[UNIT] = unit
    session.save()


def test_the_unit_is_called_as_today(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=date(2021, 1, 1), by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ mai sau", day=date(2199, 1, 1), by=cast.clerk)
    assert cast.client(cast.secretary).get("/posted/").content.decode().split("|")[1] == "Chi bộ 1"


def test_a_unit_that_ended_takes_its_posts_along(cast: Cast) -> None:
    dissolve_unit(unit=cast.branch, day=date(2021, 1, 1), receiver=cast.base, by=cast.clerk)
    assert cast.client(cast.secretary).get("/posted/").status_code == GONE


def test_pages_behind_the_log_in_are_not_kept_by_browsers(cast: Cast) -> None:
    assert cast.client(cast.clerk).get("/posted/")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in cast.client(None).get("/open/")


def test_a_decorator_leaves_its_rule_on_the_view() -> None:
    found = [rule_of(view) for view in (open_view, posted_view, inspected_view, forgotten_view)]
    assert found == [Rule(None), Rule(""), Rule(INSPECT), None]


def test_every_role_has_its_rights_listed() -> None:
    assert set(RIGHTS) == set(Role)


ViewOf = Callable[..., HttpResponseBase]


def test_the_rule_stays_when_another_decorator_goes_around_it() -> None:
    from django.views.decorators.http import require_POST

    around: ViewOf = require_POST(posted_view)
    assert rule_of(around) == Rule("")
    assert rule_of(require_POST(seen_by(OPEN_RECORDS)(told))) == Rule(OPEN_RECORDS)


def test_initials_are_of_the_family_and_the_given_name() -> None:
    assert [Person(full_name=name).initials for name in ("Đỗ Thu Hòa", "An", "")] == ["ĐH", "A", ""]
