"""Many who write at once: positions without gap, what a position held never changes, no deadlock."""

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from django.db import connection

from config.testing import OwnDatabase
from directives.operations import open_programme
from figures.models import Definition, Reading
from figures.reading import Answers, Question, answer
from figures.values import State
from ledger.checking import verify
from ledger.models import Books, Entry, Event
from people.tests.cast import set_up
from study.operations import announce_topic

ROOT = Path(__file__).resolve().parent.parent
WRITERS, SECONDS = 8, 10
NONE = {"kind": "", "level": "", "subject": ""}
FIGURES = [
    Definition(code="attended", reading=Reading.TOTAL, top=[{"measure": "study.attended", **NONE}]),
    Definition(code="persons", reading=Reading.BALANCE, top=[{"measure": "people.persons", **NONE}]),
    Definition(
        code="lowest",
        reading=Reading.LOWEST,
        top=[{"measure": "study.attended", **NONE}],
        bottom=[{"measure": "study.expected", **NONE}],
    ),
]


def test_eight_writers_for_ten_seconds_leave_books_whose_positions_never_change(
    committing_database: OwnDatabase,
) -> None:
    cast = set_up()
    since = date(2016, 1, 1)
    programme = open_programme(code="CT05", name_vi="Chỉ thị", name_en="Directive", since=since, by=cast.operator)
    announce_topic(
        unit=cast.bloc, programme=programme, kind="whole_term", year=2016, title="Toàn khóa", since=since, by=cast.clerk
    )
    environment = {
        **os.environ,
        "DATABASE_URL": committing_database.url,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-m", "tests.writer", str(SECONDS)]
    writers = [
        subprocess.Popen([*command, str(n)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for n in range(WRITERS)
    ]
    seen: dict[int, Answers] = {}
    while any(w.poll() is None for w in writers):
        head = Books.objects.get().head
        seen[head] = _asked(cast.bloc.pk, head)
        time.sleep(0.2)
    results = [w.communicate() for w in writers]
    assert [w.returncode for w in writers] == [0] * WRITERS, [err[-2000:] for _, err in results]
    done = sum(int(out) for out, _ in results)
    books = Books.objects.get()
    assert done > WRITERS * 5
    assert books.head >= done
    assert list(Event.objects.order_by("id").values_list("id", flat=True)) == list(range(1, books.head + 1))
    assert len(seen) > 5
    for head, found in seen.items():
        assert _asked(cast.bloc.pk, head) == found
    assert verify() == []
    _totals_are_the_entries(cast.bloc.pk, books.head)


def _asked(unit: int, position: int) -> Answers:
    found = answer(Question((unit,), date(2016, 1, 1), date(2021, 12, 31), position), FIGURES)
    connection.close()
    return found


def _totals_are_the_entries(unit: int, head: int) -> None:
    found = _asked(unit, head)["attended"][unit, None]
    entries = Entry.objects.filter(measure__code="study.attended")
    assert found.state is State.VALUE
    assert found.top == sum(e.quantity for e in entries)
