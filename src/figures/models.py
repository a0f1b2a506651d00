"""Tables of the figures: definitions, duties, and values kept by their effective position."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from ledger.models import OPEN, Measure
from units.models import EVER, NEVER, Unit


class Reading(models.TextChoices):
    """How a figure is read. A rate is two of total, balance or distinct, divided outside SQL."""

    TOTAL = "total"
    BALANCE = "balance"
    LATEST = "latest"
    DISTINCT = "distinct"
    RATE = "rate"
    LOWEST = "lowest"
    HIGHEST = "highest"
    COVERAGE = "coverage"


class Scope(models.TextChoices):
    """``subtree``: a unit with all below it; ``own``: what it did itself; ``children``: all but own."""

    SUBTREE = "subtree"
    OWN = "own"
    CHILDREN = "children"


class Definition(models.Model):
    """Chỉ tiêu: what a figure is, from a day on and as known from a position on.

    ``top`` and ``bottom`` are lists of ``{"measure", "kind", "level", "subject"}``; ``sides`` says
    how both sides of a rate are read; ``wording`` is a rule of ``wording``; its ``beside`` names a figure
    that is always shown with this one (lượt beside người).
    """

    code = models.CharField(max_length=80)
    family = models.CharField(max_length=80)
    section = models.CharField(max_length=40)
    order = models.IntegerField()
    reading = models.CharField(max_length=10, choices=Reading.choices)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.SUBTREE)
    sides = models.CharField(max_length=10, choices=Reading.choices, default=Reading.TOTAL)
    top = models.JSONField()
    bottom = models.JSONField(default=list)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    what_vi = models.TextField()
    what_en = models.TextField()
    counted_vi = models.CharField(max_length=60)
    counted_en = models.CharField(max_length=60)
    wording = models.JSONField(default=dict)
    shipped = models.BooleanField(default=True)
    since = models.DateField(default=EVER)
    until = models.DateField(default=NEVER)
    added = models.BigIntegerField(default=0)
    removed = models.BigIntegerField(default=OPEN)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "since"], condition=Q(removed=OPEN), name="figures_definition_once"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="figures_definition_span"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi

    @property
    def what(self) -> str:
        return self.what_en if get_language() == "en" else self.what_vi

    @property
    def counted(self) -> str:
        return self.counted_en if get_language() == "en" else self.counted_vi

    @property
    def beside(self) -> str:
        """The code of the figure that is shown with this one, or ""."""
        return str(self.wording.get("beside", ""))

    def in_force(self, day: date, position: int) -> bool:
        """Whether this is the definition for a span that ends with ``day``, as known at ``position``."""
        return self.since <= day < self.until and self.added <= position < self.removed


class Duty(models.Model):
    """Who owes a measure, for a span: every unit of some kinds under ``above``; without it, everywhere;
    or one ``unit``, of whatever kind it is.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="duties")
    above = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="own_duties")
    unit_kinds = models.JSONField()
    kind = models.CharField(max_length=40, default="")
    level = models.CharField(max_length=40, default="")
    subject = models.CharField(max_length=40, default="")
    since = models.DateField(default=EVER)
    until = models.DateField(default=NEVER)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="figures_duty_span"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(above__isnull=True, unit_kinds=[]), name="figures_duty_one_or_kinds"
            ),
        ]


class Owes(models.Model):
    """A duty spread over the units that have it; rebuilt by each act on the tree."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="owes", db_index=False)
    measure = models.ForeignKey(Measure, on_delete=models.DO_NOTHING, db_index=False, db_constraint=False)
    unit = models.ForeignKey(Unit, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    kind = models.CharField(max_length=40, default="")
    level = models.CharField(max_length=40, default="")
    subject = models.CharField(max_length=40, default="")
    since = models.DateField()
    until = models.DateField()
    added = models.BigIntegerField()
    removed = models.BigIntegerField(default=OPEN)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["measure", "unit"], name="figures_owes_measure"),
            models.Index(fields=["duty"], name="figures_owes_duty"),
        ]


class Kept(models.Model):
    """Values of one figure below one unit, kept with the position that they hold for."""

    slot = models.CharField(max_length=64, primary_key=True)
    position = models.BigIntegerField()
    values = models.JSONField()


class Period(models.Model):
    """Kỳ: a span with a name that an office offers to all below it. Half-open."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="periods")
    name_vi = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    since = models.DateField()
    until = models.DateField()
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="figures_period_span"),
            models.UniqueConstraint(fields=["unit"], condition=Q(is_default=True), name="figures_period_one_default"),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi
