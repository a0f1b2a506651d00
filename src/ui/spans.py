"""The span and the structure that a page of numbers is read over: in the address, and kept from page to page.

`?tu=15/5/2016&den=20/5/2021&co_cau=then`: the first and the last day counted, and the tree to read by, `then` (each
entry by the tree of its own day) or a day. A mistyped day is told beside its field, and the page shows its default.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from ui import formats
from ui.reading import ReadingError, read_day
from ui.refusals import sentence

KEPT = ("tu", "den", "co_cau")
THEN = "then"


@dataclass(frozen=True)
class Span:
    """Days and structure chosen for a page.

    *since*, *last*: both counted. *structure*: None for "as then", or the day whose tree is used.
    *errors*: sentences by field name; *typed*: what was typed there.
    """

    since: date
    last: date
    structure: date | None = None
    errors: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def until(self) -> date:
        """The first day no longer counted."""
        return self.last + timedelta(days=1)

    @property
    def query(self) -> dict[str, str]:
        """The parameters that lead back to this choice."""
        structure = THEN if self.structure is None else self.structure.isoformat()
        return {"tu": self.since.isoformat(), "den": self.last.isoformat(), "co_cau": structure}

    def __str__(self) -> str:
        return formats.span_of_days(self.since, self.last)


@dataclass(frozen=True)
class Preset:
    """A span with a name, offered in the menu."""

    label: str
    since: date
    last: date


def read_span(query: QueryDict, *, default: Span) -> Span:
    """The choice in an address; what is absent comes from the default, what is wrong is told and not used."""
    errors: dict[str, str] = {}
    typed = {name: text for name in KEPT if (text := str(query.get(name, "")).strip())}

    def day(name: str, otherwise: date) -> date:
        if name not in typed:
            return otherwise
        try:
            return read_day(typed[name])
        except ReadingError as error:
            errors[name] = sentence(error)
            return otherwise

    since, last = day("tu", default.since), day("den", default.last)
    structure = default.structure
    if typed.get("co_cau") == THEN:
        structure = None
    elif "co_cau" in typed:
        read = day("co_cau", date.min)
        structure = default.structure if read == date.min else read
    if since > last:
        errors["tu" if "den" not in typed else "den"] = _("The last day comes before the first. Change one of them.")
        since, last = default.since, default.last
    return replace(default, since=since, last=last, structure=structure, errors=errors, typed=typed)


def presets(today: date) -> list[Preset]:
    """Spans that fit every page; a page may put its own before them."""
    first_of_month = today.replace(day=1)
    return [
        Preset(_("Year %(year)s") % {"year": today.year}, date(today.year, 1, 1), today),
        Preset(_("Year %(year)s") % {"year": today.year - 1}, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        Preset(_("This month"), first_of_month, today),
    ]


def kept_query(request: HttpRequest | None) -> str:
    """`?tu=…&den=…&co_cau=…` as chosen on this page, for links to other pages; empty if nothing was chosen."""
    chosen = [(name, request.GET[name]) for name in KEPT if request.GET.get(name)] if request is not None else []
    return "?" + urlencode(chosen) if chosen else ""
