"""The account that the embedded database runs as. PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.errors import Refusal, sentence

SYSTEM_ACCOUNT = "lantoa"


@dataclass(frozen=True)
class Account:
    """A system account by name and numbers."""

    name: str
    uid: int
    gid: int


def server_account(folder: Path) -> Account | None:
    """None for an ordinary user, who runs the server himself.

    For root: the owner of the folder (or of what will hold it); where that is root too, a system account of its own.
    """
    if os.geteuid() != 0:
        return None
    while not folder.exists():
        folder = folder.parent
    try:
        owner = pwd.getpwuid(folder.stat().st_uid)
    except KeyError:
        return _system_account()
    return _system_account() if owner.pw_uid == 0 else _account(owner)


def _system_account() -> Account:
    try:
        return _account(pwd.getpwnam(SYSTEM_ACCOUNT))
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    try:
        subprocess.run([*command, SYSTEM_ACCOUNT], check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        if error.returncode != 9:  # 9: another program made it meanwhile
            raise _refused() from error
    except OSError as error:
        raise _refused() from error
    return _account(pwd.getpwnam(SYSTEM_ACCOUNT))


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _refused() -> Refusal:
    return Refusal(
        sentence(
            "The database does not run as root and the account “%(account)s” could not be made: "
            "run this as an ordinary user, or name a server with DATABASE_URL."
        ),
        account=SYSTEM_ACCOUNT,
    )
