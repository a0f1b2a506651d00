"""The first page: what is missing, how the reader's unit stands, and what was recorded last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from figures.behind import titles_of
from figures.choosing import Choice, choose
from figures.models import Definition, Reading
from figures.tables import cell
from figures.values import Value
from figures.verbs import verb_name
from ledger import clock
from ledger.models import Event
from ledger.recorded import kinds
from people.access import WorkRequest, posted, rights_of
from people.models import Membership, Person
from people.roles import OPEN_RECORDS, SEE_FIGURES
from people.rules import units_where
from ui.cells import Cell, State
from units.models import Unit
from units.queries import names_on

TILES: tuple[tuple[str | Promise, tuple[tuple[str, str | Promise], ...]], ...] = (
    ("", (("units.base", ""),)),
    ("", (("people.members", ""),)),
    ("", (("study.units_covered.whole_term", ""),)),
    ("", (("pledges.covered.member", ""),)),
    (
        _("Exemplars registered at the base"),
        (
            ("exemplars.registered.base.collective", _("collectives")),
            ("exemplars.registered.base.individual", _("individuals")),
        ),
    ),
    (
        _("Commended and rewarded"),
        (("awards.given.collective", _("times, collectives")), ("awards.given.individual", _("times, individuals"))),
    ),
)
"""How a unit stands: title ("" for the figure's own name) and figures with the words behind their numbers."""
NAMED, RECENT, LOOKED_AT = 3, 8, 20_000
"""Units told by name where something is missing; records told; events looked through for them."""


@dataclass(frozen=True)
class Tile:
    """One part of how a unit stands."""

    title: str
    cells: Sequence[Cell]
    coverage: tuple[int, int] | None


@dataclass(frozen=True)
class Missing:
    """A figure that some units owe and have not given. ``units``: the first of them directly below."""

    name: str
    href: str
    count: int
    coverage: tuple[int, int]
    units: Sequence[str]

    @property
    def more(self) -> int:
        """How many are not told by name."""
        return self.count - len(self.units)


@dataclass(frozen=True)
class Recent:
    """Something that was done to a record that the reader may open."""

    title: str
    href: str
    verb: str
    unit: str
    at: datetime


@posted
def home(request: WorkRequest) -> HttpResponse:
    """What is missing, by figure; how the unit stands; the last records."""
    choice = _choice(request)
    context = {
        "nav": "home",
        "today": clock.today(),
        "choice": choice,
        "tiles": list(_tiles(choice)) if choice else [],
        "missing": sorted(_missing(choice), key=lambda m: -m.count) if choice else [],
        "recent": _recent(request.person),
    }
    if choice:
        context |= {"span": choice.asked.span, "presets": choice.presets, "position": choice.books}
    return render(request, "config/home.html", context)


def _choice(request: WorkRequest) -> Choice | None:
    """What the figures are read by, None for those who see none where they work."""
    unit = request.working_unit
    here = [post for post in request.posts if unit and post.unit == unit.pk]
    return choose(request) if any(SEE_FIGURES in rights_of(post) for post in here) else None


def _tiles(choice: Choice) -> Iterator[Tile]:
    known = {figure.code: figure for figure in choice.asked.figures}
    for title, parts in TILES:
        found = [(known[code], words) for code, words in parts if code in known]
        cells = [_cell(choice, figure, str(words)) for figure, words in found]
        if any(_says_something(figure, cell) for (figure, _words), cell in zip(found, cells, strict=True)):
            values = [_value(choice, figure) for figure, _words in found]
            yield Tile(str(title) or found[0][0].name, cells, _covered(values))


def _says_something(figure: Definition, cell: Cell) -> bool:
    """A branch has no base units below it, and what applies to base units alone does not apply to it."""
    return cell.state is not State.NA and not (cell.state is State.NIL and figure.code == "units.base")


def _missing(choice: Choice) -> Iterator[Missing]:
    """Coverages that are not whole."""
    for figure in choice.asked.figures:
        value = _value(choice, figure)
        if figure.reading == Reading.COVERAGE and not value.complete:
            lacking = [
                child.short
                for child in choice.asked.children
                if not choice.asked.value(figure, (choice.asked.unit.pk, child.pk)).complete
            ]
            expected, reported = value.expected or 0, value.reported or 0
            count = expected - reported
            href = _cell(choice, figure, "").href
            yield Missing(figure.name, href, count, (reported, expected), lacking[: min(NAMED, count)])


def _value(choice: Choice, figure: Definition) -> Value:
    return choice.asked.value(figure, (choice.asked.unit.pk, None))


def _covered(values: Sequence[Value]) -> tuple[int, int] | None:
    """The coverage of the first value that somebody owes."""
    return next(((v.reported or 0, v.expected) for v in values if v.expected), None)


def _cell(choice: Choice, figure: Definition, words: str) -> Cell:
    """The whole's number as a door to the page of figures; the part behind a slash is set small."""
    whole = choice.asked.columns()[0]
    made = cell(choice.asked, figure, whole, choice.base, ("", ""))
    text, slash, of = made.text.partition("/")
    behind = f" {words}" if words else slash + of
    return replace(made, text=text, of=behind, href=reverse("figures:page") + made.href, coverage=None, long=True)


def _recent(person: Person) -> list[Recent]:
    """The newest events on records with a page of their own, as far as the reader may open them."""
    allowed = Q()
    for kind, model in kinds().items():
        if model not in (Unit, Membership):
            right = getattr(model, "SEEN_WITH", OPEN_RECORDS)
            allowed |= Q(record__kind=kind, record__unit__in=units_where(person, right))
    if not allowed:
        return []
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    events = list(
        Event.objects.filter(allowed, id__gt=newest - LOOKED_AT)
        .order_by("-id")
        .values_list("record_id", "verb", "unit_id", "at")[: RECENT * 4]
    )
    titles = titles_of([record for record, *_rest in events])
    names = names_on({unit for _record, _verb, unit, _at in events if unit}, clock.today())
    found: dict[int, Recent] = {}
    for record, verb, unit, at in events:
        title, href = titles.get(record, ("", ""))
        if href and record not in found:
            found[record] = Recent(title, href, verb_name(verb), names[unit].short if unit in names else "", at)
    return list(found.values())[:RECENT]
