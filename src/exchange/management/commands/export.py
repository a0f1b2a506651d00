"""``export``: the tree, its history and what was declared on it, as a folder of CSV files. Source: docs/exchange.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext, gettext_noop

from exchange.writing import left_out, write_folder
from ui import formats


class Command(BaseCommand):
    """Writes the seven files; ``import`` reads them back unchanged."""

    help = gettext_noop("Write units, values and persons as a folder of CSV files.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write."""
        parser.add_argument("path", metavar="FOLDER")

    def handle(self, *, path: str, **options: Any) -> None:
        """Write, and tell how much."""
        for table, rows in write_folder(Path(path)).items():
            facts = {"file": f"{table}.csv", "rows": formats.whole(rows)}
            self.stdout.write(gettext("%(file)s: %(rows)s rows") % facts)
        if count := left_out():
            text = gettext("Left out: %(count)s duties that hold under one committee or for one part of a measure.")
            self.stdout.write(text % {"count": formats.whole(count)})
