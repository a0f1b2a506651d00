"""The figures page as data: figures in rows, units in columns, every cell a door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from figures.cache import recall
from figures.dictionary import definitions
from figures.models import Definition, Reading
from figures.reading import Answers, Question, Spot, value_at
from figures.snapshot import Snapshot
from figures.values import State, Value
from figures.wording import in_cell
from ui import cells
from ui.cells import Cell
from ui.spans import Span
from units.models import NOT_FOUNDED
from units.queries import Child, children_between

COLUMNS = 12
WHOLE, OWN, EARLY = "toan", "rieng", "chua"
"""Names of spots in addresses: the whole, a unit's own, units not yet founded; else a unit's key."""


@dataclass(frozen=True)
class Subject:
    """The unit that a page is about, as it is called today."""

    pk: int
    key: str
    name: str


@dataclass(frozen=True)
class Column:
    """One column: a spot below the unit, its name in addresses and on the page."""

    spot: Spot
    name: str
    title: str
    whole: bool = False


@dataclass(frozen=True)
class Line:
    figure: Definition
    cells: list[Cell]


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Asked:
    """Everything that the page and its panel are read from."""

    unit: Subject
    span: Span
    question: Question
    figures: Sequence[Definition]
    children: Sequence[Child]
    answers: Answers

    def columns(self) -> list[Column]:
        """The whole, the unit's own, its children, and what was not yet founded where there is any."""
        root = self.unit.pk
        found = [Column((root, None), WHOLE, _("The whole"), whole=True)]
        if self.children:
            found.append(Column((root, root), OWN, _("Its own")))
        found += [Column((root, c.pk), c.key, c.short) for c in self.children]
        if any((root, NOT_FOUNDED) in spots for spots in self.answers.values()):
            found.append(Column((root, NOT_FOUNDED), EARLY, _("Not yet founded")))
        return found

    def value(self, figure: Definition, spot: Spot) -> Value:
        return value_at(self.answers, figure, spot)


SECTIONS = {
    "units": lambda: pgettext("group of figures", "Units"),
    "people": lambda: pgettext("group of figures", "People"),
    "directives": lambda: pgettext("group of figures", "Direction"),
    "study": lambda: pgettext("group of figures", "Study"),
    "commitments": lambda: pgettext("group of figures", "Pledges and breakthroughs"),
    "practice": lambda: pgettext("group of figures", "Models"),
    "inspection": lambda: pgettext("group of figures", "Inspection and supervision"),
    "recognition": lambda: pgettext("group of figures", "Recognition"),
}


def section_title(code: str) -> str:
    """The heading of a group of figures."""
    made = SECTIONS.get(code)
    return made() if made else code


def ask(unit: Subject, span: Span, books: Snapshot, *, subtree: bool) -> Asked:
    """Read every figure for a unit and its children over a span. ``subtree`` False: the unit alone."""
    question = Question((unit.pk,), span.since, span.last, books.head, span.structure, owed=books.owed)
    figures = definitions(span.last, books.dictionary)
    children = (
        children_between(
            unit.pk,
            since=span.since,
            until=span.until,
            structure=span.structure,
            position=books.head,
        )
        if subtree
        else []
    )
    own = (unit.pk, *(c.pk for c in children))
    question = replace(question, own=own)
    return Asked(unit, span, question, figures, children, recall(question, figures, books))


def sections(asked: Asked, columns: Sequence[Column], base: str, open_at: tuple[str, str]) -> list[Section]:
    """The rows of the page by section. ``base``: the query that every cell's address keeps."""
    found: dict[str, list[Line]] = {}
    for figure in asked.figures:
        row = [cell(asked, figure, column, base, open_at) for column in columns]
        found.setdefault(figure.section, []).append(Line(figure, row))
    return [Section(code, section_title(code), lines) for code, lines in found.items()]


def cell(asked: Asked, figure: Definition, column: Column, base: str, open_at: tuple[str, str]) -> Cell:
    """One value as a door to its panel."""
    value = asked.value(figure, column.spot)
    href = f"?{base}&{urlencode({'so': figure.code, 'o': column.name})}"
    state = state_of(value, figure)
    return Cell(
        text="0" if state is cells.State.NIL else in_cell(value, figure.wording),
        href=href,
        state=state,
        current=open_at == (figure.code, column.name),
        coverage=_ring(value, figure),
    )


def state_of(value: Value, figure: Definition) -> cells.State:
    """Which of the ways to have a number, or none, a value is."""
    if value.state is State.UNDETERMINED:
        return cells.State.ND
    if figure.reading == Reading.COVERAGE and value.expected:
        return cells.State.VALUE
    if value.expected and not value.reported:
        return cells.State.MISSING
    if value.state is State.VALUE:
        return cells.State.NIL if value.exact == 0 and not value.bottom else cells.State.VALUE
    if figure.reading in (Reading.RATE, Reading.LOWEST, Reading.HIGHEST, Reading.COVERAGE):
        return cells.State.NA
    return cells.State.NIL


def _ring(value: Value, figure: Definition) -> tuple[int, int] | None:
    """Coverage is shown where somebody is missing; a figure that is itself a coverage says it."""
    if figure.reading == Reading.COVERAGE or value.complete:
        return None
    return (value.reported or 0, value.expected or 0)
