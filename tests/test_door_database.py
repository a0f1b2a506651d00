"""The database of the program: started by itself, shared, whole after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from config import cluster, database, sockets
from config.errors import Refusal
from config.folders import ROOT
from config.testing import OwnDatabase
from tests import programs

USE = "from config.embedded import embedded; print(embedded().url(), flush=True); input()"


@pytest.fixture(scope="module")
def shared_folder() -> Iterator[Path]:
    """One data folder for the tests of this file: making a database takes most of a second."""
    with programs.data_folder() as folder:
        yield folder


@pytest.fixture
def folder(shared_folder: Path) -> Path:
    """The shared data folder with no server running in it."""
    cluster.stop(shared_folder / "database")
    return shared_folder


def use(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A program that uses the database until it is told to end, and the address it found."""
    program = programs.code(USE, LANTOA_DATA=str(folder))
    assert program.stdout is not None
    return program, program.stdout.readline().strip()


def end(program: subprocess.Popen[str]) -> None:
    program.communicate("\n", timeout=programs.PATIENCE)


def kill(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate()


def runs(folder: Path) -> bool:
    return cluster.running(folder / "database") is not None


def server_process(folder: Path) -> int:
    return int((folder / "database" / "postmaster.pid").read_text().splitlines()[0])


def test_server_starts_with_the_first_program_and_stops_with_the_last(folder: Path) -> None:
    first, url = use(folder)
    second, same = use(folder)
    assert url == same
    end(first)
    assert runs(folder)
    end(second)
    assert not runs(folder)


def test_server_of_a_killed_program_is_taken_over_by_the_next(folder: Path) -> None:
    killed, _ = use(folder)
    kill(killed)
    process = server_process(folder)
    heir, _ = use(folder)
    assert server_process(folder) == process
    end(heir)
    assert not runs(folder)


def test_committed_work_is_there_after_the_server_was_killed(folder: Path) -> None:
    program, url = use(folder)
    with psycopg.connect(url) as other:
        other.execute("DROP TABLE IF EXISTS kept")
        other.execute("CREATE TABLE kept AS SELECT 7 AS n")
    os.kill(server_process(folder), signal.SIGKILL)
    kill(program)
    heir, url = use(folder)
    with psycopg.connect(url) as other:
        assert other.execute("SELECT n FROM kept").fetchall() == [(7,)]
    end(heir)


def test_server_starts_although_another_program_has_its_old_number(folder: Path) -> None:
    program, _ = use(folder)
    written = (folder / "database" / "postmaster.pid").read_text().split("\n", 1)[1]
    end(program)
    (folder / "database" / "postmaster.pid").write_text(f"{os.getpid()}\n{written}")
    program, url = use(folder)
    assert url
    end(program)


def test_two_first_starts_at_once_make_one_database() -> None:
    with programs.data_folder() as folder:
        started = [programs.code(USE, LANTOA_DATA=str(folder)) for _ in range(2)]
        said = [program.stdout.readline() for program in started if program.stdout]
        for program in started:
            end(program)
        assert said[0] == said[1] != ""
        assert not runs(folder)


def test_starting_leaves_the_rights_of_the_folders_above_as_they_were(folder: Path) -> None:
    above = [*folder.parents, ROOT, *ROOT.parents]
    before = [each.stat().st_mode for each in above]
    program, _ = use(folder)
    end(program)
    assert [each.stat().st_mode for each in above] == before
    assert (folder / "database").stat().st_mode & 0o077 == 0


def test_damaged_database_folder_is_refused_in_one_sentence() -> None:
    with programs.data_folder() as folder:
        (folder / "database").mkdir()
        (folder / "database" / "base").mkdir()
        done = programs.door("verify", LANTOA_DATA=str(folder))
    programs.assert_refused(done, "PG_VERSION")


def test_database_that_does_not_start_says_why_in_one_sentence() -> None:
    with programs.data_folder() as folder:
        (folder / "database").mkdir()
        (folder / "database" / "PG_VERSION").write_text("12\n")
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "nobody", folder / "database"], check=True)
        (folder / "database").chmod(0o700)
        done = programs.door("verify", LANTOA_DATA=str(folder))
    programs.assert_refused(done, "database")


