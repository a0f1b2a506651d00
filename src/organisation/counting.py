"""Members and staff of units on a day, each number a door to the figures. Only where the reader may see figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from figures.cache import recall
from figures.dictionary import definitions
from figures.reading import Question, value_at
from figures.snapshot import snapshot
from figures.tables import state_of
from figures.wording import in_cell
from people.models import Person
from people.roles import SEE_FIGURES, Reach
from people.rules import units_where
from ui.cells import Cell, State

FIGURES = ("people.members", "people.staff")
Counts = Mapping[int, Mapping[str, Cell]]
"""Cells by unit and figure."""


@dataclass(frozen=True)
class Reached:
    """Of some units, those whose figures a person sees: with all below them, or their own alone."""

    wide: frozenset[int]
    own: frozenset[int]


def reached(person: Person, units: Collection[int]) -> Reached:
    """How far ``person`` sees the figures of each of these units. Two statements."""
    wide, all_ = (
        frozenset(units_where(person, SEE_FIGURES, reach).filter(pk__in=units).values_list("pk", flat=True))
        for reach in (Reach.SUBTREE, Reach.OWN)
    )
    return Reached(wide, all_ - wide)


def counts(person: Person, keys: Mapping[int, str], day: date) -> Counts:
    """Members and staff on ``day`` of the units of ``keys`` (number → key), where ``person`` may see them."""
    seen = reached(person, keys)
    units = sorted(seen.wide | seen.own)
    if not units:
        return {}
    books = snapshot()
    figures = [f for f in definitions(day, books.dictionary) if f.code in FIGURES]
    answers = recall(Question(tuple(units), date(day.year, 1, 1), day, books.head, owed=books.owed), figures, books)
    found: dict[int, dict[str, Cell]] = {}
    for unit in units:
        spot = (unit, None if unit in seen.wide else unit)
        for figure in figures:
            value = value_at(answers, figure, spot)
            state = state_of(value, figure)
            text = "0" if state is State.NIL else in_cell(value, figure.wording)
            cell = Cell(text=text, state=state, href=address(keys[unit], day, figure.code))
            found.setdefault(unit, {})[figure.code.removeprefix("people.")] = cell
    return found


def address(key: str, day: date, figure: str = "") -> str:
    """The page of a unit's figures, over the year up to ``day``, one of them open."""
    asked = {"don_vi": key, "tu": date(day.year, 1, 1).isoformat(), "den": day.isoformat(), "co_cau": "then"}
    return f"{reverse('figures:page')}?{urlencode(asked | ({'so': figure} if figure else {}))}"
