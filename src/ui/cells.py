"""One number of a page, ready to be shown: a door with its qualifier, coverage and state.

The four ways to have no number are told apart here and nowhere else on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a cell holds."""

    VALUE = "value"  # a number
    NIL = "nil"  # reported: nothing (kết quả bằng không)
    MISSING = "missing"  # owed, not given (chưa có số liệu)
    NA = "na"  # does not apply (không áp dụng)
    ND = "nd"  # cannot be determined (không xác định được)


@dataclass(frozen=True)
class Coverage:
    """How many units should have given a number and how many did."""

    reported: int
    expected: int

    @property
    def missing(self) -> int:
        """Units that owe and have not given."""
        return max(0, self.expected - self.reported)

    @property
    def is_part(self) -> bool:
        """Is somebody missing?"""
        return self.missing > 0

    @property
    def per_cent(self) -> int:
        """The filled part of the ring; it closes only when nobody is missing."""
        return 100 if not self.is_part else 100 * self.reported // self.expected


@dataclass(frozen=True)
class Cell:
    """One number.

    *text*: written already, by `ui.formats` or by a wording rule. *qualifier*: before it (`hơn`).
    *of*: the small part after it (`/57`, ` tập thể`). *href*: where its records are; one that begins with `?`
    opens in the panel of the same page. *note*: a sentence shown on pointing, such as why it is not determined.
    *long*: may wrap. *current*: its panel is open.
    """

    text: str = ""
    qualifier: str = ""
    of: str = ""
    href: str = ""
    state: State = State.VALUE
    frozen: bool = False
    current: bool = False
    long: bool = False
    note: str = ""
    coverage: tuple[int, int] | None = None

    @property
    def covered(self) -> Coverage | None:
        """The coverage with its words, if it is known."""
        return Coverage(*self.coverage) if self.coverage is not None else None

    @property
    def has_number(self) -> bool:
        """Is there a number to show, nought included?"""
        return self.state in (State.VALUE, State.NIL)
