"""One number as HTML: the door, the ring of its coverage, and the four ways to have no number."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ui import formats
from ui.cells import Cell, Coverage, State

NOTHING = mark_safe("")
RING = (
    '<svg class="cov{}" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6"/><circle cx="8" cy="8"'
    ' r="6" pathLength="100" stroke-dasharray="{} 100" transform="rotate(-90 8 8)"/></svg>'
)


def ring(coverage: Coverage) -> SafeString:
    """The ring: closed and soft when nobody is missing, open and red when somebody is."""
    return format_html(RING, " part" if coverage.is_part else "", coverage.per_cent)


def coverage_words(coverage: Coverage) -> str:
    """The coverage in words: `54/57 đơn vị, thiếu 3`."""
    facts = {"reported": formats.whole(coverage.reported), "expected": formats.whole(coverage.expected)}
    words = ngettext("%(reported)s/%(expected)s unit", "%(reported)s/%(expected)s units", coverage.expected) % facts
    if not coverage.is_part:
        return words
    return words + ", " + _("%(missing)s missing") % {"missing": formats.whole(coverage.missing)}


def coverage_line(coverage: Coverage | tuple[int, int]) -> SafeString:
    """A line of its own: the ring and the words."""
    known = coverage if isinstance(coverage, Coverage) else Coverage(*coverage)
    css = "coverage part" if known.is_part else "coverage"
    return format_html('<p class="{}">{} {}</p>', css, ring(known), coverage_words(known))


def number(cell: Cell, *, with_ring: bool = True) -> SafeString:
    """The cell as a door, a ring before it if somebody is missing, or the mark of its state."""
    if not cell.has_number:
        return _without_number(cell)
    covered = cell.covered
    before = NOTHING
    if with_ring and covered is not None and covered.is_part:
        before = format_html('{}<span class="vh"> {}</span> ', ring(covered), coverage_words(covered))
    return format_html("{}{}", before, _door(cell))


def _door(cell: Cell) -> SafeString:
    inner = format_html(
        "{}{}{}",
        format_html('<span class="q">{}</span> ', cell.qualifier) if cell.qualifier else NOTHING,
        cell.text,
        format_html('<span class="of">{}</span>', cell.of) if cell.of else NOTHING,
    )
    title = format_html(' title="{}"', cell.note) if cell.note else NOTHING
    if not cell.href:
        return format_html("<span{}>{}</span>", title, inner)
    css = "num" + (" frozen" if cell.frozen else "") + (" long" if cell.long else "")
    return format_html(
        '<a class="{}" href="{}"{}{}{}>{}</a>',
        css,
        cell.href,
        mark_safe(' aria-current="true"') if cell.current else NOTHING,
        mark_safe(' hx-boost="true"') if cell.href.startswith("?") else NOTHING,
        title,
        inner,
    )


def _without_number(cell: Cell) -> SafeString:
    """Missing, not applicable, not determined: a mark that is seen, and words that are read out."""
    css, mark, words, note = {
        State.MISSING: ("miss", "…", _("no figure yet"), _("Missing: the unit owes it and has not sent it")),
        State.NA: ("na", "–", _("does not apply"), _("Does not apply")),
        State.ND: ("nd", _("n.d."), _("cannot be determined"), _("Cannot be determined")),
    }[cell.state]
    inner = format_html('{}<span class="vh"> {}</span>', mark, words)
    title = cell.note or note
    if cell.href and cell.state is not State.NA:
        boost = mark_safe(' hx-boost="true"') if cell.href.startswith("?") else NOTHING
        return format_html('<a class="{}" href="{}" title="{}"{}>{}</a>', css, cell.href, title, boost, inner)
    return format_html('<span class="{}" title="{}">{}</span>', css, title, inner)
