"""``review COMMITTEE --from --to``: the review of a committee as text, CSV or JSON."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext, gettext_noop

from figures.snapshot import snapshot
from figures.tables import Subject
from figures.terminal import day, write
from ledger.refusals import Unfit
from reports.printing import FORMATS
from reports.queries import committee_named, review_for
from reports.writing import write as written
from ui.spans import Span
from units.queries import name_on

ENDINGS = {".csv": "csv", ".json": "json"}


class Command(BaseCommand):
    help = gettext_noop("Print the review of a committee over a span, every number read from the ledger.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("committee", metavar="COMMITTEE", help=gettext("key or name of the committee"))
        parser.add_argument("--from", dest="since", required=True, metavar="DATE")
        parser.add_argument("--to", dest="before", required=True, metavar="DATE", help=gettext("first day not counted"))
        parser.add_argument("--structure", default="then", metavar="then|DATE")
        parser.add_argument("--format", choices=sorted(FORMATS))
        parser.add_argument("--out", metavar="FILE")

    def handle(self, **options: Any) -> None:
        since, before = day(options["since"]), day(options["before"])
        if since >= before:
            raise Unfit("span_reversed")
        structure = None if options["structure"] == "then" else day(options["structure"])
        unit = committee_named(options["committee"])
        span = Span(since, before - timedelta(days=1), structure)
        subject = Subject(unit.pk, unit.key, name_on(unit.pk, span.last).name)
        document = written(subject, span, snapshot(), review_for(unit.pk, since, before))
        ending = Path(options["out"] or "").suffix.lower()
        made = FORMATS[options["format"] or ENDINGS.get(ending, "text")](document)
        write(made, options["out"], self.stdout)
