"""The server behind the door: it starts, outlives killed parts, and ends in order."""

from __future__ import annotations

import os
import signal
import urllib.request
from pathlib import Path

from config import cluster
from tests import programs


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_server_outlives_killed_parts_and_ends_in_order() -> None:
    with programs.data_folder() as folder:
        with programs.served(LANTOA_DATA=str(folder)) as (address, server):
            health = f"{address}/khoe/"
            with urllib.request.urlopen(health) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert answer.headers["Cache-Control"].count("no-store") == 1
            assert "unsafe" not in policy
            assert "script-src 'self';" in policy + ";"
            for round_ in range(2):
                database = cluster._process_file(folder / "database")
                workers = [each for each in children(server.pid) if not database or each != database[0]]
                os.kill(workers[0], signal.SIGKILL)
                programs.until(lambda: programs.status(health) == 200)
                assert server.poll() is None, round_
            other = programs.door("manage", "check", "--database", "default", LANTOA_DATA=str(folder))
            assert other.returncode == 0, other.stderr
            assert programs.status(health) == 200
            os.kill(int((folder / "database" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            programs.until(lambda: programs.status(health) == 200, patience=10)
        assert server.returncode == 0
        assert cluster.running(folder / "database") is None
        assert (folder / "secret-key").stat().st_mode & 0o077 == 0


def test_server_ends_in_order_when_it_is_terminated_or_its_terminal_is_closed() -> None:
    with programs.data_folder() as folder:
        for number in (signal.SIGTERM, signal.SIGHUP):
            with programs.served(LANTOA_DATA=str(folder)) as (address, server):
                assert programs.status(f"{address}/khoe/") == 200
                server.send_signal(number)
                server.wait(programs.PATIENCE)
            assert cluster.running(folder / "database") is None


def test_health_is_503_with_a_time_to_come_back_while_the_database_is_away() -> None:
    with programs.data_folder() as folder:
        holder = programs.code(
            "from config.embedded import embedded; print(embedded().url()); input()", LANTOA_DATA=str(folder)
        )
        assert holder.stdout
        url = holder.stdout.readline().strip()
        with programs.served(DATABASE_URL=url, LANTOA_DATA=str(folder)) as (address, _):
            assert programs.status(f"{address}/khoe/") == 200
            cluster.stop(folder / "database")
            assert programs.status(f"{address}/khoe/") == 503
        holder.communicate("\n")


def test_two_first_starts_at_once_agree_on_the_secret_key() -> None:
    with programs.data_folder() as folder:
        ask = "from config.secret import secret_key; print(secret_key())"
        started = [programs.code(ask, LANTOA_DATA=str(folder)) for _ in range(4)]
        said = {program.communicate(timeout=programs.PATIENCE)[0] for program in started}
        assert len(said) == 1
        assert [each.name for each in folder.iterdir()] == ["secret-key"]


def test_damaged_secret_key_is_refused_in_one_sentence() -> None:
    with programs.data_folder() as folder:
        (folder / "secret-key").touch()
        programs.assert_refused(programs.door("verify", LANTOA_DATA=str(folder)), "secret-key")


def test_no_room_on_the_disk_is_said_in_one_sentence() -> None:
    said = "initdb: error: could not write to file: No space left on device"
    assert "đầy" in cluster._explain(Path("/srv/data"), said).sentence("vi")
