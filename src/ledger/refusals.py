"""Refusals: a stable code and plain facts. The sentence is made at the edge, in the reader's language.

A feature registers its sentences with ``sentences({code: text})``; placeholders are facts by name.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from ui import formats

_sentences: dict[str, StrOrPromise] = {}


def sentences(texts: Mapping[str, StrOrPromise]) -> None:
    """Register the sentences of a feature's refusals."""
    _sentences.update(texts)


class Refused(Exception):
    """An act that was refused; nothing of it is kept."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def sentence(self) -> str:
        """What to do, in the active language."""
        return str(_sentences[self.code]) % {name: _said(fact) for name, fact in self.facts.items()}

    def __str__(self) -> str:
        known = _sentences.get(self.code)
        return f"{self.code} {self.facts}" if known is None else self.sentence()


def _said(fact: Any) -> Any:
    """A fact as the reader's language writes it."""
    return formats.day(fact) if isinstance(fact, date) else fact


class NotPermitted(Refused):
    """Not you: the actor has no post that allows this."""

    def __init__(self, code: str = "not_permitted", **facts: Any) -> None:
        super().__init__(code, **facts)


class IllegalMove(Refused):
    """Not now: the record or unit is in a state from which this can't be done."""


class Unfit(Refused):
    """Input that a person can mend; ``field`` names where."""

    def __init__(self, code: str, field: str = "", **facts: Any) -> None:
        super().__init__(code, **facts)
        self.field = field


def describe(refusal: Refused) -> str:
    """The sentence, or a general one where a feature registered none."""
    if refusal.code in _sentences:
        return refusal.sentence()
    return gettext("This can't be done now. Go back, look again and retry.")


sentences(
    {
        "not_permitted": _(
            "Your posts do not allow this. Ask the clerk of the unit, or choose another unit at the top."
        ),
        "request_key_reused": _(
            "This form was already used for something else. Open the page again and send it once more."
        ),
        "unit_not_founded": _("The day %(day)s lies before the unit was founded. Choose a later day."),
    }
)
