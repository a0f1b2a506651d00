"""``units``: the tree of one day on the terminal."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from people.tests.cast import Cast
from units.acts import dissolve_unit, move_unit, rename_unit
from units.management.commands.units import downwards
from units.queries import Named, Node
from units.tests.brute import read
from units.tests.raw import lay_down
from units.tests.test_derivation import WORLDS, table


def units(**options: str) -> str:
    out = io.StringIO()
    call_command("units", stdout=out, **options)
    return out.getvalue()


def test_the_tree_of_a_day_is_printed_as_csv_those_above_first(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name='Chi bộ "1", văn phòng', day=date(2019, 5, 1), by=cast.clerk)
    move_unit(unit=cast.branch, parent=cast.other_base, day=date(2020, 5, 1), by=cast.clerk)
    dissolve_unit(unit=cast.branch, receiver=cast.base, day=date(2021, 5, 1), by=cast.clerk)
    lines = units(on="2020-04-30", format="csv").split("\n")
    assert lines == [
        "unit,name,kind,parent,code",
        "bloc,Đảng bộ Khối các cơ quan tỉnh,superior,,K01",
        "base,Đảng bộ Cục Thuế,base_committee,bloc,01",
        'branch,"Chi bộ ""1"", văn phòng",branch,base,01.1',
        "other_base,Đảng bộ Sở Y tế,base_committee,bloc,02",
        "other_branch,Chi bộ Thanh tra Sở Y tế,branch,other_base,02.1",
        "",
    ]
    assert 'branch,"Chi bộ ""1"", văn phòng",branch,other_base,01.1' in units(on="2020-05-01", format="csv")
    assert "văn phòng" not in units(on="2021-05-01", format="csv")


def test_the_tree_is_indented_for_people(cast: Cast) -> None:
    lines = units(on="19/5/2021").splitlines()
    assert [len(line) - len(line.lstrip()) for line in lines] == [0, 2, 4, 2, 4]
    assert lines[2].strip().startswith("Chi bộ Văn phòng Cục Thuế")


def test_a_day_of_any_year_is_taken_and_today_if_none_is_named(cast: Cast) -> None:
    assert len(units(on="0850-01-01").splitlines()) == len(units().splitlines()) == 5


@pytest.mark.parametrize("day", ["31/2/2019", "2019-02-31", "gestern", "2019-2-1", "0000-01-01"])
def test_what_is_no_day_is_refused_in_a_sentence(cast: Cast, day: str) -> None:
    with pytest.raises(CommandError, match="“"):
        units(on=day)


def test_a_tree_deeper_than_the_stack_is_printed() -> None:
    root = here = Node(0, None, Named("u0", "", "branch", "u0"))
    for n in range(1, 3000):
        below = Node(n, n - 1, Named(f"u{n}", "", "branch", f"u{n}"))
        here.children.append(below)
        here = below
    assert [(depth, node.pk) for depth, _above, node in downwards([root])] == [(n, n) for n in range(3000)]


@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.name)
def test_the_small_worlds_are_printed_with_the_trees_that_are_known(cast: Cast, folder: Path) -> None:
    lay_down(world=read(folder), by=cast.operator)
    expected = defaultdict(set)
    for row in table(folder / "expected_trees.csv"):
        expected[row["on"]].add((row["kind"], row["code"], row["above_code"]))
    ours = {unit.key for unit in cast.units.values()}
    for day, trees in expected.items():
        rows = [row for row in csv.DictReader(io.StringIO(units(on=day, format="csv"))) if row["unit"] not in ours]
        codes = {row["unit"]: row["code"] for row in rows}
        assert {(row["kind"], row["code"], codes.get(row["parent"], "")) for row in rows} == trees
