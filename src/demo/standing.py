"""Whether the demonstration is there, something else, or nothing."""

from enum import Enum, auto

from demo.accounts import ACCOUNTS
from demo.blocs import PHU_THO
from ledger.models import Books
from people.models import Account, Person
from units.models import Unit


class Standing(Enum):
    EMPTY = auto()
    THERE = auto()
    OTHER = auto()


def standing() -> Standing:
    """What the database holds."""
    if Unit.objects.filter(key=PHU_THO.key).exists() and Account.objects.filter(login=ACCOUNTS[0][0]).exists():
        return Standing.THERE
    holds = Books.objects.get().head > 0 or Person.objects.exists()
    return Standing.OTHER if holds else Standing.EMPTY
