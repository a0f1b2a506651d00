"""Where things lie on the disk: the checkout, and the data folder with everything that must be kept."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from config.accounts import Account, server_account
from config.errors import Refusal, sentence

ROOT = Path(__file__).resolve().parents[2]
SYSTEM_DATA = Path("/var/lib/lantoa")


def data_folder() -> Path:
    """The data folder: LANTOA_DATA, else `var` beside the code.

    Started as root from a folder that other accounts may not enter (a home), the database could not reach `var`
    without opening that folder to everybody; the data then lie under /var/lib/lantoa.
    """
    named = os.environ.get("LANTOA_DATA")
    if named:
        return Path(named).expanduser().absolute()
    beside = ROOT / "var"
    account = server_account(beside)
    if account is None or is_passable(ROOT, account):
        return beside
    return SYSTEM_DATA / f"{ROOT.name}-{hashlib.sha256(bytes(ROOT)).hexdigest()[:8]}"


def is_moved() -> bool:
    """Whether the data lie elsewhere than `var` although nobody asked for it."""
    return not os.environ.get("LANTOA_DATA") and data_folder() != ROOT / "var"


def make_data_folder() -> Path:
    """Make the data folder if it is not there. Raises Refusal where it can not be made, written or reached."""
    folder = data_folder()
    account = server_account(folder)
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    if account is not None and not is_passable(missing[-1].parent if missing else folder, account):
        raise Refusal(
            sentence(
                "The database runs as the account “%(account)s” and may not enter %(folder)s: "
                "name another folder with LANTOA_DATA, or run as the owner of that folder instead of root."
            ),
            account=account.name,
            folder=folder,
        )
    try:
        for each in reversed(missing):
            each.mkdir(exist_ok=True)
            if account is not None:
                each.chmod(0o711)
                os.chown(each, account.uid if _belongs_to(each.parent, account) else 0, -1)
    except OSError as error:
        raise unwritable(folder, error) from error
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise unwritable(folder)
    return folder


def unwritable(folder: Path, error: OSError | None = None) -> Refusal:
    """The refusal for a data folder that can not be written."""
    if error is not None and error.errno in FULL:
        return disk_full(folder)
    return Refusal(
        sentence(
            "The data folder %(folder)s can not be written: give your account the right to, "
            "or name another folder with LANTOA_DATA."
        ),
        folder=folder,
    )


FULL = (28, 122)  # ENOSPC and EDQUOT of Linux


def disk_full(folder: Path) -> Refusal:
    """The refusal for a disk without room."""
    return Refusal(
        sentence("The disk that holds %(folder)s is full: free some space on it, then start again."), folder=folder
    )


def is_passable(folder: Path, account: Account) -> bool:
    """Whether an account may pass through a folder and all above it, as the modes stand."""
    for each in (folder, *folder.parents):
        found = each.stat()
        if found.st_uid == account.uid:
            bit = stat.S_IXUSR
        elif found.st_gid == account.gid:
            bit = stat.S_IXGRP
        else:
            bit = stat.S_IXOTH
        if not found.st_mode & bit:
            return False
    return True


def _belongs_to(folder: Path, account: Account) -> bool:
    return folder.stat().st_uid == account.uid
