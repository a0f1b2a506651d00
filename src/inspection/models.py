"""Inspections and supervisions."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst

from inspection.measures import HELD, OBJECTS, RECOMMENDATIONS, REMEDIED
from inspection.queries import InspectionQuerySet
from inspection.states import Act, Object, State
from ledger.lines import Line, member_of_unit
from ledger.measures import Declared
from ledger.recorded import Recorded
from units.models import Unit


class Inspection(Recorded):
    """Cuộc kiểm tra, giám sát. The record's unit is who inspects.

    ``object_unit`` is the organisation looked at, or the one whose members are. ``count``: how many were
    looked at; an organisation is one. ``planned_by`` and ``conclusion``: number and symbol of the plan and of
    the notice of conclusion, never their text.
    """

    KIND = "inspection.inspection"

    kind = models.CharField(max_length=12, choices=Act.choices)
    object = models.CharField(max_length=12, choices=Object.choices)
    object_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField(default=1)
    programme = models.ForeignKey("directives.Programme", null=True, on_delete=models.PROTECT, related_name="+")
    planned_by = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(null=True)
    conclusion = models.CharField(max_length=60, blank=True)
    recommendations = models.PositiveIntegerField(default=0)
    remedied = models.PositiveIntegerField(default=0)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-day", "-record"], name="inspection_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("day")), name="inspection_closed_after"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_on__isnull=False), name="inspection_closed_on"
            ),
            models.CheckConstraint(condition=Q(remedied__lte=F("recommendations")), name="inspection_remedied"),
            models.CheckConstraint(
                condition=Q(count=1) | Q(object=Object.MEMBER, count__gt=1), name="inspection_count"
            ),
        ]

    def __str__(self) -> str:
        what = capfirst(f"{self.get_kind_display()}: {self.get_object_display()}")
        return f"{what} ({self.planned_by})" if self.planned_by else what

    def entries(self) -> Iterable[Line]:
        """That it was held and of how many; once closed, its recommendations and those remedied.

        What is remedied later counts on the day of closure, with the recommendation that it answers: so
        remedied never exceeds recommended in any span.
        """
        if self.state == State.WITHDRAWN:
            return
        once = member_of_unit(self.object_unit_id) if self.object == Object.ORGANISATION else 0
        yield self._line(HELD, self.day, 1)
        yield self._line(OBJECTS, self.day, self.count, once)
        if self.closed_on is not None:
            yield self._line(RECOMMENDATIONS, self.closed_on, self.recommendations)
            yield self._line(REMEDIED, self.closed_on, self.remedied)

    def _line(self, measure: Declared, day: date, quantity: int, member: int = 0) -> Line:
        programme = self.programme_id or 0
        return Line(
            self.record.unit_id, measure.code, day, quantity, member, programme, kind=self.kind, subject=self.object
        )
