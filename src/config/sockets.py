"""The folder of the database's socket. Its path has to be short: a socket's address holds 107 bytes (103 on a Mac)."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

from config.accounts import Account
from config.errors import Refusal, sentence

NAME = ".s.PGSQL.5432"
LONGEST = 103
TEMPORARY = Path(os.sep, "tmp")  # not TMPDIR, which may be long itself


def socket_folder(cluster: Path, account: Account | None) -> Path:
    """The cluster's own folder where its path will do, else a folder of this account under the temporary one."""
    if is_fit(cluster):
        return cluster
    uid = os.geteuid() if account is None else account.uid
    name = f"lantoa-{uid}-{hashlib.sha256(bytes(cluster)).hexdigest()[:10]}"
    folder = TEMPORARY / name
    try:
        folder.mkdir(mode=0o700)
        if account is not None:
            os.chown(folder, account.uid, account.gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or found.st_mode & 0o077:
        raise Refusal(
            sentence("%(folder)s is not a folder that belongs to this program alone: remove it, then start again."),
            folder=folder,
        )
    return folder


def is_fit(folder: Path) -> bool:
    """Whether a socket in this folder can be addressed: short, and free of what connection strings give a meaning."""
    path = str(folder / NAME)
    return len(os.fsencode(path)) <= LONGEST and re.fullmatch(r"[A-Za-z0-9/._+-]+", path) is not None
