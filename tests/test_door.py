"""The door: commands, what they say, and how the environment is made."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.errors import Refusal
from config.folders import ROOT
from tests import programs
from tests.programs import assert_refused, door

LOCKS = ("requirements.lock", "requirements-dev.lock")
ENTRY = "import sys; print('entry', *sys.argv[1:])"


def lantoa(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher of this checkout."""
    return launched(ROOT, *arguments, **changes)


def launched(folder: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher of a checkout."""
    command = [sys.executable, str(folder / "lantoa"), *arguments]
    kept = programs.environment(**changes)
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in a path with a space, with empty locks and an entry that only repeats what it is given."""
    folder = tmp_path_factory.mktemp("lan tỏa")
    shutil.copy(ROOT / "lantoa", folder)
    for lock in LOCKS:
        (folder / lock).write_text("")
    entry = folder / "src" / "config" / "entry.py"
    entry.parent.mkdir(parents=True)
    entry.with_name("__init__.py").touch()
    entry.write_text(ENTRY)
    return folder


def test_environment_is_made_once_and_again_when_the_lock_changes(checkout: Path) -> None:
    command = [sys.executable, str(checkout / "lantoa"), "verify", "một hai"]
    kept = programs.environment(HOME="", PATH=os.defpath)
    at_once = [subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [(start.communicate(timeout=120)[0], start.returncode) for start in at_once]
    assert said == [("entry verify một hai\n", 0)] * 2
    stamp = checkout / ".venv" / "lantoa-stamp"
    made = stamp.stat().st_mtime_ns
    assert launched(checkout, "verify").returncode == 0
    assert stamp.stat().st_mtime_ns == made
    (checkout / LOCKS[0]).write_text("# newer\n")
    assert launched(checkout, "verify", PATH=os.defpath).returncode == 0
    assert stamp.stat().st_mtime_ns > made


def test_package_whose_hash_is_wrong_is_refused_in_one_sentence(checkout: Path) -> None:
    lock = checkout / LOCKS[1]
    lock.write_text(f"nothing-of-ours==1.0 --hash=sha256:{'0' * 64}\n")
    done = launched(checkout, "check", PATH=os.defpath, PIP_NO_INDEX="1")
    lock.write_text("")
    assert_refused(done, "nothing-of-ours")


def test_launcher_can_be_read_by_an_old_python() -> None:
    ast.parse((ROOT / "lantoa").read_text(), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("lie", "word"),
    [
        ("sys.version_info = (3, 9, 1)", "3.9.1"),
        ("import importlib.util; importlib.util.find_spec = lambda name: None", "python3-venv"),
    ],
)
def test_python_that_will_not_do_is_refused_in_one_sentence(tmp_path: Path, lie: str, word: str) -> None:
    launcher = ROOT / "lantoa"
    code = f"import sys; {lie}; exec(compile(open({str(launcher)!r}).read(), 'lantoa', 'exec'))"
    code = f"__file__ = {str(tmp_path / 'lantoa')!r}; {code}"
    command = [sys.executable, "-c", code, "verify"]
    kept = programs.environment(PATH=str(tmp_path))
    done = subprocess.run(command, env=kept, capture_output=True, text=True, timeout=60, check=False)
    assert_refused(done, word)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "Cách dùng"),
        ({"LANG": "en_US.UTF-8"}, "Usage"),
        ({"LANTOA_LANG": "en"}, "Usage"),
        ({"LANG": "en_US.UTF-8", "LANTOA_LANG": "vi"}, "Cách dùng"),
        ({"LC_ALL": "vi_VN.UTF-8", "LANG": "en_US.UTF-8"}, "Cách dùng"),
    ],
)
def test_help_speaks_the_readers_language(changes: dict[str, str], word: str) -> None:
    done = lantoa("--help", **changes)
    assert done.returncode == 0
    assert done.stdout.startswith(word)
    assert "demo" in done.stdout


def test_unknown_command_is_refused_in_one_sentence() -> None:
    assert_refused(lantoa("nonsense"), "nonsense")
    assert_refused(door("manage", "nonsense"), "nonsense")


@pytest.mark.parametrize("command", ["demo", "serve", "figures", "review", "verify"])
def test_option_that_a_command_does_not_have_is_refused_in_one_sentence(command: str) -> None:
    with programs.data_folder() as folder:
        assert_refused(door(command, "--nonsense", LANTOA_DATA=str(folder)), f"./lantoa {command} --help")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "８０", "1e3", "x", ""])
def test_port_that_is_none_is_refused_in_one_sentence(port: str) -> None:
    assert_refused(door("serve", f"--port={port}"), "65535")


def test_port_that_is_taken_is_refused_before_any_long_work() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert_refused(door("serve", "--port", port), port)
        assert_refused(door("demo", "--port", port, LANTOA_LANG="en"), "is taken by another program")


def test_host_that_is_none_is_refused_in_one_sentence() -> None:
    assert_refused(door("serve", "--host", "192.0.2.1", "--port", "8299"), "192.0.2.1")


def test_refusal_is_said_in_both_languages() -> None:
    refusal = Refusal("Not run: %(what)s.", what="x")
    assert (refusal.sentence("en"), refusal.sentence("vi")) == ("Not run: x.", "Chưa chạy: x.")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert all("--hash=sha256:" in part for part in re.split(r"\n(?=\S)", text.strip()))


def test_lock_of_development_holds_all_that_runs() -> None:
    run, dev = ((ROOT / lock).read_text() for lock in LOCKS)
    assert set(pinned(run)) <= set(pinned(dev))


def test_program_imports_only_packages_of_its_own_lock() -> None:
    run = {name.split("==")[0] for name in pinned((ROOT / LOCKS[0]).read_text())}
    homes = importlib.metadata.packages_distributions()
    ours = {each.name for each in (ROOT / "src").iterdir()}
    for path in (ROOT / "src").glob("**/*.py"):
        if "tests" not in path.parts:
            for name in imported(path) - ours - sys.stdlib_module_names:
                assert {plain(home) for home in homes.get(name, ["?"])} & run, f"{path} imports {name}"


def imported(path: Path) -> set[str]:
    """The first parts of the names that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {each.name.split(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def pinned(lock: str) -> list[str]:
    """The packages of a lock with their versions."""
    return re.findall(r"(?m)^[\w.-]+==[^\s;]+", lock)


def plain(name: str) -> str:
    """The name of a package as the locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()
