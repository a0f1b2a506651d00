"""Pages of commitments: rounds, breakthroughs, and one of each; a person's own pledges."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Breakthrough, Pledge, PledgeRound, PledgeText
from commitments.queries import (
    breakthroughs_seen,
    by_status,
    pledgers,
    pledges_seen,
    progress,
    rounds_seen,
)
from commitments.states import Result
from directives.doors import doors
from directives.narrowing import narrow, with_units
from people.access import WorkRequest, posted, seen_by
from people.roles import OPEN_RECORDS
from units.queries import name_on

PAGE = 50


@posted
def rounds(request: WorkRequest) -> HttpResponse:
    """Rounds of pledges, newest first, after the reader's own pledges."""
    narrowed = narrow(request, rounds_seen(request.person), day="day")
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    how_far = progress([held.pk for held in page])
    listed = [(held, unit, how_far.get(held.pk)) for held, unit in with_units(page)]
    mine = pledges_seen(request.person).filter(person=request.person)
    context = {"narrowed": narrowed, "page": page, "rows": listed, "mine": mine, "noun": _("Rounds")}
    return render(request, "commitments/list.html", context)


@seen_by(OPEN_RECORDS)
def breakthroughs(request: WorkRequest) -> HttpResponse:
    """Breakthroughs, newest first."""
    rows = breakthroughs_seen(request.person)
    narrowed = narrow(request, rows, day="registered_on", kind="result", kinds=Result.choices)
    page = Paginator(narrowed.rows, PAGE).get_page(request.GET.get("trang"))
    context = {"narrowed": narrowed, "page": page, "rows": with_units(page), "noun": _("Breakthroughs")}
    return render(request, "commitments/breakthroughs.html", context)


@posted
def record(request: WorkRequest, public_id: str) -> HttpResponse:
    """One round, pledge or breakthrough."""
    held = rounds_seen(request.person).filter(record__public_id=public_id).first()
    if held is not None:
        return _round(request, held)
    pledge = pledges_seen(request.person).filter(record__public_id=public_id).first()
    if pledge is not None:
        return _pledge(request, pledge)
    breakthrough = breakthroughs_seen(request.person).filter(record__public_id=public_id).first()
    if breakthrough is None:
        raise Http404
    return _breakthrough(request, breakthrough)


def _round(request: WorkRequest, held: PledgeRound) -> HttpResponse:
    """How far a round is, and who owes what where the reader sees persons."""
    unit = name_on(held.record.unit_id, held.day)
    codes = {"pledges.covered.member", "pledges.owed", "pledges.persons"}
    context = {
        "held": held,
        "unit": unit,
        "lines": by_status(held),
        "pledgers": pledgers(held, request.person),
        "doors": doors(codes, unit=unit.key, day=held.day),
        "crumbs": _crumbs(),
    }
    return render(request, "commitments/round.html", context)


def _pledge(request: WorkRequest, pledge: Pledge) -> HttpResponse:
    """A pledge with its words."""
    day = pledge.accepted_on or pledge.round.day
    unit = name_on(pledge.record.unit_id, day)
    context = {
        "pledge": pledge,
        "unit": unit,
        "words": PledgeText.objects.filter(pledge=pledge).first(),
        "opens_round": rounds_seen(request.person).filter(pk=pledge.round_id).exists(),
        "doors": doors({"pledges.persons", "pledges.tasks"}, unit=unit.key, day=day),
        "crumbs": _crumbs(),
    }
    return render(request, "commitments/pledge.html", context)


def _breakthrough(request: WorkRequest, breakthrough: Breakthrough) -> HttpResponse:
    """What a unit sets out to break through, and how it was judged."""
    day = breakthrough.registered_on
    unit = name_on(breakthrough.record.unit_id, day)
    context = {
        "breakthrough": breakthrough,
        "unit": unit,
        "doors": doors({"breakthroughs.registered", "breakthroughs.met"}, unit=unit.key, day=day),
        "crumbs": [*_crumbs(), (_("Breakthroughs"), reverse("commitments:breakthroughs"))],
    }
    return render(request, "commitments/breakthrough.html", context)


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Pledges"), reverse("commitments:list"))]
