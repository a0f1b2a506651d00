"""Pages of reviews: which there are, one in the office's words, one by the standard outline."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from figures.choosing import subject
from figures.periods import offered
from figures.snapshot import snapshot
from figures.tables import Subject
from ledger.clock import today
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS, SEE_FIGURES
from reports.models import Review
from reports.printing import FORMATS
from reports.queries import reviews_of
from reports.writing import Document, write
from ui.spans import Preset, Span, read_span
from units.queries import name_on, names_on

TYPES = {"text": "text/plain", "csv": "text/csv", "json": "application/json"}
ENDINGS = {"text": "txt", "csv": "csv", "json": "json"}


@seen_by(OPEN_RECORDS)
def reviews(request: WorkRequest) -> HttpResponse:
    """The reviews of the units that this person may see."""
    page = Paginator(reviews_of(request.person), 50).get_page(request.GET.get("trang"))
    names = names_on({r.record.unit_id for r in page}, today())
    rows = [(r, names[r.record.unit_id].name) for r in page]
    return render(request, "reports/list.html", {"rows": rows, "page": page, "noun": _("Reviews")})


@seen_by(OPEN_RECORDS)
def review(request: WorkRequest, public_id: str) -> HttpResponse:
    """One review, over its own span unless another is chosen."""
    rows = Review.objects.visible_to(request.person).select_related("record")
    found = get_object_or_404(rows.prefetch_related("paragraphs"), record__public_id=public_id)
    unit = found.record.unit
    shown = Subject(unit.pk, unit.key, name_on(unit.pk, found.last).name)
    preset = Preset(_("The review's own span"), found.since, found.last)
    return _page(request, shown, Span(found.since, found.last), [preset], found)


@seen_by(SEE_FIGURES)
def outline_of(request: WorkRequest) -> HttpResponse:
    """The standard outline for a unit: what the books can say without a word written."""
    shown, _reach = subject(request)
    offer = offered(snapshot(shown.pk).periods)
    return _page(request, shown, offer.default, offer.presets, None)


def _page(
    request: WorkRequest, unit: Subject, default: Span, presets: list[Preset], found: Review | None
) -> HttpResponse:
    books, span = snapshot(), read_span(request.GET, default=default)
    document = write(unit, span, books, found)
    if (chosen := request.GET.get("tai", "")) in FORMATS:
        return _file(document, chosen)
    context: dict[str, Any] = {
        "document": document,
        "span": span,
        "presets": presets,
        "position": books,
        "today": today(),
        "nav": "reports",
    }
    return render(request, "reports/review.html", context)


def _file(document: Document, chosen: str) -> HttpResponse:
    """The same as a file."""
    response = HttpResponse(FORMATS[chosen](document), content_type=f"{TYPES[chosen]}; charset=utf-8")
    name = f"{document.unit.key}-{document.span.since}-{document.span.last}.{ENDINGS[chosen]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
