"""The web server: its port, its processes, its orderly end."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import connections
from django.utils.translation import gettext
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from config.errors import Refusal, sentence
from config.folders import data_folder, is_moved

HOST = "127.0.0.1"
PORT = 8205
LOCAL = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")
THREADS = 5  # in each process; every thread keeps a connection to the database


def add_arguments(parser: CommandParser) -> None:
    """Options that say where to listen."""
    parser.add_argument("--host", default=HOST, help=gettext("address to listen on, by default %(default)s"))
    parser.add_argument("--port", default=PORT, type=port, help=gettext("port, by default %(default)s"))


def port(text: str) -> int:
    """Read a port."""
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(gettext("a port is a number from 1 to 65535"))


def check_port(host: str, number: int) -> None:
    """Refuse a port that another program has or that this account may not take."""
    try:
        family, *_, place = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal(
                sentence("Port %(port)s is taken by another program: end it, or choose another with --port."),
                port=number,
            ) from error
        raise Refusal(
            sentence("It is not possible to listen on %(host)s, port %(port)s (%(reason)s): choose others."),
            host=host,
            port=number,
            reason=error.strerror or error,
        ) from error


def greeting(host: str, number: int) -> str:
    """What the terminal says when the server is about to run: where to go, and where the data are if not in `var`."""
    lines = [gettext("Address: %(address)s  (Ctrl-C ends)") % {"address": address(host, number)}]
    if is_moved():
        text = gettext("Data: %(folder)s (this checkout lies in a folder that the database may not enter).")
        lines.append(text % {"folder": data_folder()})
    if host not in LOCAL and "LANTOA_HOSTS" not in os.environ:
        lines.append(gettext("From other machines it answers only under the names that LANTOA_HOSTS lists."))
    return "\n".join(lines)


def address(host: str, number: int) -> str:
    """The address to open in a browser."""
    name = HOST if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{number}/"


def serve(host: str, number: int) -> None:
    """Serve until told to end. The processes are copies of this one, which therefore closes its connections first."""
    call_command("clearsessions")
    connections.close_all()
    sys.stdout.flush()
    _Server(
        "config.wsgi:application",
        address=host,
        port=number,
        interface=Interfaces.WSGI,
        workers=min(4, os.cpu_count() or 1),
        blocking_threads=THREADS,
        backlog=2048,
        backpressure=1024,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    ).serve()


class _Server(MPServer):
    """Ends also when its terminal is closed, which otherwise would only renew its processes; never gives up on them."""

    def signal_handler_reload(self, *args: object, **kwargs: object) -> None:
        self.interrupt_signal = True
        self.main_loop_interrupt.set()

    def _respawn_workers(self, *args: Any, **kwargs: Any) -> None:
        """Replace killed processes however often it happens: giving up would take the office's page away."""
        super()._respawn_workers(*args, **kwargs)
        self.respawned_wrks.clear()
