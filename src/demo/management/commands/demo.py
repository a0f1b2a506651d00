"""``demo``: make the demonstration data, once."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from demo.accounts import OPERATOR
from demo.reform import is_there, read_in
from demo.scenario import make
from demo.standing import Standing, standing
from exchange.progress import steps
from ledger.models import Books
from people.models import Account
from ui import formats

KEY = 5_050_002
"""Of the lock under which one demonstration is made while others wait."""


class Command(BaseCommand):
    """All of it in one transaction: after an interruption nothing of it is there."""

    help = gettext_noop("Make demonstration data, once. Refuses where other data are.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--small", action="store_true", help=_("a few units instead of three provinces"))
        parser.add_argument("--reform", action="store_true", help=_("the communes' reform of 2025 beside it"))

    def handle(self, *, small: bool, reform: bool = False, **options: Any) -> None:
        self._demonstrate(small=small)
        if reform:
            self._reform()

    def _reform(self) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [KEY])
            if is_there():
                return
            with steps() as tell:
                read_in(by=Account.objects.get(login=OPERATOR).person, tell=tell)
        self.stdout.write(_("The reform of 2025 has been read in."))

    def _demonstrate(self, *, small: bool) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [KEY])
            match standing():
                case Standing.OTHER:
                    raise CommandError(_("This database holds other data: make the demonstration in an empty one."))
                case Standing.THERE:
                    self.stdout.write(_("The demonstration data are there already; nothing was changed."))
                    return
            self._make(small=small)
        position = formats.decimal(Books.objects.get().head)
        self.stdout.write(_("The demonstration data are made: %(position)s events.") % {"position": position})

    def _make(self, *, small: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(_("Making demonstration data"), total=None)

            def tell(done: int, whole: int, day: date) -> None:
                words = _("Making demonstration data: %(day)s") % {"day": formats.day(day)}
                progress.update(task, completed=done, total=whole, description=words)

            make(small=small, tell=tell)
