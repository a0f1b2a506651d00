"""The standard outline: what a review says where the office has not written its own."""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from figures.models import Definition
from reports.operations import Draft
from reports.tokens import Token, pieces


@cache
def _shipped() -> list[dict[str, Any]]:
    path = Path(__file__).with_name("outline.toml")
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["paragraph"]
    return found


def paragraphs(unit: str, known: dict[str, Definition], said: Callable[[Token], bool]) -> Iterator[Draft]:
    """The outline for a unit called ``unit``; ``said(token)`` tells whether the books can say a number."""
    language = "en" if get_language() == "en" else "vi"
    for block in _shipped():
        sentences = [
            text
            for sentence in block["sentence"]
            if all(t.code in known and said(t) for t in tokens(sentence[language]))
            and (text := sentence[language].replace("{unit}", unit))
        ]
        if sentences:
            yield Draft(block["section"], " ".join(sentences), block.get("register", ""))


def tokens(text: str) -> list[Token]:
    """The numbers that a sentence asks."""
    return [p for p in pieces(text.replace("{unit}", "")) if isinstance(p, Token)]


def every_token() -> list[Token]:
    """Every number of the outline, so that they can be read at once."""
    language = "en" if get_language() == "en" else "vi"
    return [t for block in _shipped() for s in block["sentence"] for t in tokens(s[language])]
