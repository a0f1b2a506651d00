"""Catalogues: found, merged, complete. And the sizes that the checks allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from config import completeness, sizes, translations
from config.errors import Refusal
from config.extraction import texts
from config.folders import ROOT
from config.management.commands.messages import merge

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("One %(name)s")
ngettext("%(count)d unit", "%(count)d units", 2)
pgettext("place", "Seat")
"""
TEMPLATE = '{% load i18n %}{% translate "Title" %}{% blocktranslate %}{{ n }} rows{% endblocktranslate %}'


@pytest.fixture
def feature(tmp_path: Path) -> Path:
    """A feature that says five things."""
    folder = tmp_path / "study"
    (folder / "templates").mkdir(parents=True)
    (folder / "views.py").write_text(PYTHON)
    (folder / "templates" / "page.html").write_text(TEMPLATE)
    (folder / "tests").mkdir()
    (folder / "tests" / "test_x.py").write_text('_("Not for people")')
    return folder


def test_texts_are_found_in_code_and_templates(feature: Path) -> None:
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in texts(feature)} - {""}
    assert found == {"One %(name)s", "%(count)d unit", "Seat", "Title", "%(n)s rows"}


def test_merging_keeps_what_is_translated_and_drops_what_is_gone(feature: Path, tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    kept = Catalog(locale="vi")
    kept.add("Title", "Tiêu đề")
    kept.add("Gone", "Đã bỏ")
    with source.open("wb") as written:
        write_po(written, kept)
    merge(source, texts(feature))
    with source.open("rb") as file:
        merged = read_po(file)
    title, seat = merged.get("Title"), merged.get("Seat", "place")
    assert title is not None
    assert title.string == "Tiêu đề"
    assert seat is not None
    assert merged.get("Gone") is None
    assert "POT-Creation-Date" not in source.read_text()


@pytest.mark.parametrize(
    ("asked", "answer", "flags", "fault"),
    [
        ("Title", "Tiêu đề", (), None),
        ("Title", "", (), "no Vietnamese"),
        ("Title", "Tiêu đề", ("fuzzy",), "fuzzy"),
        ("One %(name)s", "Một %(name)s", (), None),
        ("One %(name)s", "Một %(ten)s", (), "other places"),
        ("One %(name)s", "Một", (), "other places"),
        ("%(part)s of 100%%", "%(part)s trên 100%%", (), None),
        (("%(n)d unit", "%(n)d units"), ("%(n)d đơn vị",), (), None),
        (("one unit", "%(n)d units"), ("%(n)d đơn vị",), (), None),
        (("%(n)d unit", "%(n)d units"), ("đơn vị",), (), "other places"),
    ],
)
def test_translation_is_there_settled_and_has_the_same_places(
    asked: str | tuple[str, ...], answer: str | tuple[str, ...], flags: tuple[str, ...], fault: str | None
) -> None:
    kept = Catalog(locale="vi")
    kept.add(asked, answer, flags=flags)
    found = list(completeness._faults(Message(asked), kept))
    assert len(found) == (fault is not None)
    assert fault is None or fault in found[0]


def test_broken_catalogue_is_refused_in_one_sentence(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text('msgid "a"\nmsgstr "b\nnonsense')
    with pytest.raises(Refusal, match=r"django\.po"):
        translations.read(source)


def test_long_views_and_operations_are_named(tmp_path: Path) -> None:
    body = "\n".join(f"    step({n})" for n in range(16))
    found = list(sizes._functions(ROOT / "src" / "study" / "views.py", f'def page():\n    """Words."""\n{body}\n'))
    assert found == [("src/study/views.py:page", 16, sizes.VIEW)]
