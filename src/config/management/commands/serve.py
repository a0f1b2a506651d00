"""`./lantoa serve`: the server for real work."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext_noop

from config import schema, serving


class Command(BaseCommand):
    """Starts the web server on the data that are there."""

    help = gettext_noop("Starts the server for real work. Ctrl-C ends it.")
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        serving.add_arguments(parser)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        """Check the port, bring the database up to date, serve until Ctrl-C."""
        serving.check_port(host, port)
        schema.bring_up_to_date()
        self.stdout.write(serving.greeting(host, port))
        serving.serve(host, port)
