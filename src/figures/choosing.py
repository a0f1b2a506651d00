"""What the address of a page of numbers asks: the unit, the span, the structure, the open number."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest

from figures.models import Definition
from figures.panels import scoped
from figures.periods import offered
from figures.reading import Question, Spot
from figures.snapshot import Snapshot, snapshot
from figures.tables import OWN, WHOLE, Asked, Column, Subject, ask
from ledger.clock import today
from ledger.models import OPEN
from people.access import WorkRequest
from people.roles import RIGHTS, SEE_FIGURES, Reach, roles_with
from people.rules import places_today, posts_today
from ui.spans import Preset, read_span
from units.models import Standing, Unit


@dataclass(frozen=True)
class Choice:
    """A page's question, read. ``base``: the query that its links keep; ``open_at``: the open cell."""

    asked: Asked
    books: Snapshot
    presets: list[Preset]
    base: str
    figure: Definition | None
    column: Column

    @property
    def open_at(self) -> tuple[str, str]:
        return (self.figure.code, self.column.name) if self.figure else ("", "")

    @property
    def context(self) -> dict[str, object]:
        """What every page of numbers says at its head."""
        return {
            "choice": self,
            "span": self.asked.span,
            "presets": self.presets,
            "position": self.books,
            "today": today(),
        }

    def asking(self) -> tuple[Question, Definition, Spot]:
        """The question of the open number alone, the figure, and the spot."""
        if self.figure is None:
            raise Http404
        question, spot = scoped(self.asked.question, self.figure, self.column)
        return question, self.figure, spot


def choose(request: WorkRequest) -> Choice:
    """Read the address. Errors: Http404 for a unit, figure or part that is not there or not to be seen."""
    unit, reach = subject(request)
    books = snapshot(unit.pk)
    offer = offered(books.periods)
    span = read_span(request.GET, default=offer.default)
    asked = ask(unit, span, books, subtree=reach == Reach.SUBTREE)
    return Choice(asked, books, offer.presets, _base(request, unit, span.query), *_open(request, asked))


def subject(request: WorkRequest) -> tuple[Subject, Reach]:
    """The unit asked for and how far this person sees below it. No statement for a unit with a wide post."""
    working = request.working_unit
    key = (request.GET.get("don_vi") or (working.key if working else "")).replace("\x00", "")
    for post in request.posts:
        if post.unit and post.unit_key == key and RIGHTS[post.role].get(SEE_FIGURES) == Reach.SUBTREE:
            return Subject(post.unit, key, post.unit_name), Reach.SUBTREE
    posts = posts_today(request.person)
    wide = posts.filter(role__in=roles_with(SEE_FIGURES, Reach.SUBTREE)).values("unit_id")
    above = places_today().filter(unit_id=OuterRef("pk"), above_id__in=wide)
    own = posts.filter(role__in=roles_with(SEE_FIGURES, Reach.OWN), unit_id=OuterRef("pk"))
    names = Standing.objects.filter(unit_id=OuterRef("pk"), removed=OPEN).order_by("-since")
    called = Subquery(names.filter(since__lte=today()).values("name")[:1])
    units = Unit.objects.filter(key=key).annotate(wide=Exists(above), own=Exists(own), called=called)
    found = units.first()
    if found is None or not (found.wide or found.own):
        raise Http404
    return Subject(found.pk, key, found.called or key), Reach.SUBTREE if found.wide else Reach.OWN


def _base(request: HttpRequest, unit: Subject, span: dict[str, str]) -> str:
    kept = {"don_vi": unit.key, **span}
    if "trang" in request.GET:
        kept["trang"] = request.GET["trang"]
    return urlencode(kept)


def _open(request: HttpRequest, asked: Asked) -> tuple[Definition | None, Column]:
    columns = {c.name: c for c in asked.columns()}
    if not columns.get(OWN):
        columns.setdefault(OWN, columns[WHOLE])
    code, name = request.GET.get("so"), request.GET.get("o", WHOLE)
    if not code:
        return None, columns[WHOLE]
    figure = next((f for f in asked.figures if f.code == code), None)
    if figure is None or name not in columns:
        raise Http404
    return figure, columns[name]
