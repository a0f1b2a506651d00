"""The tables of the tree. Written only by ``keeping``, inside an act."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Prefetch, Q, Value
from django.urls import reverse

from ledger.lines import Line, member_of_unit
from ledger.models import OPEN
from ledger.recorded import Recorded
from units.measures import EXISTING

EVER, NEVER = date.min, date.max
PENDING = -1
"""The position of what the running act has written, until the head gives the real one."""
NOT_FOUNDED = 0
"""``Place.via`` for days before a unit was founded: a row of its own under its first root."""


class Unit(Recorded):
    """Đơn vị: an identity. ``key`` is its stable name in files and addresses."""

    KIND = "units.unit"

    key = models.CharField(max_length=60, unique=True)

    def entries(self) -> Iterable[Line]:
        """+1 on the day it begins to be of a kind, −1 on the day it ends to be."""
        spans: list[tuple[str, date, date]] = []
        for s in sorted(self.standings.all(), key=lambda s: s.since):
            if s.removed != OPEN:
                continue
            if spans and spans[-1][0] == s.kind and spans[-1][2] == s.since:
                spans[-1] = (s.kind, spans[-1][1], s.until)
            else:
                spans.append((s.kind, s.since, s.until))
        me = member_of_unit(self.pk)
        for kind, since, until in spans:
            yield Line(self.pk, EXISTING.code, since, 1, me, kind=kind)
            if until != NEVER:
                yield Line(self.pk, EXISTING.code, until, -1, me, kind=kind)

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Any]":
        known = Prefetch("standings", Standing.objects.filter(removed=OPEN))
        return cls._default_manager.select_related("record").prefetch_related(known)

    def get_absolute_url(self) -> str:
        return reverse("units:unit", args=[self.key])

    def __str__(self) -> str:
        """The last name where standings were read along, else the key."""
        known = getattr(self, "_prefetched_objects_cache", {}).get("standings")
        return str(max(known, key=lambda s: s.since)) if known else self.key


class Versioned(models.Model):
    """What was known from position ``added`` to before position ``removed``."""

    added = models.BigIntegerField(default=PENDING)
    removed = models.BigIntegerField(default=OPEN)

    class Meta:
        abstract = True


class Standing(Versioned):
    """The span in which a unit's name, kind, parent and code stayed the same. ``basis``: document number."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standings")
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100, default="", blank=True)
    kind = models.CharField(max_length=40)
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="child_standings")
    code = models.CharField(max_length=40, default="", blank=True)
    since = models.DateField(default=EVER)
    until = models.DateField(default=NEVER)
    basis = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="units_standing_span"),
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="units_standing_not_own_parent"),
            ExclusionConstraint(
                name="units_standing_once",
                index_type="GIST",
                condition=Q(removed=OPEN),
                expressions=[
                    (Func("unit_id", "unit_id", Value("[]"), function="int8range"), "&&"),
                    (Func("since", "until", function="daterange"), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(Versioned):
    """An ended unit and one that took it over. ``share``: ``1``, a fraction, or ``?``."""

    day = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="takeovers")
    share = models.TextField(default="1")
    basis = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "unit", "successor"],
                condition=Q(removed=OPEN),
                name="units_succession_once",
            ),
            models.CheckConstraint(condition=~Q(unit=F("successor")), name="units_succession_not_own"),
        ]


class DoneAct(Versioned):
    """Việc sắp xếp: an act as it was done, so that it can be listed and taken back. ``facts``: as stated, units by key.

    ``units``: those it changed; ``carried``: what of other features went along. Its events are ``first`` to ``added``,
    with those of all that was done with it. ``base``: the position whose tree comes back when it is taken back.
    """

    verb = models.CharField(max_length=60)
    day = models.DateField()
    basis = models.CharField(max_length=200, default="", blank=True)
    facts = models.JSONField()
    units = models.JSONField(default=list)
    carried = models.JSONField(default=dict)
    first = models.BigIntegerField(default=PENDING)
    base = models.BigIntegerField(default=PENDING)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["added"], name="units_doneact_added"),
            GinIndex(fields=["units"], name="units_doneact_units"),
        ]


class Derived(Versioned):
    """A row made by ``derivation`` for ``unit``; rebuilt by each act that touches it."""

    unit = models.ForeignKey(Unit, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        abstract = True


class Place(Derived):
    """Under whom a unit stands. ``via`` null: all of ``above``; ``above`` itself: its own;
    ``NOT_FOUNDED``: before the unit was; else the unit directly below ``above`` through which it came.
    """

    above = models.ForeignKey(Unit, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    via = models.ForeignKey(
        Unit,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    share = models.TextField(default="1")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["above", "unit"], name="units_place_above"),
            models.Index(fields=["unit"], name="units_place_unit"),
            models.Index(
                fields=["id"],
                condition=Q(added=PENDING) | Q(removed=PENDING),
                name="units_place_pending",
            ),
        ]


class Era(Derived):
    """A span in which a unit's place never changed."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit"], name="units_era_unit")]


class Heir(Derived):
    """Who took a unit over, successors of successors included, while the unit is ended."""

    heir = models.ForeignKey(Unit, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit"], name="units_heir_unit")]
