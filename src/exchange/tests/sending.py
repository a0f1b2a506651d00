"""Files sent by the page, for tests."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.tests.folders import SOUND
from people.models import Person
from people.tests.cast import Cast

ADDRESS = "/nhap-tep/"
GOOD = {f"{table}.csv": text.encode() for table, text in SOUND.items()}


def send(cast: Cast, files: Mapping[str, bytes], by: Person | None = None, /, **fields: str) -> Any:
    """Send files by the form."""
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    key = fields.pop("key", str(uuid.uuid4()))
    return cast.client(by or cast.operator).post(ADDRESS, {"files": sent, "key": key, **fields})


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .zip of files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
