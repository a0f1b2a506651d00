"""The embedded database: one PostgreSQL server in the data folder, shared by all programs that use that folder.

A program holds a shared lock on `database.users` while it lives, and whoever can take that lock alone on leaving is
the last and stops the server. The kernel drops the locks of a killed program, so nothing has to be cleaned up
after one: its server is found running by the next program, or is found dead and started again. Starting and stopping
happen one at a time, under the lock `database.lock`.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config import cluster
from config.errors import Refusal, sentence
from config.folders import make_data_folder, unwritable

ROLE = "lantoa"
DATABASE = "lantoa"
PATIENCE = 90.0  # seconds to wait for another program that is starting or stopping the server


@dataclass
class Server:
    """A running embedded server, as this program uses it."""

    data: Path
    socket: Path
    users: int
    owner: int

    def url(self, database: str = DATABASE) -> str:
        """The address of one database on this server."""
        return f"postgresql://{ROLE}@/{quote(database, safe='')}?host={quote(str(self.socket), safe='')}"


_servers: dict[Path, Server] = {}


def embedded() -> Server:
    """The server of the data folder, started if it does not run. Raises Refusal with what to do where it can not."""
    data = make_data_folder()
    server = _servers.get(data)
    if server is not None and server.owner == os.getpid():
        return server
    with _one_at_a_time(data):
        users = _open(data / "database.users")
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            socket = cluster.running(data / "database") or cluster.start(data)
        except BaseException:
            os.close(users)
            raise
    if not _servers:
        atexit.register(release)
    _servers[data] = Server(data=data, socket=socket, users=users, owner=os.getpid())
    return _servers[data]


def revived() -> Server:
    """The server, started again where it has died under this program."""
    server = embedded()
    with _one_at_a_time(server.data):
        server.socket = cluster.running(server.data / "database") or cluster.start(server.data)
    return server


def release() -> None:
    """Leave the servers that this program uses; stop those that nobody else uses."""
    for data, server in list(_servers.items()):
        del _servers[data]
        if server.owner == os.getpid() and data.exists():
            with _one_at_a_time(data):
                if _is_last(server.users):
                    cluster.stop(data / "database")
                os.close(server.users)


def _is_last(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    lock = _open(data / "database.lock")
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Refusal(
                        sentence(
                            "Another program has been starting or stopping the database in %(folder)s "
                            "for too long: end it, then start again."
                        ),
                        folder=data,
                    ) from None
                time.sleep(0.02)
        yield
    finally:
        os.close(lock)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise unwritable(path.parent, error) from error
