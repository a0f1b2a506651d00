"""What page authors load: `{% load ui %}`. Icons, numbers, days, addresses, fields and charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from ui import charts, formats, icons, numbers
from ui.cells import Cell, Coverage
from ui.spans import kept_query

register = template.Library()


def is_blank(value: object) -> bool:
    """Is there nothing to print? An absent variable reaches a filter as an empty text."""
    return value is None or value == ""


@register.filter
def whole(value: Any) -> str:
    """`{{ 1496|whole }}`: 1.496."""
    return "" if is_blank(value) else formats.whole(value)


@register.filter
def decimal(value: Any) -> str:
    """`{{ mean|decimal }}`: at most one decimal."""
    return "" if is_blank(value) else formats.decimal(value)


@register.filter
def percent(value: Any) -> str:
    """`{{ share|percent }}` of a share of one: 97,1 %."""
    return "" if is_blank(value) else formats.percent(value)


@register.filter
def day(value: date | None) -> str:
    """`{{ due|day }}`: 19/5/2021."""
    return formats.day(value) if value else ""


@register.filter
def typed_day(value: date | None) -> str:
    """`value="{{ due|typed_day }}"`: a day in an input, the same in both languages."""
    return formats.typed_day(value) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """`{{ today|weekday }}`: thứ Sáu, 21/5/2021."""
    return formats.weekday(value) if value else ""


@register.filter
def clock(value: Any) -> str:
    """`{{ at|clock }}`: 7:40."""
    return "" if is_blank(value) else formats.clock(value)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ at|moment }}`: 21/5/2021, 7:40."""
    return formats.moment(value) if value else ""


@register.filter
def span_of_days(since: date | None, last: date | None) -> str:
    """`{{ since|span_of_days:last }}`: 15/5/2016–20/5/2021."""
    return formats.span_of_days(since or None, last or None)


@register.filter
def deadline(due: date | None, today: date) -> str:
    """`{{ due|deadline:today }}`: còn 3 ngày, quá hạn 2 ngày."""
    return formats.deadline(due, today) if due else ""


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """`{% icon "download" %}`: a line icon; its word stands beside it."""
    return icons.icon(name, extra_class)


@register.simple_tag
def number(cell: Cell, ring: bool = True) -> SafeString:
    """`{% number cell %}`: one `ui.cells.Cell`, whatever its state; `ring=False` where its coverage stands in words."""
    return numbers.number(cell, with_ring=ring)


@register.simple_tag
def coverage(known: Coverage | tuple[int, int] | None) -> SafeString | str:
    """`{% coverage cell.coverage %}`: the ring and the words, on a line of their own."""
    return numbers.coverage_line(known) if known is not None else ""


@register.simple_tag
def url_with(request: HttpRequest, **changes: Any) -> str:
    """`{% url_with request trang=2 loc=None %}`: this page's query with some parameters changed, None removed."""
    query = request.GET.copy()
    for name, value in changes.items():
        if is_blank(value):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


@register.simple_tag
def other_parameters(request: HttpRequest, *replaced: str) -> SafeString:
    """`{% other_parameters request "tu" "den" %}`: hidden fields for a GET form, the rest of the query."""
    kept = [(name, value) for name, values in request.GET.lists() if name not in replaced for value in values]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)


@register.simple_tag(takes_context=True)
def span_query(context: Context) -> str:
    """`href="{% url 'units:tree' %}{% span_query %}"`: the chosen span and structure go along to another page."""
    return kept_query(context.get("request"))


@register.simple_tag
def control(bound: BoundField, **attributes: Any) -> SafeString:
    """`{% control form.name rows=4 %}`: the input alone, dressed; `_field.html` sets it with label and messages."""
    dressed = {name.replace("_", "-"): value for name, value in attributes.items() if value is not None}
    if not isinstance(bound.field.widget, CheckboxInput):
        dressed.setdefault("class", f"in {bound.field.widget.attrs.get('class', '')}".strip())
    return bound.as_widget(attrs=dressed)


@register.filter
def is_tick(bound: BoundField) -> bool:
    """Is this field one box to tick?"""
    return isinstance(bound.field.widget, CheckboxInput)


@register.simple_tag
def query(**parameters: Any) -> str:
    """`{% query so=figure.key %}`: a query of its own, properly escaped."""
    return "?" + urlencode({name: value for name, value in parameters.items() if not is_blank(value)})


@register.simple_tag
def given_name(full_name: str) -> SafeString:
    """`{% given_name person.full_name %}`: the name with the given name, by which lists are sorted, in bold."""
    before, space, given = full_name.rpartition(" ")
    return format_html("{}{}<b>{}</b>", before, space, given)


@register.inclusion_tag("ui/_chart.html")
def chart_bars(
    points: Sequence[charts.Point], caption: str = "", head: str = "", value_head: str = "", of_head: str = ""
) -> dict[str, Any]:
    """`{% chart_bars points caption=… head=… value_head=… %}`: upright bars with their table."""
    return _chart(charts.bars(points, name=caption), points, caption, (head, value_head, of_head))


@register.inclusion_tag("ui/_chart.html")
def chart_line(
    points: Sequence[charts.Point],
    caption: str = "",
    head: str = "",
    value_head: str = "",
    of_head: str = "",
    floor: formats.Exact | None = None,
) -> dict[str, Any]:
    """`{% chart_line points caption=… head=… value_head=… floor=… %}`: a line over time with its table."""
    return _chart(charts.trend(points, name=caption, floor=floor), points, caption, (head, value_head, of_head))


def _chart(
    drawn: SafeString, points: Sequence[charts.Point], caption: str, heads: tuple[str, str, str]
) -> dict[str, Any]:
    head, value_head, of_head = heads
    return {
        "drawn": drawn,
        "points": points,
        "caption": caption,
        "head": head,
        "value_head": value_head,
        "of_head": of_head,
    }
