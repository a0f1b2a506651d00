"""What an act says, before anything is done: plain values. A unit is named by itself or by its key, also one that is
founded by another act of the same list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from units.models import Unit

Ref = Unit | str


class Shares(StrEnum):
    """How a divided unit's past is divided: as written, by the people who go where, or not determined."""

    STATED = "stated"
    MEMBERS = "members"
    OPEN = "open"


@dataclass(frozen=True)
class Found:
    """Thành lập. ``key``: made up where none is given."""

    name: str
    kind: str
    parent: Ref | None
    key: str = ""
    short_name: str = ""
    code: str = ""


@dataclass(frozen=True)
class Rename:
    """Đổi tên."""

    unit: Ref
    name: str
    short_name: str = ""


@dataclass(frozen=True)
class Move:
    """Chuyển trực thuộc, with all that stands below."""

    unit: Ref
    parent: Ref


@dataclass(frozen=True)
class ChangeKind:
    """Chuyển loại hình."""

    unit: Ref
    kind: str


@dataclass(frozen=True)
class Recode:
    """Đổi mã."""

    unit: Ref
    code: str


@dataclass(frozen=True)
class Reopen:
    """Hoạt động trở lại, as it was when it ended where nothing else is said."""

    unit: Ref
    parent: Ref | None = None
    name: str = ""


@dataclass(frozen=True)
class Part:
    """One that takes over, kept or newly founded. ``share``: read where shares are stated."""

    unit: Ref | Found
    share: Fraction | None = None


@dataclass(frozen=True)
class Merge:
    """Hợp nhất, sáp nhập: ``units`` end and ``into`` takes them over, and their people.

    ``with_units``: what stands under them moves under it; ``with_posts``: posts go on there instead of ending.
    """

    units: tuple[Ref, ...]
    into: Ref | Found
    with_units: bool = False
    with_posts: bool = False


@dataclass(frozen=True)
class Split:
    """Chia tách: ``unit`` ends and ``parts`` take it over. ``people``: who (by number) goes to which part."""

    unit: Ref
    parts: tuple[Part, ...]
    shares: Shares = Shares.OPEN
    people: Mapping[int, Ref] = field(default_factory=dict)
    with_posts: bool = False


@dataclass(frozen=True)
class Dissolve:
    """Giải thể, kết thúc hoạt động: the past stands under the last parent; people go to ``receiver``."""

    unit: Ref
    receiver: Ref | None = None
    with_posts: bool = False


@dataclass(frozen=True)
class RemoveLevel:
    """Bỏ cấp trung gian: every unit of ``kind`` under ``under`` ends; what stands under each, and its people, go to
    the unit above it, or to the one that ``to`` names for it.
    """

    kind: str
    under: Ref
    to: Mapping[Ref, Ref] = field(default_factory=dict)


Act = Found | Rename | Move | ChangeKind | Recode | Reopen | Merge | Split | Dissolve | RemoveLevel


def names(act: Act) -> list[Ref]:
    """The units that an act names and that it doesn't found."""
    match act:
        case Found(parent=parent):
            return [parent] if parent is not None else []
        case Move(unit=unit, parent=parent):
            return [unit, parent]
        case Reopen(unit=unit, parent=parent):
            return [unit, parent] if parent is not None else [unit]
        case Merge(units=units, into=into):
            return [*units, *_taker(into)]
        case Split(unit=unit, parts=parts, people=people):
            return [unit, *(ref for part in parts for ref in _taker(part.unit)), *people.values()]
        case Dissolve(unit=unit, receiver=receiver):
            return [unit, receiver] if receiver is not None else [unit]
        case RemoveLevel(under=under, to=to):
            return [under, *to.keys(), *to.values()]
        case _:
            return [act.unit]


def founded(act: Act) -> list[Found]:
    """The units that an act founds."""
    match act:
        case Found():
            return [act]
        case Merge(into=Found() as into):
            return [into]
        case Split(parts=parts):
            return [part.unit for part in parts if isinstance(part.unit, Found)]
        case _:
            return []


def _taker(unit: Ref | Found) -> list[Ref]:
    if isinstance(unit, Found):
        return [unit.parent] if unit.parent is not None else []
    return [unit]
