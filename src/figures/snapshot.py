"""What a page must know of the books before it asks: one statement, no lock."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from figures.models import Period
from ledger.models import OPEN

READ = """
select b.head, b.tree, b.dictionary, (select e.at from ledger_event e where e.id = b.head),
       (select coalesce(json_agg(json_build_array(t.measure_id, t.year, t.position)), '[]')
          from ledger_touched t),
       (select coalesce(json_agg(distinct d.measure_id), '[]') from figures_duty d),
       (select coalesce(json_agg(json_build_array(p.name_vi, p.name_en, p.since, p.until, p.is_default)
                 order by p.is_default desc, p.since, p.id), '[]') from figures_period p
         where p.unit_id in (select a.above_id from units_place a where a.unit_id = %(unit)s
           and a.via_id is null and a.removed = %(open)s))
  from ledger_books b where b.id = 1"""


@dataclass(frozen=True)
class Snapshot:
    """The books at one moment. ``touched``: (measure, year, position); ``owed``: measures with duties;
    ``periods``: the spans offered at the unit asked for and above it.
    """

    head: int
    tree: int
    dictionary: int
    at: datetime | None
    touched: tuple[tuple[int, int, int], ...]
    owed: frozenset[int]
    periods: tuple[Period, ...] = ()

    @property
    def number(self) -> int:
        """The position, as pages name it."""
        return self.head


def snapshot(unit: int | None = None) -> Snapshot:
    """The books as they are now. Every answer asked at ``head`` is fixed by it."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {"unit": unit, "open": OPEN})
        head, tree, dictionary, at, touched, owed, periods = cursor.fetchone()
    return Snapshot(
        head,
        tree,
        dictionary,
        at,
        tuple((m, y, p) for m, y, p in touched),
        frozenset(owed),
        tuple(_period(*row) for row in periods),
    )


def _period(name_vi: str, name_en: str, since: str, until: str, is_default: bool) -> Period:
    days = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
    return Period(name_vi=name_vi, name_en=name_en, is_default=is_default, **days)
