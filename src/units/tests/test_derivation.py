"""Places, eras and heirs against the rules by brute force, on generated worlds and on worlds with known answers."""

from __future__ import annotations

import csv
import itertools
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from units.derivation import Derivation, EraRow, PlaceRow
from units.models import EVER, NEVER, NOT_FOUNDED
from units.tests import brute
from units.tests.brute import Passing, Row, World, read
from units.tests.generated import FIRST, worlds
from units.tests.raw import Numbered, tree_of
from units.tree import share_from

ROOT = Path(__file__).resolve().parents[3]
WORLDS = sorted((ROOT / "tests" / "data" / "worlds").iterdir())
EXAMPLES = 500 if os.environ.get("LANTOA_NIGHTLY") == "1" else 50
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def derived(laid: Numbered) -> Derivation:
    laid.tree.check(laid.numbers.values())
    return Derivation(laid.tree)


def on(rows: Iterable[PlaceRow], day: date, keys: dict[int, str]) -> dict[brute.Key, Fraction | None]:
    """The places of a unit on a day, by keys; rows before its founding apart."""
    found: dict[brute.Key, Fraction | None] = {}
    for row in rows:
        if row.since <= day < row.until and row.via != NOT_FOUNDED:
            key = (keys[row.above], None if row.via is None else keys[row.via])
            assert key not in found
            found[key] = share_from(row.share)
    return found


def check(world: World) -> None:
    """Every unit on every day, compared whole."""
    laid = tree_of(world)
    derivation = derived(laid)
    keys = {number: key for key, number in laid.numbers.items()}
    for key, number in laid.numbers.items():
        places, eras = list(derivation.places(number)), list(derivation.eras(number))
        expected = {day: brute.places(world, key, day) for day in brute.days_of(world)}
        for day, shares in expected.items():
            assert on(places, day, keys) == shares, (key, day)
        check_eras(eras, expected, world.founded(key))
        check_early(places, world, key, laid)
        heirs = list(derivation.heirs(number))
        for day in expected:
            taken = {keys[row.heir] for row in heirs if row.since <= day < row.until}
            assert taken == (brute.heirs(world, key, day) if not world.standing(key, day) else set()), (key, day)


def check_eras(eras: list[EraRow], expected: dict[date, dict[brute.Key, Fraction | None]], founded: date) -> None:
    """Eras are the spans of unchanged place: from ever to never without gap, each as long as it can be."""
    assert eras[0].since == EVER
    assert all(a.until == b.since for a, b in itertools.pairwise(eras))
    assert eras[-1].until == date.max
    for _before, after in itertools.pairwise(eras):
        day = after.since
        assert day == founded or expected[date.fromordinal(day.toordinal() - 1)] != expected[day]
    for era in eras:
        spanned = [shares for day, shares in expected.items() if era.since <= day < era.until]
        assert all(shares == spanned[0] for shares in spanned)


def check_early(places: list[PlaceRow], world: World, key: str, laid: Numbered) -> None:
    """Before its first day a unit is counted apart, at the root of that day."""
    founded, root = world.founded(key), key
    while above := world.above(root, founded):
        root = above[0][0]
    early = [row for row in places if row.via == NOT_FOUNDED]
    wanted = [PlaceRow(laid.numbers[key], laid.numbers[root], NOT_FOUNDED, EVER, founded, "1")]
    assert early == (wanted if founded != EVER else [])


@often
@given(world=worlds())
def test_places_eras_and_heirs_are_what_the_rules_say_on_every_day(world: World) -> None:
    assert brute.faults(world) == set()
    check(world)


@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.name)
def test_the_small_worlds_are_derived_as_the_rules_say(folder: Path) -> None:
    world = read(folder)
    assert brute.faults(world) == set()
    check(world)


@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.name)
def test_the_small_worlds_have_the_trees_that_are_known(folder: Path) -> None:
    tree = tree_of(read(folder))
    keys = {number: key for key, number in tree.numbers.items()}
    expected = defaultdict(set)
    for row in table(folder / "expected_trees.csv"):
        expected[date.fromisoformat(row["on"])].add((row["kind"], row["code"], row["above_code"]))
    for day, rows in expected.items():
        stood = {keys[unit]: tree.tree.on(unit, day) for unit in tree.tree.standings}
        alive = {key: s for key, s in stood.items() if s}
        found = {(s.kind, s.code, alive[keys[s.parent]].code if s.parent else "") for s in alive.values()}
        assert found == rows


@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.name)
def test_the_small_worlds_add_up_to_the_values_that_are_known(folder: Path) -> None:
    assert added_up(folder, table(folder / "expected.csv")) == []


