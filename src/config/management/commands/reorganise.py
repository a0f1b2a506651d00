"""``reorganise``: acts on the tree as a file says. The form of the file: ``units.acts.files``."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, gettext_noop

from exchange.actors import operator
from ledger.refusals import Unfit
from people.models import Person
from ui import formats
from units.acts import files, reorganise
from units.models import DoneAct
from units.previewing import Line, Preview, preview

MARKS = {
    "ended": gettext_noop("ended"),
    "founded": gettext_noop("founded"),
    "changed": gettext_noop("changed"),
    "moved": gettext_noop("moved"),
}
HEAD = gettext_noop("The file is TOML: the day, the number of the deciding document, and one [[act]] for each act.")
OTHERS = gettext_noop(
    "A unit is named by its key, a person by the key that an export shows. with-units and with-posts = true: units"
    " below and posts go along."
)
YES = ("y", "yes", "c", "có")


class Command(BaseCommand):
    """Shows what will come of the acts, asks, and does them, whole or not at all."""

    help = gettext_noop("Reorganise units as a file says, after showing what will come of it.")

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and whether to ask."""
        parser.epilog = f"{gettext(HEAD)}\n{files.EXAMPLE}\n{gettext(OTHERS)}"
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("path", metavar="FILE.toml")
        parser.add_argument("--dry-run", action="store_true", help=gettext("show what will come of it, keep nothing"))
        parser.add_argument("--yes", action="store_true", help=gettext("do it without asking"))
        parser.add_argument("--as", dest="login", metavar="LOGIN", help=gettext("the operator who does it"))

    def handle(self, *, path: str, dry_run: bool, yes: bool, login: str | None, **options: Any) -> None:
        """Read, show, ask, do."""
        written = files.read_acts(_text(path), _person)
        by = operator(login)
        seen = preview(acts=written.acts, day=written.day, basis=written.basis, by=by)
        self.stdout.write("\n".join(_shown(seen)))
        if not seen.is_right:
            raise CommandError("\n".join([gettext("This can't be done"), *seen.faults]))
        if dry_run or not (yes or input(gettext("Do this? [y/N]") + " ").strip().lower() in YES):
            self.stdout.write(gettext("Nothing was kept."))
            return
        done = reorganise(acts=written.acts, day=written.day, basis=written.basis, by=by)
        position = DoneAct.objects.values_list("added", flat=True).get(pk=done[0].pk)
        facts = {"count": len(done), "position": formats.whole(position)}
        self.stdout.write(gettext("Done: %(count)d acts at position %(position)s.") % facts)


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(gettext("“%(path)s” can't be read: check the name of the file.") % {"path": path}) from error


def _person(key: str) -> int:
    """The number of who is called so in files."""
    person = Person.objects.filter(key=key).first() or Person.objects.filter(public_id=key).first()
    if person is None:
        raise Unfit("person_unknown", "people", person=key)
    return person.pk


def _shown(seen: Preview) -> Iterator[str]:
    yield f"{formats.day(seen.day)}  {seen.basis}".rstrip()
    for head, lines in ((gettext("Before"), seen.before), (gettext("After"), seen.after)):
        yield from [f"\n{head}"] if lines else []
        yield from map(_line, lines)
    if seen.going:
        yield "\n" + gettext("People")
    for going in seen.going:
        facts = {"count": formats.whole(going.count), "unit": going.unit, "to": going.to}
        text = (
            gettext("%(count)s from “%(unit)s” to “%(to)s”")
            if going.to
            else gettext("%(count)s of “%(unit)s” without a place")
        )
        yield "  " + text % facts + (f": {', '.join(going.names)}" if going.names else "")
    if seen.totals:
        yield "\n" + gettext("Totals")
    for total in seen.totals:
        numbers = {"name": total.name, "before": formats.whole(total.before), "after": formats.whole(total.after)}
        change = f" ({total.difference:+d})" if total.difference else ""
        yield "  " + gettext("%(name)s: %(before)s before, %(after)s after") % numbers + change
    if seen.ending:
        yield "\n" + gettext("What ends or goes on")
    yield from (f"  {sentence}" for sentence in seen.ending)


def _line(line: Line) -> str:
    mark = f"  [{gettext(MARKS[line.mark])}]" if line.mark else ""
    return f"  {'  ' * line.depth}{line.name}  ({line.kind_name}){mark}"
