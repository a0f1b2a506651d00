"""Pages of inspections: who sees which rows, how the list is narrowed, what an inspection shows."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

import pytest

from directives.tests.acting import statements
from inspection.models import Inspection
from inspection.operations import report_remedied
from inspection.states import Act, Object, State
from inspection.tests.conftest import Make
from people.tests.cast import Cast

LIST = "/kiem-tra/"
EVERYWHERE = {"bloc", "base", "other_base", "branch", "other_branch"}
SEES = {
    "clerk": EVERYWHERE,
    "approver": EVERYWHERE,
    "inspector": EVERYWHERE,
    "recogniser": EVERYWHERE,
    "secretary": {"branch"},
    "other_secretary": {"other_branch"},
}


def test_list_and_inspection_open_to_those_of_the_inspecting_unit(cast: Cast, hold: Make) -> None:
    made = {where: hold(unit, unit=unit) for where, unit in cast.units.items()}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(LIST)
        assert page.status_code == (HTTPStatus.OK if part in SEES else HTTPStatus.NOT_FOUND)
        assert set(Inspection.objects.visible_to(person)) == {made[where] for where in SEES.get(part, set())}
        for where, inspection in made.items():
            is_seen = where in SEES.get(part, set())
            assert (inspection.get_absolute_url() in page.content.decode()) == is_seen, (part, where)
            answer = client.get(inspection.get_absolute_url())
            assert answer.status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_the_unit_looked_at_does_not_see_what_was_held_above_it(cast: Cast, hold: Make) -> None:
    client = cast.client(cast.secretary)
    inspection = hold(cast.branch)
    assert inspection.get_absolute_url() not in client.get(LIST).content.decode()
    absent, forbidden = client.get("/kiem-tra/khong-co/"), client.get(inspection.get_absolute_url())
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)


def test_a_longer_list_takes_no_more_statements(cast: Cast, hold: Make) -> None:
    client = cast.client(cast.clerk)
    hold(cast.base)
    one = statements(client, LIST)
    hold(cast.branch)
    hold(cast.other_branch, unit=cast.other_base)
    assert statements(client, LIST) == one


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"a", "b", "c"}),
        ("?don_vi=base", {"b"}),
        ("?nam=2018", {"c"}),
        ("?loai=supervision", {"a"}),
        ("?loai=khong-co&nam=x", {"a", "b", "c"}),
        ("?don_vi=khong-co", set()),
    ],
)
def test_the_list_is_narrowed_by_unit_year_and_kind(cast: Cast, hold: Make, query: str, left: set[str]) -> None:
    made = {
        "a": hold(cast.base, kind=Act.SUPERVISION),
        "b": hold(cast.branch, unit=cast.base),
        "c": hold(cast.other_base, day=date(2018, 2, 3)),
    }
    page = cast.client(cast.clerk).get(LIST + query).content.decode()
    assert {name for name, inspection in made.items() if inspection.get_absolute_url() in page} == left


def test_an_inspection_shows_what_is_still_to_be_remedied(cast: Cast, in_state: Callable[[State], Inspection]) -> None:
    inspection = report_remedied(inspection=in_state(State.CLOSED), remedied=3, by=cast.inspector)
    page = cast.client(cast.clerk).get(inspection.get_absolute_url()).content.decode()
    for text in ("3 of 5 recommendations are remedied.", "2 still to be remedied.", "Đảng bộ Cục Thuế", "6 May 2019"):
        assert text in page
    assert "so=inspections.held.inspection" in page


def test_members_looked_at_are_shown_as_a_number(cast: Cast, hold: Make) -> None:
    inspection = hold(cast.branch, object=Object.MEMBER, count=3)
    client = cast.client(cast.inspector)
    assert "Members (3)" in client.get(inspection.get_absolute_url()).content.decode()
    assert "3 members" in client.get(LIST).content.decode()


def test_a_withdrawn_inspection_says_so(cast: Cast, in_state: Callable[[State], Inspection]) -> None:
    page = cast.client(cast.clerk).get(in_state(State.WITHDRAWN).get_absolute_url()).content.decode()
    assert "This act was withdrawn." in page


def test_an_empty_list_says_when_there_will_be_something(cast: Cast) -> None:
    assert "No inspection yet" in cast.client(cast.clerk).get(LIST).content.decode()


def test_pages_are_in_vietnamese_unless_asked_otherwise(cast: Cast, hold: Make) -> None:
    client = cast.client(cast.clerk, language="vi")
    page = client.get(hold(cast.base).get_absolute_url()).content.decode()
    for text in ("Kiểm tra: Đảng bộ Cục Thuế", "đang tiến hành", "Tổ chức đảng", "6/5/2019"):
        assert text in page
    assert "Kiểm tra, giám sát" in client.get(LIST).content.decode()
