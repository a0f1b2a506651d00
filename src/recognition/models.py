"""Exemplars, decisions and the awards that they give."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst

from ledger.lines import Line, member_of_unit
from ledger.models import new_public_id
from ledger.recorded import Recorded
from people.models import Person
from people.statuses import Status
from people.visibility import VisibleQuerySet
from practice.states import Level
from recognition.measures import FORWARDED, GIVEN, REGISTERED, SELECTED
from recognition.states import AwardState, Form, State, Subject
from units.models import Unit


class Exemplar(Recorded):
    """Điển hình tiên tiến. The record's unit nominates; each step has its day. ``reason``: facts, short."""

    KIND = "recognition.exemplar"

    subject = models.CharField(max_length=12, choices=Subject.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    exemplar_unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("directives.Programme", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    registered_on = models.DateField()
    selected_on = models.DateField(null=True)
    forwarded_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-registered_on", "-record"], name="recognition_exemplar_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(subject=Subject.INDIVIDUAL, person__isnull=False, exemplar_unit__isnull=True)
                | Q(subject=Subject.COLLECTIVE, person__isnull=True, exemplar_unit__isnull=False),
                name="recognition_exemplar_subject",
            ),
            models.CheckConstraint(
                condition=Q(selected_on__isnull=True) | Q(selected_on__gte=F("registered_on")),
                name="recognition_exemplar_selected",
            ),
            models.CheckConstraint(
                condition=Q(forwarded_on__isnull=True)
                | Q(forwarded_on__gte=F("selected_on"), selected_on__isnull=False),
                name="recognition_exemplar_forwarded",
            ),
        ]

    def __str__(self) -> str:
        return capfirst(f"{self.get_subject_display()}: {self.state.label}")

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.withdrawn_on is not None:
            return State.WITHDRAWN
        if self.forwarded_on is not None:
            return State.FORWARDED
        return State.REGISTERED if self.selected_on is None else State.SELECTED

    @property
    def last_step_on(self) -> date:
        """The day of the step it has come to."""
        return self.forwarded_on or self.selected_on or self.registered_on

    def entries(self) -> Iterable[Line]:
        """One exemplar at each step it has come to, on the day of the step, counted at who nominated it."""
        if self.withdrawn_on is not None:
            return
        member = self.person_id or member_of_unit(self.exemplar_unit_id or 0)
        for measure, day, level in (
            (REGISTERED, self.registered_on, Level.BASE),
            (SELECTED, self.selected_on, Level.BLOC),
            (FORWARDED, self.forwarded_on, Level.BLOC),
        ):
            if day is not None:
                yield Line(
                    self.record.unit_id,
                    measure.code,
                    day,
                    1,
                    member,
                    self.programme_id,
                    level=level.value,
                    subject=self.subject,
                )


class Decision(Recorded):
    """Quyết định khen thưởng. ``period`` is its own label of the achievement's span, whose days guard against
    giving twice; ``until`` is the first day no longer in it.
    """

    KIND = "recognition.decision"

    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    day = models.DateField()
    form = models.CharField(max_length=12, choices=Form.choices)
    level = models.CharField(max_length=12, choices=Level.choices)
    programme = models.ForeignKey("directives.Programme", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField()
    withdrawn = models.BooleanField(default=False)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-day", "-record"], name="recognition_decision_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(symbol=""), name="recognition_decision_numbered"),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="recognition_decision_period"),
        ]

    def __str__(self) -> str:
        return self.symbol

    def entries(self) -> Iterable[Line]:
        """One award for each that holds, where the person or unit belongs."""
        if self.withdrawn:
            return
        for award in self.awards.all():
            if award.revoked_on is None:
                yield Line(
                    award.at_id,
                    GIVEN.code,
                    self.day,
                    1,
                    award.person_id or member_of_unit(award.unit_id or 0),
                    self.programme_id,
                    self.form,
                    self.level,
                    award.subject,
                )

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().prefetch_related("awards")


class Award(models.Model):
    """Lượt khen: what a decision gives to one person or one unit. ``at``: the unit where it counts."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="awards")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True, status__in=Status.values)
                | Q(person__isnull=True, unit__isnull=False, status=""),
                name="recognition_award_subject",
            ),
            models.UniqueConstraint(fields=["decision", "person"], name="recognition_award_person_once"),
            models.UniqueConstraint(fields=["decision", "unit"], name="recognition_award_unit_once"),
        ]

    @property
    def subject(self) -> str:
        """Whose it is."""
        return Subject.COLLECTIVE.value if self.person_id is None else Subject.INDIVIDUAL.value

    @property
    def state(self) -> AwardState:
        """Whether it holds."""
        return AwardState.GIVEN if self.revoked_on is None else AwardState.REVOKED
