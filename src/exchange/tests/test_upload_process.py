"""The process that imports what the page took in: it outlives the request, and waits for its turn."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from config.testing import OwnDatabase
from exchange.models import State, Upload
from exchange.tests.sending import GOOD, send
from exchange.uploads import LOCKS, folder_of
from people.tests.cast import set_up
from units.models import Unit


def wait_until(is_so: Callable[[], bool]) -> None:
    """Give another process a minute."""
    ends = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.1)


def test_the_page_answers_at_once_and_a_process_imports_when_it_has_its_turn(
    committing_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = set_up()
    monkeypatch.setenv("DATABASE_URL", committing_database.url)
    other = committing_database.connect(autocommit=True)
    other.execute("select pg_advisory_lock(%s, 0)", [LOCKS])
    address = send(cast, GOOD)["Location"]
    upload = Upload.objects.get()
    held = "select count(*) from pg_locks where locktype = 'advisory' and classid = %s and objid = %s"
    wait_until(lambda: other.execute(held, [LOCKS, upload.pk]).fetchone() == (1,))
    time.sleep(1)
    assert Upload.objects.get().state == State.WAITING
    other.execute("select pg_advisory_unlock(%s, 0)", [LOCKS])
    wait_until(lambda: Upload.objects.get().state not in (State.WAITING, State.RUNNING))
    upload.refresh_from_db()
    assert (upload.state, upload.faults, upload.step) == (State.DONE, [], "post")
    assert Unit.objects.filter(key="c").exists()
    assert cast.client(cast.operator).get(address).status_code == 200
    wait_until(lambda: not folder_of(upload.public_id).exists())
