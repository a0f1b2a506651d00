"""The addresses of the API, in the order in which its description tells them."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Annotated, Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Body, Header, Path, Query

from api import answers, operations, queries
from api.asking import Asked, CountsAsked, FiguresAsked, Paged, TreeAsked, UnitKey, ValueGiven, ValuesAsked
from api.doors import api
from exchange.declaring import Declared
from figures.listing import Row, printed
from figures.models import Definition
from figures.snapshot import snapshot
from ledger import clock
from ledger.chain import plain
from ledger.models import Measure
from ledger.refusals import IllegalMove, Unfit
from people.access import WorkRequest
from people.models import Person
from people.roles import OPEN_RECORDS, RECORD_WORK, SEE_FIGURES
from units.models import EVER, NEVER
from units.queries import Taken, history
from units.rules import SEE_TREE

REFUSALS = dict.fromkeys((400, 401, 404, 405, 422, 503), answers.Fault)
WRITING = {**REFUSALS, **dict.fromkeys((409, 413, 507), answers.Fault)}


FIELDS = {"day": "on"}
"""What a field of a record is called here."""


def person_of(request: HttpRequest) -> Person:
    """Who sent the key."""
    return cast("WorkRequest", request).person


@api.get("/units", response={200: answers.Units, **REFUSALS})
def units(request: HttpRequest, asked: Query[TreeAsked]) -> Any:
    """The units of a day, by key, as far as the key shows the tree."""
    person, day = person_of(request), asked.on or clock.today()
    rows = queries.standings_on(person, day)
    page = list(rows[asked.first : asked.first + asked.size])
    seen = queries.seen_among(person, {s.parent_id for s in page if s.parent_id})
    items = [
        {
            "unit": s.unit.key,
            "name": s.name,
            "short_name": s.short_name,
            "kind": s.kind,
            "parent": s.parent.key if s.parent and s.parent_id in seen else None,
            "code": s.code,
        }
        for s in page
    ]
    return {"on": day, "items": items, **_page(asked, rows.count())}


def _page(asked: Paged, total: int) -> dict[str, int]:
    return {"page": asked.page, "size": asked.size, "total": total}


@api.get("/units/{path:key}", response={200: answers.UnitHistory, **REFUSALS}, by_alias=True)
def unit(request: HttpRequest, key: Path[UnitKey], asked: Query[Asked]) -> Any:
    """One unit's history: what it was called, where it stood, how it came and went."""
    person = person_of(request)
    found = queries.seen_unit(person, key, SEE_TREE)
    past = history(found.pk)
    taken = {t.unit for p in past for t in (*p.passed, *p.received)}
    seen = queries.seen_among(person, taken | {p.parent for p in past if p.parent})
    standings = [
        {
            "since": None if p.since == EVER else p.since,
            "before": None if p.until == NEVER else p.until,
            "parent": p.parent_key if p.parent in seen else None,
            "passed": _taken(p.passed, seen),
            "received": _taken(p.received, seen),
            **{name: getattr(p, name) for name in ("name", "short_name", "kind", "code", "basis")},
        }
        for p in past
    ]
    return {"unit": found.key, "standings": standings, "others": len(taken - seen)}


def _taken(taken: tuple[Taken, ...], seen: set[int]) -> list[dict[str, Any]]:
    return [{"on": t.day, "unit": t.key, "share": t.share} for t in taken if t.unit in seen]


@api.get("/figures", response={200: answers.Figures, **REFUSALS})
def figures(request: HttpRequest, asked: Query[FiguresAsked]) -> Any:
    """Figures or measures of units: the rows of ``./lantoa figures``, below a unit that the key shows."""
    asked.check()
    person, until = person_of(request), asked.before - timedelta(days=1)
    under = queries.seen_unit(person, asked.under or _own_key(request), SEE_FIGURES)
    books = snapshot()
    rows = queries.figure_rows(
        person,
        queries.figures_named(asked.names, until),
        since=asked.since,
        until=until,
        structure=asked.structure,
        books=books,
        under=under,
        level=asked.level,
    )
    items = [_figure(row) for row in rows[asked.first : asked.first + asked.size]]
    return {"position": books.head, "items": items, **_page(asked, len(rows))}


