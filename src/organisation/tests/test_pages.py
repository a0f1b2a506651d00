"""The tree of a day and the page of a unit: what they show, to whom, and at what cost."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from people.operations import end_post, give_post
from people.roles import Role
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, found_units, move_unit, rename_unit, take_back
from units.models import EVER, NEVER, DoneAct, Unit
from units.tests.brute import Passing, Row, World
from units.tests.raw import lay_down

NAMES = {
    "bloc": "Đảng bộ Khối các cơ quan tỉnh",
    "base": "Đảng bộ Cục Thuế",
    "other_base": "Đảng bộ Sở Y tế",
    "branch": "Chi bộ Văn phòng Cục Thuế",
    "other_branch": "Chi bộ Thanh tra Sở Y tế",
}
ALL, MINE, OTHERS = set(NAMES), {"branch"}, {"other_branch"}
SEES = {
    "clerk": ALL,
    "approver": ALL,
    "inspector": ALL,
    "recogniser": ALL,
    "operator": ALL,
    "secretary": MINE,
    "member": MINE,
    "other_secretary": OTHERS,
    "stranger": set[str](),
}
ABOVE = {
    "branch": {"base"},
    "other_branch": {"other_base"},
    "base": {"bloc"},
    "other_base": {"bloc"},
    "bloc": set[str](),
}
"""Whom a unit's own history names as its parent: whoever sees the unit is told that name, and no more of it."""


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return re.sub(r'(?s)<header class="top">.*?</header>', "", answer.content.decode())


def named_in(text: str) -> set[str]:
    return {part for part, name in NAMES.items() if name in text}


@pytest.mark.parametrize("part", SEES)
def test_the_tree_shows_each_reader_what_they_may_see_and_nothing_else(cast: Cast, part: str) -> None:
    client = cast.client(cast.persons[part])
    if not SEES[part]:
        assert client.get("/to-chuc/").status_code == HTTPStatus.NOT_FOUND
        return
    assert named_in(body(client, "/to-chuc/")) == SEES[part]
    assert named_in(body(client, "/to-chuc/?goc=other_base&ngay=1/1/2019")) <= SEES[part]


@pytest.mark.parametrize("part", SEES)
def test_a_unit_is_open_to_those_who_may_see_it_and_absent_for_the_rest(cast: Cast, part: str) -> None:
    client = cast.client(cast.persons[part])
    for key in NAMES:
        answer = client.get(f"/to-chuc/{key}/")
        assert answer.status_code == (HTTPStatus.OK if key in SEES[part] else HTTPStatus.NOT_FOUND)
        if key in SEES[part]:
            assert named_in(body(client, f"/to-chuc/{key}/")) <= SEES[part] | ABOVE[key]


def test_an_absent_unit_and_a_forbidden_one_are_answered_alike(cast: Cast) -> None:
    client = cast.client(cast.secretary)
    absent, forbidden = (client.get(f"/to-chuc/{key}/") for key in ("khong-co", "other_branch"))
    assert absent.status_code == forbidden.status_code == HTTPStatus.NOT_FOUND
    assert absent.content == forbidden.content


def test_a_parent_that_the_reader_may_not_see_is_named_but_leads_nowhere(cast: Cast) -> None:
    text = body(cast.client(cast.secretary), "/to-chuc/branch/")
    assert NAMES["base"] in text
    assert "/to-chuc/base/" not in text
    assert "/to-chuc/base/" in body(cast.client(cast.clerk), "/to-chuc/branch/")


def test_the_tree_is_that_of_the_day(cast: Cast) -> None:
    move_unit(unit=cast.branch, parent=cast.other_base, day=date(2019, 5, 1), by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=date(2019, 5, 1), by=cast.clerk)
    dissolve_unit(unit=cast.branch, receiver=cast.base, day=date(2020, 1, 1), by=cast.clerk)
    client = cast.client(cast.clerk)
    before, after, gone = (body(client, f"/to-chuc/?ngay={day}") for day in ("30/4/2019", "2019-05-01", "1/1/2020"))
    assert NAMES["branch"] in before
    assert "Chi bộ 1" not in before
    assert "Chi bộ 1" in after
    assert "5 units on 1 May 2019" in after
    assert "4 units on 1 January 2020" in gone
    assert "Chi bộ 1" not in gone


