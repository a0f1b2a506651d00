"""Reading people and pledges."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from commitments.models import Owed, Pledge
from people.models import Membership


class Belonging(NamedTuple):
    """A span in which a person belongs to a unit in one way."""

    person: int
    status: str
    since: date
    until: date


def belonging(units: Collection[int]) -> dict[int, list[Belonging]]:
    """Who belongs to each of these units, ever. One statement."""
    found: dict[int, list[Belonging]] = defaultdict(list)
    rows = Membership.objects.filter(record__unit_id__in=units, withdrawn=False).order_by("person_id", "since")
    for unit, *facts in rows.values_list("record__unit_id", *Belonging._fields):
        found[unit].append(Belonging(*facts))
    return found


def statuses_owed(rounds: Collection[int]) -> dict[tuple[int, int], str]:
    """In which way each person owes a pledge, by (round, person). One statement."""
    rows = Owed.objects.filter(round_id__in=rounds).values_list("round_id", "person_id", "status")
    return {(held, person): status for held, person, status in rows}


def already_pledged(rounds: Collection[int]) -> set[tuple[int, int]]:
    """Who has a pledge, by (round, person), in whatever state. One statement."""
    return set(Pledge.objects.filter(round_id__in=rounds).values_list("round_id", "person_id"))
