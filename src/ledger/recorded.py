"""The abstract parent of everything that posts, and the way to enter new ones."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, TypeVar

from django.db import connection, models

from ledger.lines import Line
from ledger.models import Record


class Recorded(models.Model):
    """A row that stands for something in the books. Its key is its record's.

    ``KIND`` names the kind of record for ever (``"study.session"``). ``entries()`` is pure: it says
    what the row, as it stands now, is worth in the ledger. A withdrawn row is worth nothing.
    """

    KIND: ClassVar[str]

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.PROTECT, related_name="%(app_label)s_%(class)s"
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """The page of this record."""
        from django.urls import reverse

        app, _, _model = self.KIND.partition(".")
        return reverse(f"{app}:record", args=[self.record.public_id])

    def entries(self) -> Iterable[Line]:
        """What this row stands for, in its present state."""
        raise NotImplementedError(self.KIND)

    @classmethod
    def for_entries(cls) -> "models.QuerySet[Any]":
        """Rows with all that ``entries()`` reads, in as few statements as it takes."""
        return cls._default_manager.select_related("record")


R = TypeVar("R", bound=Recorded)


def enter(row: R, *, unit: int) -> R:
    """Keep a new row and its record at ``unit``; ``post`` it afterwards. Returns the row."""
    return enter_many([row], [unit])[0]


def enter_many(rows: Sequence[R], units: Sequence[int]) -> Sequence[R]:
    """Keep new rows of one model, each with its record at the unit of the same place in ``units``."""
    if not rows:
        return rows
    records = Record.objects.bulk_create(
        [Record(kind=row.KIND, unit_id=unit) for row, unit in zip(rows, units, strict=True)],
        batch_size=5000,
    )
    for row, record in zip(rows, records, strict=True):
        row.record = record
    type(rows[0])._default_manager.bulk_create(rows, batch_size=5000)
    return rows


def lock(row: R) -> R:
    """The row as it is now, locked to the end of the transaction. Errors: DoesNotExist."""
    return lock_many([row])[0]


def lock_many(rows: Iterable[R]) -> list[R]:
    """Lock rows of one model, lowest record first, and read them again after the lock."""
    rows = list(rows)
    if not rows:
        return []
    keys = sorted({row.record_id for row in rows})
    with connection.cursor() as cursor:
        cursor.execute("select id from ledger_record where id = any(%s) order by id for update", [keys])
    fresh: dict[Any, R] = {row.pk: row for row in type(rows[0]).for_entries().filter(pk__in=keys)}
    return [fresh[row.pk] for row in rows]


def kinds() -> dict[str, type[Recorded]]:
    """Every kind of record and its model."""
    from django.apps import apps

    return {m.KIND: m for m in apps.get_models() if issubclass(m, Recorded)}
