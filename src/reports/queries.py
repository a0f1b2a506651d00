"""Which reviews there are, and which one speaks for a unit and span."""

from datetime import date

from django.db import models

from figures.terminal import units_named
from ledger.refusals import Unfit
from people.models import Person
from reports.models import Review
from units.models import Unit


def reviews_of(person: Person) -> models.QuerySet[Review]:
    """The reviews that a person may see, newest first."""
    return Review.objects.visible_to(person).select_related("record").order_by("-until", "-pk")


def review_for(unit: int, since: date, until: date) -> Review | None:
    """The newest review of a unit whose span holds this one: its words are used."""
    held = Review.for_entries().filter(record__unit_id=unit, since__lte=since, until__gte=until)
    review: Review | None = held.order_by("-pk").first()
    return review


def committee_named(text: str) -> Unit:
    """The unit that a reader means; among several of that name, the one that has a review.

    Errors: Unfit ``unit_not_found``, ``unit_ambiguous``.
    """
    found = units_named(text)
    if len(found) > 1:
        writes = set(Review.objects.filter(record__unit__in=found.keys()).values_list("record__unit_id", flat=True))
        found = {u: name for u, name in found.items() if u in writes} or found
    if len(found) > 1:
        raise Unfit("unit_ambiguous", text=text, names=", ".join(list(found.values())[:5]))
    return Unit.objects.get(pk=next(iter(found)))