def _own_key(request: HttpRequest) -> str:
    """The unit of the key's post. Raises Http404 for a post without one."""
    unit = cast("WorkRequest", request).posts[0].unit_key
    if not unit:
        raise Http404
    return unit


def _figure(row: Row) -> dict[str, Any]:
    value = row.value
    return {
        "unit": row.unit,
        "name": row.name,
        "measure": row.measure,
        "value": printed(value) or None,
        "state": value.state.value,
        "reported": value.reported or 0,
        "expected": value.expected or 0,
    }


@api.get("/figures/dictionary", response={200: answers.Dictionary, **REFUSALS})
def dictionary(request: HttpRequest, asked: Query[Paged]) -> Any:
    """What figures and measures there are, and what they mean."""
    found = list(queries.meanings())
    items = [_meaning(each) for each in found[asked.first : asked.first + asked.size]]
    return {"items": items, **_page(asked, len(found))}


def _meaning(each: Definition | Measure) -> dict[str, str]:
    names = {"code": each.code, "name_vi": each.name_vi, "name_en": each.name_en}
    if isinstance(each, Measure):
        blank = dict.fromkeys(("scope", "explained_vi", "explained_en"), "")
        return {**names, **blank, "what": "measure", "reading": each.kind, "counted_in": each.counted_in}
    explained = {"explained_vi": each.what_vi, "explained_en": each.what_en, "counted_in": each.counted_vi}
    return {**names, **explained, "what": "figure", "reading": each.reading, "scope": each.scope}


@api.get("/records/counts", response={200: answers.Counts, **REFUSALS})
def counts(request: HttpRequest, asked: Query[CountsAsked]) -> Any:
    """How many records stand behind the numbers of a unit, by kind and month; of those not to be opened the sum."""
    asked.check()
    person = person_of(request)
    found = queries.seen_unit(person, asked.unit, SEE_FIGURES)
    rows, elsewhere = queries.record_counts(person, found, asked.since, asked.before)
    items = [
        {"kind": kind, "month": month, "count": count}
        for kind, month, count in rows[asked.first : asked.first + asked.size]
    ]
    return {"items": items, "elsewhere": elsewhere, **_page(asked, len(rows))}


@api.get("/values", response={200: answers.Values, **REFUSALS})
def values(request: HttpRequest, asked: Query[ValuesAsked]) -> Any:
    """What a unit declared itself, newest day first."""
    asked.check()
    person = person_of(request)
    found = queries.seen_unit(person, asked.unit, OPEN_RECORDS)
    rows = queries.declared_values(person, found, asked.since, asked.before, asked.measure)
    items = [
        {
            "unit": found.key,
            "measure": v.measure.code,
            "on": v.day,
            "quantity": plain(v.quantity),
            "note": v.note,
        }
        for v in rows[asked.first : asked.first + asked.size]
    ]
    return {"items": items, **_page(asked, rows.count())}


@api.put("/values", response={200: answers.ValueRow, **WRITING})
def declare(
    request: HttpRequest,
    asked: Query[Asked],
    given: Body[ValueGiven],
    request_key: Annotated[UUID, Header(alias="Idempotency-Key")],
) -> Any:
    """Declare one value, in place of what was declared for that unit, measure and day. Sent again, it is one act."""
    person = person_of(request)
    found = queries.seen_unit(person, given.unit, RECORD_WORK)
    answer = {
        "unit": given.unit,
        "measure": given.measure,
        "on": given.on.isoformat(),
        "quantity": plain(given.quantity),
        "note": given.note,
    }
    digest = hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).digest()
    measure = operations.measure_named(given.measure)
    try:
        operations.declare_value(
            unit=found,
            value=Declared(found.pk, measure.pk, given.on, given.quantity, given.note),
            measure=measure.code,
            digest=digest,
            answer=answer,
            by=person,
            request_key=request_key,
        )
    except IllegalMove as refusal:
        raise IllegalMove("idempotency_key_reused") from refusal
    except Unfit as refusal:
        raise Unfit(refusal.code, FIELDS.get(refusal.field, refusal.field), **refusal.facts) from refusal
    return operations.answered(request_key, digest, person)


@api.api_operation(["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False)
def absent(request: HttpRequest, rest: str) -> Any:
    """What is at no address."""
    raise Http404