def test_a_chosen_structure_is_the_day_of_the_tree(cast: Cast) -> None:
    client = cast.client(cast.clerk)
    assert "1 June 2018" in body(client, "/to-chuc/?co_cau=2018-06-01&tu=2018-01-01")
    assert "1 June 2018" not in body(client, "/to-chuc/?co_cau=then")


@pytest.mark.parametrize("day", ["31/2/2019", "hôm qua", "1/1/1", "9999-99-99", "\x00", "1" * 500, "🙂"])
def test_a_mistyped_day_is_told_beside_its_field_and_today_is_shown(cast: Cast, day: str) -> None:
    answer = cast.client(cast.clerk).get("/to-chuc/", {"ngay": day})
    text = answer.content.decode()
    assert answer.status_code == HTTPStatus.OK
    assert 'aria-invalid="true"' in text
    assert 'id="ngay-loi"' in text
    assert "5 units" in text


def test_numbers_stand_beside_units_and_lead_to_the_figures(cast: Cast) -> None:
    text = body(cast.client(cast.clerk), "/to-chuc/?ngay=19/5/2021")
    bloc, branch = (text[text.index(f">{NAMES[part]}</a>") :] for part in ("bloc", "branch"))
    assert re.findall(r'class="num"[^>]*>([\d.]+)<', bloc)[:3] == ["4", "6", "7"]
    assert re.findall(r'class="num"[^>]*>([\d.]+)<', branch)[:2] == ["4", "5"]
    assert (
        "/so-lieu/?don_vi=branch&amp;tu=2021-01-01&amp;den=2021-05-19&amp;co_cau=then&amp;so=people.members" in branch
    )


def test_numbers_are_only_for_those_who_see_figures(cast: Cast) -> None:
    give_post(person=cast.stranger, role=Role.PROTECTION, unit=cast.bloc, since=date(2020, 1, 1), by=cast.approver)
    text = body(cast.client(cast.stranger), "/to-chuc/")
    assert NAMES["branch"] in text
    assert "so=people" not in text
    assert "so=people" not in body(cast.client(cast.stranger), "/to-chuc/branch/")


def test_a_member_sees_the_numbers_of_their_own_unit_without_those_below(cast: Cast) -> None:
    end_post(given=cast.member.posts.get(), day=date(2020, 1, 1), by=cast.approver)
    give_post(person=cast.member, role=Role.MEMBER, unit=cast.base, since=date(2020, 1, 1), by=cast.approver)
    text = body(cast.client(cast.member), "/to-chuc/base/")
    assert 'so=people.members">4<' not in text
    assert 'so=people.members">0<' in text


def test_a_units_history_is_one_line_of_time(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=date(2018, 3, 1), basis="12-QĐ/ĐU", by=cast.clerk)
    move_unit(unit=cast.branch, parent=cast.other_base, day=date(2019, 5, 1), by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ mai sau", day=date(2190, 1, 1), by=cast.clerk)
    text = body(cast.client(cast.clerk), "/to-chuc/branch/")
    line = [re.sub(r"<[^>]*>|\s+", " ", item).strip() for item in text.split('<ol class="line">')[1].split("<li")[1:5]]
    found = [" ".join(item.split()) for item in line]
    assert [item.split(" Party branch")[0] for item in found] == [
        'class="plan"> 1 January 2190 Planned Chi bộ mai sau , under Đảng bộ Sở Y tế',
        'class="now"> 1 May 2019 – 31 December 2189 Chi bộ 1 , under Đảng bộ Sở Y tế',
        "> 1 March 2018 – 30 April 2019 Chi bộ 1 , under Đảng bộ Cục Thuế",
        "> since ever – 28 February 2018 Chi bộ Văn phòng Cục Thuế , under Đảng bộ Cục Thuế",
    ]
    assert "Renamed · by 12-QĐ/ĐU" in text
    assert "Moved · no document named" in text


def test_a_unit_that_ended_still_has_its_page_under_its_last_parent(cast: Cast) -> None:
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=date(2020, 1, 1), by=cast.clerk)
    text = body(cast.client(cast.clerk), "/to-chuc/branch/")
    assert "ended after 31 December 2019" in text
    assert "Ended" in text
    assert "/to-chuc/base/" in text
    assert cast.client(cast.secretary).get("/to-chuc/branch/").status_code == HTTPStatus.NOT_FOUND


