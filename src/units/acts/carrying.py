"""What goes along when units end. A feature that keeps something at units registers how it is carried and put back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from ledger.actors import Actor
from units.tree import Tree


@dataclass(frozen=True)
class Leaving:
    """A unit that ends, and where what it has goes. In a list: before the units that it goes to.

    ``people``: person → unit, where several take over; with one ``receivers`` all go there, with none nobody can.
    """

    unit: int
    name: str
    receivers: tuple[int, ...] = ()
    people: Mapping[int, int] = field(default_factory=dict)
    with_posts: bool = False


@dataclass(frozen=True)
class Carried:
    """What ends on a day, and the tree that comes of it."""

    leaving: tuple[Leaving, ...]
    day: date
    after: Tree


class Carrier(Protocol):
    """How a feature's things go along. ``kinds``: the kinds of record that it carries."""

    @property
    def kinds(self) -> Collection[str]: ...

    def carry(self, carried: Carried, by: Actor) -> Any:
        """Carry, and return what was done, as JSON without personal text. Errors: IllegalMove, Unfit."""

    def put_back(self, done: Any, by: Actor) -> None:
        """Undo what ``carry`` had done. Errors: IllegalMove, when it has changed since."""

    def check(self, units: Collection[int], after: Tree) -> None:
        """That nothing at these units lies outside their lives. Errors: IllegalMove."""


_carriers: dict[str, Carrier] = {}


C = TypeVar("C", bound=Carrier)


def carries(name: str) -> Callable[[type[C]], type[C]]:
    """Register a carrier. ``name`` names it for ever in what is kept of acts."""

    def register(carrier: type[C]) -> type[C]:
        _carriers[name] = carrier()
        return carrier

    return register


def carry(carried: Carried, by: Actor) -> dict[str, Any]:
    """Let everything go along."""
    if not carried.leaving:
        return {}
    done = {name: carrier.carry(carried, by) for name, carrier in _carriers.items()}
    return {name: what for name, what in done.items() if what}


def put_back(done: Mapping[str, Any], units: Collection[int], after: Tree, by: Actor) -> None:
    """Undo what ``carry`` did, and see that nothing is left outside the lives of ``units``."""
    for name, what in done.items():
        _carriers[name].put_back(what, by)
    for carrier in _carriers.values():
        carrier.check(units, after)


def carried_kinds() -> set[str]:
    """The kinds of record that go along."""
    return {kind for carrier in _carriers.values() for kind in carrier.kinds}
