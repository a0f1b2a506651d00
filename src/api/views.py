"""The addresses of the API, in the order in which its description tells them."""

from __future__ import annotations

from typing import Annotated, Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Body, Header, Path, Query

from api import answers, queries, rows
from api.asking import Asked, CountsAsked, FiguresAsked, Paged, TreeAsked, UnitKey, ValueGiven, ValuesAsked
from api.declaring import declare_once
from api.doors import api
from figures.reading import Question
from figures.snapshot import snapshot
from ledger import clock
from people.access import WorkRequest
from people.models import Person
from people.roles import OPEN_RECORDS, RECORD_WORK, SEE_FIGURES
from units.queries import history
from units.rules import SEE_TREE

REFUSALS = dict.fromkeys((400, 401, 404, 405, 422, 503), answers.Fault)
WRITING = {**REFUSALS, **dict.fromkeys((409, 413, 507), answers.Fault)}


def person_of(request: HttpRequest) -> Person:
    """Who sent the key."""
    return cast("WorkRequest", request).person


@api.get("/units", response={200: answers.Units, **REFUSALS})
def units(request: HttpRequest, asked: Query[TreeAsked]) -> Any:
    """The units of a day, by key, as far as the key shows the tree."""
    person, day = person_of(request), asked.on or clock.today()
    found = queries.standings_on(person, day)
    page = list(found[asked.rows])
    seen = queries.seen_among(person, {s.parent_id for s in page if s.parent_id})
    return {"on": day, "items": [rows.unit_row(s, seen) for s in page], **rows.page_of(asked, found.count())}


@api.get("/units/{path:key}", response={200: answers.UnitHistory, **REFUSALS}, by_alias=True)
def unit(request: HttpRequest, key: Path[UnitKey], asked: Query[Asked]) -> Any:
    """One unit's history: what it was called, where it stood, how it came and went."""
    person = person_of(request)
    found = queries.seen_unit(person, key, SEE_TREE)
    past = history(found.pk)
    taken = {t.unit for p in past for t in (*p.passed, *p.received)}
    seen = queries.seen_among(person, taken | {p.parent for p in past if p.parent})
    return {
        "unit": found.key,
        "standings": [rows.standing_row(p, seen) for p in past],
        "others": len(taken - seen),
    }


@api.get("/figures", response={200: answers.Figures, **REFUSALS})
def figures(request: HttpRequest, asked: Query[FiguresAsked]) -> Any:
    """Figures or measures of units: the rows of ``./lantoa figures``, below a unit that the key shows."""
    asked.check()
    person = person_of(request)
    under = queries.seen_unit(person, asked.under or _own_key(request), SEE_FIGURES)
    chosen, books = queries.figures_named(asked.names, asked.until), snapshot()
    spanned = Question((), asked.since, asked.until, books.head, asked.structure, owed=books.owed)
    found = queries.figure_rows(person, chosen, spanned, books, under, asked.level)
    items = [rows.figure_row(row) for row in found[asked.rows]]
    return {"position": books.head, "items": items, **rows.page_of(asked, len(found))}


def _own_key(request: HttpRequest) -> str:
    """The unit of the key's post. Raises Http404 for a post without one."""
    key = cast("WorkRequest", request).posts[0].unit_key
    if not key:
        raise Http404
    return key


@api.get("/figures/dictionary", response={200: answers.Dictionary, **REFUSALS})
def dictionary(request: HttpRequest, asked: Query[Paged]) -> Any:
    """What figures and measures there are, and what they mean."""
    found = list(queries.meanings())
    return {"items": [rows.meaning_row(each) for each in found[asked.rows]], **rows.page_of(asked, len(found))}


@api.get("/records/counts", response={200: answers.Counts, **REFUSALS})
def counts(request: HttpRequest, asked: Query[CountsAsked]) -> Any:
    """How many records stand behind the numbers of a unit, by kind and month; of those not to be opened the sum."""
    asked.check()
    person = person_of(request)
    found = queries.seen_unit(person, asked.unit, SEE_FIGURES)
    counted, elsewhere = queries.record_counts(person, found, asked.since, asked.before)
    items = [{"kind": kind, "month": month, "count": count} for kind, month, count in counted[asked.rows]]
    return {"items": items, "elsewhere": elsewhere, **rows.page_of(asked, len(counted))}


@api.get("/values", response={200: answers.Values, **REFUSALS})
def values(request: HttpRequest, asked: Query[ValuesAsked]) -> Any:
    """What a unit declared itself, newest day first."""
    asked.check()
    person = person_of(request)
    unit = queries.seen_unit(person, asked.unit, OPEN_RECORDS)
    found = queries.declared_values(person, unit, asked.since, asked.before, asked.measure)
    items = [rows.value_row(unit.key, value) for value in found[asked.rows]]
    return {"items": items, **rows.page_of(asked, found.count())}


@api.put("/values", response={200: answers.ValueRow, **WRITING})
def declare(
    request: HttpRequest,
    asked: Query[Asked],
    given: Body[ValueGiven],
    request_key: Annotated[UUID, Header(alias="Idempotency-Key")],
) -> Any:
    """Declare one value, in place of what was declared for that unit, measure and day. Sent again, it is one act."""
    person = person_of(request)
    unit = queries.seen_unit(person, given.unit, RECORD_WORK)
    return declare_once(unit, given, person, request_key)


@api.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False)
def absent(request: HttpRequest, rest: str) -> Any:
    """What is at no address."""
    raise Http404
