"""What is entered together: a month's records at the end of the month."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from demo.blocs import LAST
from demo.timeline import month_end
from ledger.operation import operation
from people.models import Person

T = TypeVar("T")


def by_month(things: Iterable[T], day_of: Callable[[T], date]) -> list[tuple[date, Sequence[T]]]:
    """Things by the last working day of their month, or the last day of the five years."""
    found: dict[date, list[T]] = defaultdict(list)
    for thing in things:
        found[min(month_end(day_of(thing)), LAST)].append(thing)
    return sorted(found.items())


@operation
def together(*, acts: Iterable[Callable[[], object]], by: Person) -> None:
    """Several acts of one person, entered in one go. Errors: those of the acts."""
    for act in acts:
        act()
