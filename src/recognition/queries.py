"""What is asked before an honour is kept: who already has one, how persons belong, which unit is over one."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from ledger import clock
from ledger.models import OPEN
from people.models import Membership, Person
from units.models import Standing, Unit

if TYPE_CHECKING:
    from recognition.models import Award


def earlier_award(
    *,
    persons: Collection[Person],
    units: Collection[Unit],
    programme: int,
    level: str,
    since: date,
    until: date,
) -> "Award | None":
    """An award that one of these holds for an overlapping period of the same programme, at the same level."""
    from recognition.models import Award

    return (
        Award.objects.filter(Q(person__in=persons) | Q(unit__in=units), revoked_on__isnull=True)
        .filter(decision__withdrawn=False, decision__programme_id=programme, decision__level=level)
        .filter(decision__since__lt=until, decision__until__gt=since)
        .select_related("decision", "person", "unit")
        .order_by("decision__day", "pk")
        .first()
    )


def statuses_on(persons: Collection[Person], day: date) -> dict[int, str]:
    """How each of these persons belongs to a unit on a day: member, probationary or staff."""
    found = Membership.objects.filter(person__in=persons, withdrawn=False, since__lte=day, until__gt=day)
    return dict(found.values_list("person_id", "status"))


def unit_above(unit: int) -> int:
    """The unit over ``unit`` today; at the top, the unit itself."""
    today = clock.today()
    stands = Standing.objects.filter(unit_id=unit, removed=OPEN, since__lte=today, until__gt=today)
    return stands.values_list("parent_id", flat=True).first() or unit
