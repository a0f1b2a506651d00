"""Refusal: the program can not go on, and one sentence says what to do about it."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent / "locale"


class Refusal(Exception):
    """A failure that a person can mend. Carries an English sentence with named places and the facts to fill in.

    The sentence is put into the reader's language where it is printed, because a refusal can come before Django
    is set up; so it is looked up in the catalogue of this folder with the standard library alone.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.template = sentence
        self.facts = facts

    def sentence(self, language: str | None = None) -> str:
        """The sentence in one language, by default the one of the terminal."""
        return say(self.template, language, **self.facts)

    def __str__(self) -> str:
        return self.template % self.facts if self.facts else self.template


def terminal_language() -> str:
    """Language of the terminal: `vi`, or `en` where LANTOA_LANG or the locale asks for English."""
    chosen = os.environ.get("LANTOA_LANG")
    locale = chosen or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "vi"


def say(template: str, language: str | None = None, **facts: object) -> str:
    """Translate a sentence of this folder and fill in its facts, without Django."""
    text = _catalogue(language or terminal_language()).gettext(template)
    return text % facts if facts else text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [language], fallback=True)


def sentence(text: str) -> str:
    """Mark a sentence for extraction; it is translated where it is printed."""
    return text
