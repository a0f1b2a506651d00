"""Pages of numbers: the table of a unit, a number opened beside it, and all records behind one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from figures.behind import behind
from figures.choosing import Choice, choose
from figures.opening import records_behind
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
    question, spot = choice.scoped()
    given = records_behind(question, choice.figure, spot, side)
    found = behind(given, request.person, most=len(given))
    pages = Paginator(found.rows, PAGE).get_page(request.GET.get("trang"))
    context = {"behind": found, "page": pages, "side": side, "noun": _("Records")}
    return render(request, "figures/records.html", choice.context | context)
