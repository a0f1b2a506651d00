"""What a record stands for: lines, before they become entries."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Line(NamedTuple):
    """One quantity that a record stands for.

    ``measure`` is a measure's code. ``member`` is the thing counted once: a person's number, or
    ``member_of_unit(unit)`` for a unit; 0 where nothing is counted once. Facets are ``""`` where a
    measure has none.
    """

    unit: int
    measure: str
    day: date
    quantity: Decimal | int
    member: int = 0
    programme: int = 0
    kind: str = ""
    level: str = ""
    subject: str = ""


def member_of_unit(unit: int) -> int:
    """The member number of a unit. Persons are positive, units negative: they never meet."""
    return -unit
