"""What is read, as rows of answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from api.asking import Paged
from exchange.models import DeclaredValue
from figures.listing import Row, printed
from figures.models import Definition
from ledger.chain import plain
from ledger.models import Measure
from units.models import EVER, NEVER, Standing
from units.queries import Past, Taken


def page_of(asked: Paged, total: int) -> dict[str, int]:
    """Which page of how many rows an answer is."""
    return {"page": asked.page, "size": asked.size, "total": total}


def unit_row(standing: Standing, seen: Collection[int]) -> dict[str, Any]:
    """A unit on a day; its parent where that is among those ``seen``."""
    parent = standing.parent.key if standing.parent and standing.parent_id in seen else None
    facts = {name: getattr(standing, name) for name in ("name", "short_name", "kind", "code")}
    return {"unit": standing.unit.key, "parent": parent, **facts}


def standing_row(past: Past, seen: Collection[int]) -> dict[str, Any]:
    """A standing in a unit's history, with what is ``seen`` of the units around it."""
    return {
        "since": None if past.since == EVER else past.since,
        "before": None if past.until == NEVER else past.until,
        "parent": past.parent_key if past.parent in seen else None,
        "passed": _taken(past.passed, seen),
        "received": _taken(past.received, seen),
        **{name: getattr(past, name) for name in ("name", "short_name", "kind", "code", "basis")},
    }


def _taken(taken: Iterable[Taken], seen: Collection[int]) -> list[dict[str, Any]]:
    return [{"on": t.day, "unit": t.key, "share": t.share} for t in taken if t.unit in seen]


def figure_row(row: Row) -> dict[str, Any]:
    """A line of the listing, its value rounded as the command prints it."""
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


def meaning_row(each: Definition | Measure) -> dict[str, str]:
    """A figure or a measure, and what it means."""
    names = {"code": each.code, "name_vi": each.name_vi, "name_en": each.name_en}
    if isinstance(each, Measure):
        blank = dict.fromkeys(("scope", "explained_vi", "explained_en"), "")
        return {**names, **blank, "what": "measure", "reading": each.kind, "counted_in": each.counted_in}
    explained = {"explained_vi": each.what_vi, "explained_en": each.what_en, "counted_in": each.counted_vi}
    return {**names, **explained, "what": "figure", "reading": each.reading, "scope": each.scope}


def value_row(unit: str, value: DeclaredValue) -> dict[str, Any]:
    """A declared value of a unit."""
    facts = {"measure": value.measure.code, "on": value.day, "quantity": plain(value.quantity), "note": value.note}
    return {"unit": unit, **facts}
