"""Workbooks: the same as a folder where they are sound, refused in a sentence and within limits where they are not."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exchange.faults import Fault, Faulty
from exchange.folders import Unreadable
from exchange.opening import MEMORY
from exchange.tests.folders import SOUND, cell, changed, imported, packed, parts, rows_of
from exchange.workbooks import open_workbook
from exchange.writing import write_folder
from ledger.models import Books
from ledger.refusals import Refused, Unfit

SHEETS = {table: rows_of(text) for table, text in SOUND.items()}
Members = dict[str, bytes]


@pytest.mark.django_db
def test_a_workbook_is_the_same_as_a_folder(tmp_path: Path) -> None:
    imported(changed(tmp_path / "folder"))
    head = Books.objects.get().head
    assert not imported(packed(tmp_path / "all.xlsx", parts(SHEETS))).is_new
    assert Books.objects.get().head == head


@pytest.mark.django_db
def test_a_workbook_alone_gives_what_a_folder_gives(tmp_path: Path) -> None:
    imported(packed(tmp_path / "all.xlsx", parts(SHEETS)))
    write_folder(tmp_path / "out")
    assert (tmp_path / "out" / "units.csv").read_text(encoding="utf-8").splitlines()[1:] == sorted(
        SOUND["units"].splitlines()[1:]
    )


@pytest.mark.django_db
def test_a_fault_of_a_sheet_names_workbook_sheet_row_and_column(tmp_path: Path) -> None:
    broken = {**SHEETS, "values": rows_of(SOUND["values"] + "b,m,2019-12-31,1,\n")}
    with pytest.raises(Faulty) as refused:
        imported(packed(tmp_path / "all.xlsx", parts(broken)))
    fault = refused.value.faults[0]
    assert (fault.file, fault.row, fault.column) == ("all.xlsx [values]", 6, "on")


def test_numbers_and_days_of_a_spreadsheet_are_read_exactly(tmp_path: Path) -> None:
    head = rows_of("unit,measure,on,quantity\n")
    day = '<c r="C2" s="1"><v>43952</v></c>'
    numbers = f'<row r="2">{cell("A2", 7)}{cell("B2", "m")}{day}{cell("D2", 0.1)}</row>'
    more = f'<row r="3">{cell("A3", "b")}{cell("B3", "m")}{cell("C3", "2020-05-02")}{cell("D3", 123456789.5)}</row>'
    found = open_workbook(packed(tmp_path / "n.xlsx", parts({"values": head + numbers + more})))
    assert [line for _, line in found["values"]][1:] == [
        ["7", "m", "2020-05-01", "0.1"],
        ["b", "m", "2020-05-02", "123456789.5"],
    ]


CELLS = [
    ("date_for_a_share", '<c r="A2" s="1"><v>43952</v></c>', "cell_is_date"),
    ("truth", '<c r="A2" t="b"><v>1</v></c>', "cell_is_truth"),
    ("error", '<c r="A2" t="e"><v>#N/A</v></c>', "cell_with_error"),
    ("never_calculated", '<c r="A2"><f>1+1</f></c>', "cell_not_calculated"),
    ("number_too_long", '<c r="A2"><v>0.12345678901234567</v></c>', "cell_number_too_long"),
    ("not_a_number", '<c r="A2"><v>1e300</v></c>', None),
]


@pytest.mark.parametrize(("written", "code"), [row[1:] for row in CELLS], ids=[row[0] for row in CELLS])
@pytest.mark.django_db
def test_a_cell_that_could_be_misread_is_refused_by_name(tmp_path: Path, written: str, code: str | None) -> None:
    rows = f'<row r="1">{cell("A1", "unit")}</row><row r="2">{written}</row>'
    fault = _fault(packed(tmp_path / "c.xlsx", parts({"units": rows})))
    if code is not None:
        assert (fault.table, fault.row, fault.code) in (("units", 2, code), ("units", 1, "column_missing"))


def test_each_such_cell_ends_the_sheet_where_it_stands(tmp_path: Path) -> None:
    for name, written, code in CELLS[:-1]:
        rows = f'<row r="1">{cell("A1", "unit")}</row><row r="2">{written}</row>'
        sheet = open_workbook(packed(tmp_path / f"{name}.xlsx", parts({"units": rows})))["units"]
        with pytest.raises(Unreadable) as refused:
            list(sheet)
        assert (refused.value.code, refused.value.row, refused.value.column) == (code, 2, "A")


def _sound(**changes: bytes) -> Members:
    return {**parts(SHEETS), **changes}


def _sheet(rows: str) -> Members:
    return parts({"units": rows})


def _lying(path: Path, size: int) -> Path:
    """A workbook whose archive says that its first sheet is of another size than it is."""
    packed(path, _sound())
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
    struct.pack_into("<I", content, member.header_offset + 22, size)
    name = member.filename.encode()
    place = content.index(b"PK\x01\x02", member.header_offset)
    while content[place + 46 : place + 46 + len(name)] != name:
        place = content.index(b"PK\x01\x02", place + 4)
    struct.pack_into("<I", content, place + 24, size)
    path.write_bytes(content)
    return path


def _locked(path: Path) -> Path:
    """A workbook whose parts say that they are encrypted."""
    packed(path, _sound())
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    path.write_bytes(content)
    return path


FAR = f'<row r="1">{cell("A1", "unit")}</row><row r="1048576">{cell("XFD1048576", 1)}</row>'
WIDE = f'<row r="1">{cell("A1", "unit")}{cell("GS1", "x")}</row>'
BLANKS = "".join(f'<row r="{r}">{cell(f"A{r}", chr(65 + r % 26) * 7)}</row>' for r in range(1, 200_003))
MERGED = (
    f'<row r="1">{cell("A1", "unit")}</row></sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells><sheetData>'
)
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
TYPES = parts({})["[Content_Types].xml"]

HOSTILE: list[tuple[str, Callable[[Path], Path], str]] = [
    ("not_an_archive", lambda p: _write(p, b"unit,name\n"), "workbook_broken"),
    ("nothing", lambda p: _write(p, b""), "workbook_broken"),
    ("old_format", lambda p: _write(p, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "workbook_locked"),
    ("locked", _locked, "workbook_locked"),
    ("cut_off", lambda p: _write(p, packed(p, _sound()).read_bytes()[:-30]), "workbook_broken"),
    ("no_workbook", lambda p: packed(p, {"a.xml": b"<a/>"}), "workbook_broken"),
    ("sheet_missing", lambda p: packed(p, {k: v for k, v in _sound().items() if "sheet3" not in k}), "workbook_broken"),
    ("broken_xml", lambda p: packed(p, _sound(**{"xl/worksheets/sheet1.xml": b"<worksheet><a>"})), "workbook_broken"),
    (
        "many_parts",
        lambda p: packed(p, _sound(**{f"xl/x{n}.xml": b"<x/>" for n in range(300)})),
        "workbook_too_many_parts",
    ),
    ("bomb", lambda p: packed(p, _sound(**{"xl/media/x.bin": bytes(40 << 20)})), "workbook_too_dense"),
    ("large", lambda p: packed(p, _sound(**{"xl/x.bin": bytes(51 << 20)}), zipfile.ZIP_STORED), "workbook_too_large"),
    ("says_small", lambda p: _lying(p, 10), "workbook_broken"),
    ("says_large", lambda p: _lying(p, 1 << 31), "workbook_too_large"),
    ("slip", lambda p: packed(p, _sound(**{"../../etc/x.xml": b"<x/>"})), "workbook_broken"),
    ("absolute", lambda p: packed(p, _sound(**{"/etc/x.xml": b"<x/>"})), "workbook_broken"),
    ("laughs", lambda p: packed(p, _sound(**{"xl/worksheets/sheet1.xml": LAUGHS})), "workbook_with_dtd"),
    ("outside_entity", lambda p: packed(p, _sound(**{"xl/worksheets/sheet1.xml": OUTSIDE})), "workbook_with_dtd"),
    (
        "dtd_in_utf16",
        lambda p: packed(p, _sound(**{"xl/worksheets/sheet1.xml": LAUGHS.decode().encode("utf-16")})),
        "workbook_with_dtd",
    ),
    ("macros", lambda p: packed(p, _sound(**{"xl/vbaProject.bin": b"x"})), "workbook_with_macros"),
    (
        "macro_type",
        lambda p: packed(p, _sound(**{"[Content_Types].xml": TYPES.replace(b"sheet.main", b"macroEnabled")})),
        "workbook_with_macros",
    ),
    ("links", lambda p: packed(p, _sound(**{"xl/externalLinks/externalLink1.xml": b"<x/>"})), "workbook_with_links"),
    ("days_from_1904", lambda p: packed(p, parts(SHEETS, 'date1904="1"')), "workbook_of_1904"),
    ("far_cell", lambda p: packed(p, _sheet(FAR)), "sheet_too_large"),
    ("wide", lambda p: packed(p, _sheet(WIDE)), "sheet_too_large"),
    ("too_many_rows", lambda p: packed(p, _sheet(BLANKS)), "sheet_too_large"),
    ("unreadable_place", lambda p: packed(p, _sheet('<row r="1"><c r="ĐĐ9"><v>1</v></c></row>')), "sheet_too_large"),
    ("merged", lambda p: packed(p, _sheet(MERGED)), "cell_merged"),
    ("no_such_sheet", lambda p: packed(p, parts({"Sheet1": rows_of("unit\n")})), "path_without_tables"),
]


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _fault(path: Path) -> Fault:
    """The first fault for which a workbook is refused."""
    try:
        imported(path)
    except Faulty as faulty:
        return faulty.faults[0]
    except Unfit as refusal:
        return Fault("", path.name, 0, "", refusal.code, refusal.facts)
    raise AssertionError("was not refused")


@pytest.mark.parametrize(("make", "code"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
@pytest.mark.django_db
def test_a_hostile_workbook_is_refused_in_a_sentence_and_within_limits(
    tmp_path: Path, make: Callable[[Path], Path], code: str
) -> None:
    path = make(tmp_path / "h.xlsx")
    began = time.monotonic()
    fault = _fault(path)
    assert fault.code == code
    assert fault.reason
    assert time.monotonic() - began < 20
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10 <= MEMORY


def test_a_child_that_breaks_its_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a" * 200
    rows = "".join(f'<row r="{r}">{cell(f"A{r}", text)}{cell(f"S{r}", r)}</row>' for r in range(1, 200_000))
    dense = _sheet(rows)
    with pytest.raises(Refused) as refused:
        open_workbook(packed(tmp_path / "dense.xlsx", dense))
    assert refused.value.code in ("workbook_too_heavy", "workbook_too_large", "workbook_too_dense")
