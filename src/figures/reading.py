"""Asking figures: many at once, one statement a reading, exact values out.

A ``Question`` fixes everything that a value depends on: what, where, which span, which structure and
which position of the books. The same question gives the same answer for ever.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection

from figures import statements
from figures.literals import items, literal, rows
from figures.models import Definition, Reading, Scope
from figures.values import NOTHING, UNDETERMINED, State, Value, parts, whole
from ledger.measures import number_of
from units.models import EVER, NOT_FOUNDED
from units.tree import share_from

Spot = tuple[int, int | None]
"""(above, via): a unit and which part of it; via None is the whole."""
Answers = dict[str, dict[Spot, Value]]
"""Values by figure code and spot; a spot that is not there has nothing."""


@dataclass(frozen=True)
class Question:
    """What is asked. ``until`` is the last day counted; ``structure`` None reads "as then".

    ``own``: units whose own figures are asked beside; ``owed``: measures for which coverage is asked.
    """

    above: tuple[int, ...]
    since: date
    until: date
    position: int
    structure: date | None = None
    own: tuple[int, ...] = ()
    programme: int = 0
    owed: frozenset[int] = frozenset()

    @property
    def before(self) -> date:
        """The first day no longer counted."""
        return self.until + timedelta(days=1) if self.until < date.max else date.max

    @property
    def fixed(self) -> date:
        """The day by whose tree stocks and readings are placed."""
        return self.structure or self.until


@dataclass(frozen=True)
class Block:
    """One statement's worth: figures asked by one text, over one span, in one scope."""

    text: str
    ask: tuple[tuple[Any, ...], ...]
    measures: tuple[int, ...]
    since: date
    fixed: date | None
    own: bool
    extra: Mapping[str, str] = field(default_factory=dict)

    def sql(self, q: Question) -> str:
        """The text with everything filled in."""
        above = q.own or q.above if self.own else q.above
        return self.text.format(
            ask=rows(self.ask),
            measures=items(self.measures),
            since=literal(self.since),
            before=literal(q.before),
            fixed=literal(self.fixed),
            position=literal(q.position),
            above=items(above),
            scope=statements.OWN if self.own else "",
            **{"more": f"and e.programme = {literal(q.programme)}" if q.programme else "", **self.extra},
        )


Term = Mapping[str, str]
Sums = dict[int, dict[Spot, Value]]
"""What a block found, by label."""
ZERO = Fraction(0)
SIDES = "tbc"
"""The number or upper part, the lower part, and who gave it of those that owe it."""


def label(place: int, side: str) -> int:
    """What one side of the figure at a place of the question is called in statements. A whole number:
    statements sort and group by it.
    """
    return place * len(SIDES) + SIDES.index(side)


def answer(question: Question, figures: Sequence[Definition]) -> Answers:
    """The values of these figures. One statement a reading that is among them; none if none is."""
    found: Sums = defaultdict(dict)
    for blocks, take in _plan(question, figures):
        if not blocks:
            continue
        sql = " union all ".join(f"({block.sql(question)})" for block in blocks)
        with connection.cursor() as cursor:
            cursor.execute(sql)
            for name, spot, value in take(cursor):
                found[name][spot] = value
    return {f.code: _figure(f, n, found) for n, f in enumerate(figures)}


def _plan(
    q: Question, figures: Sequence[Definition]
) -> Iterator[tuple[list[Block], Callable[[Iterable[Any]], Iterator[tuple[int, Spot, Value]]]]]:
    sums = [
        *_blocks(figures, Reading.TOTAL, statements.TOTAL, q.since, q.structure),
        *_blocks(figures, Reading.BALANCE, statements.TOTAL, EVER, q.fixed),
        *_blocks(figures, Reading.LATEST, statements.LATEST, q.since, q.fixed),
    ]
    yield sums, _sums
    yield _blocks(figures, Reading.DISTINCT, statements.DISTINCT, q.since, q.structure), _counts
    yield _extremes(q, figures), _records
    yield _blocks(figures, Reading.COVERAGE, statements.COVERAGE, q.since, q.fixed, q.owed), _covers


def sides(figure: Definition, owed: Collection[int]) -> Iterator[tuple[str, str, Sequence[Term]]]:
    """(side, reading, terms) of a figure: ``t`` its number or upper part, ``b`` its lower part, ``c``
    who gave it of those that owe it.
    """
    if figure.reading != Reading.COVERAGE and number_of(figure.top[0]["measure"]) in owed:
        yield "c", Reading.COVERAGE, figure.top
    if figure.reading == Reading.RATE:
        yield "t", figure.sides, figure.top
        yield "b", figure.sides, figure.bottom
    elif figure.reading not in (Reading.LOWEST, Reading.HIGHEST):
        yield "t", figure.reading, figure.top


