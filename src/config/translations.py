"""Catalogues: one a feature. Compiled when older than their source, filled from the code, checked to be complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from config.errors import Refusal, sentence

SRC = Path(__file__).resolve().parents[1]


def catalogues() -> list[Path]:
    """All catalogues, Django's and argparse's."""
    return sorted(SRC.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_stale() -> None:
    """Compile each catalogue whose compiled form is missing or older."""
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            _compile(source, target)


def read(source: Path) -> Catalog:
    """Read a catalogue. Raises Refusal where it is broken."""
    with source.open("rb") as file:
        try:
            return read_po(file, abort_invalid=True)
        except (ValueError, PoFileError) as error:
            raise Refusal(
                sentence("The catalogue %(file)s is broken: %(reason)s"), file=source, reason=error
            ) from error


def _compile(source: Path, target: Path) -> None:
    catalogue = read(source)
    fresh = target.with_suffix(f".{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            write_mo(file, catalogue)
        fresh.replace(target)
    except OSError as error:
        raise Refusal(
            sentence("The translations in %(folder)s can not be compiled (%(reason)s): allow writing there."),
            folder=target.parent,
            reason=error.strerror,
        ) from error


def features() -> Iterator[Path]:
    """Folders of the source that speak to people: those that are Django applications."""
    yield from (each.parent for each in sorted(SRC.glob("*/apps.py")))
