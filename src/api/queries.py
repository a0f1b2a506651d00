"""What the API reads. Everything starts from what the person of the key may see today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.http import Http404

from exchange.models import DeclaredValue
from figures.dictionary import definitions
from figures.listing import Row, listing, named
from figures.models import Definition
from figures.reading import Question, answer, value_at
from figures.snapshot import Snapshot
from ledger import clock
from ledger.models import Measure
from ledger.recorded import kinds
from ledger.refusals import Unfit
from people.models import Membership, Person
from people.roles import OPEN_RECORDS, SEE_FIGURES, Reach
from people.rules import places_today, units_where
from units.models import Standing, Unit
from units.queries import known
from units.rules import SEE_TREE


def seen_unit(person: Person, key: str, right: str) -> Unit:
    """The unit of this key, where the person holds ``right``. Errors: Http404, whether absent or not theirs."""
    unit = units_where(person, right).filter(key=key).first()
    if unit is None:
        raise Http404
    return unit


def standings_on(person: Person, day: date) -> QuerySet[Standing]:
    """The standings of a day that the person sees, by key."""
    return (
        Standing.objects.filter(known(None), since__lte=day, until__gt=day, unit__in=units_where(person, SEE_TREE))
        .select_related("unit", "parent")
        .order_by("unit__key")
    )


def seen_among(person: Person, units: set[int]) -> set[int]:
    """Those of some units that the person sees in the tree."""
    return set(units_where(person, SEE_TREE).filter(pk__in=units).values_list("pk", flat=True))


def figures_named(codes: Sequence[str], day: date) -> list[Definition]:
    """The figures of these codes. Errors: Unfit ``code_unknown``."""
    try:
        return named(codes, day)
    except Unfit as refusal:
        raise Unfit("code_unknown", "codes", figure=refusal.facts["figure"]) from refusal


def figure_rows(
    person: Person, figures: Sequence[Definition], asked: Question, books: Snapshot, under: Unit, level: str
) -> list[Row]:
    """The listing below a unit, of the units whose figures the person sees: with all below them, or their own alone.

    ``asked`` names no units yet.
    """
    wide = units_where(person, SEE_FIGURES, Reach.SUBTREE)
    rows = listing(
        figures,
        since=asked.since,
        until=asked.until,
        structure=asked.structure,
        books=books,
        under=under,
        level=level,
    )
    if wide.filter(pk=under.pk).exists():
        seen = {"", *wide.values_list("key", flat=True)}
        return [row for row in rows if row.unit in seen]
    answers = answer(replace(asked, above=(under.pk,)), figures)
    by_code = {figure.code: figure for figure in figures}
    own = (under.pk, under.pk)
    return [replace(r, value=value_at(answers, by_code[r.measure], own)) for r in rows if r.unit == under.key]


def meanings() -> Iterator[Definition | Measure]:
    """The figures in force today in their order, then the measures by code."""
    yield from definitions(clock.today())
    yield from Measure.objects.order_by("code")


COUNTED = """
select r.kind, to_char(f.month, 'YYYY-MM'), count(*)
  from (select e.record_id, date_trunc('month', min(e.day)) as month
          from ledger_entry e
         where e.unit_id = any(%(units)s) and e.record_id <> 0 and e.day >= %(since)s and e.day < %(before)s
         group by e.record_id having sum(e.times) > 0) f
  join ledger_record r on r.id = f.record_id
 where r.kind = any(%(kinds)s) and r.unit_id = any(%(open)s)
 group by 1, 2"""
WHOLE = """
select count(*)
  from (select e.record_id from ledger_entry e join ledger_record r on r.id = e.record_id
         where e.unit_id = any(%(units)s) and e.day >= %(since)s and e.day < %(before)s and r.kind = any(%(kinds)s)
         group by e.record_id having sum(e.times) > 0) f"""


def record_counts(person: Person, unit: Unit, since: date, before: date) -> tuple[list[tuple[str, str, int]], int]:
    """(kind, month, how many) of the records behind numbers of a unit and all below it, and how many beside these.

    A record counts once, in the month of its first entry in the span. The tree's own records are not counted.
    """
    wide = units_where(person, SEE_FIGURES, Reach.SUBTREE).filter(pk=unit.pk).exists()
    below = places_today().filter(above_id=unit.pk).values_list("unit_id", flat=True)
    units = sorted({unit.pk, *(below if wide else ())})
    by_right: dict[str, list[str]] = {}
    for kind, model in kinds().items():
        if model not in (Unit, Membership):
            by_right.setdefault(getattr(model, "SEEN_WITH", OPEN_RECORDS), []).append(kind)
    kinds_of_all = [kind for of_right in by_right.values() for kind in of_right]
    facts: dict[str, Any] = {"units": units, "since": since, "before": before}
    found: list[tuple[str, str, int]] = []
    with connection.cursor() as cursor:
        for right, of_right in sorted(by_right.items()):
            opened = list(units_where(person, right).values_list("pk", flat=True))
            cursor.execute(COUNTED, {**facts, "kinds": of_right, "open": opened})
            found += cursor.fetchall()
        cursor.execute(WHOLE, {**facts, "kinds": kinds_of_all})
        (whole,) = cursor.fetchone() or (0,)
    return sorted(found), whole - sum(count for _, _, count in found)


def declared_values(
    person: Person, unit: Unit, since: date, before: date, measure: str | None
) -> QuerySet[DeclaredValue]:
    """What a unit declared itself in a span, newest day first, as far as the person may open its records."""
    mine = Q(declaration__record__unit=unit, declaration__record__unit__in=units_where(person, OPEN_RECORDS))
    rows = DeclaredValue.objects.filter(mine, day__gte=since, day__lt=before)
    if measure is not None:
        rows = rows.filter(measure__code=measure)
    return rows.select_related("measure").order_by("-day", "measure__code", "pk")
