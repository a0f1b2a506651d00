"""The tree of a day, one unit, and acts on the tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ledger import clock
from ledger.models import OPEN
from ledger.refusals import Refused, describe
from organisation.done import acts_of, done_act
from organisation.pages import tree_page, unit_page
from organisation.wizard import Wizard
from people.access import WorkRequest, seen_by
from people.rules import units_where
from ui.reading import ReadingError, read_day
from ui.refusals import sentence
from units.acts import take_back
from units.rules import ACT_ON_TREE, SEE_TREE


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
    context = {"shown": unit_page(request.person, found), "acts": acts_of(request.person, found)}
    return render(request, "organisation/unit.html", context)


@seen_by(ACT_ON_TREE)
def reorganise(request: WorkRequest) -> HttpResponse:
    """The wizard: state acts, look at what comes of them, do them; or take one back (``thu_hoi``)."""
    if "thu_hoi" in request.POST:
        return _taken_back(request)
    wizard = Wizard(request.person, (request.POST or request.GET).dict())
    if request.method == "POST":
        wizard.take(request.POST.get("buoc", ""))
    if wizard.done:
        messages.success(request, _("Done. The history tells what was done, and lets it be taken back."))
        return _to_unit(wizard.goal())
    return render(request, "organisation/reorganise.html", {"wizard": wizard})


def _taken_back(request: WorkRequest) -> HttpResponse:
    """Take an act back, if it was ticked, and tell it at the unit's page."""
    act = done_act(request.person, request.POST["thu_hoi"])
    try:
        if request.POST.get("dong_y"):
            take_back(act=act, by=request.person)
            messages.success(request, _("Taken back. The tree is as it was before."))
        else:
            messages.error(request, _("Tick that it was entered wrongly, then take it back."))
    except Refused as refusal:
        messages.error(request, describe(refusal))
    seen = units_where(request.person, SEE_TREE).filter(key=request.POST.get("don_vi", "").replace("\x00", ""))
    return _to_unit(seen.filter(standings__removed=OPEN).values_list("key", flat=True).first())


def _to_unit(key: str | None) -> HttpResponse:
    return redirect("units:unit", key) if key else redirect("units:tree")


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
