"""``import``: a folder of CSV files, or a workbook, into the books. Source: docs/exchange.md."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from exchange.actors import operator
from exchange.columns import TABLES
from exchange.faults import Faulty
from exchange.importing import Imported, import_path
from exchange.progress import steps
from ui import formats


@contextmanager
def _uncollected() -> Iterator[None]:
    """Half the time would go into looking for rings among millions of rows that hold none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Command(BaseCommand):
    """Keeps what the files say, or nothing and every fault of them."""

    help = gettext_noop("Read a folder of CSV files, or a workbook, into the books.")

    def add_arguments(self, parser: CommandParser) -> None:
        """What to read, whether to keep it, and who does."""
        parser.add_argument("path", metavar="FOLDER|XLSX")
        parser.add_argument("--dry-run", action="store_true", help=gettext("check everything, keep nothing"))
        parser.add_argument("--as", dest="login", metavar="LOGIN", help=gettext("the operator who imports"))

    def handle(self, *, path: str, dry_run: bool, login: str | None, **options: Any) -> None:
        """Import, and tell what came of it."""
        try:
            with transaction.atomic(), _uncollected(), steps() as tell:
                imported = import_path(Path(path), by=operator(login), dry_run=dry_run, tell=tell)
                if dry_run:
                    transaction.set_rollback(True)
        except Faulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            raise
        self._tell(imported, dry_run=dry_run)

    def _tell(self, imported: Imported, *, dry_run: bool) -> None:
        for table in TABLES:
            if table in imported.rows:
                rows, changed = imported.rows[table], imported.changed.get(table, 0)
                facts = {"file": table, "rows": formats.whole(rows), "changed": formats.whole(changed)}
                self.stdout.write(gettext("%(file)s: %(rows)s rows, %(changed)s changed") % facts)
        if imported.unread:
            self.stdout.write(gettext("Not read: %(names)s") % {"names": ", ".join(imported.unread)})
        if dry_run:
            self.stdout.write(gettext("Everything is right; nothing was kept."))
        elif not imported.is_new:
            self.stdout.write(gettext("Nothing changed: all was so already."))