def _blocks(
    figures: Sequence[Definition],
    reading: Reading,
    text: str,
    since: date,
    fixed: date | None,
    owed: Collection[int] = (),
) -> list[Block]:
    found = []
    for own in (False, True):
        ask = [
            (label(n, side), number_of(t["measure"]), t["kind"], t["level"], t["subject"])
            for n, figure in enumerate(figures)
            if (figure.scope == Scope.OWN) == own
            for side, read, terms in sides(figure, owed)
            if read == reading
            for t in terms
        ]
        if ask:
            measures = tuple(sorted({row[1] for row in ask}))
            found.append(Block(text, tuple(ask), measures, since, fixed, own))
    return found


def _extremes(q: Question, figures: Sequence[Definition]) -> list[Block]:
    found = []
    for own in (False, True):
        ask = [
            (
                label(n, "t"),
                number_of(f.top[0]["measure"]),
                number_of(f.bottom[0]["measure"]),
                1 if f.reading == Reading.HIGHEST else -1,
                f.top[0]["kind"],
                f.top[0]["level"],
                f.top[0]["subject"],
            )
            for n, f in enumerate(figures)
            if f.reading in (Reading.LOWEST, Reading.HIGHEST) and (f.scope == Scope.OWN) == own
        ]
        if ask:
            measures = tuple(sorted({m for row in ask for m in row[1:3]}))
            found.append(Block(statements.EXTREME, tuple(ask), measures, q.since, q.structure, own))
    return found


def _sums(cursor: Iterable[Any]) -> Iterator[tuple[int, Spot, Value]]:
    """Shares multiplied here, exactly. An unstated share over something leaves it undetermined; what was
    stated and all taken back is nothing.
    """
    held: dict[tuple[int, Spot], Fraction | None] = {}
    stated: dict[tuple[int, Spot], int] = {}
    for name, above, via, share, quantity, filled, times, _units in cursor:
        key = (name, (above, via))
        stated[key] = stated.get(key, 0) + times
        so_far = held.get(key, ZERO)
        if share == "1":
            added: Fraction | None = Fraction(quantity)
        elif (part := share_from(share)) is not None:
            added = Fraction(quantity) * part
        else:
            added = None if filled else ZERO
        held[key] = None if so_far is None or added is None else so_far + added if so_far else added
    for (name, spot), number in held.items():
        if number is None:
            yield name, spot, UNDETERMINED
        elif number or stated[name, spot] > 0:
            yield name, spot, Value(State.VALUE, number)


def _counts(cursor: Iterable[Any]) -> Iterator[tuple[int, Spot, Value]]:
    for name, above, via, members, shared in cursor:
        yield name, (above, via), UNDETERMINED if shared else whole(int(members))


def _records(cursor: Iterable[Any]) -> Iterator[tuple[int, Spot, Value]]:
    for name, above, via, record, top, bottom, shared in cursor:
        value = Value(State.VALUE, Fraction(top), Fraction(bottom), record)
        yield name, (above, via), UNDETERMINED if shared else value


def _covers(cursor: Iterable[Any]) -> Iterator[tuple[int, Spot, Value]]:
    for name, above, via, expected, reported in cursor:
        value = Value(State.VALUE, Fraction(reported), Fraction(expected))
        yield name, (above, via), value.covered(reported, expected)


def _figure(figure: Definition, n: int, found: Sums) -> dict[Spot, Value]:
    top, bottom, cover = (found.get(label(n, side), {}) for side in SIDES)
    if figure.reading == Reading.RATE:
        spots = top.keys() | bottom.keys()
        values = {s: parts(top.get(s, NOTHING), bottom.get(s, NOTHING)) for s in spots}
    else:
        values = dict(top)
    for spot, given in cover.items():
        values[spot] = values.get(spot, NOTHING).covered(given.reported or 0, given.expected or 0)
    if figure.scope == Scope.CHILDREN:
        return _children(values)
    return values


def _children(values: dict[Spot, Value]) -> dict[Spot, Value]:
    """The whole of each unit without its own part: Σ of what came through others."""
    found: dict[Spot, Value] = {s: v for s, v in values.items() if s[1] not in (None, s[0])}
    for above in {above for above, _ in values}:
        through = [v for (a, via), v in found.items() if a == above and via != NOT_FOUNDED]
        if any(v.state is State.UNDETERMINED for v in through):
            found[above, None] = UNDETERMINED
        elif through:
            found[above, None] = whole(sum((v.top or Fraction(0) for v in through), Fraction(0)))
    return found


def value_at(answers: Answers, figure: Definition, spot: Spot) -> Value:
    """The value of a figure at a spot; for an own figure, of a part it is that part's own."""
    above, via = spot
    if figure.scope == Scope.OWN:
        unit = above if via is None else via
        spot = (unit, unit)
    return answers[figure.code].get(spot, NOTHING)
