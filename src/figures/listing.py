"""Measures or figures of many units as rows: what ``./lantoa figures`` prints. Source: docs/exchange.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import connection

from figures import sentences as _sentences  # noqa: F401  registers what refusals say
from figures.dictionary import definitions
from figures.models import Definition, Reading
from figures.reading import Question, answer, value_at
from figures.snapshot import Snapshot
from figures.values import NOTHING, State, Value, whole
from ledger.measures import Kind
from ledger.models import Measure
from ledger.refusals import Unfit
from units.models import NOT_FOUNDED, Unit

READ_AS = {
    Kind.FLOW: Reading.TOTAL,
    Kind.STOCK: Reading.BALANCE,
    Kind.READING: Reading.LATEST,
}
STOCKS = (Reading.BALANCE, Reading.LATEST)

ROWS = """
select distinct on (u.key) u.record_id, u.key, s.name
  from units_standing s join units_unit u on u.record_id = s.unit_id
 where s.added <= %(position)s and s.removed > %(position)s
   and s.since < %(before)s and s.until > %(since)s
   and (%(level)s = '' or s.kind = %(level)s)
   and (%(under)s::bigint is null or exists (select 1 from units_place p
     where p.unit_id = s.unit_id and p.above_id = %(under)s and p.via_id is null
       and p.added <= %(position)s and p.removed > %(position)s
       and p.since <= %(fixed)s and %(fixed)s < p.until))
 order by u.key, s.since desc"""
ROOTS = """
select distinct p.above_id from units_place p
 where p.via_id = %(not_founded)s and p.added <= %(position)s and p.removed > %(position)s
   and (%(under)s::bigint is null or p.above_id = %(under)s)"""


@dataclass(frozen=True)
class Row:
    """One line of the listing; ``unit`` "" holds what units not yet founded on the day did."""

    unit: str
    name: str
    measure: str
    value: Value


def named(codes: Sequence[str], day: date) -> list[Definition]:
    """Figures for codes of figures or of measures. Errors: Unfit ``figure_unknown``."""
    known = {d.code: d for d in definitions(day)}
    measures = {m.code: m for m in Measure.objects.filter(code__in=codes)}
    found = []
    for code in codes:
        if code in measures:
            reading = READ_AS[Kind(measures[code].kind)]
            term = {"measure": code, "kind": "", "level": "", "subject": ""}
            found.append(Definition(code=code, reading=reading, top=[term]))
        elif code in known:
            found.append(known[code])
        else:
            raise Unfit("figure_unknown", "measure", figure=code)
    return found


def listing(
    figures: Sequence[Definition],
    *,
    since: date,
    until: date,
    structure: date | None,
    books: Snapshot,
    under: Unit | None = None,
    level: str = "",
) -> Iterator[Row]:
    """Rows by unit and figure. ``until``: the last day counted; ``under``: that unit and all below it.

    As then, flows list every unit alive on some day of the span, stocks and readings those alive on
    its last day; as of a day, those alive on it and a row of what was not yet founded.
    """
    question = Question((), since, until, books.head, structure, owed=books.owed)
    for stock in (False, True):
        asked = [f for f in figures if (f.reading in STOCKS) == stock]
        if asked:
            yield from _listed(asked, question, stock, under, level)


def _listed(figures: Sequence[Definition], q: Question, stock: bool, under: Unit | None, level: str) -> Iterator[Row]:
    on = q.fixed if stock else q.structure
    facts = {
        "position": q.position,
        "since": on or q.since,
        "before": _next(on) if on else q.before,
        "fixed": q.fixed,
        "level": level,
        "under": under.pk if under else None,
        "not_founded": NOT_FOUNDED,
    }
    with connection.cursor() as cursor:
        cursor.execute(ROWS, facts)
        units = cursor.fetchall()
        cursor.execute(ROOTS, facts)
        roots = [root for (root,) in cursor]
    above = tuple(sorted({*(unit for unit, _, _ in units), *roots}))
    answers = answer(Question(above, q.since, q.until, q.position, q.structure, owed=q.owed), figures)
    for unit, key, name in units:
        for f in figures:
            yield Row(key, name, f.code, value_at(answers, f, (unit, None)))
    if q.structure is not None:
        for f in figures:
            early = [v for r in roots if (v := answers[f.code].get((r, NOT_FOUNDED), NOTHING)).top]
            if early:
                total = sum((v.top or Fraction(0) for v in early), Fraction(0))
                yield Row("", "", f.code, whole(total))


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1) if day < date.max else day


def printed(value: Value) -> str:
    """A value as exchange files hold it: rounded once, half up, at six places, without trailing zeros."""
    exact = value.exact
    if value.state is not State.VALUE or exact is None:
        return ""
    millionths = abs(exact) * 10**6
    rounded = (2 * millionths.numerator + millionths.denominator) // (2 * millionths.denominator)
    before, after = divmod(rounded, 10**6)
    tail = f"{after:06d}".rstrip("0")
    sign = "-" if exact < 0 and rounded else ""
    return f"{sign}{before}{'.' + tail if tail else ''}"
