"""The page of what a unit declared in files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exchange.queries import declarations_seen, values_of
from ledger import clock
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS
from ui import formats
from units.queries import name_on

PAGE = 50


@seen_by(OPEN_RECORDS)
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """Every value that one unit declared."""
    declaration = get_object_or_404(declarations_seen(request.person), record__public_id=public_id)
    page = Paginator(values_of(declaration), PAGE).get_page(request.GET.get("trang"))
    name = "name_en" if get_language() == "en" else "name_vi"
    rows = [(v, getattr(v.measure, name) or v.measure.code, formats.number(v.quantity)) for v in page]
    unit = name_on(declaration.record.unit_id, clock.today())
    context = {"declaration": declaration, "unit": unit, "page": page, "rows": rows, "noun": _("Values")}
    return render(request, "exchange/record.html", context)
