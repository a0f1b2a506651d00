"""The first page: what is missing, how the reader's unit stands, what was recorded last. For each reader their own."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directives.operations import open_programme
from people.operations import give_post
from people.roles import Role
from people.tests.cast import Cast
from study.models import Topic
from study.operations import Count, Holding, announce_topic, hold_session
from units import kinds
from units.acts import Founding, found_units
from units.models import Unit

SPAN = "?tu=2017-01-01&den=2017-12-31"
DAY = date(2017, 5, 19)


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """A topic that both base units owe."""
    since = date(2017, 1, 1)
    programme = open_programme(code="CT05", name_vi="Chỉ thị 05", name_en="Directive 05", since=since, by=cast.operator)
    return announce_topic(
        unit=cast.bloc, programme=programme, kind="whole_term", year=2017, title="Toàn khóa", since=since, by=cast.clerk
    )


def hold(cast: Cast, topic: Topic, unit: Unit) -> None:
    hold_session(holding=Holding(topic, unit.pk, DAY, counts=[Count(unit.pk, 10, 9)]), by=cast.clerk)


def body(client: Client, query: str = SPAN) -> str:
    answer = client.get(f"/{query}")
    assert answer.status_code == HTTPStatus.OK
    return re.sub(r'(?s)<header class="top">.*?</header>', "", answer.content.decode())


def test_what_is_missing_comes_first_with_the_units_that_owe_it(cast: Cast, topic: Topic) -> None:
    hold(cast, topic, cast.base)
    text = body(cast.client(cast.clerk))
    assert "1 figure has units missing" in text
    assert "1/2 units, 1 missing" in text
    missing = text[text.index('class="todo"') : text.index('class="stand"')]
    assert "Đảng bộ Sở Y tế" in missing
    assert "Đảng bộ Cục Thuế" not in missing
    assert "/so-lieu/?don_vi=bloc" in missing
    assert "so=study.units_covered.whole_term" in missing


def test_nothing_is_missing_when_everybody_has_given_it(cast: Cast, topic: Topic) -> None:
    for unit in (cast.base, cast.other_base):
        hold(cast, topic, unit)
    text = body(cast.client(cast.clerk))
    assert "nothing is missing" in text
    assert 'class="todo"' not in text


def test_many_that_owe_are_named_up_to_three(cast: Cast, topic: Topic) -> None:
    plan = [Founding(f"Đảng bộ số {n}", kinds.BASE_COMMITTEE, cast.bloc, date(2017, 1, 1)) for n in range(5)]
    found_units(foundings=plan, by=cast.clerk)
    text = body(cast.client(cast.clerk))
    assert "0/7 units, 7 missing" in text
    assert "and 4 others" in text


def test_the_unit_stands_with_numbers_that_lead_to_the_figures(cast: Cast, topic: Topic) -> None:
    hold(cast, topic, cast.base)
    text = body(cast.client(cast.clerk))
    stand = text[text.index('class="stand"') : text.index("<aside")]
    numbers = re.findall(r'<a class="num long" href="/so-lieu/\?[^"]*so=([a-z_.]+)[^"]*">([^<]*)', stand)
    assert ("units.base", "2") in numbers
    assert ("people.members", "6") in numbers
    assert ("study.units_covered.whole_term", "1") in numbers
    assert '<span class="of">/2</span>' in stand
    for address in re.findall(r'href="(/so-lieu/[^"]*)"', stand):
        assert cast.client(cast.clerk).get(address.replace("&amp;", "&")).status_code == HTTPStatus.OK


def test_a_branch_is_not_asked_for_what_only_base_units_have(cast: Cast, topic: Topic) -> None:
    text = body(cast.client(cast.secretary))
    assert "Base committees and branches" not in text
    assert "Units that studied the whole-term topic" not in text
    assert re.search(r'so=people\.members[^"]*">4<', text)


def test_what_was_recorded_last_is_told_to_those_who_may_open_it(cast: Cast, topic: Topic) -> None:
    hold(cast, topic, cast.branch)
    hold(cast, topic, cast.other_branch)
    clerk, secretary, other = (
        body(cast.client(person)).split("<aside")[1] for person in (cast.clerk, cast.secretary, cast.other_secretary)
    )
    assert "Chi bộ Văn phòng Cục Thuế" in clerk
    assert "Chi bộ Thanh tra Sở Y tế" in clerk
    assert "Chi bộ Thanh tra Sở Y tế" not in secretary
    assert "Chi bộ Văn phòng Cục Thuế" not in other
    for text in (clerk, secretary, other):
        for address in re.findall(r'href="(/[^"]+)"', text):
            assert cast.client(cast.clerk).get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("part", ["operator", "protection"])
def test_who_sees_no_figures_is_led_to_the_tree(cast: Cast, topic: Topic, part: str) -> None:
    give_post(person=cast.stranger, role=Role.PROTECTION, unit=cast.bloc, since=date(2020, 1, 1), by=cast.approver)
    text = body(cast.client(cast.operator if part == "operator" else cast.stranger))
    assert "you see no figures where you work" in text
    assert 'href="/to-chuc/"' in text
    assert 'href="/so-lieu/' not in text
    assert "Toàn khóa" not in text


@pytest.mark.parametrize("part", ["clerk", "secretary", "member", "inspector", "operator"])
def test_the_tabs_lead_only_where_the_reader_may_go(cast: Cast, part: str) -> None:
    client = cast.client(cast.persons[part])
    text = body(client)
    tabs = set(re.findall(r'<li[^>]*><a href="(/[^"?]*)', text[text.index('class="nav"') : text.index("<main")]))
    assert {address: client.get(address).status_code for address in tabs} == dict.fromkeys(tabs, 200)
    assert {"/", "/to-chuc/"} <= tabs
    assert ("/so-lieu/" in tabs) == (part != "operator")


def test_a_stranger_has_no_first_page_and_nobody_is_led_to_the_log_in(cast: Cast) -> None:
    assert cast.client(cast.stranger).get("/").status_code == HTTPStatus.NOT_FOUND
    assert cast.client(None).get("/")["Location"] == "/dang-nhap/?next=/"


def test_the_first_page_costs_the_same_for_few_records_and_for_many(
    cast: Cast, topic: Topic, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.clerk)
    hold(cast, topic, cast.base)
    client.get(f"/{SPAN}")
    with django_assert_max_num_queries(22) as few:
        client.get(f"/{SPAN}")
    for _ in range(6):
        hold(cast, topic, cast.base)
    client.get(f"/{SPAN}")
    with django_assert_max_num_queries(22) as many:
        client.get(f"/{SPAN}")
    assert len(many) <= len(few)


@pytest.mark.parametrize(
    "query", ["?tu=x", "?den=31/2/2020", "?co_cau=%00", "?don_vi=khong-co", "?don_vi=other_branch"]
)
def test_an_address_that_makes_no_sense_is_answered_without_a_fault(cast: Cast, query: str) -> None:
    expected = HTTPStatus.NOT_FOUND if "don_vi" in query else HTTPStatus.OK
    assert cast.client(cast.secretary).get(f"/{query}").status_code == expected
