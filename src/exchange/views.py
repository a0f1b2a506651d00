"""The page of what a unit declared in files, and the page for sending files."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exchange.archives import LARGEST_UPLOAD, NAMES
from exchange.models import Upload
from exchange.progress import STEPS
from exchange.queries import declarations_seen, outcome_of, values_of
from exchange.uploads import UNDER_WAY, bury, receive
from ledger import clock
from ledger.refusals import Unfit
from people.access import WorkRequest, seen_by
from people.roles import OPEN_RECORDS
from ui import formats
from units.queries import name_on
from units.rules import ACT_ON_TREE

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


@seen_by(ACT_ON_TREE)
def send(request: WorkRequest) -> HttpResponse:
    """Files to import: the form, and what it sends."""
    _operators_only(request)
    key, error = uuid4(), ""
    if request.method == "POST":
        try:
            key = _key(request) or key
            files, dry_run = request.FILES.getlist("files"), "dry_run" in request.POST
            return redirect(receive(files, dry_run=dry_run, request_key=key, by=request.person))
        except Unfit as refused:
            error = refused.sentence()
    context = {"key": key, "error": error, "names": NAMES, "most": LARGEST_UPLOAD >> 20}
    return render(request, "exchange/send.html", context, status=422 if error else 200)


@seen_by(ACT_ON_TREE)
def upload(request: WorkRequest, public_id: str) -> HttpResponse:
    """What becomes of files that were sent; their sender alone sees it."""
    _operators_only(request)
    bury()
    sent = get_object_or_404(Upload, public_id=public_id.replace("\x00", ""), person=request.person)
    step = _(STEPS[sent.step]) if sent.step else ""
    more = sent.fault_count - len(sent.faults)
    context = {"sent": sent, "under_way": sent.state in UNDER_WAY, "step": step, "more": more}
    return render(request, "exchange/upload.html", context | outcome_of(sent))


def _operators_only(request: WorkRequest) -> None:
    if not request.person.may(ACT_ON_TREE, None):
        raise Http404


def _key(request: WorkRequest) -> UUID | None:
    """The form's own number, by which a second click is known."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
