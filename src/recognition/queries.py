"""Which honours may be seen, and what is asked before one is kept."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from ledger import clock
from ledger.models import OPEN
from people.models import Membership, Person
from people.rules import places_today
from recognition.models import Award, Decision, Exemplar
from recognition.states import State
from units.models import Standing, Unit


def earlier_award(
    *,
    persons: Collection[Person],
    units: Collection[Unit],
    programme: int,
    level: str,
    since: date,
    until: date,
) -> Award | None:
    """An award that one of these holds for an overlapping period of the same programme, at the same level."""
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
    """The unit over ``unit`` today, of an ended one the last; at the top, the unit itself."""
    stood = Standing.objects.filter(unit_id=unit, removed=OPEN, since__lte=clock.today()).order_by("-since")
    return stood.values_list("parent_id", flat=True).first() or unit


IN_STATE: Mapping[str, Q] = {
    State.REGISTERED: Q(withdrawn_on__isnull=True, selected_on__isnull=True),
    State.SELECTED: Q(withdrawn_on__isnull=True, selected_on__isnull=False, forwarded_on__isnull=True),
    State.FORWARDED: Q(withdrawn_on__isnull=True, forwarded_on__isnull=False),
    State.WITHDRAWN: Q(withdrawn_on__isnull=False),
}
"""Which exemplars are in a state."""


def stepped_in(since: date, until: date) -> Q:
    """Exemplars that came to a step on a day from ``since`` to before ``until``."""
    found = Q()
    for field in ("registered_on", "selected_on", "forwarded_on"):
        found |= Q(**{f"{field}__gte": since, f"{field}__lt": until})
    return found


def exemplars_seen(person: Person) -> QuerySet[Exemplar]:
    """The exemplars that a person may open, newest first."""
    rows = Exemplar.objects.visible_to(person).select_related("record", "person", "programme")
    return rows.order_by("-registered_on", "-record")


def exemplars_between(person: Person, unit: int, since: date, until: date, state: str = "") -> QuerySet[Exemplar]:
    """Those of a unit and of all below it today that came to a step in a span, or only those in a state."""
    below = places_today().filter(above_id=unit).values("unit_id")
    rows = exemplars_seen(person).filter(stepped_in(since, until), record__unit_id__in=below)
    return rows.filter(IN_STATE[state]) if state else rows


def decisions_seen(person: Person) -> QuerySet[Decision]:
    """The decisions that a person may open, newest first."""
    return Decision.objects.visible_to(person).select_related("record", "programme").order_by("-day", "-record")