def added_up(folder: Path, expected: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows whose value differs from entries rolled up over eras and places, as the readings do it."""
    laid = tree_of(read(folder))
    derivation = derived(laid)
    places = {n: list(derivation.places(n)) for n in laid.tree.standings}
    eras = {n: list(derivation.eras(n)) for n in laid.tree.standings}
    values = [
        (laid.numbers[row["unit"]], date.fromisoformat(row["on"]), Fraction(row["quantity"]))
        for row in table(folder / "values.csv")
    ]
    wrong = []
    rolled: dict[tuple[str, str, str], dict[int, Fraction | None]] = {}
    for row in expected:
        span = (row["from"], row["to"], row["structure"])
        if span not in rolled:
            rolled[span] = roll_up(values, places, eras, *span)
        value = rolled[span].get(laid.numbers[row["unit"]], Fraction(0))
        if value != (Fraction(row["value"]) if row["value"] else None):
            wrong.append(row)
    return wrong


def roll_up(
    values: list[tuple[int, date, Fraction]],
    places: dict[int, list[PlaceRow]],
    eras: dict[int, list[EraRow]],
    since: str,
    until: str,
    structure: str,
) -> dict[int, Fraction | None]:
    """Σ by unit and era, then up: None where an unstated share cuts something that is not nought."""
    sums: dict[tuple[int, date], Fraction] = defaultdict(Fraction)
    for unit, day, quantity in values:
        if date.fromisoformat(since) <= day < date.fromisoformat(until):
            by = day if structure == "then" else date.fromisoformat(structure)
            era = next(era for era in eras[unit] if era.since <= by < era.until)
            sums[unit, era.since] += quantity
    found: dict[int, Fraction | None] = {}
    for (unit, era_since), quantity in sums.items():
        for row in places[unit]:
            if row.via is None and row.since <= era_since < row.until:
                share, so_far = share_from(row.share), found.get(row.above, Fraction(0))
                known = quantity == 0 or (share is not None and so_far is not None)
                found[row.above] = (so_far + quantity * (share or 0) if so_far is not None else None) if known else None
    return found


@pytest.mark.skipif("LANTOA_REFORM" not in os.environ, reason="LANTOA_REFORM names no folder with the registers")
def test_the_reform_of_2025_is_derived_in_a_few_seconds_and_adds_up() -> None:
    """14,023 units and 10,533 successions, as a folder of docs/exchange.md with the provinces' known values."""
    folder = Path(os.environ["LANTOA_REFORM"])
    began = time.monotonic()
    assert added_up(folder, table(folder / "expected-provinces.csv")) == []
    assert time.monotonic() - began < 20


def test_a_large_reform_is_derived_in_a_few_seconds() -> None:
    """A country of 60 provinces with 150 communes each: half the provinces and two thirds of the communes pass on."""
    day, world = date(2025, 7, 1), World([Row("vn", EVER, NEVER, "vn", "country")])
    for p in range(60):
        ended = p % 2 == 1
        world.rows.append(Row(f"p{p}", EVER, day if ended else NEVER, f"p{p}", "province", "vn"))
        world.passings += [Passing(day, f"p{p}", f"p{p - 1}")] if ended else []
        for c in range(150):
            to, share = f"c{p}-{c - c % 3}", "" if c % 2 else "2/3"
            if c % 3 == 0:
                world.rows.append(Row(to, EVER, day, to, "commune", f"p{p}"))
                world.rows.append(Row(to, day, NEVER, to, "commune", f"p{p - 1 if ended else p}"))
                continue
            world.rows.append(Row(f"c{p}-{c}", EVER, day, f"c{p}-{c}", "commune", f"p{p}"))
            world.passings.append(Passing(day, f"c{p}-{c}", to, share))
            world.passings += [Passing(day, f"c{p}-{c}", f"c{p}-0" if c > 2 else f"c{p}-3", "1/3")] if share else []
    began = time.monotonic()
    laid = tree_of(world)
    derivation = derived(laid)
    rows = sum(1 for unit in laid.tree.standings for _ in derivation.places(unit))
    assert rows > 50_000
    assert time.monotonic() - began < 5


def test_a_tree_deeper_than_the_stack_is_derived() -> None:
    rows = [
        Row("u0", EVER, NEVER, "u0"),
        *(Row(f"u{n}", EVER, NEVER, f"u{n}", parent=f"u{n - 1}") for n in range(1, 600)),
    ]
    laid = tree_of(World(rows))
    assert len(list(derived(laid).places(laid.numbers["u599"]))) == 2 * 600


def test_a_unit_passed_on_again_and_again_is_derived() -> None:
    days = [FIRST + timedelta(days=n) for n in range(600)]
    rows = [Row("r", EVER, NEVER, "r")]
    rows += [Row(f"u{n}", EVER, day, f"u{n}", parent="r") for n, day in enumerate(days)]
    rows.append(Row("u600", EVER, NEVER, "u600", parent="r"))
    laid = tree_of(World(rows, [Passing(day, f"u{n}", f"u{n + 1}") for n, day in enumerate(days)]))
    derivation = derived(laid)
    assert len(list(derivation.heirs(laid.numbers["u0"]))) == 600
    assert len(list(derivation.places(laid.numbers["u0"]))) == 1 + 3 * 601


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
