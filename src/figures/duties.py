"""Duties: who owes what. Given by an operation, spread over units, spread again by each act."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from figures.models import Duty
from ledger.actors import Actor
from ledger.measures import number_of
from ledger.models import OPEN
from ledger.operation import operation, running
from ledger.posting import post_event
from ledger.refusals import NotPermitted
from people.roles import RECORD_WORK
from units.keeping import after_act
from units.models import EVER, NEVER, PENDING, Unit
from units.rules import ACT_ON_TREE

SPREAD = """
select d.id, d.measure_id, s.unit_id, d.kind, d.level, d.subject,
       greatest(d.since, s.since, p.since), least(d.until, s.until, p.until)
  from figures_duty d
  join units_place p on p.above_id = d.above_id and p.via_id is null and p.removed = %(open)s
  join units_standing s on s.unit_id = p.unit_id and s.removed = %(open)s
   and d.unit_kinds ? s.kind and s.since < p.until and p.since < s.until
 where greatest(d.since, s.since, p.since) < least(d.until, s.until, p.until)
   and (%(duty)s::bigint is null or d.id = %(duty)s)
 union
select d.id, d.measure_id, s.unit_id, d.kind, d.level, d.subject, greatest(d.since, s.since), least(d.until, s.until)
  from figures_duty d
  join units_standing s on s.removed = %(open)s and (s.unit_id = d.unit_id or d.unit_kinds ? s.kind)
 where d.above_id is null and greatest(d.since, s.since) < least(d.until, s.until)
   and (%(duty)s::bigint is null or d.id = %(duty)s)"""
COLUMNS = "duty_id, measure_id, unit_id, kind, level, subject, since, until"


@operation
def give_duty(
    *,
    measure: str,
    above: Unit,
    unit_kinds: Sequence[str],
    by: Actor,
    kind: str = "",
    level: str = "",
    subject: str = "",
    since: date = EVER,
    until: date = NEVER,
) -> Duty:
    """Every unit of these kinds under ``above`` owes the measure. Errors: NotPermitted."""
    if not by.may(RECORD_WORK, above.pk):
        raise NotPermitted
    duty = Duty.objects.create(
        measure_id=number_of(measure),
        above=above,
        unit_kinds=list(unit_kinds),
        kind=kind,
        level=level,
        subject=subject,
        since=since,
        until=until,
    )
    spread(duty.pk)
    post_event(by=by, verb="figures.duty_given", unit=above.pk, duty=duty.pk)
    return duty


class Owed(NamedTuple):
    """A duty everywhere: every unit of ``unit_kind``, or ``unit``, owes a measure; half-open."""

    measure: int
    unit_kind: str
    unit: int | None
    since: date
    until: date


@operation
def register_duties(*, owed: Sequence[Owed], by: Actor) -> int:
    """Keep duties as files name them; known by all but their end. Returns how many are new or end otherwise.

    Errors: NotPermitted.
    """
    if not by.may(ACT_ON_TREE, None):
        raise NotPermitted
    held = {(d.measure_id, *d.unit_kinds[:1], d.unit_id, d.since): d for d in duties_everywhere()}
    changed = 0
    for o in owed:
        name = (o.measure, *([o.unit_kind] if o.unit_kind else []), o.unit, o.since)
        duty = held.get(name)
        if duty is not None and duty.until == o.until:
            continue
        kinds = [o.unit_kind] if o.unit_kind else []
        if duty is None:
            facts = {"measure_id": o.measure, "unit_kinds": kinds, "unit_id": o.unit}
            duty = Duty.objects.create(**facts, since=o.since, until=o.until)
        else:
            duty.until = o.until
            duty.save(update_fields=["until"])
        post_event(by=by, verb="figures.duty_given", unit=o.unit, duty=duty.pk)
        changed += 1
    if changed:
        spread()
    return changed


def duties_everywhere() -> QuerySet[Duty]:
    """Duties as files can hold them: of every unit of one kind or of one unit, without facets."""
    return Duty.objects.filter(above=None, kind="", level="", subject="").order_by("pk")


@after_act
def spread_all() -> None:
    """After an act on the tree, every duty is spread again."""
    spread()


def spread(duty: int | None = None) -> None:
    """Make ``owes`` what duties and tree say: of one duty, or of all."""
    facts = {"open": OPEN, "duty": duty, "pending": PENDING}
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table owed on commit drop as {SPREAD}", facts)
        cursor.execute(
            f"update figures_owes o set removed = %(pending)s where removed = %(open)s"
            f" and (%(duty)s::bigint is null or o.duty_id = %(duty)s)"
            f" and ({COLUMNS}) not in (select * from owed)",
            facts,
        )
        cursor.execute(
            f"insert into figures_owes ({COLUMNS}, added, removed)"
            f" select *, %(pending)s, %(open)s from owed except"
            f" select {COLUMNS}, %(pending)s, %(open)s from figures_owes where removed = %(open)s",
            facts,
        )
        cursor.execute("drop table owed")
    batch = running()
    if _settle not in batch.placed:
        batch.placed.append(_settle)


def _settle(position: int) -> None:
    with connection.cursor() as cursor:
        for column in ("added", "removed"):
            cursor.execute(f"update figures_owes set {column} = %s where {column} = %s", [position, PENDING])
        cursor.execute("update ledger_books set tree = %s", [position])
