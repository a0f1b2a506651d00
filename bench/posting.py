"""Posting: one session, one correction, and many sessions at once, beside plain INSERTs. Rolled back."""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection, transaction

from people.models import Person
from people.roles import RECORD_WORK
from people.rules import persons_who
from study.models import Session, Topic
from study.operations import Count, Holding, hold_session, hold_sessions
from study.turnouts import correct_head_count

TIMES, MANY = 50, 2000
INSERT = "insert into bench_plain (unit, day, quantity) values (%s, %s, %s)"


def timed(act: Callable[[], object], times: int = TIMES) -> float:
    """Median of an act, in ms."""
    took = []
    for _ in range(times):
        before = time.perf_counter()
        act()
        took.append((time.perf_counter() - before) * 1000)
    return statistics.median(took)


def main() -> None:
    """Print the table."""
    topic = Topic.objects.select_related("record").first()
    if topic is None:
        raise SystemExit("Run ./lantoa demo once before.")
    unit, day = topic.record.unit_id, date(2021, 1, 4)
    by: Person = persons_who(RECORD_WORK, unit)[0]
    holding = Holding(topic, unit, day, [Count(unit, 98, 97)])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create table bench_plain (id bigserial primary key, unit bigint, day date, quantity numeric)")
        plain = timed(lambda: cursor.execute(INSERT, [unit, day, 97]))
        single = timed(lambda: hold_session(holding=holding, by=by))
        session = Session.objects.order_by("-pk")[0]
        turn = iter(range(1, TIMES + 1))
        corrected = timed(
            lambda: correct_head_count(session=session, unit=unit, expected=98, attended=next(turn), by=by)
        )
        before = time.perf_counter()
        hold_sessions(holdings=[holding] * MANY, by=by)
        many = (time.perf_counter() - before) * 1000 / MANY
        for name, took in (
            ("a plain INSERT", plain),
            ("one session posted", single),
            ("one correction posted", corrected),
            (f"one of {MANY} sessions posted at once", many),
        ):
            print(f"{name:40}{took:8.2f} ms {took / plain:8.1f} x")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
