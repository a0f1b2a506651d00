"""How numbers and days are written: the golden list, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from ui import formats

VI_EN_WHOLE = [
    (0, "0", "0"),
    (8, "8", "8"),
    (999, "999", "999"),
    (1000, "1.000", "1,000"),
    (1496, "1.496", "1,496"),
    (12345678, "12.345.678", "12,345,678"),
    (-4237, "−4.237", "−4,237"),
]
VI_EN_DECIMAL = [
    (Fraction(9705, 100), "97,1", "97.1"),  # half goes up
    (Fraction(9704, 100), "97", "97"),
    (Decimal("97.04999"), "97", "97"),
    (Decimal("0.05"), "0,1", "0.1"),
    (Decimal("-0.05"), "−0,1", "−0.1"),
    (Decimal("-0.04"), "0", "0"),
    (Decimal("98.0"), "98", "98"),
    (Decimal("1234.56"), "1.234,6", "1,234.6"),
    (Fraction(999999, 10), "99.999,9", "99,999.9"),
    (7, "7", "7"),
]
VI_EN_PERCENT = [
    (Fraction(68, 70), "97,1\u202f%", "97.1%"),
    (Fraction(1), "100\u202f%", "100%"),
    (Fraction(0), "0\u202f%", "0%"),
    (Fraction(2241, 2386), "93,9\u202f%", "93.9%"),
    (Decimal("0.98"), "98\u202f%", "98%"),
    (Fraction(1, 2000), "0,1\u202f%", "0.1%"),
    (Fraction(25, 2), "1.250\u202f%", "1,250%"),
]


@pytest.mark.parametrize(("number", "vi", "en"), VI_EN_WHOLE)
def test_whole_number_is_grouped_by_thousands(number: int, vi: str, en: str) -> None:
    assert _both(formats.whole, number) == (vi, en)


@pytest.mark.parametrize(("number", "vi", "en"), VI_EN_DECIMAL)
def test_decimal_is_rounded_once_half_up_and_drops_a_zero(number: formats.Exact, vi: str, en: str) -> None:
    assert _both(formats.decimal, number) == (vi, en)


@pytest.mark.parametrize(("share", "vi", "en"), VI_EN_PERCENT)
def test_percentage_is_written_from_the_exact_share(share: formats.Exact, vi: str, en: str) -> None:
    assert _both(formats.percent, share) == (vi, en)


@pytest.mark.parametrize("write", [formats.whole, formats.decimal, formats.percent])
def test_float_is_refused(write: object) -> None:
    with pytest.raises(TypeError):
        write(97.1)  # type: ignore[operator]


def test_number_keeps_whole_numbers_whole() -> None:
    assert _both(formats.number, 4237) == ("4.237", "4,237")
    assert _both(formats.number, Fraction(979, 10)) == ("97,9", "97.9")


def test_more_places_are_written_where_asked() -> None:
    with override("vi"):
        assert formats.decimal(Fraction(68, 70) * 100, 6) == "97,142857"


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2021, 5, 19), "19/5/2021", "19 May 2021"),
        (date(1991, 11, 12), "12/11/1991", "12 November 1991"),
        (date(2024, 2, 29), "29/2/2024", "29 February 2024"),
    ],
)
def test_day_is_written_without_leading_zeros(day: date, vi: str, en: str) -> None:
    assert _both(formats.day, day) == (vi, en)


def test_day_in_a_box_is_the_same_in_both_languages() -> None:
    assert _both(formats.typed_day, date(2021, 5, 19)) == ("19/5/2021", "19/5/2021")


def test_weekday_stands_before_the_day() -> None:
    week = [_both(formats.weekday, date(2021, 5, day)) for day in range(17, 24)]
    assert [vi for vi, _ in week] == [
        "thứ Hai, 17/5/2021",
        "thứ Ba, 18/5/2021",
        "thứ Tư, 19/5/2021",
        "thứ Năm, 20/5/2021",
        "thứ Sáu, 21/5/2021",
        "thứ Bảy, 22/5/2021",
        "Chủ nhật, 23/5/2021",
    ]
    assert week[4][1] == "Friday, 21 May 2021"


def test_time_is_written_on_the_clock_of_the_office() -> None:
    at = datetime(2021, 5, 21, 0, 40, tzinfo=UTC)
    assert _both(formats.clock, at) == ("7:40", "7:40")
    assert _both(formats.moment, at) == ("21/5/2021, 7:40", "21 May 2021, 7:40")
    assert _both(formats.clock, time(16, 5)) == ("16:05", "16:05")


def test_moment_after_midnight_in_the_office_is_the_next_day() -> None:
    assert _both(formats.moment, datetime(2020, 12, 31, 17, 0, tzinfo=UTC))[0] == "1/1/2021, 0:00"


def test_span_has_an_en_dash_without_spaces() -> None:
    both = _both(formats.span_of_days, date(2016, 5, 15), date(2021, 5, 20))
    assert both == ("15/5/2016–20/5/2021", "15 May 2016–20 May 2021")


def test_span_of_one_day_is_written_once() -> None:
    assert _both(formats.span_of_days, date(2021, 5, 20), date(2021, 5, 20)) == ("20/5/2021", "20 May 2021")


def test_open_span_is_written_in_words() -> None:
    day = date(2021, 5, 20)
    assert _both(formats.span_of_days, None, day) == ("đến 20/5/2021", "until 20 May 2021")
    assert _both(formats.span_of_days, day, None) == ("từ 20/5/2021", "since 20 May 2021")
    assert _both(formats.span_of_days, None, None) == ("mọi thời gian", "at any time")


def test_years_are_joined_by_an_en_dash() -> None:
    assert formats.years(2017, 2020) == "2017–2020"
    assert formats.years(2021, 2021) == "2021"


@pytest.mark.parametrize(
    ("due", "vi", "en"),
    [
        (date(2021, 5, 24), "còn 3 ngày", "3 days left"),
        (date(2021, 5, 22), "còn 1 ngày", "1 day left"),
        (date(2021, 5, 21), "đến hạn hôm nay", "due today"),
        (date(2021, 5, 20), "quá hạn 1 ngày", "1 day overdue"),
        (date(2021, 5, 19), "quá hạn 2 ngày", "2 days overdue"),
        (date(2018, 5, 21), "quá hạn 1.096 ngày", "1,096 days overdue"),
    ],
)
def test_deadline_is_told_in_days(due: date, vi: str, en: str) -> None:
    assert _both(formats.deadline, due, date(2021, 5, 21)) == (vi, en)


def _both(write: object, *values: object) -> tuple[str, str]:
    assert callable(write)
    with override("vi"):
        vi = write(*values)
    with override("en"):
        en = write(*values)
    return vi, en
