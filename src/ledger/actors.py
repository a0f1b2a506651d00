"""Who may act, as the spine sees it. ``people.Person`` is one."""

from typing import Protocol


class Actor(Protocol):
    """A person who acts. ``may`` answers for one unit, or for the whole installation (None)."""

    @property
    def pk(self) -> int: ...

    def may(self, right: str, unit: int | None) -> bool: ...
