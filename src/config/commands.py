"""Management commands run so that what goes wrong with them is one sentence, also for arguments not understood."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import ManagementUtility, get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils.translation import gettext

from config.errors import Refusal, sentence

DOOR = "./lantoa"
DJANGOS = {
    "--version",
    "-v",
    "--settings",
    "--pythonpath",
    "--traceback",
    "--no-color",
    "--force-color",
    "--skip-checks",
}
TABLELESS = ("messages", "serve")
HELP = ("help", "--help", "-h", "version", "--version")


def run(name: str, options: list[str], *, shown: str, before: Callable[[], None] | None = None) -> int:
    """Run a command with the options of a terminal. *shown* is how the reader calls it; *before* comes first."""
    if name in HELP:
        ManagementUtility([shown, name, *options]).execute()
        return 0
    place = get_commands().get(name)
    if place is None:
        raise Refusal(sentence("There is no command “%(name)s”: see ./lantoa manage help."), name=name)
    command = place if isinstance(place, BaseCommand) else load_command_class(place, name)
    return execute(command, name, options, shown=shown, before=before)


def needs_tables(name: str) -> bool:
    """Whether a command is the program's own and works on its books."""
    place = get_commands().get(name)
    return isinstance(place, str) and not place.startswith("django.") and name not in TABLELESS


def execute(
    command: BaseCommand, name: str, options: list[str], *, shown: str, before: Callable[[], None] | None = None
) -> int:
    """Read the options and let the command act. Raises Refusal for options that are not understood."""
    command.help = gettext(str(command.help))
    if shown == DOOR:
        command.suppressed_base_arguments = DJANGOS
    try:
        chosen = vars(command.create_parser(shown, name).parse_args(options))
    except CommandError as error:
        reason = str(error).removeprefix("Error:").strip()
        command_line = f"{shown} {name} --help"
        raise Refusal(
            sentence("This was not understood (%(reason)s): see %(command)s."), reason=reason, command=command_line
        ) from error
    try:
        if before is not None:
            before()
        command.execute(*chosen.pop("args", ()), **chosen)
    finally:
        connections.close_all()
    return 0
