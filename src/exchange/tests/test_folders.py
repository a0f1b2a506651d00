"""CSV files as machines write them: encodings named or refused, lines and files bounded."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from exchange.folders import LARGEST_FILE, Unreadable, rows

HEAD = b"unit,name,kind\n"
REFUSED = [
    ("utf16", "unit,name\nr,Gốc\n".encode("utf-16"), ("file_other_encoding", 0)),
    ("utf16_big", b"\xfe\xff" + "unit\n".encode("utf-16-be"), ("file_other_encoding", 0)),
    ("windows_1258", HEAD + "r,Đảng,x\n".encode("cp1258", "replace"), ("line_not_utf8", 2)),
    ("tcvn3", HEAD + b"r,\xa7\xb6ng \xf1y\xae\xb5,x\n", ("line_not_utf8", 2)),
    ("nul", HEAD + b"r,a\0b,x\n", ("line_with_nul", 2)),
    ("surrogate", HEAD + b"r,\xed\xa0\x80,x\n", ("line_not_utf8", 2)),
    ("open_quote", HEAD + b'r,"a,x\n' + b"r,a,x\n" * 3, ("line_not_csv", 2)),
    ("text_after_quote", HEAD + b'r,"a"b,x\n', ("line_not_csv", 2)),
    ("long_line", HEAD + b"x" * (3 << 20), ("line_too_long", 2)),
    ("endless_quote", HEAD + b'"' + b"x\n" * 200_000, ("line_not_csv", 2)),
]


@pytest.mark.parametrize(("content", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_can_not_be_read_is_refused_by_reason_and_row(
    tmp_path: Path, content: bytes, told: tuple[str, int]
) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        list(rows(path))
    assert (refused.value.code, refused.value.row) == told


def test_quoted_commas_breaks_and_marks_are_read_and_counted_as_one_row(tmp_path: Path) -> None:
    path = tmp_path / "values.csv"
    path.write_bytes(b'\xef\xbb\xbfa,b\r\n"x, y","one\r\ntwo"\r\n\r\n"say ""so""",z\r\n')
    assert list(rows(path)) == [(1, ["a", "b"]), (2, ["x, y", "one\r\ntwo"]), (3, []), (4, ['say "so"', "z"])]


def test_a_line_of_a_gigabyte_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    with path.open("wb") as file:
        file.write(HEAD)
        file.truncate(LARGEST_FILE - 1)  # a hole of zeros, as long as a file may be
    tracemalloc.start()
    with pytest.raises(Unreadable) as refused:
        list(rows(path))
    assert refused.value.code == "line_too_long"
    assert tracemalloc.get_traced_memory()[1] < 10 << 20
    tracemalloc.stop()
    with path.open("ab") as file:
        file.truncate(1 << 30)
    with pytest.raises(Unreadable) as refused:
        list(rows(path))
    assert refused.value.code == "file_too_large"
