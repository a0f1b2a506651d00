"""Pages of numbers: the table of a unit, a number opened beside it, and all records behind one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from figures.behind import Asking, behind
from figures.choosing import Choice, choose
from figures.comparing import compared
from figures.panels import Opened, opened
from figures.tables import COLUMNS, sections
from people.access import WorkRequest, seen_by
from people.roles import SEE_FIGURES

PAGE = 50


@seen_by(SEE_FIGURES)
def page(request: WorkRequest) -> HttpResponse:
    """Figures × units, with one number open beside the table where the address names one."""
    choice = choose(request)
    fixed, rest = (columns := choice.asked.columns())[:2], columns[2:]
    pages = Paginator(rest, COLUMNS - 2).get_page(request.GET.get("trang"))
    shown = [*fixed, *pages]
    context = {
        "columns": shown,
        "sections": sections(choice.asked, shown, choice.base, choice.open_at),
        "page": pages,
        "noun": _("Units"),
        "opened": _opened(request, choice),
    }
    return render(request, "figures/page.html", choice.context | context)


def _opened(request: WorkRequest, choice: Choice) -> Opened | None:
    if choice.figure is None:
        return None
    return opened(choice.asked, choice.figure, choice.column, choice.books, request.person)


@seen_by(SEE_FIGURES)
def records(request: WorkRequest) -> HttpResponse:
    """Every record behind one number, in pages."""
    choice = choose(request)
    if choice.figure is None:
        raise Http404
    side = "b" if request.GET.get("ve") == "duoi" and choice.figure.bottom else "t"
    asking = Asking(*choice.asking(), side)
    paged = Paginator(range(behind(asking, request.person, most=0).shown), PAGE).get_page(request.GET.get("trang"))
    found = behind(asking, request.person, first=max(paged.start_index() - 1, 0), most=PAGE)
    context = {"behind": found, "page": paged, "side": side, "noun": _("Records")}
    return render(request, "figures/records.html", choice.context | context)


@seen_by(SEE_FIGURES)
def two_structures(request: WorkRequest) -> HttpResponse:
    """Why a number differs between two structures, unit by unit."""
    choice = choose(request)
    return render(request, "figures/bridge.html", choice.context | compared(choice, request.GET.get("voi", "")))
