"""Pages of inspections: the list, and one inspection."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directives.doors import doors
from directives.narrowing import narrow
from inspection.queries import figures_of, inspections_seen, rows_for
from inspection.states import Act
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS

PAGE = 50


@seen_by(OPEN_RECORDS)
def listing(request: WorkRequest) -> HttpResponse:
    """Inspections and supervisions, the newest first."""
    narrowed = narrow(request, inspections_seen(request.person), day="day", kind="kind", kinds=Act.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    context = {"narrowed": narrowed, "page": page, "rows": rows_for(list(page)), "noun": _("Acts")}
    return render(request, "inspection/list.html", context)


@seen_by(OPEN_RECORDS)
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """One inspection: its facts, what it counts for, what happened to it."""
    inspection = get_object_or_404(inspections_seen(request.person), record__public_id=public_id)
    (row,) = rows_for([inspection])
    context = {
        "row": row,
        "inspection": inspection,
        "crumbs": [(_("Inspection and supervision"), reverse("inspection:list"))],
        "doors": doors(figures_of(inspection), unit=row.unit.key, day=inspection.day),
    }
    return render(request, "inspection/record.html", context)
