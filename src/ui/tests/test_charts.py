"""Charts stand alone, speak their values and never draw a missing value as nought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override

from ui.charts import Point, bars, trend

MONTHS = [Point("T12", 57, of="57"), Point("T1", None, of="57"), Point("T2", 51, of="57", marked=True, href="/a/")]
YEARS = [Point(str(2016 + year), Fraction(970 + year, 10)) for year in range(6)]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _in_vietnamese_marks() -> Iterator[None]:
    with override("vi"):
        yield


@pytest.mark.parametrize("draw", [bars, trend])
@pytest.mark.parametrize("count", [0, 1, 2, 6, 12, 60])
def test_drawing_is_well_formed_and_at_most_400_wide(draw: object, count: int) -> None:
    assert callable(draw)
    svg = ElementTree.fromstring(draw([Point(f"Tháng {place}", place) for place in range(count)], name="Tên"))
    assert float(svg.attrib["viewBox"].split()[2]) <= 460
    assert all(int(words.attrib["font-size"]) >= 13 for words in svg.iter(f"{SVG}text"))


def test_drawing_speaks_its_values() -> None:
    svg = ElementTree.fromstring(bars(MONTHS, name="Biên bản"))
    assert "T12: 57; T1: " in svg.attrib["aria-label"]
    assert svg.attrib["role"] == "img"
    assert len(list(svg.iter(f"{SVG}title"))) == 1


def test_drawing_carries_no_inline_style() -> None:
    assert "style=" not in bars(MONTHS) + trend(YEARS, floor=97)


def test_bars_start_at_nought() -> None:
    svg = ElementTree.fromstring(bars([Point("a", 100), Point("b", 50)]))
    high, low = (float(bar.attrib["height"]) for bar in svg.iter(f"{SVG}rect"))
    assert high == pytest.approx(2 * low)


def test_missing_value_is_no_bar_and_a_gap_in_a_line() -> None:
    assert bars(MONTHS).count("<rect") == 2
    assert "…" in bars(MONTHS)
    gap = [*YEARS[:2], Point("2018", None), *YEARS[3:]]
    assert trend(gap).count("<polyline") == 2
    assert trend(gap).count("<circle") == 5


def test_line_prints_every_value_and_its_floor() -> None:
    drawn = trend(YEARS, floor=Fraction(97))
    assert all(f">{point.written}<" in drawn for point in YEARS)
    assert 'stroke-dasharray="3 4"' in drawn


def test_labels_are_thinned_where_they_would_overlap_and_the_last_stays() -> None:
    many = [Point(f"Tháng {month}", month) for month in range(1, 25)]
    labels = re.findall(r">(Tháng \d+)<", bars(many))
    assert 3 < len(labels) < 12
    assert labels[-1] == "Tháng 24"


def test_negative_values_hang_below_the_axis() -> None:
    svg = ElementTree.fromstring(bars([Point("a", 10), Point("b", -10)]))
    up, down = svg.iter(f"{SVG}rect")
    assert float(up.attrib["y"]) + float(up.attrib["height"]) == pytest.approx(float(down.attrib["y"]))


def test_chart_stands_over_a_table_of_the_same_values() -> None:
    source = (
        '{% load ui %}{% chart_bars points caption="Biên bản" head="Tháng" value_head="Đã gửi" of_head="Phải gửi" %}'
    )
    page = Template(source).render(Context({"points": MONTHS}))
    assert "<figcaption>Biên bản</figcaption>" in page
    assert page.count("<tr>") == 4
    assert '<a class="num" href="/a/">51</a>' in page
    assert 'class="miss"' in page


def test_line_chart_stands_over_a_table_too() -> None:
    source = '{% load ui %}{% chart_line points head="Năm" value_head="Tỷ lệ" floor=97 %}'
    assert Template(source).render(Context({"points": YEARS})).count("<tr>") == 7
