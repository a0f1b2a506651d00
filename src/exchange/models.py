"""What units declared in files: the record behind imported values."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from ledger.lines import Line
from ledger.models import Measure
from ledger.recorded import Recorded
from people.visibility import VisibleQuerySet


class Declaration(Recorded):
    """Số liệu kê khai: all that one unit declared in files. One a unit."""

    KIND = "exchange.declaration"

    objects = VisibleQuerySet.as_manager()

    def entries(self) -> Iterable[Line]:
        """Every declared quantity; several of one measure and day add up."""
        unit = self.record.unit_id
        for value in self.values.all():
            yield Line(unit, value.measure.code, value.day, value.quantity)

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Any]":
        values = models.Prefetch("values", DeclaredValue.objects.prefetch_related("measure"))
        return cls._default_manager.select_related("record").prefetch_related(values)

    def __str__(self) -> str:
        return _("Declared values")


class DeclaredValue(models.Model):
    """One row of values.csv: one declared quantity."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="values")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    note = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["measure"], name="exchange_value_measure")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["declaration", "measure", "day", "quantity", "note"], name="exchange_value_once"
            )
        ]
