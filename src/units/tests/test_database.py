"""The rules of the tree that the database keeps itself, whatever writes to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, found_unit
from units.models import EVER, NEVER, Standing, Succession, Unit

D1, D2 = date(2018, 1, 1), date(2019, 1, 1)


def standing(unit: Unit, parent: Unit | None, since: date = EVER, until: date = NEVER) -> Standing:
    return Standing(unit=unit, name="x", kind=kinds.BRANCH, parent=parent, since=since, until=until, added=0)


def replaced(unit: Unit, parent: Unit | None, since: date = EVER, until: date = NEVER) -> None:
    """As a careless program would: the old row superseded, a new one beside it."""
    Standing.objects.filter(unit=unit).update(removed=0)
    standing(unit, parent, since, until).save()


def young(cast: Cast) -> Unit:
    return found_unit(founding=Founding("Trẻ", kinds.BRANCH, cast.bloc, D2), by=cast.clerk)


BROKEN: dict[str, tuple[Callable[[Cast], object], str]] = {
    "two standings at once": (lambda c: standing(c.branch, c.base, D1, D2).save(), "units_standing_once"),
    "a span that ends before it begins": (lambda c: replaced(c.branch, c.base, D2, D1), "units_standing_span"),
    "its own parent": (lambda c: replaced(c.base, c.base), "units_standing_not_own_parent"),
    "a parent not yet there": (lambda c: replaced(c.branch, young(c)), "not alive on every day"),
    "a parent that ended": (lambda c: replaced(c.base, c.bloc, EVER, D2), "not alive on every day"),
    "a parent that is gone": (
        lambda c: Standing.objects.filter(unit=c.base).update(removed=0),
        "not alive on every day",
    ),
    "a ring": (lambda c: replaced(c.base, c.branch), "below itself"),
    "its own successor": (
        lambda c: Succession.objects.create(unit=c.branch, successor=c.branch, day=D1),
        "units_succession_not_own",
    ),
    "one successor twice": (
        lambda c: [Succession.objects.create(unit=c.branch, successor=c.base, day=D1) for _ in "ab"],
        "units_succession_once",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_the_database_refuses(cast: Cast, case: str) -> None:
    act, words = BROKEN[case]
    with pytest.raises(DatabaseError, match=words):
        tried(cast, act)


def tried(cast: Cast, act: Callable[[Cast], object]) -> None:
    """Do it, with what the database checks at the end checked now."""
    with transaction.atomic():
        act(cast)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_the_database_takes_what_keeps_the_rules(cast: Cast) -> None:
    tried(cast, lambda c: replaced(c.branch, c.other_base))
    assert Standing.objects.get(unit=cast.branch, removed__gt=0).parent == cast.other_base
