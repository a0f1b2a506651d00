"""``{% load figures %}``: exact numbers, what a record counts for, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.db.models import Sum
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from figures.panels import Opened, Part
from figures.verbs import verb_name
from figures.words import field_name, said, word
from ledger.models import Entry, Event, Record
from people.models import Person
from people.roles import SEE_PERSONS
from ui import cells, formats
from units.models import EVER
from units.queries import names_on

register = template.Library()


@register.simple_tag
def exact(number: Fraction | Decimal | int | None) -> str:
    """A number as it is, to six places: never worded, never cut to one decimal."""
    return "" if number is None else formats.decimal(number, 6)


@register.simple_tag
def known(number: Fraction | None) -> SafeString | str:
    """A number, or the mark of one that can't be determined."""
    return _shown(cells.State.ND, "") if number is None else formats.decimal(number, 6)


@register.simple_tag
def verb(code: str) -> str:
    """What an event did, in words."""
    return verb_name(code)


@register.simple_tag
def panel_value(opened: Opened) -> SafeString | str:
    """The big number of a panel, or which of the ways to have none it is."""
    return _shown(opened.state, opened.text)


@register.simple_tag
def part_value(part: Part) -> SafeString | str:
    """One unit's share in a panel."""
    return _shown(part.state, part.text)


def _shown(state: cells.State, text: str) -> SafeString | str:
    match state:
        case cells.State.MISSING:
            return format_html('<span class="miss">…<span class="vh"> {}</span></span>', _("no figure yet"))
        case cells.State.NA:
            return format_html('<span class="na">–<span class="vh"> {}</span></span>', _("does not apply"))
        case cells.State.ND:
            return format_html('<span class="nd">{}</span>', _("n.d."))
    return text


@dataclass(frozen=True)
class EntryLine:
    """A quantity that stands for a record now."""

    measure: str
    facets: str
    unit: str
    day: date
    quantity: Decimal


@register.inclusion_tag("figures/_entries.html")
def record_entries(record: Record) -> dict[str, Any]:
    """``{% record_entries record %}``: what stands for it in the books now. Two statements."""
    english = get_language() == "en"
    name = "measure__name_en" if english else "measure__name_vi"
    rows = list(
        Entry.objects.filter(record=record)
        .values("unit_id", name, "day", "kind", "level")
        .annotate(quantity=Sum("quantity"), stated=Sum("times"))
        .filter(stated__gt=0)
        .order_by("day", name, "unit_id")[:200]
    )
    names = names_on({r["unit_id"] for r in rows}, max((r["day"] for r in rows), default=EVER))
    lines = [
        EntryLine(
            r[name],
            ", ".join(word(f, record.kind) for f in (r["kind"], r["level"]) if f),
            names[r["unit_id"]].name if r["unit_id"] in names else "",
            r["day"],
            r["quantity"],
        )
        for r in rows
    ]
    return {"entries": lines}


@register.inclusion_tag("figures/_history.html", takes_context=True)
def record_history(context: Context, record: Record) -> dict[str, Any]:
    """``{% record_history record %}``: who did what to it, newest first. Two statements.

    What was noted with an act may speak of persons: it is for those who may see the persons of the unit.
    """
    events = Event.objects.filter(record=record).select_related("actor", "words").order_by("-id")
    person: Person | None = getattr(context.get("request"), "person", None)
    noted = person is not None and person.may(SEE_PERSONS, record.unit_id)
    return {"happened": [_happened(event, record.kind, noted) for event in events[:50]]}


@dataclass(frozen=True)
class Happened:
    """An event with its changes in words."""

    event: Event
    changes: list[str]
    note: str


def _happened(event: Event, kind: str, noted: bool) -> Happened:
    note = event.words.note if noted and hasattr(event, "words") else ""
    changes = [_change(field, values, kind) for field, values in event.changes.items()]
    return Happened(event, changes, note)


def _change(field: str, values: Any, kind: str) -> str:
    if isinstance(values, list) and len(values) == 2:
        before, after = (said(v, kind) for v in values)
        return f"{field_name(field)}: {before} → {after}"
    return f"{field_name(field)}: {said(values, kind)}"
