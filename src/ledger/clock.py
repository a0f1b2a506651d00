"""The time of an event. One place, so that a simulated history and a test can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("ledger_clock", default=None)


def now() -> datetime:
    """The present moment, or the one set by ``clock_at``."""
    return _set.get() or timezone.now()


def today() -> date:
    """The present day in the office's time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Events inside happen at ``moment`` (aware)."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
