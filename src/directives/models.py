"""Programmes, number registers and documents."""

from collections.abc import Iterable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from directives.measures import ISSUED
from directives.states import DocType, State
from ledger.lines import Line
from ledger.recorded import Recorded
from people.visibility import VisibleQuerySet
from units.models import Unit


class Programme(models.Model):
    """Cuộc vận động: the cause that documents, sessions, pledges and awards serve."""

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    since = models.DateField()

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi


class Register(models.Model):
    """Sổ số văn bản: the last number given in a series of one issuer and term. Locked to give the next."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=8)
    term = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "series", "term"], name="directives_register_once")
        ]


class Document(Recorded):
    """Văn bản. ``summary``: trích yếu; ``signed_by_position``: a position, never a name."""

    KIND = "directives.document"

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="documents")
    doc_type = models.CharField(max_length=24, choices=DocType.choices)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    summary = models.CharField(max_length=500)
    day = models.DateField()
    signed_by_position = models.CharField(max_length=200, default="", blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ISSUED)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "number"], name="directives_document_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="directives_document_numbered"),
        ]
        indexes: ClassVar = [models.Index(fields=["-day"], name="directives_document_day")]

    def __str__(self) -> str:
        return self.symbol

    def entries(self) -> Iterable[Line]:
        """One document of its type at its issuer, unless withdrawn."""
        if self.state == State.ISSUED:
            yield Line(self.record.unit_id, ISSUED.code, self.day, 1, programme=self.programme_id, kind=self.doc_type)

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Self]":
        return super().for_entries().select_related("programme")
