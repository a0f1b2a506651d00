"""The tree of a day, and one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from ledger import clock
from ledger.models import OPEN
from organisation.pages import tree_page, unit_page
from people.access import WorkRequest, seen_by
from people.rules import units_where
from ui.reading import ReadingError, read_day
from ui.refusals import sentence
from units.rules import SEE_TREE


@dataclass(frozen=True)
class AskedDay:
    """The day whose tree is asked for; a mistyped one is told beside its field, and today is shown."""

    day: date
    typed: str = ""
    error: str = ""


@seen_by(SEE_TREE)
def tree(request: WorkRequest) -> HttpResponse:
    """The tree of a day (``ngay``), whole or from a unit (``goc``) down."""
    asked = asked_day(request)
    shown = tree_page(request.person, asked.day, request.GET.get("goc", ""), request.GET.get("trang"))
    context = {"asked": asked, "today": clock.today(), "shown": shown, "page": shown.page, "noun": _("Units")}
    return render(request, "organisation/tree.html", context)


@seen_by(SEE_TREE)
def unit(request: WorkRequest, key: str) -> HttpResponse:
    """One unit: what it is, what stands below it, who holds which post, and its history."""
    stood = units_where(request.person, SEE_TREE).filter(standings__removed=OPEN).distinct()
    found = get_object_or_404(stood, key=key.replace("\x00", ""))
    return render(request, "organisation/unit.html", {"shown": unit_page(request.person, found)})


def asked_day(request: HttpRequest) -> AskedDay:
    """``ngay`` in the address, else the day of the chosen structure, else today."""
    today = clock.today()
    typed = (request.GET.get("ngay") or request.GET.get("co_cau") or "").strip()
    if typed in ("", "then"):
        return AskedDay(today)
    try:
        return AskedDay(read_day(typed))
    except ReadingError as error:
        return AskedDay(today, typed, sentence(error))