@pytest.mark.parametrize("place", ["/dev/null/data", "/proc/data"])
def test_data_folder_that_can_not_be_written_is_refused_in_one_sentence(place: str) -> None:
    programs.assert_refused(programs.door("verify", LANTOA_DATA=place), "LANTOA_DATA")


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://user:hush@host/name",
        "postgresql://user:hush@host",
        "postgresql://user:hush@host:port/name",
        "postgresql://user:hush@host:99999/name",
        "postgresql://user:hush@[host/name",
        "postgresql://user:hush@host/name?broken",
        "postgresql://user:hush@host/a/b",
        "postgresql://user:hush@host/%00",
    ],
)
def test_address_of_another_form_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Refusal) as refused:
        database.parse(url)
    assert "hush" not in refused.value.sentence("vi")


def test_address_is_taken_apart() -> None:
    found = database.parse("postgresql://me%40x:p%2F@db.local:6543/b%C3%A1o?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("me@x", "p/", "db.local", "6543")
    assert (found["NAME"], found["OPTIONS"]) == ("báo", {"sslmode": "require"})
    assert database.parse("postgres:///books?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


def test_server_that_does_not_answer_is_refused_in_one_sentence() -> None:
    port = programs.free_port()
    done = programs.door("verify", DATABASE_URL=f"postgresql://user:hush@127.0.0.1:{port}/name")
    programs.assert_refused(done, "DATABASE_URL")
    assert "hush" not in done.stderr


def test_database_that_does_not_exist_is_refused_in_one_sentence(own_database: OwnDatabase) -> None:
    url = own_database.url.replace(own_database.name, "lantoa_nowhere")
    programs.assert_refused(programs.door("verify", DATABASE_URL=url), "lantoa_nowhere")


def test_server_that_would_lose_work_is_refused_in_one_sentence(own_database: OwnDatabase) -> None:
    url = f"{own_database.url}&options=-c%20synchronous_commit%3Doff"
    programs.assert_refused(programs.door("verify", DATABASE_URL=url), "synchronous_commit")


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_each_setting_of_durability_is_asked_for(setting: str) -> None:
    settings = dict.fromkeys(cluster.DURABLE, "on")
    database.check_server(180000, settings)
    with pytest.raises(Refusal, match=setting):
        database.check_server(180000, {**settings, setting: "off"})


def test_server_older_than_sixteen_is_refused() -> None:
    with pytest.raises(Refusal, match="PostgreSQL 15"):
        database.check_server(150008, dict.fromkeys(cluster.DURABLE, "on"))


@pytest.mark.parametrize(
    ("path", "fits"),
    [("/srv/lantoa/var", True), ("/srv/lan toa/var", False), ("/srv/a,b", False), ("/srv/" + "x" * 120, False)],
)
def test_socket_goes_where_its_address_is_short_and_plain(path: str, fits: bool) -> None:
    assert sockets.is_fit(Path(path)) is fits


def test_socket_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "TEMPORARY", tmp_path)
    cluster_folder = tmp_path / "lan toa"
    made = sockets.socket_folder(cluster_folder, None)
    assert sockets.socket_folder(cluster_folder, None) == made
    made.chmod(0o777)
    with pytest.raises(Refusal):
        sockets.socket_folder(cluster_folder, None)


def test_a_test_gets_a_migrated_database_of_its_own(own_database: OwnDatabase) -> None:
    with own_database.connect() as other:
        found = other.execute("SELECT count(*) FROM django_migrations").fetchone()
    assert found is not None
    assert found[0] > 0


def test_django_commits_to_a_database_of_the_tests_own(committing_database: OwnDatabase) -> None:
    ContentType.objects.create(app_label="door", model="seen")
    seen: list[int] = []

    def look() -> None:
        seen.append(ContentType.objects.filter(app_label="door").count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    with committing_database.connect() as other:
        found = other.execute("SELECT count(*) FROM django_content_type WHERE app_label = 'door'").fetchone()
    assert seen == [1]
    assert found == (1,)
