"""What units declared in files, the record behind imported values; and files that came by the page."""

import secrets
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.lines import Line
from ledger.models import Measure
from ledger.recorded import Recorded
from people.models import Person
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


def new_upload_id() -> str:
    """A random name for an address and a folder; unlike a record's it never begins with a dash."""
    return secrets.token_hex(12)


class State(models.TextChoices):
    """What became of an upload."""

    WAITING = "waiting", gettext_lazy("Waiting for its turn")
    RUNNING = "running", gettext_lazy("At work")
    DONE = "done", gettext_lazy("Done")
    FAILED = "failed", gettext_lazy("Nothing was kept")


class Upload(models.Model):
    """Lần nhập tệp: files that an operator sent by the page, and what came of them.

    ``faults``: [file, row, column, reason], the first thousand of ``fault_count``, in the sender's language.
    ``result``: {"rows": …, "changed": …, "unread": …} as ``importing.Imported``.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_upload_id)
    request_key = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    dry_run = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=10, default="", blank=True)
    faults = models.JSONField(default=list, blank=True)
    fault_count = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "request_key"], name="exchange_upload_once")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:import", args=[self.public_id])
