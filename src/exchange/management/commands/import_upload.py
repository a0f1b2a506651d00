"""``import_upload``: what the page for importing starts for each upload. Not meant to be typed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext_noop

from exchange.running import run


class Command(BaseCommand):
    """Imports the files of one upload."""

    help = gettext_noop("Import files that were sent by the page (started by the page itself).")

    def add_arguments(self, parser: CommandParser) -> None:
        """Which upload."""
        parser.add_argument("public_id", metavar="UPLOAD")

    def handle(self, *, public_id: str, **options: Any) -> None:
        """Import, and keep what came of it with the upload."""
        run(public_id)
