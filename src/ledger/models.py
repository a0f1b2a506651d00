"""The tables of the books. Only ``posting`` writes events and entries; the database refuses the rest."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledger.measures import Kind

OPEN = 2**63 - 1
"""The position at which something that still holds was superseded."""


def new_public_id() -> str:
    """A random name for addresses: 72 bits, so that one can't be guessed from another."""
    return secrets.token_urlsafe(9)


class Record(models.Model):
    """Hồ sơ: the parent row of everything done or decided. The lock target of an operation."""

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)


class Measure(models.Model):
    """Đại lượng: what is counted."""

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    counted_in = models.CharField(max_length=40)


class Books(models.Model):
    """The one head of the books, locked last and held to the commit.

    ``head`` is the position of the last event, ``hash`` its hash, ``tree`` the position of the last
    act on the tree of units or duty, ``dictionary`` the count of changes to the figures' definitions.
    """

    head = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=bytes(32))
    tree = models.BigIntegerField(default=0)
    dictionary = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="ledger_books_one_row")]


class Event(models.Model):
    """Sự việc: who did what to which record, when. ``id`` is the position: gapless, in commit order."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        "people.Person",
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    unit = models.ForeignKey(
        "units.Unit",
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    verb = models.CharField(max_length=60)
    record = models.ForeignKey(
        Record,
        null=True,
        on_delete=models.DO_NOTHING,
        related_name="events",
        db_index=False,
        db_constraint=False,
    )
    changes = models.JSONField(default=dict)
    note_hash = models.BinaryField(null=True)
    request_key = models.UUIDField(null=True)
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["request_key"], name="ledger_event_request_once")]
        indexes: ClassVar = [models.Index(fields=["record"], name="ledger_event_record")]


class EventNote(models.Model):
    """The words that go with an event. Kept apart with their salt, so that they can be erased."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.DO_NOTHING, related_name="words")
    salt = models.BinaryField()
    note = models.TextField()


class Entry(models.Model):
    """Bút toán: a quantity of a measure at a unit on a day, posted by an event for a record.

    ``times`` is +1 when stated, 0 when its quantity changed, −1 when taken back, so that a declared
    nil is told from silence.
    """

    pk = models.CompositePrimaryKey("event_id", "line")
    event = models.ForeignKey(
        Event,
        on_delete=models.DO_NOTHING,
        related_name="entries",
        db_index=False,
        db_constraint=False,
    )
    line = models.IntegerField()
    unit = models.ForeignKey(
        "units.Unit",
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    measure = models.ForeignKey(
        Measure,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    day = models.DateField()
    quantity = models.DecimalField(max_digits=18, decimal_places=6)
    times = models.SmallIntegerField()
    member = models.BigIntegerField(default=0)
    programme = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=40, default="")
    level = models.CharField(max_length=40, default="")
    subject = models.CharField(max_length=40, default="")
    record = models.ForeignKey(
        Record,
        on_delete=models.DO_NOTHING,
        related_name="entries",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["unit", "measure", "day"], name="ledger_entry_unit"),
            models.Index(fields=["measure", "day"], name="ledger_entry_measure"),
            models.Index(fields=["record"], name="ledger_entry_record"),
        ]


class Touched(models.Model):
    """The last position that touched a measure in a calendar year: what a cached value depends on."""

    pk = models.CompositePrimaryKey("measure_id", "year")
    measure = models.ForeignKey(Measure, on_delete=models.DO_NOTHING, db_index=False, db_constraint=False)
    year = models.SmallIntegerField()
    position = models.BigIntegerField()
