"""One number on a page: its door, its coverage and the four ways to have none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from ui.cells import Cell, Coverage, State
from ui.numbers import coverage_line, number


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def test_number_is_a_door() -> None:
    assert number(Cell(text="4.237", href="/so-lieu/")) == '<a class="num" href="/so-lieu/">4.237</a>'


def test_frozen_number_is_marked() -> None:
    assert number(Cell(text="57/57", href="#so-1", frozen=True)) == '<a class="num frozen" href="#so-1">57/57</a>'


def test_qualifier_stands_before_and_rest_after() -> None:
    shown = number(Cell(text="4.200", qualifier="hơn", of=" đảng viên", href="/a/"))
    assert shown == ('<a class="num" href="/a/"><span class="q">hơn</span> 4.200<span class="of"> đảng viên</span></a>')


def test_number_of_the_open_panel_is_current_and_opens_in_place() -> None:
    shown = number(Cell(text="8", href="?so=a", current=True, long=True))
    assert shown == '<a class="num long" href="?so=a" aria-current="true" hx-boost="true">8</a>'


def test_number_without_records_to_open_is_plain() -> None:
    assert number(Cell(text="8")) == "<span>8</span>"


def test_nil_is_a_door_to_what_was_reported() -> None:
    assert number(Cell(text="0", state=State.NIL, href="/a/")) == '<a class="num" href="/a/">0</a>'


def test_missing_number_is_marked_and_leads_to_asking() -> None:
    shown = number(Cell(state=State.MISSING, href="/nhac/"))
    assert shown.startswith('<a class="miss" href="/nhac/" title="Missing')
    assert '…<span class="vh"> no figure yet</span>' in shown


def test_not_applicable_is_never_a_link() -> None:
    shown = number(Cell(state=State.NA, href="/a/"))
    assert shown == '<span class="na" title="Does not apply">–<span class="vh"> does not apply</span></span>'


def test_not_determined_says_why() -> None:
    shown = number(Cell(state=State.ND, href="/vi-sao/", note="The whole is 0"))
    assert shown == (
        '<a class="nd" href="/vi-sao/" title="The whole is 0">n.d.<span class="vh"> cannot be determined</span></a>'
    )


def test_every_state_shows_something() -> None:
    for state in State:
        assert number(Cell(text="1", state=state)).strip()


def test_total_over_missing_parts_carries_its_ring() -> None:
    shown = number(Cell(text="49", href="/a/", coverage=(54, 57)))
    assert shown.startswith('<svg class="cov part"')
    assert 'stroke-dasharray="94 100"' in shown
    assert '<span class="vh"> 54/57 units, 3 missing</span>' in shown


def test_complete_total_carries_no_ring() -> None:
    assert "svg" not in number(Cell(text="57", href="/a/", coverage=(57, 57)))


def test_ring_is_left_out_where_the_words_stand() -> None:
    assert "svg" not in number(Cell(text="49", href="/a/", coverage=(54, 57)), with_ring=False)


def test_coverage_line_says_who_is_missing() -> None:
    assert "54/57 units, 3 missing</p>" in coverage_line((54, 57))
    assert coverage_line(Coverage(57, 57)).startswith('<p class="coverage"><svg class="cov"')


@pytest.mark.parametrize(
    ("reported", "expected", "per_cent"), [(0, 57, 0), (56, 57, 98), (999, 1000, 99), (57, 57, 100), (0, 0, 100)]
)
def test_ring_closes_only_when_nobody_is_missing(reported: int, expected: int, per_cent: int) -> None:
    assert Coverage(reported, expected).per_cent == per_cent


def test_text_of_a_cell_is_escaped() -> None:
    shown = number(Cell(text="<b>", qualifier="<i>", of="<u>", href='"><script>', note='"x'))
    assert "<b>" not in shown
    assert "<script>" not in shown
    assert 'title="&quot;x"' in shown
