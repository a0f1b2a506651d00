"""Files sent by the page: taken in at once, imported by a process of their own, and forgotten when that ends.

Whether that process lives is told by a lock that it holds on its connection, which the database lets go with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import get_language

from exchange.archives import lay
from exchange.models import State, Upload, new_upload_id
from ledger.refusals import NotPermitted, Unfit
from people.models import Person
from units.rules import ACT_ON_TREE

LOCKS = 0x4E54
"""Class of the advisory locks: number 0 is whose turn it is, others are uploads at work."""
START = timedelta(seconds=60)
"""How long a process may take until it holds its lock."""
SRC = Path(__file__).resolve().parents[1]
UNDER_WAY = (State.WAITING, State.RUNNING)


def folder_of(public_id: str) -> Path:
    """Where the files of an upload lie."""
    data: Path = settings.DATA_FOLDER()
    return data / "uploads" / public_id


def receive(files: Sequence[UploadedFile[Any]], *, dry_run: bool, request_key: UUID, by: Person) -> Upload:
    """Take files in and have them imported; the same key again gives the same upload. Errors: NotPermitted, Unfit."""
    if not by.may(ACT_ON_TREE, None):
        raise NotPermitted
    bury()
    public_id = new_upload_id()
    facts = {"public_id": public_id, "at": timezone.now(), "dry_run": dry_run}
    folder = folder_of(public_id)
    try:
        with transaction.atomic():
            upload, is_new = Upload.objects.get_or_create(person=by, request_key=request_key, defaults=facts)
            if is_new:
                folder.parent.mkdir(mode=0o700, exist_ok=True)
                folder.mkdir(mode=0o700)
                lay(files, folder)
                transaction.on_commit(partial(_start, public_id))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return upload


def bury() -> None:
    """Give up uploads whose process is gone, and forget their files."""
    for upload in Upload.objects.filter(state__in=UNDER_WAY, at__lt=timezone.now() - START):
        if not _lives(upload):
            fault = ["", 0, "", Unfit("upload_died").sentence()]
            facts = {"state": State.FAILED, "faults": [fault], "fault_count": 1}
            if Upload.objects.filter(pk=upload.pk, state__in=UNDER_WAY).update(**facts):
                shutil.rmtree(folder_of(upload.public_id), ignore_errors=True)


def _lives(upload: Upload) -> bool:
    """Whether a process holds the lock of an upload."""
    held = (
        "select exists (select 1 from pg_locks where locktype = 'advisory' and classid = %s and objid = %s "
        "and granted and database = (select oid from pg_database where datname = current_database()))"
    )
    with connection.cursor() as cursor:
        cursor.execute(held, [LOCKS, upload.pk])
        return bool(cursor.fetchone()[0])


@contextmanager
def locked(number: int) -> Iterator[bool]:
    """Try for a lock of this connection. Gives whether it was free."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [LOCKS, number])
        free = bool(cursor.fetchone()[0])
    try:
        yield free
    finally:
        if free:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s, %s)", [LOCKS, number])


def _start(public_id: str) -> None:
    """Begin the import in a process that outlives the request; it speaks the reader's language."""
    command = [sys.executable, "-m", "config.entry", "manage", "import_upload", public_id]
    environment = {**os.environ, "PYTHONPATH": str(SRC), "LANTOA_LANG": get_language() or "vi"}
    process = subprocess.Popen(
        command, env=environment, cwd=SRC.parent, stdin=subprocess.DEVNULL, start_new_session=True
    )
    threading.Thread(target=process.wait, daemon=True).start()
