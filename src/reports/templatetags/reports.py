"""``{% load reports %}``: pieces of a paragraph, without a space that nobody wrote."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reports.writing import Number

register = template.Library()


@register.simple_tag
def piece(part: str | Number) -> SafeString:
    """Text as it is; a number as the link that opens it."""
    if isinstance(part, str):
        return format_html("{}", part)
    if part.printed is None:
        missing = format_html('…<span class="vh"> {}</span>', _("no number"))
        return format_html('<a class="miss" href="{}" title="{}">{}</a>', part.href, part.figure.name, missing)
    before = format_html('<span class="q">{}</span> ', part.printed.qualifier) if part.printed.qualifier else ""
    after = format_html(' <span class="q">{}</span>', part.printed.after) if part.printed.after else ""
    words = format_html("{}{}{}", before, part.printed.number, after)
    return format_html('<a class="num long" href="{}" title="{}">{}</a>', part.href, part.figure.name, words)
