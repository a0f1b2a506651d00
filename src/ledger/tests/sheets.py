"""A record for tests: it stands for exactly the lines that were written on it last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from ledger.actors import Actor
from ledger.lines import Line
from ledger.measures import Kind, forget_numbers
from ledger.models import Entry, Measure, Record
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import Recorded
from units.models import Unit

TURNS, LEVEL, STOCK = "test.turns", "test.level", "test.stock"
"""A flow, a reading and a stock that an office added: any facet is allowed."""


@dataclass
class Sheet:
    """What ``post`` needs of a record, without a table of its own."""

    record: Record
    lines: Sequence[Line] = ()

    @property
    def record_id(self) -> int:
        return self.record.pk

    @property
    def posted(self) -> Recorded:
        """The same, as ``post`` takes it."""
        return cast("Recorded", self)

    def entries(self) -> Sequence[Line]:
        return self.lines


def new_sheet(unit: Unit) -> Sheet:
    """An empty sheet at a unit."""
    return Sheet(Record.objects.create(kind="test.sheet", unit=unit))


@operation
def write_down(
    *,
    sheet: Sheet,
    lines: Sequence[Line],
    by: Actor | None,
    verb: str = "test.written",
    changes: dict[str, Any] | None = None,
    note: str = "",
    request_key: UUID | None = None,
) -> Sheet:
    """Let the sheet stand for these lines from now on."""
    sheet.lines = lines
    post(sheet.posted, by=by, verb=verb, changes=changes, note=note)
    return sheet


def office_measures() -> None:
    """The measures of an office's own, in this test's transaction."""
    forget_numbers()
    for code, kind in ((TURNS, Kind.FLOW), (LEVEL, Kind.READING), (STOCK, Kind.STOCK)):
        Measure.objects.create(code=code, kind=kind, name_vi=code, name_en=code, counted_in="turn")


def entries_of(sheet: Sheet) -> list[tuple[str, int, int]]:
    """(measure, quantity, times) of every entry of a sheet, in the order they were posted."""
    rows = Entry.objects.filter(record=sheet.record).order_by("event_id", "line")
    return [
        (code, int(quantity), times) for code, quantity, times in rows.values_list("measure__code", "quantity", "times")
    ]
