"""A unit's history as one line of time: what it was called, where it stood, and how it came and went."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from units.queries import Past, Taken


@dataclass(frozen=True)
class Moment:
    """One stretch of a unit's life, or its end (``past`` None). ``state``: now, plan or nothing.

    ``took``, ``gave``: units that it took over, and those that took it over; ``others``: how many of these the
    reader may not see.
    """

    what: str
    day: date | None
    past: Past | None
    state: str = ""
    parent_is_link: bool = False
    took: Sequence[Taken] = ()
    gave: Sequence[Taken] = ()
    others: int = 0


def line_of(history: Sequence[Past], today: date, visible: Collection[int]) -> list[Moment]:
    """The moments of a history (newest first), newest first. Units outside ``visible`` are only counted."""
    return [_told(moment, visible) for moment in _moments(history, today)]


def mentioned(history: Sequence[Past]) -> set[int]:
    """The other units that a history names."""
    parents = {past.parent for past in history if past.parent is not None}
    return parents | {taken.unit for past in history for taken in (*past.passed, *past.received)}


def _moments(history: Sequence[Past], today: date) -> Iterator[Moment]:
    later: Past | None = None
    for n, past in enumerate(history):
        earlier = history[n + 1] if n + 1 < len(history) else None
        if past.last is not None and (later is None or later.since != past.until):
            state = "plan" if past.until > today else "now" if later is None else ""
            yield Moment(_("Ended"), past.until, None, state, gave=past.passed)
        state = "plan" if past.since > today else "now" if past.since <= today < past.until else ""
        yield Moment(_what(past, earlier), past.first, past, state, took=past.received)
        later = past


def _what(past: Past, earlier: Past | None) -> str:
    """How a standing differs from the one before it, in words."""
    if earlier is None:
        return _("Founded") if past.first else ""
    if earlier.until != past.since:
        return _("Reopened")
    changes = (
        (past.name != earlier.name, _("Renamed")),
        (past.parent != earlier.parent, _("Moved")),
        (past.kind != earlier.kind, _("Changed in kind")),
        (past.code != earlier.code, _("Given another code")),
    )
    said = [words for differs, words in changes if differs]
    return ", ".join([*said[:1], *(words[0].lower() + words[1:] for words in said[1:])])


def _told(moment: Moment, visible: Collection[int]) -> Moment:
    took = [taken for taken in moment.took if taken.unit in visible]
    gave = [taken for taken in moment.gave if taken.unit in visible]
    others = len(moment.took) + len(moment.gave) - len(took) - len(gave)
    is_link = moment.past is not None and moment.past.parent in visible
    return replace(moment, took=took, gave=gave, others=others, parent_is_link=is_link)
