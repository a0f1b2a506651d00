"""What is wrong with files: file, row and column as a spreadsheet shows them, and the reason as a code with facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from exchange.columns import TABLES
from ledger.refusals import Refused, Unfit
from ui import refusals
from ui.reading import ReadingError

MOST = 10_000
"""More faults than this are not collected: nobody mends them by hand."""
ORDER = {name: n for n, name in enumerate(TABLES)}


@dataclass(frozen=True)
class Fault:
    """One thing to mend. ``row`` 0: the file as a whole; 1 is the header. ``column`` "": the row as a whole."""

    table: str
    file: str
    row: int
    column: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict, compare=False)
    cause: ReadingError | None = field(default=None, compare=False)

    @property
    def reason(self) -> str:
        """Why, in the reader's language."""
        if self.cause is not None:
            return refusals.sentence(self.cause)
        return Refused(self.code, **self.facts).sentence()

    @property
    def place(self) -> str:
        """Where, in the reader's language: ``units.csv, row 7, column from``."""
        facts = {"file": self.file, "row": self.row, "column": self.column}
        if not self.row:
            return self.file
        if not self.column:
            return _("%(file)s, row %(row)d") % facts
        return _("%(file)s, row %(row)d, column %(column)s") % facts

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class Faulty(Unfit):
    """Files with faults; nothing of them is kept."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("files_faulty", "", count=len(faults))
        self.faults = faults


class Faults:
    """Faults as they are found, each once. ``files``: what each table is called in messages."""

    def __init__(self, files: Mapping[str, str] | None = None) -> None:
        self.files = dict(files or {})
        self.found: dict[Fault, None] = {}

    def tell(self, table: str, row: int, column: str, code: str, **facts: Any) -> None:
        """Note a fault. Errors: Faulty, when there are more than anybody reads."""
        self._add(Fault(table, self._file(table), row, column, code, facts))

    def tell_cause(self, table: str, row: int, column: str, cause: ReadingError) -> None:
        """Note that a cell could not be read. Errors: as ``tell``."""
        self._add(Fault(table, self._file(table), row, column, cause.code, cause=cause))

    def _file(self, table: str) -> str:
        return self.files.get(table, table)

    def _add(self, fault: Fault) -> None:
        self.found[fault] = None
        if len(self.found) >= MOST:
            self.end()

    def end(self) -> None:
        """Refuse, if anything was found."""
        if self.found:
            raise Faulty(sorted(self.found, key=lambda f: (ORDER.get(f.table, -1), f.row, f.column)))
