"""How numbers, days and times are written, in Vietnamese office style and in English.

Pure: the language is the active translation, `vi` unless it is English. Numbers are exact (`int`, `Decimal`,
`Fraction`) and rounded once, half up; a `float` is refused, because it has already been rounded.
What is written here is read back by `ui.reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import get_language

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
DASH = "\u2013"

Exact = int | Decimal | Fraction


@dataclass(frozen=True)
class Writing:
    """One language's marks and words."""

    group: str
    point: str
    percent: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    until: str
    since: str
    always: str
    left: str
    left_one: str
    overdue: str
    overdue_one: str
    due: str


VIETNAMESE = Writing(
    group=".",
    point=",",
    percent=f"{NARROW_SPACE}%",
    weekdays=("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    months=(),
    until="đến {}",
    since="từ {}",
    always="mọi thời gian",
    left="còn {} ngày",
    left_one="còn {} ngày",
    overdue="quá hạn {} ngày",
    overdue_one="quá hạn {} ngày",
    due="đến hạn hôm nay",
)
ENGLISH = Writing(
    group=",",
    point=".",
    percent="%",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    until="until {}",
    since="since {}",
    always="at any time",
    left="{} days left",
    left_one="{} day left",
    overdue="{} days overdue",
    overdue_one="{} day overdue",
    due="due today",
)


def writing() -> Writing:
    """The marks and words of the active language."""
    return ENGLISH if (get_language() or "vi").startswith("en") else VIETNAMESE


def whole(number: int) -> str:
    """A whole number with grouped thousands: `1.496`."""
    if not isinstance(number, int):
        raise TypeError(f"not a whole number: {number!r}")
    sign = MINUS if number < 0 else ""
    return sign + f"{abs(number):,}".replace(",", writing().group)


def rounded(number: Exact, places: int = 1) -> tuple[int, int]:
    """Round half up, away from zero. Returns (units, power): the number is units / 10**power."""
    if isinstance(number, float):
        raise TypeError("a float has already been rounded; give int, Decimal or Fraction")
    scaled = abs(Fraction(number)) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (-units if number < 0 else units), places


def decimal(number: Exact, places: int = 1) -> str:
    """A number with at most `places` decimals, trailing zeros dropped: `97,1`, `98`, `1.234,5`."""
    units, power = rounded(number, places)
    before, after = divmod(abs(units), 10**power)
    sign = MINUS if units < 0 else ""
    tail = str(after).rjust(power, "0").rstrip("0") if after else ""
    return sign + whole(before) + (writing().point + tail if tail else "")


def percent(share: Exact, places: int = 1) -> str:
    """A share of one as a percentage: `Fraction(68, 70)` is `97,1 %`, with a narrow no-break space."""
    if isinstance(share, float):
        raise TypeError("a float has already been rounded; give int, Decimal or Fraction")
    return decimal(Fraction(share) * 100, places) + writing().percent


def number(value: Exact) -> str:
    """Any exact number: whole ones without decimals, others with one."""
    return whole(value) if isinstance(value, int) else decimal(value)


def day(value: date) -> str:
    """A day without leading zeros: `19/5/2021`, `19 May 2021`."""
    words = writing()
    if words.months:
        return f"{value.day} {words.months[value.month - 1]} {value.year}"
    return typed_day(value)


def typed_day(value: date) -> str:
    """A day as it is typed and read back in both languages: `19/5/2021`."""
    return f"{value.day}/{value.month}/{value.year}"


def weekday(value: date) -> str:
    """A day with its weekday: `thứ Sáu, 21/5/2021`."""
    return f"{writing().weekdays[value.weekday()]}, {day(value)}"


def clock(value: time | datetime) -> str:
    """A time of day on the 24-hour clock: `7:40`."""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return f"{local.hour}:{local.minute:02}"


def moment(value: datetime) -> str:
    """A day and time on the office's clock: `21/5/2021, 7:40`."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day(local)}, {clock(local)}"


def span_of_days(since: date | None, last: date | None) -> str:
    """A span with both days counted: `15/5/2016–20/5/2021`; one day alone is written once."""
    words = writing()
    if since is not None and last is not None:
        return day(since) if since == last else f"{day(since)}{DASH}{day(last)}"
    if last is not None:
        return words.until.format(day(last))
    return words.since.format(day(since)) if since is not None else words.always


def years(first: int, last: int) -> str:
    """Whole years: `2017–2020`, `2021`."""
    return str(first) if first == last else f"{first}{DASH}{last}"


def deadline(due: date, today: date) -> str:
    """How far a deadline is: `còn 3 ngày`, `đến hạn hôm nay`, `quá hạn 2 ngày`."""
    words = writing()
    days = (due - today).days
    if days == 0:
        return words.due
    if days > 0:
        return (words.left_one if days == 1 else words.left).format(whole(days))
    return (words.overdue_one if days == -1 else words.overdue).format(whole(-days))
