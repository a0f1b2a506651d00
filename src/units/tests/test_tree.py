"""The rules of the tree: the program refuses exactly the worlds that break one, and says which and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from ledger.refusals import Unfit, describe
from units.derivation import Derivation
from units.models import EVER, NEVER
from units.tests import brute
from units.tests.brute import Passing, Row, World
from units.tests.generated import broken_worlds, worlds
from units.tests.raw import tree_of
from units.tests.test_derivation import often

D1, D2, D3 = (date(2020, 1, day) for day in (1, 2, 3))
CODES = {
    "unit_span_reversed": "overlap",
    "unit_spans_overlap": "overlap",
    "unit_parent_ended": "parent",
    "unit_root_without_successor": "root",
    "unit_goes_on": "succession",
    "unit_successor_not_alive": "succession",
    "unit_shares_unfit": "share",
    "unit_cycle": "cycle",
}


def refused(world: World) -> str | None:
    """Which rule the program says is broken, None if it takes the world."""
    refusal = refusal_of(world)
    return CODES[refusal.code] if refusal else None


def refusal_of(world: World) -> Unfit | None:
    laid = tree_of(world)
    try:
        laid.tree.check(laid.numbers.values())
        derivation = Derivation(laid.tree)
        for unit in laid.tree.standings:
            list(derivation.places(unit))
    except Unfit as refusal:
        return refusal
    return None


@often
@given(world=broken_worlds())
def test_exactly_the_worlds_that_break_a_rule_are_refused(world: World) -> None:
    faults = brute.faults(world)
    found = refused(world)
    assert (found in faults) if faults else found is None


@often
@given(world=worlds())
def test_a_world_that_keeps_the_rules_is_taken(world: World) -> None:
    assert refused(world) is None


R, A, B = Row("r", EVER, NEVER, "r"), Row("a", EVER, D2, "a", parent="r"), Row("b", EVER, NEVER, "b", parent="r")
BROKEN = {
    "stands twice": ([R, replace(A, until=NEVER), Row("a", D1, NEVER, "a2", parent="r")], [], "overlap"),
    "parent ends before": ([R, A, Row("c", EVER, NEVER, "c", parent="a")], [], "parent"),
    "parent begins after": (
        [R, Row("a", D2, NEVER, "a", parent="r"), Row("c", D1, NEVER, "c", parent="a")],
        [],
        "parent",
    ),
    "parent sleeps between": (
        [R, A, Row("a", D3, NEVER, "a", parent="r"), Row("c", D1, NEVER, "c", parent="a")],
        [],
        "parent",
    ),
    "root ends without successor": ([replace(R, until=D2)], [], "root"),
    "successor of a unit that goes on": (
        [R, A, replace(A, since=D2, until=NEVER), B],
        [Passing(D2, "a", "b")],
        "succession",
    ),
    "successor of a unit on another day": ([R, A, B], [Passing(D3, "a", "b")], "succession"),
    "successor not yet founded": ([R, A, replace(B, since=D3)], [Passing(D2, "a", "b")], "succession"),
    "successor ended before": ([R, A, replace(B, until=D1)], [Passing(D2, "a", "b")], "succession"),
    "its own successor": ([R, A], [Passing(D2, "a", "a")], "succession"),
    "shares beyond one": ([R, A, B], [Passing(D2, "a", "b", "2/3"), Passing(D2, "a", "r", "2/3")], "share"),
    "shares short of one": ([R, A, B], [Passing(D2, "a", "b", "1/3"), Passing(D2, "a", "r", "1/3")], "share"),
    "one share short of one": ([R, A, B], [Passing(D2, "a", "b", "1/3")], "share"),
    "a share of nought": ([R, A, B], [Passing(D2, "a", "b", "0"), Passing(D2, "a", "r", "1")], "share"),
    "a share below nought": ([R, A, B], [Passing(D2, "a", "b", "-1"), Passing(D2, "a", "r", "2")], "share"),
    "some shares open": ([R, A, B], [Passing(D2, "a", "b", "?"), Passing(D2, "a", "r", "1/2")], "share"),
    "one successor twice": ([R, A, B], [Passing(D2, "a", "b", "1/2"), Passing(D2, "a", "b", "1/2")], "share"),
    "under each other": (
        [R, replace(B, parent="c"), Row("c", EVER, NEVER, "c", parent="b")],
        [],
        "cycle",
    ),
    "passed on in a ring within a day": (
        [R, A, Row("c", EVER, D2, "c", parent="r")],
        [Passing(D2, "a", "c"), Passing(D2, "c", "a")],
        "cycle",
    ),
    "passed on to a child that ends with it": (
        [R, A, Row("c", EVER, D2, "c", parent="a")],
        [Passing(D2, "a", "c")],
        "cycle",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_named(case: str) -> None:
    rows, passings, rule = BROKEN[case]
    world = World(list(rows), list(passings))
    assert rule in brute.faults(world)
    assert refused(world) == rule
    refusal = refusal_of(world)
    assert refusal is not None
    assert refusal.facts["name"] in describe(refusal)
    assert "day" in refusal.facts


SOUND = {
    "chain within a day": ([R, A, replace(B, until=D2)], [Passing(D2, "a", "b"), Passing(D2, "b", "r")]),
    "reopened": ([R, A, replace(A, since=D3, until=NEVER)], [Passing(D2, "a", "r")]),
    "two roots, one taken over": ([R, Row("q", EVER, D2, "q")], [Passing(D2, "q", "r")]),
    "one whole share written out": ([R, A, B], [Passing(D2, "a", "b", "1")]),
    "thirds": ([R, A, B], [Passing(D2, "a", "b", "1/3"), Passing(D2, "a", "r", "2/3")]),
    "swapped parents on one day": (
        [R, Row("c", EVER, D2, "c", parent="b"), Row("c", D2, NEVER, "c", parent="r"), B],
        [],
    ),
}


@pytest.mark.parametrize("case", SOUND)
def test_a_sound_world_is_taken(case: str) -> None:
    rows, passings = SOUND[case]
    world = World(list(rows), list(passings))
    assert brute.faults(world) == set()
    assert refused(world) is None


def test_a_ring_of_many_units_is_found() -> None:
    rows = [R, *(Row(f"u{n}", EVER, NEVER, f"u{n}", parent=f"u{(n + 1) % 500}") for n in range(500))]
    assert refused(World(rows)) == "cycle"


def test_a_ring_in_time_alone_is_none() -> None:
    """First c under b, then b under c: on no day does either stand below itself."""
    day = D1 + timedelta(days=5)
    rows = [R, Row("b", EVER, day, "b", parent="r"), Row("b", day, NEVER, "b", parent="c")]
    rows += [Row("c", EVER, day, "c", parent="b"), Row("c", day, NEVER, "c", parent="r")]
    assert refused(World(rows)) is None
