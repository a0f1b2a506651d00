"""Wording (cách viết số): how an exact value is printed in a sentence or a cell.

A rule is data: ``{"rule": "over", "step": 100, "word": "hơn"}``. The exact value stays behind it.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import pgettext

from figures.values import State, Value
from ui import formats


@dataclass(frozen=True)
class Printed:
    """A value as words: ``qualifier`` before the number, ``after`` behind it."""

    number: str
    qualifier: str = ""
    after: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.qualifier, self.number, self.after) if part)


def in_words(value: Value, rule: dict[str, Any]) -> Printed:
    """A value as the office words it in a sentence. Errors: ValueError where there is no value."""
    exact = value.exact
    if exact is None:
        raise ValueError("no value to word")
    match rule.get("rule", "exact"):
        case "over":
            step = int(rule.get("step", 100))
            floor = exact // step * step
            if floor == exact or floor == 0:
                return Printed(formats.decimal(exact))
            word = rule.get("word", "hơn")
            return Printed(formats.decimal(floor), qualifier=_qualifier(word))
        case "from_up":
            hundredths = exact * 100 // 1
            if hundredths in (0, 100):
                return Printed(_percent(exact))
            number = _percent(Fraction(hundredths, 100))
            return Printed(number, pgettext("qualifier", "from"), pgettext("qualifier", "up"))
        case "of":
            return Printed(_of(value))
        case "percent":
            return Printed(_percent(exact))
    return Printed(formats.decimal(exact))


def in_cell(value: Value, rule: dict[str, Any]) -> str:
    """A value in a table: exact to one decimal, never worded. "" where there is none."""
    exact = value.exact
    if value.state is not State.VALUE or exact is None:
        return ""
    if rule.get("rule") == "of":
        return _of(value)
    if rule.get("rule") in ("percent", "from_up"):
        return formats.percent(exact)
    return formats.decimal(exact)


def _of(value: Value) -> str:
    return f"{formats.decimal(value.top or 0)}/{formats.decimal(value.bottom or 0)}"


def _percent(share: Fraction) -> str:
    """A share as sentences print it, as the offices do: no space before the sign."""
    return formats.percent(share).replace("\u202f", "")


def _qualifier(word: str) -> str:
    return pgettext("qualifier", "above") if word == "trên" else pgettext("qualifier", "over")
