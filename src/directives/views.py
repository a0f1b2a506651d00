"""Pages of documents: the list and one document."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directives.doors import doors
from directives.narrowing import narrow, with_units
from directives.queries import documents_seen
from directives.states import DocType, State
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS
from units.queries import name_on

PAGE = 50


@seen_by(OPEN_RECORDS)
def documents(request: WorkRequest) -> HttpResponse:
    """Documents, newest first."""
    rows = documents_seen(request.person)
    narrowed = narrow(request, rows, day="day", kind="doc_type", kinds=DocType.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    context = {"narrowed": narrowed, "page": page, "rows": with_units(page), "noun": _("Documents")}
    return render(request, "directives/list.html", context)


@seen_by(OPEN_RECORDS)
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """One document: its facts, what it counts for, what happened to it."""
    document = get_object_or_404(documents_seen(request.person), record__public_id=public_id)
    unit = name_on(document.record.unit_id, document.day)
    codes = {f"documents.issued.{document.doc_type}"}
    context = {
        "document": document,
        "crumbs": [(_("Documents issued"), reverse("directives:list"))],
        "unit": unit,
        "doors": doors(codes, unit=unit.key, day=document.day) if document.state == State.ISSUED else [],
    }
    return render(request, "directives/record.html", context)
