"""`./lantoa demo`: data to look at, the server, and who may log in."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext, gettext_noop
from rich.console import Console
from rich.table import Table

from config import schema, serving


class Command(BaseCommand):
    """Makes the demonstration data once, says who may log in, and serves."""

    help = gettext_noop("Makes demonstration data, once, and starts the server. Ctrl-C ends it.")
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """How much data, and where to listen."""
        parser.add_argument("--small", action="store_true", help=gettext("a few units instead of a province"))
        parser.add_argument("--reform", action="store_true", help=gettext("the communes' reform of 2025 beside it"))
        serving.add_arguments(parser)

    def handle(self, *, small: bool, reform: bool, host: str, port: int, **options: Any) -> None:
        """Check the port before the long work; then data, accounts, server."""
        serving.check_port(host, port)
        schema.bring_up_to_date()
        call_command("demo", small=small, reform=reform)
        self.stdout.flush()
        from demo.accounts import accounts

        table = Table(gettext("Log-in"), gettext("Password"), gettext("Who"), box=None, pad_edge=False)
        for login, password, role in accounts():
            table.add_row(login, password, str(role))
        console = Console(highlight=False)
        console.print(table)
        console.print(serving.greeting(host, port))
        serving.serve(host, port)
