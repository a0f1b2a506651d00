"""Writing a review: from paragraphs to pieces of text and numbers, all numbers of a span read at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from commitments.models import Breakthrough
from figures.cache import recall
from figures.dictionary import definitions
from figures.models import Definition, Reading
from figures.reading import Question, value_at
from figures.snapshot import Snapshot
from figures.tables import Subject
from figures.values import State, Value
from figures.wording import Printed, in_cell, in_words
from practice.models import PracticeModel
from practice.states import State as ModelState
from reports import outline
from reports.models import Register, Review
from reports.operations import Draft
from reports.sections import Section
from reports.tokens import Token, pieces
from ui.spans import Span
from units.queries import breadcrumbs, names_on


@dataclass(frozen=True)
class Number:
    """A number in the text: where it was read, what it is exactly, how it is printed, where it opens."""

    figure: Definition
    span: Span
    own_span: bool
    value: Value
    printed: Printed | None
    href: str
    beside: str = ""

    @property
    def text(self) -> str:
        """As it stands in the sentence; three dots where there is nothing to print."""
        return str(self.printed) if self.printed else "…"

    @property
    def exact_text(self) -> str:
        return in_cell(self.value, self.figure.wording)


@dataclass(frozen=True)
class NamedRecord:
    """A breakthrough or model named by the text: whose, its words, and where it opens."""

    unit: str
    words: str
    href: str
    record: int


@dataclass(frozen=True)
class Written:
    """A paragraph made: pieces of text and numbers, then the records it names."""

    pieces: list[str | Number]
    named: list[NamedRecord]
    register: str

    @property
    def numbers(self) -> list[Number]:
        return [p for p in self.pieces if isinstance(p, Number)]

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        body = "".join(p if isinstance(p, str) else p.text for p in self.pieces)
        return body + "".join(f"\n– {n.unit}: “{n.words}”" for n in self.named)


@dataclass
class WrittenSection:
    section: Section
    paragraphs: list[Written] = field(default_factory=list)


@dataclass(frozen=True)
class Document:
    """A whole review, every number read at one position of the books."""

    unit: Subject
    title: str
    span: Span
    position: int
    review: Review | None
    sections: list[WrittenSection]

    @property
    def numbers(self) -> list[Number]:
        return [n for s in self.sections for p in s.paragraphs for n in p.numbers]

    @property
    def short_of_units(self) -> list[Number]:
        """Numbers that some unit owes and has not given."""
        return [n for n in self.numbers if not n.value.complete]

    @property
    def of_own_span(self) -> list[Number]:
        return [n for n in self.numbers if n.own_span]

    @property
    def without_value(self) -> list[Number]:
        return [n for n in self.numbers if n.printed is None]


class Reader:
    """Reads the numbers of tokens, one set of statements a span, and remembers them."""

    def __init__(self, unit: Subject, span: Span, books: Snapshot) -> None:
        self.unit, self.span, self.books = unit, span, books
        self.known = {d.code: d for d in definitions(span.last, books.dictionary)}
        self._values: dict[tuple[str, date, date], Value] = {}

    def read(self, tokens: Iterable[Token]) -> None:
        """Read these numbers ahead."""
        asked: dict[tuple[date, date], dict[str, Definition]] = defaultdict(dict)
        for t in tokens:
            if t.code in self.known:
                asked[self._span(t)][t.code] = self.known[t.code]
                if other := self.known.get(self.known[t.code].beside):
                    asked[self._span(t)][other.code] = other
        for (since, last), figures in asked.items():
            here = (self.unit.pk,)
            question = Question(here, since, last, self.books.head, self.span.structure, here, owed=self.books.owed)
            found = recall(question, list(figures.values()), self.books)
            for code, figure in figures.items():
                self._values[code, since, last] = value_at(found, figure, (self.unit.pk, None))

    def _span(self, token: Token) -> tuple[date, date]:
        return (token.since or self.span.since, token.last or self.span.last)

    def says(self, token: Token) -> bool:
        """Whether the books know this number, and it isn't 0."""
        value = self._values[token.code, *self._span(token)]
        return value.state is State.VALUE and bool(value.top)

    def piece(self, piece: str | Token) -> str | Number:
        """Text as it is, a token as its number; three dots for a figure that no longer is."""
        if isinstance(piece, str):
            return piece
        return self.number(piece) if piece.code in self.known else "…"

    def number(self, token: Token) -> Number:
        """The number of a token that was read."""
        figure, (since, last) = self.known[token.code], self._span(token)
        value = self._values[token.code, since, last]
        span = replace(self.span, since=since, last=last)
        rule = {} if token.exact and figure.wording.get("rule") == "over" else figure.wording
        if token.exact and figure.wording.get("rule") == "from_up":
            rule = {"rule": "percent"}
        if value.state is State.NOTHING and figure.reading in (Reading.TOTAL, Reading.DISTINCT, Reading.BALANCE):
            value = replace(value, state=State.VALUE, top=Fraction(0))
        printed = in_words(value, rule) if value.exact is not None else None
        query = {"don_vi": self.unit.key, **span.query, "so": figure.code, "o": "toan"}
        href = f"{reverse('figures:page')}?{urlencode(query)}"
        beside = self._beside(figure, since, last)
        return Number(figure, span, token.since is not None, value, printed, href, beside)

    def _beside(self, figure: Definition, since: date, last: date) -> str:
        """The figure that is always shown with this one: so many persons beside so many awards."""
        other = self.known.get(figure.beside)
        if other is None:
            return ""
        text = in_cell(self._values[other.code, since, last], other.wording)
        return f"{text} {other.counted}" if text else ""


