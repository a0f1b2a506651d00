"""Histories with known answers, read from files: every expected number and tree as the commands print them."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from config.testing import in_django, own
from demo.reform import unpack

DATA = Path(__file__).parent / "data"
HEADS = ["unit", "name", "measure", "value", "state", "reported", "expected"]
WORLDS = ("w1", "w2", "w3")
Asked = tuple[str, str, str, str, str]
Line = dict[str, str]


@pytest.fixture(scope="module", params=[*WORLDS, "reform-2025"])
def world(
    request: pytest.FixtureRequest,
    database_template: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The folder of a world, imported into a database of its own."""
    folder = DATA / "worlds" / request.param
    if request.param == "reform-2025":
        folder = unpack(_unpacked(DATA / request.param, tmp_path_factory.mktemp("reform")))
    with own(database_template) as database, django_db_blocker.unblock(), in_django(database):
        call_command("import", str(folder), stdout=io.StringIO())
        yield folder


def _unpacked(source: Path, folder: Path) -> Path:
    for packed in source.glob("*.csv.gz"):
        (folder / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
    return folder


def _table(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _expected(folder: Path) -> dict[Asked, dict[str, str]]:
    """Values by what was asked and unit."""
    found: dict[Asked, dict[str, str]] = defaultdict(dict)
    for row in _table(next(folder.glob("expected*s.csv")) if folder.name not in WORLDS else folder / "expected.csv"):
        asked = (row["measure"], row["from"], row["to"], row["structure"], row["level"])
        found[asked][row["unit"]] = row["value"]
    return found


def _printed(*arguments: str) -> tuple[list[str], list[Line]]:
    """The header and lines of a command that prints CSV."""
    out = io.StringIO()
    call_command(*arguments, "--format", "csv", stdout=out)
    reader = csv.DictReader(io.StringIO(out.getvalue()))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


def _rounded(exact: str) -> str:
    """A fraction as it is printed: once, half up, at six places, without trailing zeros."""
    value = Fraction(exact)
    with localcontext(prec=60):
        number = Decimal(value.numerator) / Decimal(value.denominator)
        text = f"{number.quantize(Decimal('0.000001'), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".")


def test_every_expected_number_is_printed(world: Path) -> None:
    asked = _expected(world)
    assert asked
    for (measure, since, until, structure, level), values in asked.items():
        span = ("--from", since, "--to", until, "--structure", structure, "--level", level)
        heads, rows = _printed("figures", measure, *span)
        assert heads == HEADS
        told = {row["unit"]: (row["value"], row["state"]) for row in rows}
        wanted = {u: (_rounded(v), "value") if v else ("", "undetermined") for u, v in values.items()}
        assert {unit: told.get(unit) for unit in wanted} == wanted
        if structure != "then":
            assert set(told) - {""} == set(wanted)


def test_every_expected_tree_is_printed(world: Path) -> None:
    path = world / "expected_trees.csv"
    if not path.exists():
        pytest.skip("no trees were told for this one")
    days: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in _table(path):
        days[row["on"]].add((row["kind"], row["code"], row["above_code"]))
    for day, tree in days.items():
        heads, rows = _printed("units", "--on", day)
        assert heads == ["unit", "name", "kind", "parent", "code"]
        codes = {row["unit"]: row["code"] for row in rows} | {"": ""}
        assert {(row["kind"], row["code"], codes[row["parent"]]) for row in rows} == tree
        assert len(rows) == len(tree)


def test_under_a_unit_are_that_unit_and_all_below_it(world: Path) -> None:
    measure, since, until, structure, _ = next(a for a in _expected(world) if a[3] != "then")
    span = ("--from", since, "--to", until, "--structure", structure)
    _, tree = _printed("units", "--on", structure)
    root = next(row["unit"] for row in tree if not row["parent"])
    top = next(row["unit"] for row in tree if row["parent"] == root)
    below = {top}
    while more := {row["unit"] for row in tree if row["parent"] in below} - below:
        below |= more
    _, under = _printed("figures", measure, *span, "--under", top)
    _, everything = _printed("figures", measure, *span)
    assert {row["unit"] for row in under} == below
    assert [row for row in everything if row["unit"] in below] == under


def test_what_is_written_is_what_was_read(world: Path, tmp_path: Path) -> None:
    call_command("export", str(tmp_path), stdout=io.StringIO())
    for table in ("units", "successions", "measures", "values"):
        rows = [list(row.values()) for row in _table(world / f"{table}.csv")]
        assert sorted(list(row.values()) for row in _table(tmp_path / f"{table}.csv")) == sorted(rows)
