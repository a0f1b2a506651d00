"""The figures page of a committee: median and p95 in ms, cold and cached, beside a plain SELECT."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext

from figures.cache import recall
from figures.dictionary import definitions
from figures.models import Kept
from figures.reading import Question, answer
from figures.snapshot import snapshot
from figures.terminal import unit_named
from ledger.measures import number_of
from units.queries import children_between

SPANS = {
    "a quarter": (date(2020, 4, 1), date(2020, 6, 30)),
    "the quarter of the year's pledges": (date(2020, 1, 1), date(2020, 3, 31)),
    "five years": (date(2016, 5, 15), date(2021, 5, 20)),
}
FIGURES = 40
TIMES = 21
PLAIN = (
    "select count(*), sum(quantity) from ledger_entry e where e.measure_id = any(%s) and e.day between %s and %s"
    " and e.unit_id in (select unit_id from units_place where above_id = %s)"
)


def timed(act: Callable[[], object]) -> str:
    """Median and p95 of an act, in ms."""
    took = []
    for _ in range(TIMES):
        before = time.perf_counter()
        act()
        took.append((time.perf_counter() - before) * 1000)
    return f"{statistics.median(took):8.1f} {statistics.quantiles(took, n=20)[-1]:8.1f}"


def counted(facts: list[Any]) -> int:
    """How many entries there are, read as plainly as can be."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, facts)
        return int(cursor.fetchone()[0])


def main(name: str) -> None:
    """Print the table for one committee."""
    unit = unit_named(name)
    books = snapshot()
    print(f"{name}: {books.head:,} events")
    print(f"{'':28}{'median':>8} {'p95':>8}")
    for label, (since, until) in SPANS.items():
        figures = definitions(until, books.dictionary)[:FIGURES]
        children = children_between(unit.pk, since, until)
        own = (unit.pk, *(c.pk for c in children))
        question = Question((unit.pk,), since, until, books.head, None, own, owed=books.owed)
        measures = sorted({number_of(t["measure"]) for f in figures for t in (*f.top, *f.bottom)})

        plain = partial(counted, [measures, since, until, unit.pk])
        with CaptureQueriesContext(connection) as captured:
            answer(question, figures)
        recall(question, figures, books)
        print(f"{label}: {len(figures)} figures x {len(children)} units, {plain():,} entries")
        print(f"  plain SELECT of them      {timed(plain)}")
        print(f"  cold, {len(captured):2} statements      {timed(partial(answer, question, figures))}")
        print(f"  cached                    {timed(partial(recall, question, figures, books))}")
    Kept.objects.filter(position__gt=books.head).delete()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "Đảng bộ Khối các cơ quan tỉnh Phú Thọ")
