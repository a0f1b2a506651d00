"""Reading rounds, pledges and breakthroughs, and people for them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Count, QuerySet

from commitments.models import Breakthrough, Owed, Pledge, PledgeRound
from commitments.states import PledgeState
from people.models import Membership, Person
from people.roles import SEE_PERSONS
from people.statuses import Status


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
    columns = rows.values_list("record__unit_id", "person_id", "status", "since", "until")
    for unit, person, status, since, until in columns:
        found[unit].append(Belonging(person, status, since, until))
    return found


def statuses_owed(rounds: Collection[int]) -> dict[tuple[int, int], str]:
    """In which way each person owes a pledge, by (round, person). One statement."""
    rows = Owed.objects.filter(round_id__in=rounds).values_list("round_id", "person_id", "status")
    return {(held, person): status for held, person, status in rows}


def already_pledged(rounds: Collection[int]) -> set[tuple[int, int]]:
    """Who has a pledge, by (round, person), in whatever state. One statement."""
    return set(Pledge.objects.filter(round_id__in=rounds).values_list("round_id", "person_id"))


def rounds_seen(person: Person) -> QuerySet[PledgeRound]:
    """The rounds that a person may open, newest first."""
    rows = PledgeRound.objects.visible_to(person).select_related("record", "programme")
    return rows.order_by("-day", "-pk")


def pledges_seen(person: Person) -> QuerySet[Pledge]:
    """The pledges that a person may open: where they see persons, and their own. Newest first."""
    rows = Pledge.objects.visible_to(person).select_related("record", "round__record", "round__programme", "person")
    return rows.order_by("-round__day", "-pk")


def breakthroughs_seen(person: Person) -> QuerySet[Breakthrough]:
    """The breakthroughs that a person may open, newest first."""
    rows = Breakthrough.objects.visible_to(person).select_related("record", "programme")
    return rows.order_by("-registered_on", "-pk")


@dataclass(frozen=True)
class Progress:
    """How far a round is: pledges owed, and how many are in each state."""

    owed: int
    states: Counter[str]

    @property
    def accepted(self) -> int:
        return self.states[PledgeState.ACCEPTED]

    @property
    def missing(self) -> int:
        """Persons of whom there is no pledge in any state."""
        return self.owed - self.states.total()

    @property
    def share(self) -> Fraction | None:
        """The share of those who owe one whose pledge is accepted."""
        return Fraction(self.accepted, self.owed) if self.owed else None


def progress(rounds: Collection[int]) -> dict[int, Progress]:
    """How far each round is. Two statements."""
    owed = Owed.objects.filter(round_id__in=rounds).values_list("round_id").annotate(n=Count("pk"))
    states: dict[int, Counter[str]] = defaultdict(Counter)
    held = Pledge.objects.filter(round_id__in=rounds).order_by().values_list("round_id", "state")
    for key, state, n in held.annotate(n=Count("pk")):
        states[key][state] = n
    return {key: Progress(n, states[key]) for key, n in owed}


@dataclass(frozen=True)
class Line:
    """How far those of one status are."""

    status: str
    progress: Progress


def by_status(held: PledgeRound) -> list[Line]:
    """How far a round is, members first. Two statements."""
    owed = dict(held.owed.order_by().values_list("status").annotate(n=Count("pk")))
    states: dict[str, Counter[str]] = defaultdict(Counter)
    for status, state, n in held.pledges.order_by().values_list("status", "state").annotate(n=Count("pk")):
        states[status][state] = n
    return [Line(str(s.label), Progress(owed[s], states[s])) for s in Status if s in owed]


@dataclass(frozen=True)
class Pledger:
    """A person who owes a pledge, and the pledge where there is one."""

    person: Person
    pledge: Pledge | None


def pledgers(held: PledgeRound, person: Person) -> Sequence[Pledger] | None:
    """Who owes a pledge in a round, by given name; None where the reader sees no persons."""
    if not person.may(SEE_PERSONS, held.record.unit_id):
        return None
    pledges = {p.person_id: p for p in held.pledges.select_related("record")}
    owed = held.owed.select_related("person").order_by("person__sort_key", "pk")
    return [Pledger(row.person, pledges.get(row.person_id)) for row in owed]
