"""Reading sessions, their turnouts, and people for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum

from people.models import Membership, Person
from people.roles import SEE_PERSONS
from people.rules import units_where
from study.models import HeadCount, Seat, Session, Topic
from study.states import SeatState, State
from units.queries import Named, in_order, names_on

Spans = dict[tuple[int, int], list[tuple[date, date]]]


def belonging(persons: Collection[int]) -> Spans:
    """The spans in which these persons belong to units, by (person, unit). One statement."""
    found: Spans = defaultdict(list)
    rows = Membership.objects.filter(person_id__in=persons, withdrawn=False)
    for person, unit, since, until in rows.values_list("person_id", "record__unit_id", "since", "until"):
        found[person, unit].append((since, until))
    return found


def sessions_seen(person: Person) -> QuerySet[Session]:
    """The sessions that a person may open, newest first."""
    rows = Session.objects.visible_to(person).select_related("record", "topic__record")
    return rows.order_by("-day", "-pk")


def topics_seen(person: Person) -> QuerySet[Topic]:
    """The topics that a person may open, newest first."""
    rows = Topic.objects.visible_to(person).select_related("record", "programme")
    return rows.order_by("-since", "-pk")


def sessions_by_topic(person: Person, topics: Collection[int]) -> dict[int, int]:
    """How many sessions that a person may open were held on each topic, withdrawn ones aside. One statement."""
    rows = Session.objects.visible_to(person).filter(topic_id__in=topics, state=State.HELD).order_by()
    return dict(rows.values("topic_id").annotate(n=Count("pk")).values_list("topic_id", "n"))


@dataclass(frozen=True)
class Attendance:
    """A turnout, or several added up. ``unit`` None: of all units."""

    expected: int
    attended: int
    excused: int = 0
    made_up: int = 0
    unit: Named | None = None

    @property
    def share(self) -> Fraction | None:
        """The share of those expected who came."""
        return Fraction(self.attended, self.expected) if self.expected else None


def attendances(sessions: Collection[int]) -> dict[int, Attendance]:
    """The whole turnout of each session, from head counts and seats. Two statements."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    counted = HeadCount.objects.filter(session_id__in=sessions).values_list("session_id")
    seated = Seat.objects.filter(session_id__in=sessions).values_list("session_id")
    came = Q(state=SeatState.ATTENDED)
    for session, expected, attended in [
        *counted.annotate(all=Sum("expected"), here=Sum("attended")),
        *seated.annotate(all=Count("pk"), here=Count("pk", filter=came)),
    ]:
        found[session][0] += expected
        found[session][1] += attended
    return {session: Attendance(expected, attended) for session, (expected, attended) in found.items()}


def by_unit(session: Session) -> list[Attendance]:
    """The turnout of each unit at one session, by name, as units were called on its day. Three statements."""
    turnouts = session.turnouts()
    names = names_on({t.unit for t in turnouts}, session.day)
    ordered = sorted(turnouts, key=lambda t: in_order(names[t.unit]))
    return [Attendance(t.expected, t.attended, t.excused, t.made_up, names[t.unit]) for t in ordered]


def added_up(attended: Iterable[Attendance]) -> Attendance:
    """Several turnouts as one."""
    rows = list(attended)
    return Attendance(
        sum(a.expected for a in rows),
        sum(a.attended for a in rows),
        sum(a.excused for a in rows),
        sum(a.made_up for a in rows),
    )


@dataclass(frozen=True)
class Seating:
    """The seats of a session that a person may see by name, and how many more there are."""

    missed: Sequence[Seat]
    came: Sequence[Seat]
    hidden: int


def seating(session: Session, person: Person) -> Seating:
    """Who missed a session and who came, by given name, where the reader sees persons. Two statements at most."""
    seats = Seat.objects.filter(session=session)
    seen = list(
        seats.filter(unit_id__in=units_where(person, SEE_PERSONS))
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )
    came = [seat for seat in seen if seat.state == SeatState.ATTENDED]
    missed = [seat for seat in seen if seat.state != SeatState.ATTENDED]
    return Seating(missed, came, seats.count() - len(seen))