@pytest.fixture
def taken_over(cast: Cast) -> dict[str, int]:
    """On 1/7/2025 “cũ” is divided between “một” and “hai”; “xưa” passes to “một” whole."""
    day = date(2025, 7, 1)
    rows = [Row("tỉnh", EVER, NEVER, "Tỉnh ủy", "province")]
    rows += [Row(key, EVER, day, f"Đảng bộ {key}", "base_committee", "tỉnh") for key in ("cũ", "xưa")]
    rows += [Row(key, EVER, NEVER, f"Đảng bộ {key}", "base_committee", "tỉnh") for key in ("một", "hai")]
    passings = [Passing(day, "cũ", "một", "3/7"), Passing(day, "cũ", "hai", "4/7"), Passing(day, "xưa", "một")]
    laid = lay_down(world=World(rows, passings), by=cast.operator)
    unit = Unit.objects.get(key="một")
    give_post(person=cast.stranger, role=Role.SECRETARY, unit=unit, since=date(2025, 7, 1), by=cast.operator)
    return laid.numbers


def test_a_history_tells_who_took_over_whom_with_which_share(cast: Cast, taken_over: dict[str, int]) -> None:
    client = cast.client(cast.operator)
    old, new = body(client, "/to-chuc/cũ/"), body(client, "/to-chuc/một/")
    assert re.search(r"Ended</b>; taken over by", old)
    assert re.findall(r"Đảng bộ (một|hai)</a> \((\d/\d)\)", old) == [("hai", "4/7"), ("một", "3/7")]
    assert re.findall(r"Took over <a[^>]*>Đảng bộ (cũ|xưa)</a>", new) == ["cũ", "xưa"]


def test_an_heir_that_the_reader_may_not_see_is_only_counted(cast: Cast, taken_over: dict[str, int]) -> None:
    text = body(cast.client(cast.stranger), "/to-chuc/cũ/")
    assert "Đảng bộ một" in text
    assert "Đảng bộ hai" not in text
    assert "and 1 unit that you may not see" in text


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("secretary", {"Lê Thị Bích", "Trần Văn Dũng"}),
        ("approver", {"Lê Thị Bích", "Trần Văn Dũng"}),
        ("recogniser", {"Lê Thị Bích", "Trần Văn Dũng"}),
        ("member", {"Trần Văn Dũng"}),
        ("clerk", set()),
        ("inspector", set()),
        ("operator", {"Lê Thị Bích", "Trần Văn Dũng"}),
    ],
)
def test_who_holds_a_post_is_named_to_those_who_may_see_persons(cast: Cast, part: str, names: set[str]) -> None:
    text = re.sub(r"</?b>", "", body(cast.client(cast.persons[part]), "/to-chuc/branch/"))
    assert {name for name in ("Lê Thị Bích", "Trần Văn Dũng") if name in text} == names
    assert "ecretary" in text


def test_posts_that_have_ended_are_not_shown(cast: Cast) -> None:
    end_post(given=cast.secretary.posts.get(), day=date(2020, 1, 1), by=cast.approver)
    assert "Lê Thị Bích" not in re.sub(r"</?b>", "", body(cast.client(cast.approver), "/to-chuc/branch/"))


