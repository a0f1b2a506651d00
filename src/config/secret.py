"""The secret key: made at the first start, kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from config.errors import Refusal, sentence
from config.folders import make_data_folder, unwritable


def secret_key() -> str:
    """The key that signs sessions and links: LANTOA_SECRET_KEY, else the file `secret-key` of the data folder."""
    named = os.environ.get("LANTOA_SECRET_KEY")
    if named:
        return named
    folder = make_data_folder()
    path = folder / "secret-key"
    fresh = folder / f"secret-key.{os.getpid()}"
    try:
        if not path.exists():
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # two starts at once: the first key counts
                os.link(fresh, path)
            fresh.unlink()
        key = path.read_text()
    except OSError as error:
        raise unwritable(folder, error) from error
    if len(key) < 40:
        raise Refusal(
            sentence("The secret key in %(file)s is damaged: delete the file; everybody then logs in again."), file=path
        )
    return key
