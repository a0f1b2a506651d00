"""What the frame of a page loads: sections, theme, addresses that may not exist. For templates of `ui` only."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui import navigation
from ui.views import THEME_COOKIE, THEMES

register = template.Library()


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[navigation.Tab]:
    """`{% sections as tabs %}`: the sections that exist; `nav` in the context names the current one if need be."""
    return navigation.tabs(context.get("request"), context.get("nav") or "")


@register.simple_tag
def page_address(name: str) -> str:
    """`{% page_address "people:logout" as url %}`: the address, or nothing if there is no such page."""
    return navigation.address(name)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """`{% theme as chosen %}`: light, dark, or nothing for the system's."""
    return _theme(context.get("request"))


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> SafeString | str:
    """` data-theme="dark"` on `<html>`, if the reader chose."""
    chosen = _theme(context.get("request"))
    return format_html(' data-theme="{}"', chosen) if chosen else ""


def _theme(request: HttpRequest | None) -> str:
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request is not None else ""
    return chosen if chosen in THEMES else ""