def grow(cast: Cast, count: int) -> None:
    foundings = [Founding(f"Chi bộ {n}", kinds.BRANCH, cast.base, key=f"c{n}", code=f"9.{n}") for n in range(count)]
    found_units(foundings=foundings, by=cast.clerk)


@pytest.mark.parametrize("address", ["/to-chuc/", "/to-chuc/base/", "/to-chuc/branch/"])
def test_a_page_costs_the_same_for_few_units_and_for_many(
    cast: Cast, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.clerk)
    client.get(address)
    with django_assert_max_num_queries(24) as few:
        client.get(address)
    grow(cast, 30)
    client.get(address)
    with django_assert_max_num_queries(24) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_long_family_is_shown_in_pages_and_a_large_tree_is_cut(cast: Cast) -> None:
    grow(cast, 350)
    client = cast.client(cast.clerk)
    whole = body(client, "/to-chuc/")
    assert "?goc=base" in whole
    assert "Chi bộ 349" not in whole
    first, last = body(client, "/to-chuc/?goc=base"), body(client, "/to-chuc/?goc=base&trang=4")
    assert [f">Chi bộ {n}<" in first for n in (0, 98, 349)] == [True, True, False]
    assert [f">Chi bộ {n}<" in last for n in (0, 349)] == [False, True]
    assert "?goc=bloc" in first


@pytest.mark.parametrize(
    "query", ["goc=khong-co", "goc=other_branch", "trang=-1", "trang=999999999999999999999", "trang=x"]
)
def test_an_address_that_makes_no_sense_is_answered_all_the_same(cast: Cast, query: str) -> None:
    assert cast.client(cast.secretary).get(f"/to-chuc/?{query}").status_code == HTTPStatus.OK


def test_a_tree_deeper_than_a_page_is_cut(cast: Cast) -> None:
    plan = [Founding(f"Tầng {n}", kinds.BRANCH, f"t{n - 1}" if n else cast.base, key=f"t{n}") for n in range(60)]
    found_units(foundings=plan, by=cast.clerk)
    text = body(cast.client(cast.clerk), "/to-chuc/")
    assert ">Tầng 5<" in text
    assert ">Tầng 30<" not in text
    assert body(cast.client(cast.clerk), "/to-chuc/t59/").count("Tầng 59") >= 2


def test_a_key_with_any_sign_has_a_page(cast: Cast) -> None:
    for key in ("a/b", "Đơn vị", "x?y#z", "%20"):
        unit = found_unit(founding=Founding("Lạ", kinds.BRANCH, cast.base, key=key), by=cast.clerk)
        assert cast.client(cast.clerk).get(unit.get_absolute_url()).status_code == HTTPStatus.OK


def test_a_name_is_text_wherever_it_stands(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="<script>alert(1)</script>", day=EVER, by=cast.clerk)
    for address in ("/to-chuc/", "/to-chuc/branch/", "/to-chuc/base/"):
        assert "<script>alert" not in body(cast.client(cast.clerk), address)


def test_the_pages_are_in_vietnamese_unless_english_was_chosen(cast: Cast) -> None:
    text = body(cast.client(cast.clerk, "vi"), "/to-chuc/branch/")
    assert "Quá trình" in text
    assert "trực thuộc" in text
    assert "Posts held" not in text


def test_a_unit_whose_founding_was_taken_back_has_no_page(cast: Cast) -> None:
    unit = found_unit(founding=Founding("Nhầm", kinds.BRANCH, cast.base, key="nham"), by=cast.operator)
    client = cast.client(cast.operator)
    assert client.get(f"/to-chuc/{unit.key}/").status_code == HTTPStatus.OK
    take_back(act=DoneAct.objects.latest("pk"), by=cast.operator)
    assert client.get(f"/to-chuc/{unit.key}/").status_code == HTTPStatus.NOT_FOUND
    assert "Nhầm" not in body(client, "/to-chuc/")
