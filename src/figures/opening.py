"""Opening a number: from a value down to the records behind it, and back in time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db import connection

from figures import statements
from figures.cache import recall
from figures.literals import literal
from figures.models import Definition, Reading, Scope
from figures.reading import Block, Question, Spot, value_at
from figures.snapshot import Snapshot
from figures.values import Value
from ledger.measures import number_of
from ledger.models import Event
from units.models import EVER
from units.tree import share_from

WHOLE_OF = -2
"""``via`` of the whole, as the statements name it."""


@dataclass(frozen=True)
class Given:
    """What one record gives to a number: its quantity there, already shared. ``share`` None: unstated."""

    record: int
    unit: int
    day: date
    quantity: Fraction
    member: int = 0
    share: Fraction | None = Fraction(1)


def records_text(question: Question, figure: Definition, spot: Spot, side: str = "t", record: int | None = None) -> str:
    """The statement that lists what each record, or one of them, gives to one side of a number."""
    above, via = _spot(figure, spot)
    reading, terms = _side(figure, side)
    measures = {number_of(t["measure"]) for t in terms}
    then = reading in (Reading.TOTAL, Reading.DISTINCT, Reading.LOWEST, Reading.HIGHEST)
    block = Block(
        statements.RECORDS,
        tuple((0, number_of(t["measure"]), t["kind"], t["level"], t["subject"]) for t in terms),
        tuple(sorted(measures)),
        EVER if reading == Reading.BALANCE else question.since,
        question.structure if then else question.fixed,
        own=False,
        extra={
            "by_member": literal(1 if reading == Reading.DISTINCT else 0),
            "via": literal(WHOLE_OF if via is None else via),
            **({"more": f"and e.record_id = {literal(record)}"} if record is not None else {}),
        },
    )
    return block.sql(replace(question, above=(above,)))


def records_behind(question: Question, figure: Definition, spot: Spot, side: str = "t") -> list[Given]:
    """Every record behind one side of a number, by day. For an extreme, one side of every record.

    Adding their quantities again gives the number (of distinct members: those that add to more than 0).
    """
    with connection.cursor() as cursor:
        cursor.execute(records_text(question, figure, spot, side))
        rows = cursor.fetchall()
    found = [
        Given(record, unit, day, Fraction(quantity) * (share_from(share) or 0), member, share_from(share))
        for _side_, record, unit, member, day, quantity, share in rows
    ]
    return sorted(_kept(reading_of(figure, side), found), key=lambda g: (g.day, g.record, g.member))


def reading_of(figure: Definition, side: str) -> str:
    """How one side of a figure is read."""
    return _side(figure, side)[0]


def added_up(given: Iterable[Given], reading: str) -> Fraction:
    """The number that these records make."""
    if reading != Reading.DISTINCT:
        return sum((g.quantity for g in given), Fraction(0))
    members: dict[int, Fraction] = defaultdict(Fraction)
    for g in given:
        members[g.member] += g.quantity
    return Fraction(sum(1 for quantity in members.values() if quantity > 0))


def _kept(reading: str, given: Sequence[Given]) -> Iterable[Given]:
    """Of readings, only the last of each unit counts; of members, only where there is one."""
    if reading == Reading.DISTINCT:
        return [g for g in given if g.member]
    if reading != Reading.LATEST:
        return given
    last: dict[int, date] = {}
    for g in given:
        last[g.unit] = max(g.day, last.get(g.unit, g.day))
    return [g for g in given if g.day == last[g.unit]]


def _spot(figure: Definition, spot: Spot) -> Spot:
    above, via = spot
    if figure.scope == Scope.OWN:
        unit = above if via is None else via
        return unit, unit
    return spot


def _side(figure: Definition, side: str) -> tuple[str, Sequence[dict[str, str]]]:
    if figure.reading == Reading.RATE:
        return figure.sides, figure.top if side == "t" else figure.bottom
    if figure.reading in (Reading.LOWEST, Reading.HIGHEST):
        return figure.reading, figure.top if side == "t" else figure.bottom
    return figure.reading, figure.top


def sides_of(figure: Definition) -> str:
    """The sides that can be opened: ``t``, or ``tb`` of a fraction."""
    return "tb" if figure.bottom else "t"


@dataclass(frozen=True)
class Step:
    """A value as it was known once an event had been posted."""

    event: Event
    value: Value


def history(question: Question, figure: Definition, spot: Spot, books: Snapshot, last: int = 4) -> list[Step]:
    """The last events that touched a number, newest first, and the number as known after each.

    A statement or two an event; what lies between is found by asking for more.
    """
    measures = sorted({number_of(t["measure"]) for t in (*figure.top, *figure.bottom)})
    above, via = _spot(figure, spot)
    balance = Reading.BALANCE in (figure.reading, figure.sides if figure.bottom else "")
    newest = Block(
        statements.NEWEST,
        (),
        tuple(measures),
        EVER if balance else question.since,
        None,
        own=False,
        extra={"limit": literal(last)},
    )
    below = above if via is None or via <= 0 else via
    with connection.cursor() as cursor:
        cursor.execute(newest.sql(replace(question, above=(below,))))
        positions = [position for (position,) in cursor]
    events = Event.objects.filter(id__in=positions).select_related("actor", "record").order_by("-id")
    found = []
    for event in events:
        known = recall(replace(question, above=(above,), position=event.id, owed=frozenset()), [figure], books)
        found.append(Step(event, value_at(known, figure, spot)))
    return found
