"""What a page must know of the books before it asks: one statement, no lock."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

READ = """
select b.head, b.tree, b.dictionary, (select e.at from ledger_event e where e.id = b.head),
       (select coalesce(json_agg(json_build_array(t.measure_id, t.year, t.position)), '[]')
          from ledger_touched t),
       (select coalesce(json_agg(distinct d.measure_id), '[]') from figures_duty d)
  from ledger_books b where b.id = 1"""


@dataclass(frozen=True)
class Snapshot:
    """The books at one moment. ``touched``: (measure, year, position); ``owed``: measures with duties."""

    head: int
    tree: int
    dictionary: int
    at: datetime | None
    touched: tuple[tuple[int, int, int], ...]
    owed: frozenset[int]

    @property
    def number(self) -> int:
        """The position, as pages name it."""
        return self.head


def snapshot() -> Snapshot:
    """The books as they are now. Every answer asked at ``head`` is fixed by it."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        head, tree, dictionary, at, touched, owed = cursor.fetchone()
    return Snapshot(head, tree, dictionary, at, tuple((m, y, p) for m, y, p in touched), frozenset(owed))
