"""Where people belong: one spot a branch, with how many it has on the last day, and from when to when it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from demo.agencies import Agency, agencies
from demo.blocs import OPENING, Bloc
from demo.changes import OTHER_SUPERIOR, Change, What
from units.models import NEVER

SMALL_PART = 3
"""A small demonstration has one third of the people."""
ENDING_SIZE = 9
"""Members of a branch that ends."""
LARGE = {"so-tttt-1": 2.9}
"""Branches that are so many times as large as the others of their committee."""


@dataclass(frozen=True)
class Spot:
    """``home``: the base unit over it at first, ``base``: on the last day (from ``moved`` on).

    ``members`` and ``staff`` (not members): how many it has on the last day, or on its own last day where it
    ends; they go to ``receiver`` then. Where nobody comes or goes in the five years, it ``is_still``.
    """

    key: str
    home: str
    base: str
    members: int
    staff: int
    since: date = OPENING
    until: date = NEVER
    moved: date = NEVER
    receiver: str = ""
    is_still: bool = False

    def base_on(self, day: date) -> str:
        """The base unit over it on a day."""
        return self.home if day < self.moved else self.base


def chosen(bloc: Bloc, *, small: bool) -> list[Agency]:
    """The agencies of a bloc that take part."""
    return [a for a in agencies(bloc.file) if a.is_small or not small]


def spots_of(bloc: Bloc, dice: Random, *, small: bool) -> list[Spot]:
    """Every spot of a bloc. Keys are within the bloc."""
    return list(_spots(bloc, chosen(bloc, small=small), dice, SMALL_PART if small else 1))


def _spots(bloc: Bloc, taking_part: Sequence[Agency], dice: Random, divide: int) -> Iterator[Spot]:
    acts = {(c.what, c.key): c for c in bloc.changes}
    branches = list(_branches(bloc, taking_part))
    for agency in taking_part:
        members, staff = agency.members // divide, (agency.staff - agency.members) // divide
        spot = _spot(agency.key, agency.key, acts)
        own = 0 if agency.branches else members
        yield replace(spot, members=own, staff=staff)
        below = [b for key, home in branches if (b := _spot(key, home, acts)).base == agency.key]
        lasting = [b for b in below if not b.receiver]
        for branch, part in zip(lasting, _split(members, lasting, dice), strict=True):
            yield replace(branch, members=part, is_still=spot.is_still)
        for branch in below:
            if branch.receiver:
                yield replace(branch, members=ENDING_SIZE)


def _branches(bloc: Bloc, taking_part: Sequence[Agency]) -> Iterator[tuple[str, str]]:
    """(key, home) of every branch under a committee."""
    for agency in taking_part:
        for n in range(1, len(agency.branches) + 1):
            yield f"{agency.key}-{n}", agency.key
    homes = {agency.key for agency in taking_part}
    for change in bloc.changes:
        if change.what is What.FOUND and change.to in homes:
            yield change.key, change.to


def _spot(key: str, home: str, acts: Mapping[tuple[What, str], Change]) -> Spot:
    """A spot as the acts on the tree make it, without people."""
    founded, ended, moved = (acts.get((what, key)) for what in (What.FOUND, What.DISSOLVE, What.MOVE))
    return Spot(
        key,
        home,
        moved.to if moved and moved.to != OTHER_SUPERIOR else home,
        members=0,
        staff=0,
        since=founded.day if founded else OPENING,
        until=ended.day if ended else NEVER,
        moved=moved.day if moved else NEVER,
        receiver=ended.to if ended else "",
        is_still=ended is not None or (moved is not None and moved.to == OTHER_SUPERIOR),
    )


def _split(whole: int, among: Sequence[Spot], dice: Random) -> list[int]:
    """A number in parts that are alike but not the same."""
    weights = [dice.uniform(0.8, 1.25) * LARGE.get(spot.key, 1) for spot in among]
    found = [max(3, int(whole * weight / sum(weights))) for weight in weights]
    if found:
        found[0] = max(3, found[0] + whole - sum(found))
    return found
