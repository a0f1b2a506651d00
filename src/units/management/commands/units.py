"""``units``: the tree of one day, as indented lines or CSV. Source: docs/exchange.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, gettext_noop

from ledger import clock
from ui.reading import ReadingError, read_day
from ui.refusals import sentence
from units.queries import Node, tree_on

HEADS = ("unit", "name", "kind", "parent", "code")


class Command(BaseCommand):
    """Prints every unit alive on a day, those above before those below."""

    help = gettext_noop("Print the tree of units on a day.")

    def add_arguments(self, parser: CommandParser) -> None:
        """The day, and how to print it."""
        parser.add_argument("--on", metavar="DATE", help=gettext("the day; today if left out"))
        parser.add_argument("--format", choices=["csv", "text"], default="text")

    def handle(self, *, on: str | None, **options: Any) -> None:
        """Read the day, print the tree."""
        roots = tree_on(_day(on) if on else clock.today())
        self.stdout.write(_csv(roots) if options["format"] == "csv" else _text(roots), ending="")


def _day(text: str) -> date:
    """A day of any year in ISO form, or as people type it."""
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == "-" else read_day(text)
    except ReadingError as error:
        raise CommandError(sentence(error)) from error
    except ValueError as error:
        raise CommandError(gettext("“%(text)s” is not a day.") % {"text": text}) from error


def downwards(roots: Iterable[Node]) -> Iterator[tuple[int, Node | None, Node]]:
    """(depth, the one above, node) for every node, however deep, each family in its order."""
    todo: list[tuple[int, Node | None, Node]] = [(0, None, root) for root in reversed(list(roots))]
    while todo:
        depth, above, node = todo.pop()
        yield depth, above, node
        todo += [(depth + 1, node, child) for child in reversed(node.children)]


def _csv(roots: Iterable[Node]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADS)
    for _depth, above, node in downwards(roots):
        named = node.named
        writer.writerow([named.key, named.name, named.kind, above.named.key if above else "", named.code])
    return stream.getvalue()


def _text(roots: Iterable[Node]) -> str:
    return "".join(f"{'  ' * depth}{_line(node)}\n" for depth, _above, node in downwards(roots))


def _line(node: Node) -> str:
    facts = [node.named.kind_name, node.named.code, node.named.key]
    return f"{node.named.name}  ({', '.join(fact for fact in facts if fact)})"
