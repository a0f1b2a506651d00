"""Span and structure: read from the address, told when mistyped, kept from page to page."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from ui.spans import Preset, Span, kept_query, presets, read_span

DEFAULT = Span(date(2016, 5, 15), date(2021, 5, 20))
TODAY = date(2021, 5, 21)


def test_nothing_chosen_is_the_default() -> None:
    assert read_span(QueryDict(""), default=DEFAULT) == DEFAULT


def test_chosen_days_and_structure_are_read() -> None:
    read = read_span(QueryDict("tu=1/1/2017&den=2020-12-31&co_cau=1-1-2019"), default=DEFAULT)
    assert (read.since, read.last, read.structure, read.errors) == (
        date(2017, 1, 1),
        date(2020, 12, 31),
        date(2019, 1, 1),
        {},
    )
    assert read.until == date(2021, 1, 1)


def test_as_then_overrides_a_default_of_a_day() -> None:
    default = Span(DEFAULT.since, DEFAULT.last, structure=TODAY)
    assert read_span(QueryDict("co_cau=then"), default=default).structure is None
    assert read_span(QueryDict(""), default=default).structure == TODAY


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("tu=31/2/2020", {"tu"}),
        ("den=x&co_cau=y", {"den", "co_cau"}),
        ("tu=1/1/2022", {"tu"}),
        ("tu=2/1/2020&den=1/1/2020", {"den"}),
        ("tu=%00", {"tu"}),
    ],
)
def test_mistyped_day_is_told_and_not_used(query: str, wrong: set[str]) -> None:
    read = read_span(QueryDict(query), default=DEFAULT)
    assert set(read.errors) == wrong
    assert (read.since, read.last, read.structure) == (DEFAULT.since, DEFAULT.last, None)


def test_query_of_a_span_leads_back_to_it() -> None:
    chosen = Span(date(2017, 1, 1), date(2020, 12, 31), structure=date(2019, 1, 1))
    query = QueryDict(mutable=True)
    query.update(chosen.query)
    back = read_span(query, default=DEFAULT)
    assert (back.since, back.last, back.structure) == (chosen.since, chosen.last, chosen.structure)


def test_presets_end_by_today() -> None:
    with override("en"):
        assert [(preset.label, preset.since, preset.last) for preset in presets(TODAY)] == [
            ("Year 2021", date(2021, 1, 1), TODAY),
            ("Year 2020", date(2020, 1, 1), date(2020, 12, 31)),
            ("This month", date(2021, 5, 1), TODAY),
        ]


def test_choice_goes_along_to_other_pages_and_nothing_else() -> None:
    request = RequestFactory().get("/", {"tu": "1/1/2017", "co_cau": "then", "trang": "2", "don_vi": "K01"})
    assert kept_query(request) == "?tu=1%2F1%2F2017&co_cau=then"
    assert kept_query(RequestFactory().get("/")) == ""


def test_choosing_a_span_keeps_every_other_parameter() -> None:
    page = _control("/?don_vi=K01&loc=a&loc=b&tu=1/1/2017&trang=3")
    assert page.count('<input type="hidden" name="don_vi" value="K01">') == 2
    assert page.count('name="loc"') == 4
    assert 'name="trang"' not in page
    assert '<input type="hidden" name="tu" value="1/1/2017">' in page  # in the form of the structure
    assert 'href="?don_vi=K01&amp;loc=a&amp;loc=b&amp;tu=2017-01-01&amp;den=2020-12-31"' in page


def test_chosen_structure_is_marked() -> None:
    assert _control("/").count('aria-current="true"') == 1
    assert ">1 January 2019</summary>" in _control("/?co_cau=1/1/2019")
    assert 'co_cau=2021-05-21" aria-current="true"' in _control("/?co_cau=21/5/2021")


def test_mistyped_day_stands_beside_its_message_in_an_open_menu() -> None:
    page = _control("/?tu=31/2/2020")
    assert 'value="31/2/2020" aria-invalid="true" aria-describedby="tu-loi"' in page
    assert '<details class="menu" open>' in page
    assert "not in the calendar" in page


def test_address_changes_one_parameter_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/?a=1&b=2&b=3&trang=4")
    shown = Template("{% load ui %}{% url_with request trang=5 a=None so='x y&z' %}").render(
        Context({"request": request})
    )
    assert shown == "?b=2&amp;b=3&amp;trang=5&amp;so=x+y%26z"


def _control(address: str) -> str:
    request = RequestFactory().get(address)
    offered = [Preset("2017–2020", date(2017, 1, 1), date(2020, 12, 31))]
    with override("en"):
        span = read_span(request.GET, default=DEFAULT)
        return render_to_string("ui/_span.html", {"span": span, "today": TODAY, "presets": offered}, request)