def write(unit: Subject, span: Span, books: Snapshot, review: Review | None) -> Document:
    """A review of a unit over a span: in the office's words, or by the standard outline."""
    reader = Reader(unit, span, books)
    drafts: Sequence[Draft]
    if review is not None:
        drafts = [Draft(p.section, p.text, p.register, tuple(p.named)) for p in review.paragraphs.all()]
        reader.read(t for d in drafts for t in pieces(d.text) if isinstance(t, Token))
    else:
        reader.read(outline.every_token())
        drafts = list(outline.paragraphs(unit.name, reader.known, reader.says))
    registers = _registers(drafts, unit, span)
    sections: dict[str, WrittenSection] = {}
    for d in drafts:
        made = [reader.piece(p) for p in pieces(d.text)]
        section = sections.setdefault(d.section, WrittenSection(Section(d.section)))
        named = [registers[n] for n in d.named if n in registers]
        section.paragraphs.append(Written(made, named, d.register))
    title = review.title if review else ""
    return Document(unit, title, span, books.head, review, list(sections.values()))


def _registers(drafts: Sequence[Draft], unit: Subject, span: Span) -> dict[int, NamedRecord]:
    """The named records, with the unit's full name as it was on the last day."""
    breakthroughs = {n for d in drafts if d.register == Register.BREAKTHROUGHS for n in d.named}
    models = {n for d in drafts if d.register == Register.MODELS for n in d.named}
    said = Breakthrough.for_entries().filter(pk__in=breakthroughs, withdrawn=False)
    rows = [(b.pk, b.record.unit_id, b.content, b.get_absolute_url()) for b in said]
    shown = PracticeModel.for_entries().filter(pk__in=models).exclude(state=ModelState.WITHDRAWN)
    rows += [(m.pk, m.record.unit_id, m.title, m.get_absolute_url()) for m in shown]
    names = names_on({where for _, where, _, _ in rows}, span.last)
    return {
        pk: NamedRecord(_full(where, names[where].name, unit, span), words, href, pk) for pk, where, words, href in rows
    }


def _full(where: int, name: str, unit: Subject, span: Span) -> str:
    """A branch is called with its committee: "Chi bộ 2, Đảng bộ Sở Thông tin và Truyền thông"."""
    above = [c.name for c in breadcrumbs(where, span.last)]
    between = above[above.index(unit.name) + 1 :] if unit.name in above else []
    return ", ".join([name, *reversed(between)])
