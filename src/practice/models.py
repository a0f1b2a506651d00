"""Models of practice."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ledger.lines import Line
from ledger.recorded import Recorded
from people.models import Person
from people.visibility import VisibleQuerySet
from practice.measures import ADOPTED, RECOGNISED, REGISTERED
from practice.states import Level, Owner, State


class PracticeModel(Recorded):
    """Mô hình, cách làm sáng tạo. ``adopted_from``: the first of its kind, of another unit.

    ``person`` is whose it is, where it is an individual's and a name was given; the name is for those
    who may see persons of the unit.
    """

    KIND = "practice.model"

    title = models.CharField(max_length=300)
    field = models.CharField(max_length=100, blank=True)
    owner = models.CharField(max_length=12, choices=Owner.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("directives.Programme", null=True, on_delete=models.PROTECT, related_name="+")
    description = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REGISTERED)
    registered_on = models.DateField()
    recognised_on = models.DateField(null=True)
    recognised_level = models.CharField(max_length=12, choices=Level.choices, blank=True)
    ended_on = models.DateField(null=True)
    adopted_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="adoptions")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-registered_on", "-record"], name="practice_model_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(recognised_on__isnull=True, recognised_level="")
                | Q(recognised_on__gte=F("registered_on"), recognised_level__in=Level.values),
                name="practice_model_recognised",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("registered_on")),
                name="practice_model_ended",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(owner=Owner.INDIVIDUAL), name="practice_model_owner"
            ),
            models.CheckConstraint(condition=~Q(adopted_from=F("record")), name="practice_model_not_own"),
        ]

    def __str__(self) -> str:
        return self.title

    def entries(self) -> Iterable[Line]:
        """Its registration, or that another's was taken over; and its recognition."""
        if self.state == State.WITHDRAWN:
            return
        unit, programme = self.record.unit_id, self.programme_id or 0
        begun = REGISTERED if self.adopted_from_id is None else ADOPTED
        yield Line(unit, begun.code, self.registered_on, 1, programme=programme, subject=self.owner)
        if self.recognised_on is not None:
            yield Line(
                unit,
                RECOGNISED.code,
                self.recognised_on,
                1,
                programme=programme,
                level=self.recognised_level,
                subject=self.owner,
            )
