"""Commands with good and with bad input: one sentence, an exit code, no half-made file; in both languages."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker

from config import entry
from config.testing import OwnDatabase, in_django, own
from directives.tests.acting import a_programme
from figures.terminal import write
from ledger.models import Books
from ledger.refusals import Unfit
from people.tests.cast import BEGIN, set_up
from reports.operations import Draft, draft_review
from reports.sections import Section
from study.operations import Count, Holding, announce_topic, hold_session
from tests.programs import assert_refused, door

SPAN = ("--from", "2016-05-15", "--to", "2021-05-21")
BLOC = "Đảng bộ Khối các cơ quan tỉnh"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    def assert_refused(self, part: str) -> None:
        """One sentence on the error output, nothing else."""
        assert self.code not in (0, None)
        assert self.out == ""
        assert len(self.err.strip().splitlines()) == 1, self.err
        assert self.err.strip().endswith((".", "!", "?"))
        assert part in self.err


Run = Callable[..., Done]


@pytest.fixture(scope="module")
def books(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[OwnDatabase]:
    """The cast with a session and a review, in a database of their own."""
    with own(database_template) as database, django_db_blocker.unblock(), in_django(database):
        cast = set_up()
        programme = a_programme(cast.operator)
        topic = announce_topic(
            unit=cast.bloc, programme=programme, kind="yearly", year=2017, title="Đề", since=BEGIN, by=cast.clerk
        )
        counts = [Count(cast.branch.pk, 70, 68)]
        hold_session(holding=Holding(topic, cast.branch.pk, date(2017, 3, 1), counts), by=cast.clerk)
        draft_review(
            unit=cast.bloc,
            title="Sơ kết",
            since=date(2016, 5, 15),
            until=date(2021, 5, 21),
            paragraphs=[Draft(Section.RESULTS, "Có {study.turns} lượt, thấp nhất {study.lowest_rate}.")],
            by=cast.clerk,
        )
        yield database


@pytest.fixture
def run(books: OwnDatabase, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """A command as the door runs it, in this process: ``run("figures", …, language="vi")``."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    spoken = translation.get_language()

    def done(*arguments: str, language: str = "en") -> Done:
        monkeypatch.setenv("LANTOA_LANG", language)
        monkeypatch.setenv("LANGUAGE", language)
        capsys.readouterr()
        try:
            code = entry.main(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    yield done
    for number, handler in kept.items():
        signal.signal(number, handler)
    translation.activate(spoken or "vi")


def test_figures_are_printed_as_csv(run: Run) -> None:
    done = run("figures", "study.turns", "people.persons", *SPAN, "--format", "csv", "--under", "base")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert done.code == 0
    assert [(r["unit"], r["measure"], r["value"], r["state"]) for r in rows] == [
        ("base", "study.turns", "68", "value"),
        ("branch", "study.turns", "68", "value"),
        ("base", "people.persons", "5", "value"),
        ("branch", "people.persons", "5", "value"),
    ]


def test_figures_without_a_span_are_of_all_time(run: Run) -> None:
    done = run("figures", "study.turns", "--format", "csv", "--level", "superior")
    assert done.code == 0
    assert next(csv.DictReader(io.StringIO(done.out)))["value"] == "68"


@pytest.mark.parametrize(("language", "word"), [("vi", "Lượt người dự học"), ("en", "Turns attended")])
def test_the_list_names_every_figure_and_measure_in_the_readers_language(run: Run, language: str, word: str) -> None:
    done = run("figures", "--list", language=language)
    assert done.code == 0
    assert word in done.out
    assert len(done.out.splitlines()) > 60


def test_a_review_is_printed_in_the_offices_words(run: Run) -> None:
    done = run("review", BLOC, *SPAN, language="vi")
    assert done.code == 0
    assert done.out.splitlines()[0] == "Sơ kết"
    assert "Có 68 lượt, thấp nhất từ 97% trở lên." in done.out


@pytest.mark.parametrize("name", ["bloc", BLOC, "khoi cac co quan tinh", "KHỐI CÁC CƠ QUAN TỈNH"])
def test_a_committee_is_found_by_key_name_or_words_without_marks(run: Run, name: str) -> None:
    assert "Sơ kết" in run("review", name, *SPAN).out


@pytest.mark.parametrize(
    ("ending", "reads"),
    [(".csv", lambda text: csv.DictReader(io.StringIO(text))), (".json", json.loads), (".txt", str)],
)
def test_the_ending_of_the_file_says_how_it_is_written(
    run: Run, tmp_path: Path, ending: str, reads: Callable[[str], object]
) -> None:
    file = tmp_path / f"sơ kết{ending.upper() if ending == '.json' else ending}"
    done = run("review", "bloc", *SPAN, "--out", str(file))
    assert (done.code, done.out) == (0, "")
    assert reads(file.read_text(encoding="utf-8"))
    assert "68" in file.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [file]
    assert file.stat().st_mode & 0o777 == 0o644


def test_an_earlier_file_is_replaced_whole_also_through_a_link(run: Run, tmp_path: Path) -> None:
    file, link = tmp_path / "cũ.csv", tmp_path / "link.csv"
    file.write_text("x" * 100_000)
    link.symlink_to(file)
    assert run("figures", "study.turns", *SPAN, "--format", "csv", "--out", str(link)).code == 0
    assert file.read_text().startswith("unit,name,measure")
    assert "x" * 10 not in file.read_text()
    assert link.is_symlink()


BAD = {
    "unknown committee": (("review", "Sở Không Có", *SPAN), "Sở Không Có"),
    "empty committee": (("review", "", *SPAN), "no unit"),
    "ambiguous committee": (("review", "Chi bộ", *SPAN), "may be one of"),
    "reversed review": (("review", "bloc", "--from", "2021-05-21", "--to", "2016-05-15"), "ends before it begins"),
    "empty span": (("review", "bloc", "--from", "2021-05-21", "--to", "2021-05-21"), "ends before it begins"),
    "unreadable from": (("review", "bloc", "--from", "hôm qua", "--to", "2021-05-21"), "hôm qua"),
    "unreadable to": (("review", "bloc", "--from", "2016-05-15", "--to", "2021-02-30"), "2021-02-30"),
    "unreadable structure": (("review", "bloc", *SPAN, "--structure", "now"), "now"),
    "review without to": (("review", "bloc", "--from", "2016-05-15"), "--to"),
    "review as nothing known": (("review", "bloc", *SPAN, "--format", "pdf"), "pdf"),
    "unknown figure": (("figures", "study.nothing", *SPAN), "study.nothing"),
    "reversed figures": (("figures", "study.turns", "--from", "2021-01-01", "--to", "2020-01-01"), "ends before"),
    "year nought": (("figures", "study.turns", "--from", "0000-01-01"), "0000-01-01"),
    "unknown under": (("figures", "study.turns", *SPAN, "--under", "nirgends"), "nirgends"),
    "ambiguous under": (("figures", "study.turns", *SPAN, "--under", "chi bo"), "may be one of"),
    "figures of an odd structure": (("figures", "study.turns", *SPAN, "--structure", "9999"), "9999"),
    "unknown format": (("figures", "study.turns", "--format", "xml"), "xml"),
    "unknown option": (("figures", "--nothing"), "--nothing"),
    "units on no day": (("units", "--on", "32/1/2020"), "32/1/2020"),
    "units on nonsense": (("units", "--on", "x"), "x"),
    "units in no format": (("units", "--format", "json"), "json"),
    "verify with an argument": (("verify", "bloc"), "bloc"),
    "demo on no port": (("demo", "--port", "x"), "--port"),
    "demo on too high a port": (("demo", "--port", "99999"), "--port"),
    "demo among other data": (("demo", "--small", "--port", "0"), ""),
    "unknown command": (("manage", "nothing"), "nothing"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_in_one_sentence(run: Run, case: str) -> None:
    arguments, part = BAD[case]
    run(*arguments).assert_refused(part)


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (("review", "nirgends", *SPAN), "There is no unit", "Không có đơn vị"),
        (("review", "bloc", "--from", "x", "--to", "y"), "is not a day", "không phải là ngày"),
        (("figures", "x.y"), "There is no figure", "Không có chỉ tiêu"),
    ],
)
def test_a_refusal_speaks_the_readers_language(
    run: Run, arguments: tuple[str, ...], english: str, vietnamese: str
) -> None:
    run(*arguments, language="en").assert_refused(english)
    run(*arguments, language="vi").assert_refused(vietnamese)


@pytest.mark.parametrize("command", [("review", "bloc"), ("figures", "study.turns")], ids=lambda c: c[0])
def test_a_file_that_can_not_be_written_is_refused_and_nothing_is_left(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for out in (folder, tmp_path / "nowhere" / "a.csv", tmp_path / ("a" * 300), Path("/dev/full"), Path("/proc/a.csv")):
        run(*command, *SPAN, "--out", str(out)).assert_refused("can't be written")
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []
    assert Path("/dev/full").is_char_device()


def test_a_disk_that_fills_up_leaves_the_earlier_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("earlier")
    with small_files(4096), pytest.raises(Unfit) as refusal:
        write("x" * 100_000, str(file), io.StringIO())
    assert refusal.value.code == "file_unwritable"
    assert file.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [file]


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """No file may grow beyond this, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, kept)


def test_a_pipe_is_written_to_as_it_is(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run("figures", "study.turns", *SPAN, "--format", "csv", "--out", str(pipe)).code == 0
    assert os.read(reading, 100).startswith(b"unit,name")
    os.close(reading)
    assert pipe.is_fifo()


@pytest.mark.parametrize("day", ["2020-01-01", "1/1/2020", "0001-01-01", "9999-12-30"])
def test_the_tree_of_any_day_is_printed(run: Run, day: str) -> None:
    done = run("units", "--on", day, "--format", "csv")
    assert done.code == 0
    assert [r["unit"] for r in csv.DictReader(io.StringIO(done.out))] == [
        "bloc",
        "base",
        "branch",
        "other_base",
        "other_branch",
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_verify_says_that_the_books_are_right_with_position_and_hash(run: Run, language: str) -> None:
    done, books = run("verify", language=language), Books.objects.get()
    assert done.code == 0
    assert len(done.out.strip().splitlines()) == 1
    assert str(books.head) in done.out
    assert bytes(books.hash).hex()[:16] in done.out
    assert ("The books are right" in done.out) == (language == "en")


def test_verify_lists_what_differs_and_says_so_in_its_exit_code(run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update study_headcount set attended = attended - 1")
    try:
        done = run("verify")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("update study_headcount set attended = attended + 1")
    assert done.code == 1
    assert "study.session" in done.out
    assert "1 differences" in done.out or "1 difference" in done.out
    assert run("verify").code == 0


def test_the_door_refuses_in_the_same_way_from_outside(books: OwnDatabase, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    done = door("review", "nirgends", *SPAN, "--out", str(out), DATABASE_URL=books.url, LANTOA_LANG="en")
    assert_refused(done, "There is no unit “nirgends”")
    assert not out.exists()
