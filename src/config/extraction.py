"""The texts that a feature says to people, found in its Python files and templates."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation import template

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "sentence": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def texts(feature: Path) -> Catalog:
    """All texts of a feature, each with the files it stands in."""
    catalogue = Catalog(locale="vi", domain="django", charset="utf-8")
    for path, content in _sources(feature):
        place = path.relative_to(feature.parent).as_posix()
        found = extract("python", io.BytesIO(content.encode()), KEYWORDS, options={"encoding": "utf-8"})
        for _line, message, _comments, context in found:
            catalogue.add(message, locations=[(place, 0)], context=context)
    return catalogue


@cache
def djangos() -> frozenset[str]:
    """Texts of Django itself, which a feature may translate better than Django does."""
    found: set[str] = set()
    for source in Path(django.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po"):
        with source.open("rb") as file:
            found |= {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    return frozenset(found - {""})


def _sources(feature: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(feature.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path, path.read_text(encoding="utf-8")
    for path in sorted(feature.glob("templates/**/*")):
        if path.suffix in (".html", ".txt", ".xml"):
            yield path, template.templatize(path.read_text(encoding="utf-8"), origin=str(path))
