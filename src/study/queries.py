"""Reading people for sessions."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from people.models import Membership

Spans = dict[tuple[int, int], list[tuple[date, date]]]


def belonging(persons: Collection[int]) -> Spans:
    """The spans in which these persons belong to units, by (person, unit). One statement."""
    found: Spans = defaultdict(list)
    rows = Membership.objects.filter(person_id__in=persons, withdrawn=False)
    for person, unit, since, until in rows.values_list("person_id", "record__unit_id", "since", "until"):
        found[person, unit].append((since, until))
    return found
