"""Programs started by tests: the door's inner side in a process of its own, with a data folder of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from config import cluster
from config.folders import ROOT

PATIENCE = 60.0
OURS = ("DATABASE_URL", "LANTOA_DATA", "LANTOA_LANG", "LANTOA_SECRET_KEY", "LC_ALL", "LC_MESSAGES", "LANGUAGE")


def environment(**changes: str) -> dict[str, str]:
    """The environment of a program that a test starts: nothing of ours in it but what is named."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8", **changes}


def door(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-P", "-m", "config.entry", *arguments]
    return subprocess.run(
        command, env=environment(**changes), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def code(text: str, **changes: str) -> subprocess.Popen[str]:
    """Start a piece of Python that uses the program. Its output and input are pipes."""
    command = [sys.executable, "-P", "-c", text]
    return subprocess.Popen(
        command, env=environment(**changes), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """A data folder that any account may pass through, with no server left in it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="lantoa-data-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        cluster.stop(folder / "database")
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def served(command: str = "serve", **changes: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A running server: its address and its process."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "config.entry", command, "--port", str(port)],
        env=environment(**changes),
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: status(f"{address}/khoe/") == 200 or process.poll() is not None)
        yield address, process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def status(address: str) -> int:
    """The status of an answer, 0 where there is none."""
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def until(happens: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until something happens."""
    deadline = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def assert_refused(done: subprocess.CompletedProcess[str], part: str) -> None:
    """One sentence on the error output, nothing else, and an exit code that says so."""
    assert done.returncode not in (0, None)
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert part in done.stderr
