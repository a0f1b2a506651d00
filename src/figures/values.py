"""A value: exact, with its state, its coverage and, for an extreme, the record that attains it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction


class State(StrEnum):
    """``nothing``: no entry stands. ``undetermined``: an unstated share cuts it, or its bottom is 0."""

    VALUE = "value"
    NOTHING = "nothing"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Value:
    """``top`` is the number, or the upper part where ``bottom`` is given. Coverage: how many units
    that owe it gave it, None where nobody owes it."""

    state: State
    top: Fraction | None = None
    bottom: Fraction | None = None
    record: int | None = None
    reported: int | None = None
    expected: int | None = None

    @property
    def exact(self) -> Fraction | None:
        """The number itself; of two parts, the upper over the lower. None where there is none."""
        if self.state is not State.VALUE or self.top is None:
            return None
        return self.top if self.bottom is None else self.top / self.bottom

    @property
    def complete(self) -> bool:
        return self.expected is None or self.reported == self.expected

    def covered(self, reported: int, expected: int) -> "Value":
        """The same with its coverage."""
        return replace(self, reported=reported, expected=expected)


NOTHING = Value(State.NOTHING)
UNDETERMINED = Value(State.UNDETERMINED)


def whole(number: Fraction | int) -> Value:
    return Value(State.VALUE, Fraction(number))


def parts(top: Value, bottom: Value) -> Value:
    """Σ top / Σ bottom. A bottom of nothing is not computable; a top of nothing is 0."""
    if State.UNDETERMINED in (top.state, bottom.state):
        return UNDETERMINED
    if bottom.state is State.NOTHING and top.state is State.NOTHING:
        return NOTHING
    if not bottom.top:
        return UNDETERMINED
    return Value(State.VALUE, top.top or Fraction(0), bottom.top)


def encode(value: Value) -> list[str | int | None]:
    """A value as JSON keeps it."""
    return [
        value.state.value,
        None if value.top is None else str(value.top),
        None if value.bottom is None else str(value.bottom),
        value.record,
        value.reported,
        value.expected,
    ]


def decode(kept: list[str | int | None]) -> Value:
    """Read a kept value."""
    state, top, bottom, record, reported, expected = kept
    return Value(
        State(str(state)),
        None if top is None else Fraction(str(top)),
        None if bottom is None else Fraction(str(bottom)),
        None if record is None else int(record),
        None if reported is None else int(reported),
        None if expected is None else int(expected),
    )
