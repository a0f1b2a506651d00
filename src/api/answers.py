"""What is answered. Quantities are texts, so that they stay exact; open ends of spans are null."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, Field


class Fault(BaseModel):
    """A refusal: a stable code, a sentence for people, and what it is about."""

    code: str
    message: str
    facts: dict[str, Any]


class Page(BaseModel):
    """One page of a list of ``total`` rows."""

    page: int
    size: int
    total: int


class UnitRow(BaseModel):
    """A unit on a day. ``parent`` is null at the top of what the key shows."""

    unit: str
    name: str
    short_name: str
    kind: str
    parent: str | None
    code: str


class Units(Page):
    """The tree of a day, by key."""

    on: date
    items: list[UnitRow]


class SuccessionRow(BaseModel):
    """The other side of a succession. ``share``: 1, a fraction, or ? where it was never said."""

    on: date
    unit: str
    share: str


class StandingRow(BaseModel):
    """A span in which a unit was called so and stood there."""

    since: date | None = Field(serialization_alias="from")
    before: date | None = Field(serialization_alias="to")
    name: str
    short_name: str
    kind: str
    parent: str | None
    code: str
    basis: str
    passed: list[SuccessionRow]
    received: list[SuccessionRow]


class UnitHistory(BaseModel):
    """A unit's standings, newest first. ``others``: units of its successions that the key does not show."""

    unit: str
    standings: list[StandingRow]
    others: int


class FigureRow(BaseModel):
    """A line of the listing. ``unit`` is empty for what units not yet founded on the day did."""

    unit: str
    name: str
    measure: str
    value: str | None
    state: str
    reported: int
    expected: int


class Figures(Page):
    """Figures by unit. ``position``: the last event of the books that is counted."""

    position: int
    items: list[FigureRow]


class Meaning(BaseModel):
    """A figure or measure. ``reading`` says how a figure is read, or of what kind a measure is."""

    code: str
    what: str
    reading: str
    scope: str
    name_vi: str
    name_en: str
    explained_vi: str
    explained_en: str
    counted_in: str


class Dictionary(Page):
    """Figures in force today, then measures."""

    items: list[Meaning]


class CountRow(BaseModel):
    """How many records of a kind first counted in a month."""

    kind: str
    month: str
    count: int


class Counts(Page):
    """Records that the key opens, and how many more there are."""

    items: list[CountRow]
    elsewhere: int


class ValueRow(BaseModel):
    """A declared value."""

    unit: str
    measure: str
    on: date
    quantity: str
    note: str


class Values(Page):
    """What a unit declared itself, newest day first."""

    items: list[ValueRow]
