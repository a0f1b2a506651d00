"""The interface is complete in Vietnamese: every string of this folder has its translation, and none is left over."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

FOLDER = Path(__file__).resolve().parents[1]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
OF_DJANGO = {(None, "This field is required.")}  # said in our own words


def _used() -> set[tuple[str | None, str]]:
    found = set()
    for file in [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html")]:
        if "tests" in file.parts:
            continue
        source = file.read_text()
        if file.suffix == ".html":
            source = templatize(source, origin=str(file))
        for _line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
            found.add((context, message if isinstance(message, str) else message[0]))
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "locale/vi/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="vi")


def test_every_string_is_translated(catalogue: Catalog) -> None:
    missing = [key for key in _used() if not (found := catalogue.get(key[1], key[0])) or not found.string]
    assert missing == []


def test_no_translation_is_left_over(catalogue: Catalog) -> None:
    kept = {(message.context, message.id if isinstance(message.id, str) else message.id[0]) for message in catalogue}
    assert kept - _used() - OF_DJANGO - {(None, "")} == set()


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    assert [error for message in catalogue for error in message.check(catalogue)] == []


def test_no_translation_waits_for_a_second_look(catalogue: Catalog) -> None:
    assert not [message.id for message in catalogue if message.fuzzy and message.id]
