"""Pages of models of practice: the list, and one model."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directives.doors import doors
from directives.narrowing import narrow
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS
from practice.queries import figures_of, models_seen, rows_for
from practice.states import State

PAGE = 50


@seen_by(OPEN_RECORDS)
def listing(request: WorkRequest) -> HttpResponse:
    """Models, the newest first."""
    rows = models_seen(request.person)
    narrowed = narrow(request, rows, day="registered_on", kind="state", kinds=State.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    context = {
        "narrowed": narrowed,
        "page": page,
        "rows": rows_for(request.person, list(page)),
        "noun": pgettext("listed", "Models"),
    }
    return render(request, "practice/list.html", context)


@seen_by(OPEN_RECORDS)
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """One model: its facts, who took it over, what it counts for, what happened to it."""
    seen = models_seen(request.person)
    model = get_object_or_404(seen, record__public_id=public_id)
    (row,) = rows_for(request.person, [model])
    context = {
        "row": row,
        "model": model,
        "adoptions": rows_for(request.person, list(seen.filter(adopted_from=model))),
        "crumbs": [(_("Models of practice"), reverse("practice:list"))],
        "doors": doors(figures_of(model), unit=row.unit.key, day=model.registered_on),
    }
    return render(request, "practice/record.html", context)
