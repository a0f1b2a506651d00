"""A large folder into an empty database: time and peak memory, beside a bare COPY of the same rows.

``bench/importing.py [UNITS [VALUES]]``. A database of its own is made beside the one in use, and dropped at the end.
"""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["LANTOA_LANG"] = "en"

import django

django.setup()

import psycopg

from config.testing import OwnDatabase

UNITS, VALUES, PROVINCES, DISTRICTS = 40_000, 250_000, 60, 700
FIRST, MERGER, LAST = date(2020, 1, 1), date(2025, 7, 1), date(2025, 12, 31)
NAME = f"lantoa_bench_{os.getpid()}"
UNIT_HEADS = ("unit", "from", "to", "name", "kind", "parent", "code", "short_name", "basis")
HEADS = {
    "units": UNIT_HEADS,
    "successions": ("on", "unit", "successor", "share", "basis"),
    "measures": ("measure", "kind", "name_vi", "name_en", "counted_in"),
    "values": ("unit", "measure", "on", "quantity", "note"),
}


def rows(units: int, values: int) -> dict[str, list[tuple[object, ...]]]:
    """A country in which two communes of three merge on one day: units of four levels, values over six years."""
    chance = random.Random(1)  # noqa: S311  nothing secret
    tree: list[tuple[object, ...]] = [("vn", "", "", "Việt Nam", "country", "", "VN", "", "")]
    tree += [(f"p{n}", "", "", f"Tỉnh số {n}", "province", "vn", n, "", "") for n in range(PROVINCES)]
    tree += [
        (f"d{n}", "", MERGER, f"Huyện số {n}", "district", f"p{n % PROVINCES}", n, "", "QĐ 759")
        for n in range(DISTRICTS)
    ]
    communes = units - len(tree)
    successions: list[tuple[object, ...]] = [(MERGER, f"d{n}", f"p{n % PROVINCES}", "", "") for n in range(DISTRICTS)]
    new = communes // 4
    old = communes - new
    for n in range(new):
        tree.append((f"n{n}", MERGER, "", f"Xã mới số {n}", "commune", f"p{n % DISTRICTS % PROVINCES}", n, "", "NQ 1"))
    for n in range(old):
        tree.append((f"c{n}", "", MERGER, f"Xã số {n}", "commune", f"d{n % DISTRICTS}", n, "", ""))
        takers = [f"n{n % new}"] if n % 9 else [f"n{n % new}", f"n{(n + 1) % new}"]
        successions += [(MERGER, f"c{n}", taker, "" if len(takers) == 1 else "?", "NQ 1") for taker in takers]
    days = (MERGER - FIRST).days
    told = [
        (f"c{n % old}", f"m{n % 5}", FIRST + timedelta(days=chance.randrange(days)), chance.randrange(1, 1000), n)
        for n in range(values)
    ]
    measures: list[tuple[object, ...]] = [(f"m{n}", "flow", f"Số {n}", f"Number {n}", "cuộc") for n in range(5)]
    return {"units": tree, "successions": successions, "measures": measures, "values": list(told)}


def write(folder: Path, tables: dict[str, list[tuple[object, ...]]]) -> None:
    """The tables as a folder."""
    for table, lines in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADS[table])
            writer.writerows(lines)


def copied(folder: Path, url: str) -> float:
    """Seconds for a bare COPY of the same files into tables of text."""
    with psycopg.connect(url) as bare:
        began = time.perf_counter()
        for table, heads in HEADS.items():
            columns = ", ".join(f'"{head}" text' for head in heads)
            bare.execute(f"create table bare_{table} ({columns})".encode())
            with bare.cursor().copy(f"copy bare_{table} from stdin (format csv, header)".encode()) as stream:
                stream.write((folder / f"{table}.csv").read_bytes())
        bare.commit()
        return time.perf_counter() - began


def run(*command: str, url: str) -> tuple[float, int]:
    """Seconds and peak memory in MB of one command of the program."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "config.entry", *command], env={**os.environ, "DATABASE_URL": url}, check=True
    )
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


def main() -> None:
    """Print the table."""
    units, values = (int(n) for n in (sys.argv[1:] + [str(UNITS), str(VALUES)][len(sys.argv) - 1 :])[:2])
    with psycopg.connect(OwnDatabase("postgres").url, autocommit=True) as server:
        server.execute(f"create database {NAME}".encode())
        try:
            measure(OwnDatabase(NAME).url, units, values)
        finally:
            server.execute(f"drop database {NAME} with (force)".encode())


def measure(url: str, units: int, values: int) -> None:
    """Bare COPY, import, the same again, export."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name), rows(units, values))
        run("manage", "migrate", "--verbosity", "0", url=url)
        plain = copied(Path(name), url)
        first, memory = run("import", name, url=url)
        again, _ = run("import", name, url=url)
        out, _ = run("export", f"{name}/out", url=url)
    print(f"{units:,} units, {values:,} values")
    for what, seconds in (("bare COPY", plain), ("import", first), ("again", again), ("export", out)):
        print(f"{what:10} {seconds:7.2f} s {seconds / plain:7.1f} ×")
    print(f"peak memory of the import {memory} MB")


if __name__ == "__main__":
    main()
