"""Two acts at once, on connections of their own with committed data: one waits for the other and then sees it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from django.db import connection

from config.testing import OwnDatabase
from ledger.checking import verify
from ledger.models import OPEN
from ledger.refusals import Refused
from people.models import Membership
from people.operations import Admission, admit_persons
from people.tests.cast import Cast, set_up
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, found_units, move_unit, rename_unit
from units.models import NEVER, Standing, Unit
from units.tests import brute
from units.tests.test_stories import check_kept, kept

RACES = 100 if os.environ.get("LANTOA_NIGHTLY") == "1" else 20
DAY = date(2021, 5, 19)
Act = Callable[[], object]


@pytest.fixture
def cast(committing_database: OwnDatabase) -> Cast:
    """The cast, committed to a database of this test's own."""
    return set_up()


def at_once(*acts: Act) -> list[str]:
    """Start all acts at the same moment; the code of each refusal, "" for those that were done."""
    start = threading.Barrier(len(acts))

    def run(act: Act) -> str:
        try:
            start.wait()
            act()
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def pair(cast: Cast, n: int, kind: str = kinds.BASE_COMMITTEE) -> tuple[Unit, Unit]:
    one, other = found_units(
        foundings=[Founding(f"Đơn vị {n}{side}", kind, cast.bloc, key=f"{side}{n}") for side in "ab"], by=cast.clerk
    )
    return one, other


def check(world: brute.World) -> None:
    assert brute.faults(world) == set()
    check_kept(world)
    assert verify() == []


def test_two_units_moved_under_each_other_never_make_a_ring(cast: Cast) -> None:
    outcomes = set()
    for n in range(RACES):
        one, other = pair(cast, n)
        done = at_once(
            partial(move_unit, unit=one, parent=other, day=DAY, by=cast.clerk),
            partial(move_unit, unit=other, parent=one, day=DAY, by=cast.clerk),
        )
        outcomes.add(tuple(sorted(done)))
    assert outcomes == {("", "unit_cycle")}
    check(kept())


def test_three_units_moved_in_a_ring_never_make_one(cast: Cast) -> None:
    for n in range(RACES // 2):
        one, other = pair(cast, n)
        third = found_unit(founding=Founding(f"Ba {n}", kinds.BASE_COMMITTEE, cast.bloc), by=cast.clerk)
        ring = ((one, other), (other, third), (third, one))
        done = at_once(*(partial(move_unit, unit=u, parent=p, day=DAY, by=cast.clerk) for u, p in ring))
        assert sorted(done) == ["", "", "unit_cycle"]
    check(kept())


def test_a_unit_never_ends_under_one_that_comes_to_it_at_the_same_time(cast: Cast) -> None:
    for n in range(RACES):
        one, other = pair(cast, n)
        done = at_once(
            partial(dissolve_unit, unit=one, day=DAY, by=cast.clerk),
            partial(move_unit, unit=other, parent=one, day=DAY, by=cast.clerk),
            partial(found_unit, founding=Founding(f"Con {n}", kinds.BRANCH, one), by=cast.clerk),
        )
        assert done in (
            ["", "unit_parent_ended", "unit_parent_ended"],
            ["unit_has_units", "", ""],
            ["unit_has_units", "", "unit_parent_ended"],
        )
    check(kept())


def test_nobody_comes_to_a_unit_that_ends_at_the_same_time(cast: Cast) -> None:
    for n in range(RACES):
        one, other = pair(cast, n, kinds.BASE_BRANCH)
        coming = [Admission(f"Người {n}", one.pk, "member", date(2020, 1, 1))]
        done = at_once(
            partial(dissolve_unit, unit=one, receiver=other, day=DAY, by=cast.clerk),
            partial(admit_persons, admissions=coming, by=cast.clerk),
        )
        assert done in (["", ""], ["", "membership_outlives_unit"])
        assert not Membership.objects.filter(record__unit=one, until__gt=DAY, withdrawn=False).exists()
        there = Membership.objects.filter(record__unit=other, until=NEVER).count()
        assert there == (1 if done == ["", ""] else 0)
    assert verify() == []


def test_of_two_foundings_with_one_key_one_is_refused(cast: Cast) -> None:
    for n in range(RACES):
        founding = Founding(f"Đơn vị {n}", kinds.BRANCH, cast.base, key=f"k{n}")
        done = at_once(*([partial(found_unit, founding=founding, by=cast.clerk)] * 2))
        assert sorted(done) == ["", "unit_key_taken"]


def test_a_unit_renamed_twice_at_once_has_one_name_a_day(cast: Cast) -> None:
    for n in range(RACES):
        done = at_once(*(partial(rename_unit, unit=cast.branch, name=name, day=DAY, by=cast.clerk) for name in "ab"))
        assert done == ["", ""]
        named = Standing.objects.filter(unit=cast.branch, since__lte=DAY, until__gt=DAY, removed=OPEN)
        assert named.count() == 1, n
    check(kept())


def test_acts_and_admissions_at_once_never_lock_each_other_out(cast: Cast) -> None:
    """Seven at a time, on the same few units: all are answered, none is thrown out by the database."""
    for n in range(RACES // 2):
        one, other = pair(cast, n, kinds.BASE_BRANCH)
        coming = [Admission(f"Người {n}", unit.pk, "member", date(2020, 1, 1)) for unit in (one, other)]
        done = at_once(
            partial(admit_persons, admissions=coming, by=cast.clerk),
            partial(admit_persons, admissions=coming[::-1], by=cast.clerk),
            partial(rename_unit, unit=other, name="Tên", day=DAY, by=cast.clerk),
            partial(rename_unit, unit=one, name="Tên", day=DAY, by=cast.clerk),
            partial(move_unit, unit=one, parent=cast.base, day=DAY, by=cast.clerk),
            partial(dissolve_unit, unit=one, receiver=other, day=DAY, by=cast.clerk),
            partial(dissolve_unit, unit=other, receiver=one, day=DAY, by=cast.clerk),
        )
        assert done.count("") >= 2
    check(kept())
