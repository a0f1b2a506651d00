"""What an act makes of one unit's standings and successions. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from units.models import NEVER
from units.tree import Passed, Stood


def cut(stood: Iterable[Stood], day: date, to: dict[str, Any]) -> Iterable[Stood]:
    """The standings with the later part of one changed, and those that follow on it while they say the same."""
    changing: Stood | None = None
    for s in stood:
        if s.since <= day < s.until:
            if s.since < day:
                yield s._replace(until=day)
            changing = s
            yield s._replace(since=day, **to)
            continue
        follows = changing is not None and changing.until == s.since
        if changing and follows and all(getattr(s, k) == getattr(changing, k) for k in to if k != "basis"):
            changing = s
            yield s._replace(**{k: v for k, v in to.items() if k != "basis"})
        else:
            changing = None
            yield s


def ended(stood: Iterable[Stood], day: date) -> Iterable[Stood]:
    """The standings with the life of the day before ended on ``day``; another life after a gap stays."""
    end: date | None = None
    for s in stood:
        if s.until < day or (end is not None and s.since != end):
            end = None
            yield s
        elif s.since < day:
            end = s.until
            yield s._replace(until=day)
        elif end is not None:
            end = s.until
        else:
            yield s


def passed_on(passed: Iterable[Passed], end: date, new: Iterable[Passed]) -> list[Passed]:
    """The successions of a unit whose life would have ended on ``end`` and ends otherwise now."""
    return [*(p for p in passed if p.day != end), *new]


def reopened(stood: Sequence[Stood], day: date, to: dict[str, Any]) -> list[Stood]:
    """The standings with a new one from ``day`` to the next life; what isn't said is as in the last before.

    Errors: LookupError when the unit had not ended by then.
    """
    before = [s for s in stood if s.until <= day]
    after = [s for s in stood if s.since > day]
    if not before or len(before) + len(after) < len(stood):
        raise LookupError
    until = after[0].since if after else NEVER
    return [*before, before[-1]._replace(since=day, until=until, **to), *after]
