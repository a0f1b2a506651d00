"""A review and its paragraphs."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from ledger.lines import Line
from ledger.recorded import Recorded
from people.visibility import VisibleQuerySet
from reports.sections import Section


class Register(models.TextChoices):
    """Records that a paragraph may name."""

    NONE = "", ""
    BREAKTHROUGHS = "breakthroughs", "breakthroughs"
    MODELS = "models", "models"


class Review(Recorded):
    """Báo cáo sơ kết, tổng kết: a committee's review of a span. It counts for nothing itself."""

    KIND = "reports.review"

    title = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(since__lt=F("until")), name="reports_review_span")]

    def __str__(self) -> str:
        return self.title

    @property
    def last(self) -> date:
        """The last day counted."""
        return self.until - timedelta(days=1)

    def entries(self) -> Iterable[Line]:
        return ()

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Any]":
        return cls.objects.select_related("record").prefetch_related("paragraphs")


class Paragraph(models.Model):
    """A paragraph with tokens for its numbers. ``named``: the records that it names, in order."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="paragraphs")
    order = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20, choices=Section.choices)
    text = models.TextField()
    register = models.CharField(max_length=20, choices=Register.choices, default="", blank=True)
    named = models.JSONField(default=list)

    class Meta:
        ordering = ("order",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["review", "order"], name="reports_paragraph_once")]
