"""The bridge (bảng đối chiếu) between two structures: why a number differs, unit by unit.

What a unit's own entries give to the number under one structure stands beside what they give under the
other: it stays, moved in, moved out, was not yet founded, or a share leaves it undetermined. The rows
add up to the difference, exactly.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.db import connection

from figures import statements
from figures.models import Definition, Reading, Scope
from figures.opening import reading_of
from figures.reading import Block, Question
from ledger.measures import number_of
from ledger.refusals import Unfit
from units.models import EVER, NOT_FOUNDED
from units.tree import share_from


class Why(StrEnum):
    """How a unit's part differs."""

    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    CHANGED = "changed"
    NOT_FOUNDED = "not_founded"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Pier:
    """One unit whose part differs. ``before``, ``after``: its part under each structure; None: undetermined."""

    unit: int
    why: Why
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """What it adds to the difference, None where a share is not stated."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Bridge:
    """``same``: what is alike in both; then the units that differ. ``before`` and ``after`` are the two
    numbers, None where undetermined."""

    before: Fraction | None
    after: Fraction | None
    same: Fraction
    piers: list[Pier]

    @property
    def change(self) -> Fraction | None:
        """The difference, None where one of the numbers is undetermined."""
        return None if self.before is None or self.after is None else self.after - self.before


Parts = dict[int, Fraction | None]
ZERO = Fraction(0)


def bridge(question: Question, figure: Definition, against: date | None) -> Bridge:
    """How a number changes from the question's structure to the one of ``against`` (None: as then).

    Two statements. Errors: Unfit ``bridge_not_additive`` for a figure whose parts don't add up.
    """
    if (
        reading_of(figure, "t") not in (Reading.TOTAL, Reading.BALANCE)
        or figure.bottom
        or figure.scope != Scope.SUBTREE
    ):
        raise Unfit("bridge_not_additive", "so", figure=figure.name)
    before, early_before = _parts(question, figure)
    after, early_after = _parts(replace(question, structure=against), figure)
    early = early_before | early_after
    piers = sorted(_piers(before, after, early), key=lambda p: (list(Why).index(p.why), p.unit))
    differing = {p.unit for p in piers}
    same = sum((v for unit, v in before.items() if v and unit not in differing), ZERO)
    return Bridge(_sum(before), _sum(after), same, piers)


def _piers(before: Parts, after: Parts, early: set[int]) -> Iterator[Pier]:
    for unit in before.keys() | after.keys():
        was, now = before.get(unit, ZERO), after.get(unit, ZERO)
        if was is None or now is None:
            yield Pier(unit, Why.UNDETERMINED, was, now)
        elif was != now:
            why = Why.MOVED_IN if not was else Why.MOVED_OUT if not now else Why.CHANGED
            yield Pier(unit, Why.NOT_FOUNDED if unit in early and not (was and now) else why, was, now)


def _parts(question: Question, figure: Definition) -> tuple[Parts, set[int]]:
    """What each unit's own entries give to the whole, and the units that were not yet founded."""
    balance = figure.reading == Reading.BALANCE
    measures = tuple(sorted({number_of(t["measure"]) for t in figure.top}))
    block = Block(
        statements.BY_UNIT,
        tuple((0, number_of(t["measure"]), t["kind"], t["level"], t["subject"]) for t in figure.top),
        measures,
        EVER if balance else question.since,
        question.fixed if balance else question.structure,
        own=False,
    )
    parts: Parts = {}
    early: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(block.sql(question))
        for unit, via, share, quantity in cursor:
            if via == NOT_FOUNDED:
                early.add(unit)
                continue
            so_far, part = parts.get(unit, ZERO), share_from(share)
            parts[unit] = None if so_far is None or part is None else so_far + Fraction(quantity) * part
    return parts, early


def _sum(parts: Parts) -> Fraction | None:
    total = ZERO
    for value in parts.values():
        if value is None:
            return None
        total += value
    return total
