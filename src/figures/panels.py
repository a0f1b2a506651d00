"""The panel beside a table: what a number is, how exact, its parts, records and history."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import get_language

from figures.behind import Asking, Behind, behind, openable, titles_of
from figures.cache import recall
from figures.models import Definition, Reading, Scope
from figures.opening import Step, history, sides_of
from figures.reading import Question, answer, value_at
from figures.snapshot import Snapshot
from figures.tables import Asked, Column, state_of
from figures.values import State, Value
from figures.wording import Printed, in_cell, in_words
from people.models import Person
from ui import cells
from ui.charts import Point

PARTS = 8


@dataclass(frozen=True)
class Part:
    """One unit's share in a number."""

    column: Column
    value: Value
    text: str
    state: cells.State


@dataclass(frozen=True)
class Opened:
    """A number opened. ``record``: title and address of the record that attains an extreme; ``steps``: its
    history, each with the value as a cell shows it, and who did it where the reader may open the record.
    """

    figure: Definition
    column: Column
    value: Value
    state: cells.State
    text: str
    words: Printed | None
    record: tuple[str, str] | None
    parts: list[Part]
    more_parts: int
    tops: Behind
    bottoms: Behind | None
    years: list[Point]
    steps: list[tuple[Step, str, str]]
    beside: tuple[Definition, str] | None = None

    @property
    def coverage(self) -> tuple[int, int]:
        """Who gave it, of those that owe it."""
        return (self.value.reported or 0, self.value.expected or 0)

    @property
    def adds_up(self) -> bool:
        """Whether the number is a sum of what units gave."""
        figure = self.figure
        return figure.reading in (Reading.TOTAL, Reading.BALANCE) and figure.scope == Scope.SUBTREE

    @property
    def repeating(self) -> str:
        """The exact value of a fraction, to twelve places, cut not rounded."""
        exact = self.value.exact
        if exact is None or self.value.bottom is None:
            return ""
        whole, rest = divmod(exact * 100, 1)
        digits = f"{int(rest * 10**6):06d}"
        ends = (rest * 10**6).denominator == 1
        sign = "." if get_language() == "en" else ","
        tail = digits.rstrip("0") if ends else digits
        return f"{whole}{sign + tail if tail else ''}{'' if ends else '…'}"


def opened(asked: Asked, figure: Definition, column: Column, books: Snapshot, person: Person) -> Opened:
    """Everything of one number. About fifteen statements, whatever its size."""
    question, spot = scoped(asked.question, figure, column)
    value = asked.value(figure, column.spot)
    listed = {side: behind(Asking(question, figure, spot, side, value.record), person) for side in sides_of(figure)}
    parts = _parts(asked, figure) if column.whole else []
    tops = listed["t"]
    title = titles_of([value.record]).get(value.record) if value.record and tops.shown else None
    return Opened(
        figure,
        column,
        value,
        state_of(value, figure),
        in_cell(value, figure.wording) or "0",
        in_words(value, figure.wording) if value.state is State.VALUE else None,
        title,
        parts[:PARTS],
        max(len(parts) - PARTS, 0),
        tops,
        listed.get("b"),
        _years(asked.question, figure, column, books),
        _steps(history(question, figure, spot, books), figure, person),
        _beside(asked, figure, column),
    )


def _steps(steps: Sequence[Step], figure: Definition, person: Person) -> list[tuple[Step, str, str]]:
    open_to = openable({s.event.record_id for s in steps if s.event.record_id}, person)
    names = [s.event.actor.full_name if s.event.actor and s.event.record_id in open_to else "" for s in steps]
    return [(s, in_cell(s.value, figure.wording), name) for s, name in zip(steps, names, strict=True)]


def _beside(asked: Asked, figure: Definition, column: Column) -> tuple[Definition, str] | None:
    """The figure that is always shown with this one, and its value."""
    other = next((f for f in asked.figures if f.code == figure.beside), None)
    if other is None:
        return None
    text = in_cell(asked.value(other, column.spot), other.wording)
    return (other, text) if text else None


def scoped(question: Question, figure: Definition, column: Column) -> tuple[Question, tuple[int, int | None]]:
    above, via = column.spot
    if figure.scope == Scope.OWN:
        unit = above if via is None else via
        return replace(question, above=(unit,), own=(unit,)), (unit, unit)
    return replace(question, above=(above,), own=(above,)), column.spot


def _parts(asked: Asked, figure: Definition) -> list[Part]:
    """The number by unit: extremes from the extreme on, others from the largest."""
    columns = [c for c in asked.columns() if not c.whole]
    found = []
    for c in columns:
        value = asked.value(figure, c.spot)
        if value.state is not State.NOTHING or value.expected:
            text = in_cell(value, figure.wording) or "0"
            found.append(Part(c, value, text, state_of(value, figure)))
    lowest_first = figure.reading in (Reading.LOWEST, Reading.RATE, Reading.COVERAGE)

    def rank(part: Part) -> tuple[bool, Fraction]:
        exact = part.value.exact
        return exact is None, (exact or Fraction(0)) * (1 if lowest_first else -1)

    return sorted(found, key=rank)


def _years(question: Question, figure: Definition, column: Column, books: Snapshot) -> list[Point]:
    """The number year by year, the first and last year cut to the span; [] for one year alone."""
    spans = list(_calendar(question.since, question.until))
    if not 2 <= len(spans) <= 12:
        return []
    points = []
    for since, until in spans:
        asked, spot = scoped(replace(question, since=since, until=until), figure, column)
        year = replace(asked, owed=frozenset())
        found = recall(year, [figure], books) if year.position == books.head else answer(year, [figure])
        value = value_at(found, figure, spot)
        exact = value.exact
        shown = exact * 100 if exact is not None and figure.wording.get("rule") in ("percent", "from_up") else exact
        points.append(Point(str(since.year), shown, in_cell(value, figure.wording)))
    return points


def _calendar(since: date, until: date) -> Sequence[tuple[date, date]]:
    if since.year < until.year - 12:
        return []
    return [
        (max(since, date(y, 1, 1)), min(until, date(y + 1, 1, 1) - timedelta(days=1)))
        for y in range(since.year, until.year + 1)
    ]
