"""Two reorganisations at once on the same units: one waits and then sees the other; never a ring or a lost member."""

from __future__ import annotations

import os
from datetime import date
from functools import partial

import pytest

from config.testing import OwnDatabase
from ledger.checking import verify
from people.models import Membership
from people.operations import Admission, admit_persons
from people.tests.cast import Cast, set_up
from units import kinds
from units.acts import (
    Act as Stated,
)
from units.acts import (
    Found,
    Founding,
    Merge,
    Move,
    Part,
    Split,
    dissolve_unit,
    found_units,
    merge_units,
    move_unit,
    rename_unit,
    reorganise,
    split_unit,
    take_back,
)
from units.models import NEVER, DoneAct, Unit
from units.tests import brute
from units.tests.test_histories import world
from units.tests.test_races import Act, at_once
from units.tests.test_stories import check_kept

RACES = 100 if os.environ.get("LANTOA_NIGHTLY") == "1" else 10
DAY, BEFORE = date(2021, 5, 19), date(2020, 1, 1)


@pytest.fixture
def cast(committing_database: OwnDatabase) -> Cast:
    """The cast, committed to a database of this test's own."""
    return set_up()


def three(cast: Cast, n: int) -> tuple[Unit, Unit, Unit]:
    """Three branches; the first has two people."""
    foundings = [Founding(f"Chi bộ {n}{s}", kinds.BRANCH, cast.base, key=f"{s}{n}") for s in "abc"]
    one, two, three = found_units(foundings=foundings, by=cast.clerk)
    admit_persons(admissions=[Admission(f"Người {n}{k}", one.pk, "member", BEFORE) for k in "xy"], by=cast.clerk)
    return one, two, three


def race(cast: Cast, pairs: list[tuple[Act, Act]]) -> set[tuple[str, str]]:
    """Run each pair at once; how they ended. Everybody is somewhere afterwards, and the rules hold."""
    outcomes = {(one, other) for one, other in (at_once(*pair) for pair in pairs)}
    assert brute.faults(world()) == set()
    check_kept(world())
    assert verify() == []
    return outcomes


def present() -> int:
    return Membership.objects.filter(withdrawn=False, until=NEVER).count()


def test_two_units_merged_into_each_other(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    before = present()
    pairs: list[tuple[Act, Act]] = [
        (
            partial(merge_units, units=[a], into=b, day=DAY, by=cast.clerk),
            partial(merge_units, units=[b], into=a, day=DAY, by=cast.clerk),
        )
        for a, b, _ in units
    ]
    gone = "unit_receiver_not_alive"
    assert race(cast, pairs) <= {("", gone), (gone, "")}
    assert present() == before


def test_a_unit_merged_and_split_at_once(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    before = present()

    def people(unit: Unit, to: Unit) -> dict[int, Unit]:
        here = Membership.objects.filter(record__unit=unit, withdrawn=False)
        return dict.fromkeys(here.values_list("person", flat=True), to)

    pairs: list[tuple[Act, Act]] = [
        (
            partial(merge_units, units=[a], into=b, day=DAY, by=cast.clerk),
            partial(split_unit, unit=a, parts=[Part(b), Part(c)], people=people(a, c), day=DAY, by=cast.clerk),
        )
        for a, b, c in units
    ]
    assert race(cast, pairs) <= {("", "unit_not_alive"), ("unit_not_alive", "")}
    assert present() == before


def test_a_unit_merged_while_its_receiver_ends(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    before = present()
    pairs: list[tuple[Act, Act]] = [
        (
            partial(merge_units, units=[a], into=b, day=DAY, by=cast.clerk),
            partial(dissolve_unit, unit=b, receiver=c, day=DAY, by=cast.clerk),
        )
        for a, b, c in units
    ]
    assert race(cast, pairs) <= {("", ""), ("unit_receiver_not_alive", "")}
    assert present() == before


def test_a_unit_merged_while_another_comes_under_it(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    pairs: list[tuple[Act, Act]] = [
        (
            partial(merge_units, units=[a], into=b, day=DAY, by=cast.clerk),
            partial(move_unit, unit=c, parent=a, day=DAY, by=cast.clerk),
        )
        for a, b, c in units
    ]
    assert race(cast, pairs) <= {("", "unit_parent_ended"), ("unit_has_units", "")}


def test_people_admitted_to_a_unit_while_it_is_split(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    before = present()
    pairs: list[tuple[Act, Act]] = []
    for n, (_, b, c) in enumerate(units):
        coming = [Admission(f"Mới {n}", c.pk, "member", BEFORE)]
        split = partial(split_unit, unit=c, parts=[Part(b), Part(cast.branch)], day=DAY, by=cast.clerk)
        pairs.append((split, partial(admit_persons, admissions=coming, by=cast.clerk)))
    outcomes = race(cast, pairs)
    assert outcomes <= {("", "membership_outlives_unit"), ("unit_people_unnamed", "")}
    assert present() == before + Membership.objects.filter(person__full_name__startswith="Mới").count()


def test_two_reorganisations_at_once(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    before = present()
    pairs: list[tuple[Act, Act]] = []
    for n, (a, b, c) in enumerate(units):
        new = Found(f"Mới {n}", kinds.BRANCH, cast.base, key=f"new{n}")
        one: list[Stated] = [Merge((a, b), new), Move(c, cast.other_base)]
        other: list[Stated] = [Merge((a,), c), Move(b, cast.other_base)]
        pairs.append(
            (
                partial(reorganise, acts=one, day=DAY, by=cast.clerk),
                partial(reorganise, acts=other, day=DAY, by=cast.clerk),
            )
        )
    assert race(cast, pairs) <= {("", "unit_not_alive"), ("unit_not_alive", "")}
    assert present() == before


def test_an_act_taken_back_while_something_is_built_on_it(cast: Cast) -> None:
    units = [three(cast, n) for n in range(RACES)]
    before = present()
    pairs: list[tuple[Act, Act]] = []
    for n, (a, b, _) in enumerate(units):
        reorganise(acts=[Merge((a, b), Found("Mới", kinds.BRANCH, cast.base, key=f"new{n}"))], day=DAY, by=cast.clerk)
        new = Unit.objects.get(key=f"new{n}")
        pairs.append(
            (
                partial(take_back, act=DoneAct.objects.latest("pk"), by=cast.clerk),
                partial(rename_unit, unit=new, name="Tên", day=DAY, by=cast.operator),
            )
        )
    assert race(cast, pairs) <= {("", "unit_unknown"), ("unit_changed_since", "")}
    assert present() == before


def test_one_act_taken_back_twice_at_once(cast: Cast) -> None:
    pairs: list[tuple[Act, Act]] = []
    for n in range(RACES):
        a, b, c = three(cast, n)
        reorganise(acts=[Split(a, (Part(b), Part(c)), people=_all_to(a, b))], day=DAY, by=cast.clerk)
        back = partial(take_back, act=DoneAct.objects.latest("pk"), by=cast.clerk)
        pairs.append((back, back))
    assert race(cast, pairs) <= {("", "act_taken_back"), ("act_taken_back", "")}


def _all_to(unit: Unit, to: Unit) -> dict[int, Unit | str]:
    here = Membership.objects.filter(record__unit=unit, withdrawn=False)
    return dict.fromkeys(here.values_list("person", flat=True), to)
