"""``verify``: the books against the records, and the chain. Lists what differs; exit code 1 if any."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rich.console import Console
from rich.progress import Progress

from ledger.checking import verify
from ledger.models import Books


class Command(BaseCommand):
    help = gettext_noop("Check every record against the ledger, and the chain of events.")

    def handle(self, *args: Any, **options: Any) -> None:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(_("Checking the books"), total=None)
            found = verify(lambda done, whole: progress.update(task, completed=done, total=whole))
        books = Books.objects.get()
        for difference in found:
            self.stdout.write(f"{difference.kind}\t{difference.where}\t{difference.what}")
        if found:
            self.stdout.write(
                _("%(count)d differences. Stop entering, keep a backup of the data folder and call your support.")
                % {"count": len(found)}
            )
            sys.exit(1)
        self.stdout.write(
            _("The books are right: position %(head)d, hash %(hash)s.")
            % {"head": books.head, "hash": bytes(books.hash).hex()[:16]}
        )
