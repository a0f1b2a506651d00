"""The agencies of a bloc, as ``data/<bloc>.csv`` lists them: kinds that a province has, sizes made up."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from units.kinds import BASE_COMMITTEE

DATA = Path(__file__).parent / "data"
POOLS = {
    "sở": ("Văn phòng Sở", "Thanh tra Sở", "Phòng Kế hoạch - Tài chính", "Phòng Nghiệp vụ", "Trung tâm", "Chi cục"),
    "ngành": ("Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Nghiệp vụ", "Phòng Kiểm tra", "Phòng Tài vụ"),
    "trường": ("Phòng Đào tạo", "Phòng Hành chính", "Khoa Cơ bản", "Khoa Chuyên ngành", "Phòng Quản lý học viên"),
    "viện": ("Khối Phòng chức năng", "Khoa Nội", "Khoa Ngoại", "Khoa Nhi", "Khoa Cấp cứu", "Khoa Xét nghiệm"),
}
"""Names of branches by the kind of agency; those beyond them are numbered."""


@dataclass(frozen=True)
class Agency:
    """One line of the list: sizes on the last day, ``branches`` without the words of their committee."""

    key: str
    kind: str
    name: str
    short_name: str
    members: int
    staff: int
    branches: tuple[str, ...]
    is_small: bool

    @property
    def full_name(self) -> str:
        """The name of its party organisation."""
        return f"{'Đảng bộ' if self.kind == BASE_COMMITTEE else 'Chi bộ'} {self.name}"


@cache
def agencies(bloc: str) -> tuple[Agency, ...]:
    """Every agency of a bloc's list, in the order of the list."""
    with (DATA / f"{bloc}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(_agency(row) for row in csv.DictReader(lines))


def _agency(row: dict[str, str]) -> Agency:
    return Agency(
        key=row["key"],
        kind=row["kind"],
        name=row["name"],
        short_name=row["short_name"],
        members=int(row["members"]),
        staff=int(row["staff"]),
        branches=tuple(_branches(row["branches"])),
        is_small=bool(row["small"]),
    )


def _branches(text: str) -> Iterator[str]:
    """``số 4`` gives four numbered branches, another word and a number those of its pool; names as written."""
    for part in filter(None, text.split("|")):
        word, _, count = part.rpartition(" ")
        if word != "số" and word not in POOLS:
            yield part
            continue
        pool = POOLS.get(word, ())
        for n in range(int(count)):
            yield f"Chi bộ {pool[n]}" if n < len(pool) else f"Chi bộ {n + 1}"
