"""Duties: who owes what. Given by an operation, spread over units, spread again by each act."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

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

SPREAD = """
select d.id, d.measure_id, s.unit_id, d.kind, d.level, d.subject,
       greatest(d.since, s.since, p.since), least(d.until, s.until, p.until)
  from figures_duty d
  join units_place p on p.above_id = d.above_id and p.via_id is null and p.removed = %(open)s
  join units_standing s on s.unit_id = p.unit_id and s.removed = %(open)s
   and d.unit_kinds ? s.kind and s.since < p.until and p.since < s.until
 where greatest(d.since, s.since, p.since) < least(d.until, s.until, p.until)
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
