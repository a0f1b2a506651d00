"""What an import is at, on the terminal, once it has taken a while."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext, gettext_noop
from rich.console import Console

QUIET = 2.0
STEPS = {
    "read": gettext_noop("Reading the files …"),
    "check": gettext_noop("Checking the rules …"),
    "units": gettext_noop("Keeping units and their places …"),
    "values": gettext_noop("Keeping values and persons …"),
    "post": gettext_noop("Writing into the books …"),
}


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A function that is told each step. Nothing is shown for the first two seconds, or where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    status = Console(stderr=True).status("")
    timer = threading.Timer(QUIET, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda step: status.update(gettext(STEPS[step]))
    finally:
        timer.cancel()
        status.stop()
