"""Rounds of pledges, pledges and their words, breakthroughs."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext

from commitments import measures
from commitments.states import PledgeState, Result, RoundState
from directives.models import Programme
from ledger.lines import Line
from ledger.recorded import Recorded
from people.models import Person
from people.roles import SEE_PERSONS
from people.statuses import Status
from people.visibility import VisibleQuerySet


class PledgeRound(Recorded):
    """Đợt cam kết: a unit's yearly round; its ``owed`` rows say who owes a pledge from ``day`` on."""

    KIND = "commitments.round"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-day"], name="commitments_round_day")]

    def __str__(self) -> str:
        return gettext("Pledges of %(year)s") % {"year": self.year}

    def entries(self) -> Iterable[Line]:
        """Each person owes one pledge. Reads ``owed``: prefetch it."""
        if self.state == RoundState.WITHDRAWN:
            return
        unit = self.record.unit_id
        for owed in self.owed.all():
            yield Line(
                unit,
                measures.OWED.code,
                self.day,
                1,
                owed.person_id,
                programme=self.programme_id,
                level=owed.status,
            )

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().prefetch_related("owed")


class Owed(models.Model):
    """Người phải xây dựng cam kết: a person who owes a pledge in a round."""

    round = models.ForeignKey(PledgeRound, on_delete=models.PROTECT, related_name="owed")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="commitments_owed_once")]


class PledgeQuerySet(VisibleQuerySet["Pledge"]):
    """Pledges name persons: they are seen where persons are seen, and one's own always."""

    def visible_to(self, person: Person | None) -> Self:
        from people.rules import units_where

        if person is None:
            return self.none()
        return self.filter(Q(record__unit_id__in=units_where(person, SEE_PERSONS)) | Q(person=person))


class Pledge(Recorded):
    """Bản cam kết: one a person and round. ``tasks``: việc đăng ký làm theo, one or two concrete ones."""

    KIND = "commitments.pledge"
    SEEN_WITH = SEE_PERSONS

    round = models.ForeignKey(PledgeRound, on_delete=models.PROTECT, related_name="pledges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pledges")
    status = models.CharField(max_length=12, choices=Status.choices)
    state = models.CharField(max_length=10, choices=PledgeState.choices, default=PledgeState.DRAFT)
    submitted_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    tasks = models.PositiveSmallIntegerField(default=0)
    tasks_done = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="commitments_pledge_once"),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=False, state=PledgeState.ACCEPTED)
                | Q(accepted_on__isnull=True) & ~Q(state=PledgeState.ACCEPTED),
                name="commitments_pledge_accepted",
            ),
            models.CheckConstraint(
                condition=Q(tasks_done__isnull=True) | Q(tasks_done__lte=F("tasks")), name="commitments_pledge_tasks"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Pledge of %(year)s, %(person)s") % {"year": self.round.year, "person": self.person}

    def entries(self) -> Iterable[Line]:
        """Once accepted: the pledge, its tasks, and of these the ones done, all on the day it was accepted."""
        if self.state != PledgeState.ACCEPTED or self.accepted_on is None:
            return
        line = Line(
            self.record.unit_id,
            measures.ACCEPTED.code,
            self.accepted_on,
            1,
            self.person_id,
            programme=self.round.programme_id,
            level=self.status,
        )
        yield line
        yield line._replace(measure=measures.TASKS.code, quantity=self.tasks, member=0)
        if self.tasks_done is not None:
            yield line._replace(measure=measures.TASKS_DONE.code, quantity=self.tasks_done, member=0)

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().select_related("round", "person")


class PledgeText(models.Model):
    """Lời cam kết: the words of a pledge. They stay in the branch and are in no event."""

    pledge = models.OneToOneField(Pledge, primary_key=True, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()


class Breakthrough(Recorded):
    """Khâu đột phá. ``period``: the term or year it is for; ``leader``: the position that answers for it."""

    KIND = "commitments.breakthrough"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=40)
    content = models.TextField()
    target = models.TextField(default="", blank=True)
    leader = models.CharField(max_length=200, default="", blank=True)
    registered_on = models.DateField()
    due = models.DateField(null=True, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, default=Result.OPEN, blank=True)
    withdrawn = models.BooleanField(default=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(judged_on__isnull=False, result__in=[Result.MET, Result.NOT_MET])
                | Q(judged_on__isnull=True, result=Result.OPEN),
                name="commitments_breakthrough_judged",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-registered_on"], name="commitments_breakthrough_day")]

    def __str__(self) -> str:
        return Truncator(self.content).chars(160)

    def entries(self) -> Iterable[Line]:
        """One registered on its day; one met on the day it was judged so."""
        if self.withdrawn:
            return
        line = Line(self.record.unit_id, measures.REGISTERED.code, self.registered_on, 1, programme=self.programme_id)
        yield line
        if self.result == Result.MET and self.judged_on is not None:
            yield line._replace(measure=measures.MET.code, day=self.judged_on)

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().select_related("programme")
