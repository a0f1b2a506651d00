"""The inner side of the door: runs a command in the prepared environment and says every failure in one sentence."""

from __future__ import annotations

import gettext
import os
import signal
import sys
from collections.abc import Callable, Sequence

from config import translations
from config.errors import LOCALE, Refusal, terminal_language

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Run one command. Returns the exit code."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    os.environ["LANGUAGE"] = terminal_language()  # argparse speaks it
    gettext.bindtextdomain("argparse", LOCALE)
    gettext.textdomain("argparse")
    try:
        translations.compile_stale()
        return COMMANDS.get(arguments[0], _in_django)(list(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        said = explain(error)
        if said is None:
            raise
        print(said, file=sys.stderr)
        return getattr(error, "returncode", 1)


def explain(error: Exception) -> str | None:
    """One sentence for a failure that a person can mend; None for a fault of the program."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import InterfaceError, OperationalError

    if isinstance(error, Refusal):
        return error.sentence()
    if isinstance(error, CommandError):
        text = str(error).removeprefix("Error: ").strip()
        return text if text.endswith((".", "!", "?", "…")) else f"{text}."
    if isinstance(error, OperationalError | InterfaceError) and not isinstance(error, ImproperlyConfigured):
        return _database_failure(error).sentence()
    refused = sys.modules.get("ledger.refusals")
    if refused is not None and isinstance(error, refused.Refused):
        return str(refused.describe(error))
    return None


def _database_failure(error: Exception) -> Refusal:
    from django.conf import settings
    from psycopg.errors import DiskFull

    from config.database import unreachable
    from config.folders import data_folder, disk_full

    place = settings.DATABASES["default"]
    if isinstance(error.__cause__, DiskFull):
        return disk_full(data_folder())
    said = [line.strip() for line in str(error).splitlines() if line.strip()]
    return unreachable(
        place["HOST"] or str(data_folder()), place.get("PORT", ""), said[-1].removeprefix("FATAL:").strip()
    )


def _in_django(arguments: list[str]) -> int:
    """Set Django up in the terminal's language and run what needs it."""
    import django
    from django.utils import translation

    django.setup()
    from config import commands, demonstration, schema

    translation.activate(terminal_language())
    name, *options = arguments
    if name == "demo":
        return commands.execute(demonstration.Command(), name, options, shown="./lantoa")
    if name == "manage":
        name, *options = options or ["help"]
        ready = schema.bring_up_to_date if commands.needs_tables(name) else None
        return commands.run(name, options, shown="./lantoa manage", before=ready)
    before = None if name == "serve" else schema.bring_up_to_date
    return commands.run(name, options, shown="./lantoa", before=before)


def _test(arguments: list[str]) -> int:
    from config import suite

    return suite.run(arguments[1:])


def _check(arguments: list[str]) -> int:
    from config import checking

    return checking.run(arguments[1:])


COMMANDS: dict[str, Callable[[list[str]], int]] = {"test": _test, "check": _check}


def _leave(number: int, frame: object) -> None:
    """End in order: what was begun is rolled back, the database is stopped if nobody else uses it."""
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
