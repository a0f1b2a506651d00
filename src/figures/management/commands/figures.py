"""``figures``: measures or figures of many units, as a table or CSV. Source: docs/exchange.md."""

import csv
import io
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from figures.dictionary import definitions
from figures.listing import Row, listing, named, printed
from figures.snapshot import snapshot
from figures.terminal import day, unit_named, write
from ledger.clock import today
from ledger.models import Measure
from ledger.refusals import Unfit

HEADS = ("unit", "name", "measure", "value", "state", "reported", "expected")


class Command(BaseCommand):
    help = gettext_noop("Print measures or figures of units over a span, by the tree of then or of a day.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("measures", nargs="*", metavar="MEASURE")
        parser.add_argument("--from", dest="since", default="0001-01-01", metavar="DATE")
        parser.add_argument("--to", dest="before", metavar="DATE", help=_("first day no longer counted"))
        parser.add_argument("--structure", default="then", metavar="then|DATE")
        parser.add_argument("--under", metavar="UNIT")
        parser.add_argument("--level", default="", metavar="KIND")
        parser.add_argument("--format", choices=["csv", "text"], default="text")
        parser.add_argument("--out", metavar="FILE")
        parser.add_argument("--list", action="store_true", help=_("list all figures and measures"))

    def handle(self, **options: Any) -> None:
        books = snapshot()
        if options["list"] or not options["measures"]:
            self._list()
            return
        since = day(options["since"])
        before = day(options["before"] or "9999-12-31")
        if since >= before:
            raise Unfit("span_reversed")
        until = before - timedelta(days=1)
        structure = None if options["structure"] == "then" else day(options["structure"])
        rows = list(
            listing(
                named(options["measures"], until),
                since=since,
                until=until,
                structure=structure,
                books=books,
                under=unit_named(options["under"]) if options["under"] else None,
                level=options["level"],
            )
        )
        text = _csv(rows) if options["format"] == "csv" else _text(rows)
        write(text, options["out"], self.stdout)

    def _list(self) -> None:
        for definition in definitions(today()):
            self.stdout.write(f"{definition.code}\t{definition.name}")
        name = "name_en" if get_language() == "en" else "name_vi"
        for code, called in Measure.objects.order_by("code").values_list("code", name):
            self.stdout.write(f"{code}\t{called}\t({_('measure')})")


def _facts(row: Row) -> tuple[str, ...]:
    v = row.value
    counts = (str(n or 0) for n in (v.reported, v.expected))
    return (row.unit, row.name, row.measure, printed(v), v.state.value, *counts)


def _csv(rows: list[Row]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(_facts(row) for row in rows)
    return stream.getvalue()


def _text(rows: list[Row]) -> str:
    lines = [HEADS, *(_facts(row) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEADS))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )
