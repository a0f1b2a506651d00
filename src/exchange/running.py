"""The import of an upload, in a process of its own: its turn, its steps, its end."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from exchange.archives import laid
from exchange.faults import Fault, Faulty
from exchange.importing import Imported, import_path
from exchange.models import State, Upload
from exchange.uploads import UNDER_WAY, folder_of, locked
from ledger.refusals import Refused

SHOWN = 1000
PAUSE = 0.5
WHOLE = ("", 0, "")


def run(public_id: str) -> None:
    """Import an upload that waits, when no other is at work; one that does not wait is left alone."""
    upload = Upload.objects.select_related("person").filter(public_id=public_id).first()
    if upload is None:
        return
    with locked(upload.pk) as mine:
        if mine:
            with _turn():
                if Upload.objects.filter(pk=upload.pk, state=State.WAITING).update(state=State.RUNNING):
                    _run(upload)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other upload is at work."""
    while True:
        with locked(0) as mine:
            if mine:
                yield
                return
        time.sleep(PAUSE)


def _run(upload: Upload) -> None:
    folder = folder_of(upload.public_id)
    try:
        with transaction.atomic(), _steps(upload) as tell:
            imported = import_path(laid(folder), by=upload.person, dry_run=upload.dry_run, tell=tell)
            _end(upload, state=State.DONE, result=_result(imported))
    except Faulty as faulty:
        _end(upload, state=State.FAILED, faults=_told(faulty.faults[:SHOWN]), fault_count=len(faulty.faults))
    except Refused as refused:
        _end(upload, state=State.FAILED, faults=[[*WHOLE, refused.sentence()]], fault_count=1)
    except Exception:
        sentence = Refused("upload_error").sentence()
        _end(upload, state=State.FAILED, faults=[[*WHOLE, sentence]], fault_count=1)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end(upload: Upload, **facts: object) -> None:
    Upload.objects.filter(pk=upload.pk, state__in=UNDER_WAY).update(**facts)


def _told(faults: Sequence[Fault]) -> list[list[object]]:
    return [[fault.file, fault.row, fault.column, fault.reason] for fault in faults]


def _result(imported: Imported) -> dict[str, object]:
    return {"rows": imported.rows, "changed": imported.changed, "unread": imported.unread}


@contextmanager
def _steps(upload: Upload) -> Iterator[Callable[[str], None]]:
    """A function that is told each step, on a connection of its own: the import's is seen only at the end."""
    own = connection.copy()

    def tell(step: str) -> None:
        with own.cursor() as cursor:
            cursor.execute("update exchange_upload set step = %s where id = %s", [step, upload.pk])

    try:
        yield tell
    finally:
        own.close()
