"""A PostgreSQL cluster on the disk: made, started, found running, stopped. Callers let one act at a time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from config.accounts import Account, server_account
from config.binaries import binaries
from config.errors import Refusal, sentence
from config.folders import FULL, disk_full, unwritable
from config.sockets import NAME, socket_folder

READY_WITHIN = 120.0  # seconds; recovery after a power cut may take a while
STOPPED_WITHIN = 60.0
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
LOG_LIMIT = 8 * 1024 * 1024


def running(cluster: Path) -> Path | None:
    """The socket folder of the running server of a cluster, or None."""
    found = _process_file(cluster)
    if found is None or not _is_postgres(found[0]):
        return None
    _, folder, status = found
    if folder is not None and status == "ready" and _answers(folder):
        return folder
    return None


def start(data: Path) -> Path:
    """Start the server of `data/database`, made first if there is none. Returns its socket folder."""
    cluster, log = data / "database", data / "database.log"
    account = server_account(data)
    programs = binaries(account)
    try:
        if not (cluster / "PG_VERSION").exists():
            _make(cluster, programs, account)
        left_over = _settled(cluster)
        if left_over is not None:
            return left_over
        folder = socket_folder(cluster, account)
        for left in (cluster / "postmaster.pid", folder / NAME, folder / f"{NAME}.lock"):
            left.unlink(missing_ok=True)  # of a killed server; PostgreSQL would wait if another program has its number
        offset = _log_size(log, account)
        _launch(programs, cluster, folder, log, account, offset)
    except OSError as error:
        raise unwritable(data, error) from error
    return folder


def stop(cluster: Path) -> None:
    """Stop the server of a cluster and wait for its end: at once, with everything written."""
    for number, patience in ((signal.SIGINT, STOPPED_WITHIN), (signal.SIGQUIT, 10.0)):
        found = _process_file(cluster)
        if found is None or not _is_postgres(found[0]):
            return
        try:
            os.kill(found[0], number)
        except ProcessLookupError:
            return
        if _ends(found[0], patience):
            return


def _make(cluster: Path, programs: Path, account: Account | None) -> None:
    """Make the cluster beside its place and move it there when it is whole, so that a killed start leaves no half."""
    if cluster.is_dir() and any(cluster.iterdir()):
        raise Refusal(
            sentence(
                "The database folder %(folder)s is damaged (it has no PG_VERSION): put a backup back in its place, "
                "or move it away to begin with an empty one."
            ),
            folder=cluster,
        )
    fresh = cluster.with_name("database.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if account is not None:
        os.chown(fresh, account.uid, account.gid)
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    quiet = ["--auth=trust", "--username=lantoa", "--no-instructions"]
    command = [str(programs / "initdb"), *quiet, *locale, "-D", str(fresh)]
    made = subprocess.run(command, capture_output=True, text=True, errors="replace", **_as(account, fresh))
    if made.returncode == 0:
        alone = [str(programs / "postgres"), "--single", "-D", str(fresh), "postgres"]
        statement = "CREATE DATABASE lantoa\n"
        made = subprocess.run(alone, input=statement, capture_output=True, text=True, **_as(account, fresh))
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _explain(cluster, made.stderr)
    if cluster.is_dir():
        cluster.rmdir()
    fresh.rename(cluster)


def _launch(programs: Path, cluster: Path, folder: Path, log: Path, account: Account | None, offset: int) -> None:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{folder}"',
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        **DURABLE,
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    deadline = time.monotonic() + READY_WITHIN
    with log.open("ab") as output:
        while True:
            server = subprocess.Popen(
                [programs / "postgres", "-D", cluster, *options],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **_as(account, cluster),
            )
            while server.poll() is None:
                found = _process_file(cluster)
                if found is not None and found[0] == server.pid and found[2] == "ready":
                    _children.append(server)
                    return
                if time.monotonic() > deadline:
                    server.send_signal(signal.SIGQUIT)
                    server.wait()
                time.sleep(0.01)
            said = log.read_bytes()[offset:].decode(errors="replace")
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise _explain(cluster, said)
            offset = log.stat().st_size  # the processes of a killed server are still leaving
            time.sleep(0.2)


_children: list[subprocess.Popen[bytes]] = []  # kept so that a stopped server is waited for, not warned about


def _explain(cluster: Path, said: str) -> Refusal:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any(re.search(rf"{'|'.join(map(os.strerror, FULL))}|wrote only \d+ of", line) for line in lines):
        return disk_full(cluster)
    grave = [line for line in lines if re.search(r"\b(PANIC|FATAL|error):", line)]
    reason = (grave or lines or [""])[0]
    return Refusal(
        sentence(
            "The database in %(folder)s does not start (%(reason)s): mend what it names, or put a backup in its place."
        ),
        folder=cluster,
        reason=re.sub(r"^.*?(PANIC|FATAL|error):\s*", "", reason),
    )


def _as(account: Account | None, place: Path) -> dict[str, Any]:
    """How a program of PostgreSQL is called: English messages, in a folder that its account may enter."""
    call: dict[str, Any] = {"env": {**os.environ, "LC_ALL": "C"}, "cwd": place}
    if account is not None:
        call |= {"user": account.uid, "group": account.gid, "extra_groups": [], "umask": 0o077}
    return call


def _process_file(cluster: Path) -> tuple[int, Path | None, str] | None:
    """Process, socket folder and status as the server wrote them down, or None."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        process = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    folder = Path(lines[4]) if len(lines) > 4 and lines[4] else None
    return process, folder, lines[7].strip() if len(lines) > 7 else ""


def _settled(cluster: Path) -> Path | None:
    """Wait for what a killed program left starting or stopping. The socket folder of what then runs, or None."""
    deadline = time.monotonic() + READY_WITHIN
    while (found := _process_file(cluster)) is not None and _is_postgres(found[0]):
        folder = running(cluster)
        if folder is not None:
            return folder
        if found[2] == "ready" or time.monotonic() > deadline:
            stop(cluster)  # it lives but can not be reached
        time.sleep(0.05)
    return None


def _is_postgres(process: int) -> bool:
    for child in _children:
        child.poll()
    try:
        name = Path(f"/proc/{process}/stat").read_text()
        return "(postgres)" in name and ") Z " not in name
    except OSError:
        if Path("/proc/self").exists():
            return False
    listed = subprocess.run(["ps", "-p", str(process), "-o", "comm="], capture_output=True, text=True)
    return "postgres" in listed.stdout


def _ends(process: int, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while _is_postgres(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _answers(folder: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        try:
            line.connect(str(folder / NAME))
        except OSError:
            return False
    return True


def _log_size(log: Path, account: Account | None) -> int:
    with log.open("ab") as output:
        if output.tell() > LOG_LIMIT:
            output.truncate(0)
        if account is not None:
            os.chown(log, account.uid, account.gid)
        return output.seek(0, os.SEEK_END)
