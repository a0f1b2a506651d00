"""The page for importing: who may, what it takes, what it refuses, and what it says at the end."""

from __future__ import annotations

import html
import uuid
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.utils import timezone

from exchange.models import State, Upload
from exchange.tests.folders import SOUND, packed, parts, rows_of
from exchange.tests.sending import ADDRESS, GOOD, send, zipped
from exchange.uploads import bury, folder_of, locked
from people.tests.cast import Cast
from units.models import Unit

pytestmark = pytest.mark.usefixtures("data")


def imported(cast: Cast, files: Mapping[str, bytes], **fields: str) -> tuple[Upload, str]:
    """Send files, import them in this process: the upload, and its page in the end."""
    answer = send(cast, files, **fields)
    assert answer.status_code == 302, answer.content.decode()
    upload = Upload.objects.get()
    call_command("import_upload", upload.public_id)
    upload.refresh_from_db()
    return upload, cast.client(cast.operator).get(answer["Location"]).content.decode()


def test_only_an_operator_gets_the_page(cast: Cast) -> None:
    for person in (cast.clerk, cast.secretary, cast.inspector, cast.stranger):
        assert cast.client(person).get(ADDRESS).status_code == 404
        assert send(cast, GOOD, person).status_code == 404
    page = cast.client(cast.operator).get(ADDRESS)
    assert page.status_code == 200
    assert "units.csv" in page.content.decode()
    assert not Upload.objects.exists()


def test_another_ones_upload_is_not_there(cast: Cast) -> None:
    address = send(cast, GOOD)["Location"]
    assert cast.client(cast.clerk).get(address).status_code == 404
    Upload.objects.update(person=cast.clerk)
    assert cast.client(cast.operator).get(address).status_code == 404


@pytest.mark.parametrize("how", ["files", "zip", "workbook"])
def test_sound_files_are_kept_and_the_page_says_so(cast: Cast, tmp_path: Path, how: str) -> None:
    book = packed(tmp_path / "b.xlsx", parts({table: rows_of(text) for table, text in SOUND.items()}))
    files = {"files": GOOD, "zip": {"a.zip": zipped(GOOD)}, "workbook": {"b.xlsx": book.read_bytes()}}[how]
    upload, page = imported(cast, files)
    assert upload.state == State.DONE, upload.faults
    assert Unit.objects.filter(key="c").exists()
    assert "The books hold what the files say." in page
    assert "hx-trigger" not in page
    assert not folder_of(upload.public_id).exists()


def test_faults_are_listed_and_nothing_is_kept(cast: Cast) -> None:
    spoiled = {**GOOD, "units.csv": GOOD["units.csv"] + b"x,1/1/2020,,X,branch,a\n"}
    upload, page = imported(cast, spoiled)
    assert upload.state == State.FAILED
    assert [fault[:3] for fault in upload.faults] == [["units.csv", 6, "from"]]
    assert "units.csv" in page
    assert upload.faults[0][3] in html.unescape(page)
    assert not Unit.objects.filter(key="c").exists()
    assert not folder_of(upload.public_id).exists()


def test_the_first_thousand_faults_are_listed_and_the_others_counted(cast: Cast) -> None:
    rows = "".join(f"x{n},1/1/2020,,X,branch,a\n" for n in range(1234)).encode()
    upload, page = imported(cast, {"units.csv": b"unit,from,to,name,kind,parent\n" + rows})
    assert (len(upload.faults), upload.fault_count) == (1000, 1234)
    assert "and 234 more" in page


def test_check_only_keeps_nothing(cast: Cast) -> None:
    upload, page = imported(cast, GOOD, dry_run="on")
    assert upload.state == State.DONE, upload.faults
    assert not Unit.objects.filter(key="c").exists()
    assert "nothing was kept" in page


def test_a_second_click_is_the_same_upload(cast: Cast) -> None:
    key = str(uuid.uuid4())
    assert send(cast, GOOD, key=key)["Location"] == send(cast, GOOD, key=key)["Location"]
    assert Upload.objects.count() == 1


REFUSED: dict[str, tuple[Mapping[str, bytes], str]] = {
    "nothing": ({}, "Choose a workbook"),
    "mixed": ({"a.zip": zipped(GOOD), "units.csv": b""}, "Send either"),
    "other name": ({"more.csv": b"x"}, "is none of the files"),
    "up and out": ({"a.zip": zipped({"../units.csv": b"x"})}, "is none of the files"),
    "from the root": ({"a.zip": zipped({"/units.csv": b"x"})}, "is none of the files"),
    "in a folder": ({"a.zip": zipped({"in/units.csv": b"x"})}, "is none of the files"),
    "cut by a nul": ({"a.zip": zipped({"units.csvX": b"x"}).replace(b"units.csvX", b"units.csv\0")}, "is none of"),
    "many": ({"a.zip": zipped({f"{n}.csv": b"x" for n in range(30)})}, "holds more than 20 files"),
    "dense": ({"a.zip": zipped({"units.csv": b"0" * 2_000_000})}, "packed more tightly"),
    "empty": ({"a.zip": zipped({})}, "Choose a workbook"),
    "broken": ({"a.zip": b"PK\3\4 and no more"}, "not a sound .zip"),
    "spoiled": ({"a.zip": zipped({"units.csv": b"abcabc"}, 0).replace(b"abcabc", b"abcabd")}, "not a sound .zip"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_hostile_files_are_refused_with_a_sentence(cast: Cast, data: Path, case: str) -> None:
    files, said = REFUSED[case]
    answer = send(cast, files)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Upload.objects.exists()
    assert [each for each in data.rglob("*") if each.name != "uploads"] == []


def test_too_many_bytes_are_refused(cast: Cast) -> None:
    assert "more than 50 MB" in send(cast, {"values.csv": b"x" * ((50 << 20) + 1)}).content.decode()


def test_a_process_that_died_is_told_and_its_files_forgotten(cast: Cast) -> None:
    address = send(cast, GOOD)["Location"]
    page = cast.client(cast.operator).get(address).content.decode()
    assert all(text in page for text in ("Look again", "hx-trigger"))
    Upload.objects.update(state=State.RUNNING, step="values", at=timezone.now() - timedelta(hours=1))
    upload = Upload.objects.get()
    with locked(upload.pk):
        bury()
        assert Upload.objects.get().state == State.RUNNING
    page = cast.client(cast.operator).get(address).content.decode()
    assert "The import ended before it was through" in page
    assert not folder_of(upload.public_id).exists()
    call_command("import_upload", upload.public_id)
    assert Upload.objects.get().state == State.FAILED


def test_a_fault_of_the_program_is_told(cast: Cast) -> None:
    send(cast, GOOD)
    upload = Upload.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate; set constraints all deferred")
        cursor.execute("alter table exchange_declaredvalue rename to elsewhere")
    with pytest.raises(ProgrammingError, match="exchange_declaredvalue"):
        call_command("import_upload", upload.public_id)
    upload.refresh_from_db()
    assert upload.state == State.FAILED
    assert "The program itself failed" in upload.faults[0][3]
    assert not Unit.objects.filter(key="c").exists()
    assert not folder_of(upload.public_id).exists()
