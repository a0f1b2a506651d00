"""Pages of honours: the funnel with the exemplars, the decisions, and one record of either."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from directives.doors import doors
from directives.narrowing import narrow
from figures.periods import offered
from figures.snapshot import snapshot
from ledger import clock
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS
from recognition import queries, rows
from recognition.choosing import step_of, subject_of
from recognition.funnel import funnel
from recognition.models import Decision, Exemplar
from recognition.states import Form, State
from ui.spans import read_span

PAGE = 50


@seen_by(OPEN_RECORDS)
def listing(request: WorkRequest) -> HttpResponse:
    """The funnel of a unit over a span, and the exemplars that came to a step in it."""
    unit, step = subject_of(request), step_of(request)
    books = snapshot(unit.pk)
    offer = offered(books.periods)
    span = read_span(request.GET, default=offer.default)
    found = queries.exemplars_between(request.person, unit.pk, span.since, span.until, step)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    found_rows = rows.exemplar_rows(request.person, list(page))
    head = {"span": span, "presets": offer.presets, "position": books, "today": clock.today(), "unit": unit}
    body = {"funnel": funnel(unit, span, books), "page": page, "rows": found_rows, "noun": _("Exemplars")}
    return render(request, "recognition/list.html", {"step": step, "steps": State.choices} | head | body)


@seen_by(OPEN_RECORDS)
def decisions(request: WorkRequest) -> HttpResponse:
    """Decisions that give awards, the newest first."""
    narrowed = narrow(request, queries.decisions_seen(request.person), day="day", kind="form", kinds=Form.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    found = rows.decision_rows(list(page))
    context = {"narrowed": narrowed, "page": page, "rows": found, "noun": _("Decisions")}
    return render(request, "recognition/decisions.html", context)


@seen_by(OPEN_RECORDS)
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """One exemplar, or one decision with its awards."""
    exemplar = queries.exemplars_seen(request.person).filter(record__public_id=public_id).first()
    if exemplar is not None:
        return _exemplar(request, exemplar)
    return _decision(request, get_object_or_404(queries.decisions_seen(request.person), record__public_id=public_id))


def _exemplar(request: WorkRequest, exemplar: Exemplar) -> HttpResponse:
    (row,) = rows.exemplar_rows(request.person, [exemplar])
    context = {
        "row": row,
        "exemplar": exemplar,
        "crumbs": [(_("Exemplars"), reverse("recognition:list"))],
        "doors": doors(rows.figures_of(exemplar), unit=row.unit.key, day=exemplar.registered_on),
    }
    return render(request, "recognition/exemplar.html", context)


def _decision(request: WorkRequest, decision: Decision) -> HttpResponse:
    awards = decision.awards.select_related("person").order_by("person__sort_key", "pk")
    page = Paginator(awards, PAGE).get_page(request.GET.get("trang"))
    (row,) = rows.decision_rows([decision])
    context = {
        "row": row,
        "decision": decision,
        "page": page,
        "rows": rows.award_rows(request.person, list(page)),
        "noun": _("Awards"),
        "crumbs": [(_("Decisions and awards"), reverse("recognition:decisions"))],
        "doors": doors({"awards.given.collective", "awards.given.individual"}, unit=row.unit.key, day=decision.day),
    }
    return render(request, "recognition/decision.html", context)
