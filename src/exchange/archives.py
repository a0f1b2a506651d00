"""Files as they come from a browser, laid into a folder: CSV files, a workbook, or a .zip of CSV files.

A .zip is judged by its list of contents before anything of it is unpacked; its members' names are never used as paths.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from exchange.columns import TABLES
from ledger.refusals import Unfit

LARGEST_UPLOAD = 50 << 20
LARGEST_UNPACKED = 256 << 20
MOST_MEMBERS, GREATEST_RATIO = 20, 100
NAMES = tuple(f"{table}.csv" for table in TABLES)
WORKBOOK = "upload.xlsx"
TAIL, LIST, LARGE = 66_000, b"PK\5\6", b"PK\6\7"
"""How much of a .zip's end may hold the record of its list, the mark of that record, and of one for larger archives."""


def lay(files: Sequence[UploadedFile[Any]], folder: Path) -> Path:
    """Write uploaded files into an empty folder. Returns what to import. Errors: Unfit."""
    names = [_name(file) for file in files]
    if not files:
        raise Unfit("upload_empty", "files")
    if sum(file.size or 0 for file in files) > LARGEST_UPLOAD:
        raise Unfit("upload_too_large", "files", most=LARGEST_UPLOAD >> 20)
    if len(files) == 1 and names[0].lower().endswith(".zip"):
        _unpack(files[0], folder)
        return folder
    if len(files) == 1 and names[0].lower().endswith(".xlsx"):
        _copy(files[0], folder / WORKBOOK)
        return folder / WORKBOOK
    if any(name.lower().endswith((".zip", ".xlsx")) for name in names):
        raise Unfit("upload_mixed", "files")
    _check_names(names)
    for name, file in zip(names, files, strict=True):
        _copy(file, folder / name)
    return folder


def laid(folder: Path) -> Path:
    """What to import out of a folder that ``lay`` filled."""
    workbook = folder / WORKBOOK
    return workbook if workbook.is_file() else folder


def _name(file: UploadedFile[Any]) -> str:
    return file.name or ""


def _copy(file: UploadedFile[Any], target: Path) -> None:
    with target.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)


def _check_names(names: Sequence[str]) -> None:
    """Only files of the list, each once."""
    for n, name in enumerate(names):
        if name not in NAMES:
            raise Unfit("upload_name", "files", name=name[:100].replace("\0", ""), names=", ".join(NAMES))
        if name in names[:n]:
            raise Unfit("upload_name_twice", "files", name=name)


def _unpack(file: UploadedFile[Any], folder: Path) -> None:
    _check_list(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members)
            for member in members:
                with archive.open(member) as source, (folder / member.filename).open("xb") as kept:
                    shutil.copyfileobj(source, kept, 1 << 20)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        raise Unfit("archive_broken", "files") from error


def _check_list(file: UploadedFile[Any]) -> None:
    """How long the list of contents says it is, before it is read whole."""
    file.seek(max((file.size or 0) - TAIL, 0))
    tail = file.read()
    place = tail.rfind(LIST)
    if place < 0 or len(tail) < place + 22 or LARGE in tail:
        raise Unfit("archive_broken", "files")
    count, length = (int.from_bytes(tail[place + at : place + at + size], "little") for at, size in ((10, 2), (12, 4)))
    if count > MOST_MEMBERS or length > TAIL:
        raise Unfit("archive_too_many", "files", most=MOST_MEMBERS)
    file.seek(0)


def _check_members(members: Sequence[zipfile.ZipInfo]) -> None:
    """What the list says of the files: how many, how large, how they are called, whether they are locked."""
    if len(members) > MOST_MEMBERS:
        raise Unfit("archive_too_many", "files", most=MOST_MEMBERS)
    if not members:
        raise Unfit("upload_empty", "files")
    _check_names([member.orig_filename for member in members])
    if any(member.flag_bits & 1 for member in members):
        raise Unfit("archive_locked", "files")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise Unfit("archive_too_large", "files", most=LARGEST_UNPACKED >> 20)
    if any(member.file_size > GREATEST_RATIO * max(member.compress_size, 1) for member in members):
        raise Unfit("archive_too_dense", "files")
