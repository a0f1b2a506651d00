"""The order of time: every act of the demonstration has a moment, and they are played in that order.

So the events of the books lie in the order in which the acts happened, five years long.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ledger.clock import clock_at

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HOLIDAYS = {(1, 1), (30, 4), (1, 5), (2, 9)}
"""Days of the month and month on which offices are closed every year."""

Do = Callable[[], object]
Tell = Callable[[int, int, date], None]


@dataclass(frozen=True, order=True)
class Act:
    """Something that is done at a moment; ``number`` keeps the order of acts of one moment."""

    at: datetime
    number: int
    do: Do = field(compare=False)


class Timeline:
    """Acts to come."""

    def __init__(self) -> None:
        self.acts: list[Act] = []

    def add(self, day: date, hour: int, minute: int, do: Do) -> None:
        """Do something at an hour of ``day``, or of the next working day."""
        work = working_day(day)
        at = datetime(work.year, work.month, work.day, hour, minute, tzinfo=ZONE)
        self.acts.append(Act(at, len(self.acts), do))

    def play(self, tell: Tell) -> None:
        """Do everything in order of time. ``tell(done, whole, day)`` after each."""
        acts = sorted(self.acts)
        for done, act in enumerate(acts, 1):
            with clock_at(act.at):
                act.do()
            tell(done, len(acts), act.at.date())


def working_day(day: date) -> date:
    """The day itself where offices work on it, else the next that is."""
    while day.weekday() > 4 or (day.day, day.month) in HOLIDAYS:
        day += timedelta(days=1)
    return day


def working_day_before(day: date) -> date:
    """The day itself where offices work on it, else the last that was."""
    while day.weekday() > 4 or (day.day, day.month) in HOLIDAYS:
        day -= timedelta(days=1)
    return day


def month_end(day: date) -> date:
    """The last working day of a month."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return working_day_before(first - timedelta(days=1))
