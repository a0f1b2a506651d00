"""Topics and sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from directives.models import Programme
from ledger.lines import Line, member_of_unit
from ledger.models import OPEN
from ledger.recorded import Recorded
from people.models import Person
from people.roles import OPEN_RECORDS
from people.visibility import VisibleQuerySet
from study import measures
from study.states import SeatState, State, TopicKind
from units.models import Place, Unit


class TopicQuerySet(VisibleQuerySet["Topic"]):
    """Topics are announced to those below: also seen from units that stood under the announcing one meanwhile."""

    def visible_to(self, person: Person | None) -> Self:
        from people.rules import units_where

        mine = units_where(person, OPEN_RECORDS)
        reached = Place.objects.filter(
            removed=OPEN,
            above_id=OuterRef("record__unit_id"),
            unit_id__in=mine.values("pk"),
            since__lte=OuterRef("due"),
            until__gt=OuterRef("since"),
        )
        return self.filter(Q(record__unit_id__in=mine) | Exists(reached))


class Topic(Recorded):
    """Chuyên đề: what is to be studied. ``since``: from when; ``due``: by when every base unit has."""

    KIND = "study.topic"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="topics")
    kind = models.CharField(max_length=10, choices=TopicKind.choices)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=400)
    since = models.DateField()
    due = models.DateField()

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(since__lte=F("due")), name="study_topic_span")]

    def __str__(self) -> str:
        return self.title

    def entries(self) -> Iterable[Line]:
        """One topic at the committee that announced it."""
        yield Line(
            self.record.unit_id, measures.TOPICS.code, self.since, 1, programme=self.programme_id, kind=self.kind
        )

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().select_related("programme")


@dataclass(frozen=True)
class Turnout:
    """How many of one unit should have come and did. ``made_up`` is no part of the rate."""

    unit: int
    expected: int
    attended: int
    excused: int
    made_up: int


class Session(Recorded):
    """Hội nghị quán triệt, lớp học, buổi sinh hoạt chuyên đề. ``chaired_by``: a position, never a name."""

    KIND = "study.session"

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="sessions")
    day = models.DateField()
    place = models.CharField(max_length=300, default="", blank=True)
    chaired_by = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-day"], name="study_session_day")]

    def __str__(self) -> str:
        return self.topic.title

    def turnouts(self) -> list[Turnout]:
        """Unit by unit, from head counts or seats. Reads ``counts`` and ``seats``: prefetch them."""
        found = [Turnout(c.unit_id, c.expected, c.attended, c.excused, c.made_up) for c in self.counts.all()]
        by_unit: dict[int, list[Seat]] = {}
        for seat in self.seats.all():
            by_unit.setdefault(seat.unit_id, []).append(seat)
        for unit, seats in by_unit.items():
            states = [seat.state for seat in seats]
            attended, excused = states.count(SeatState.ATTENDED), states.count(SeatState.EXCUSED)
            made_up = sum(seat.made_up_on is not None for seat in seats)
            found.append(Turnout(unit, len(seats), attended, excused, made_up))
        return found

    def entries(self) -> Iterable[Line]:
        """One session where it was held; at each unit its turns, and that it has studied the topic."""
        if self.state == State.WITHDRAWN:
            return
        facts = (self.day, self.topic.programme_id, self.topic.kind)
        yield _line(self.record.unit_id, measures.SESSIONS.code, 1, *facts)
        for t in self.turnouts():
            yield _line(t.unit, measures.EXPECTED.code, t.expected, *facts)
            yield _line(t.unit, measures.ATTENDED.code, t.attended, *facts)
            yield _line(t.unit, measures.EXCUSED.code, t.excused, *facts)
            if t.made_up:
                yield _line(t.unit, measures.MADE_UP.code, t.made_up, *facts)
            if t.attended or t.made_up:
                covered = _line(t.unit, measures.COVERED.code, 1, *facts)
                yield covered._replace(member=member_of_unit(t.unit), subject=str(self.topic_id))

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().select_related("topic").prefetch_related("counts", "seats")


def _line(unit: int, measure: str, quantity: int, day: date, programme: int, kind: str) -> Line:
    return Line(unit, measure, day, quantity, programme=programme, kind=kind)


class HeadCount(models.Model):
    """Số người của một đơn vị: a unit's turnout, counted without names."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="counts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    expected = models.PositiveIntegerField()
    attended = models.PositiveIntegerField()
    excused = models.PositiveIntegerField(default=0)
    made_up = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "unit"], name="study_headcount_once"),
            models.CheckConstraint(
                condition=Q(expected__gte=F("attended") + F("excused")), name="study_headcount_parts"
            ),
            models.CheckConstraint(
                condition=Q(expected__gte=F("attended") + F("made_up")), name="study_headcount_made_up"
            ),
        ]


class Seat(models.Model):
    """A person's place at a session. ``made_up_on``: the day on which a missed session was made up."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    state = models.CharField(max_length=8, choices=SeatState.choices)
    made_up_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="study_seat_once"),
            models.CheckConstraint(
                condition=Q(made_up_on__isnull=True) | ~Q(state=SeatState.ATTENDED), name="study_seat_made_up"
            ),
        ]
