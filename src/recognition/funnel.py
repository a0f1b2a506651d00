"""The funnel of exemplars: six figures of one unit over a span, as a drawing and as a table of doors.

The steps never add up with each other: who came to the third step is among those of the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from figures import tables
from figures.cache import recall
from figures.dictionary import definitions
from figures.models import Definition
from figures.reading import Answers, Question, value_at
from figures.snapshot import Snapshot
from figures.values import NOTHING
from figures.wording import in_cell
from recognition.states import Subject
from ui import charts, formats
from ui.cells import Cell, State
from ui.spans import Span

STEPS = ("exemplars.registered.base", "exemplars.selected.bloc", "exemplars.forwarded.bloc")
MIDDLE, WIDEST, LEAST, HEIGHT, STEP = 200.0, 88.0, 3.0, 40.0, 96.0
LOOKS = (("h3", "#a39273"), ("h4", "#6f634c"), ("f-gold", "#c59b2d"))


@dataclass(frozen=True)
class Side:
    """One number of a step: as a door, and as it is drawn (None: cannot be determined)."""

    cell: Cell
    number: int | None


@dataclass(frozen=True)
class Stage:
    """One step of the funnel."""

    label: str
    collectives: Side
    individuals: Side


@dataclass(frozen=True)
class Funnel:
    """The steps from the widest on, and their drawing; no drawing where nothing was registered."""

    stages: list[Stage]
    drawn: SafeString | None


def funnel(unit: tables.Subject, span: Span, books: Snapshot) -> Funnel:
    """Read the six figures of a unit over a span. As many statements as ``figures.cache.recall`` takes."""
    question = Question((unit.pk,), span.since, span.last, books.head, span.structure, own=(unit.pk,), owed=books.owed)
    known = {f.code: f for f in definitions(span.last, books.dictionary)}
    codes = [f"{step}.{subject}" for step in STEPS for subject in Subject.values]
    figures = [known[code] for code in codes if code in known]
    answers = recall(question, figures, books)
    base = urlencode({"don_vi": unit.key, **span.query})
    labels = (_("Registered at the base"), _("Selected by the committee above"), _("Registered with the province"))
    stages = [
        Stage(label, *(_side(known.get(f"{step}.{subject}"), answers, unit.pk, base) for subject in Subject.values))
        for step, label in zip(STEPS, labels, strict=True)
    ]
    is_empty = not any(side.number for stage in stages for side in (stage.collectives, stage.individuals))
    return Funnel(stages, None if is_empty else drawn(stages))


def _side(figure: Definition | None, answers: Answers, unit: int, base: str) -> Side:
    if figure is None:
        return Side(Cell(state=State.NA), None)
    value = value_at(answers, figure, (unit, None))
    state = tables.state_of(value, figure)
    text = in_cell(value, figure.wording) or "0"
    href = f"{reverse('figures:page')}?{base}&{urlencode({'so': figure.code, 'o': tables.WHOLE})}"
    exact = 0 if value == NOTHING else value.exact
    return Side(Cell(text=text, href=href, state=state), None if exact is None else int(exact))


def drawn(stages: Sequence[Stage]) -> SafeString:
    """The funnel as SVG: collectives to the left of the middle, individuals to the right."""
    most = max(side.number or 0 for stage in stages for side in (stage.collectives, stage.individuals))
    widths = [(_width(s.collectives.number, most), _width(s.individuals.number, most)) for s in stages]
    shapes = [*_falls(widths), *(shape for n, stage in enumerate(stages) for shape in _bars(n, stage, widths[n]))]
    words = "; ".join(f"{s.label}: {_left(s)}, {_right(s)}" for s in stages)
    return charts.drawing(2 * MIDDLE, STEP * len(stages) - 26, _("Funnel of exemplars"), words, shapes)


def _width(number: int | None, most: int) -> float:
    return max(number * WIDEST / most, LEAST) if number and most else 0.0


def _bars(n: int, stage: Stage, widths: tuple[float, float]) -> Iterable[SafeString]:
    top, (left, right) = 26 + STEP * n, widths
    css, colour = LOOKS[n]
    yield charts.text(MIDDLE, top - 8, stage.label, size=15)
    yield charts.rect(MIDDLE - 2 - left, top, left, HEIGHT, css, colour)
    yield charts.rect(MIDDLE + 2, top, right, HEIGHT, css, colour)
    yield charts.text(MIDDLE - 10 - left, top + 26, _left(stage), anchor="end", size=15)
    yield charts.text(MIDDLE + 10 + right, top + 26, _right(stage), anchor="start", size=15)


def _falls(widths: Sequence[tuple[float, float]]) -> Iterable[SafeString]:
    """What lies between two steps: from the ends of one bar to those of the next."""
    for n, ((left, right), (next_left, next_right)) in enumerate(pairwise(widths)):
        low, high = 26 + STEP * n + HEIGHT, 26 + STEP * (n + 1)
        for start, end, inner in (
            (MIDDLE - 2 - left, MIDDLE - 2 - next_left, MIDDLE - 2),
            (MIDDLE + 2 + right, MIDDLE + 2 + next_right, MIDDLE + 2),
        ):
            corners = f"M{start:.1f} {low:g}L{end:.1f} {high:g}H{inner:g}V{low:g}z"
            yield format_html('<path d="{}" fill="#f8f5ee" class="h1" opacity=".55"/>', corners)


def _left(stage: Stage) -> str:
    number = stage.collectives.number
    if number is None:
        return "…"
    return ngettext("%(n)s collective", "%(n)s collectives", number) % {"n": formats.whole(number)}


def _right(stage: Stage) -> str:
    number = stage.individuals.number
    if number is None:
        return "…"
    return ngettext("%(n)s individual", "%(n)s individuals", number) % {"n": formats.whole(number)}
