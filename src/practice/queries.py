"""What is asked of the tree before a model or an honour is kept."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ledger import clock
from ledger.models import OPEN
from people.models import Membership, Person
from people.rules import places_today
from practice.states import Level
from units.kinds import PROVINCE, SUPERIOR
from units.models import Place, Standing


def deciding_unit(unit: int, level: str) -> int:
    """The unit whose officers decide at ``level`` about ``unit``.

    At the base that is the unit itself; above it the nearest committee above the base, which also
    keeps what the province decides. Where the tree has none, the unit itself.
    """
    if level == Level.BASE:
        return unit
    today = clock.today()
    above = places_today().filter(unit_id=unit).values("above_id")
    found = dict(
        Standing.objects.filter(unit__in=above, removed=OPEN, since__lte=today, until__gt=today)
        .filter(kind__in=(SUPERIOR, PROVINCE))
        .values_list("kind", "unit_id")
    )
    return found.get(SUPERIOR, found.get(PROVINCE, unit))


def first_elsewhere(persons: Iterable[tuple[Person, int, date]]) -> Person | None:
    """The first who on the day belongs neither to the unit named beside nor to one below it. Two statements."""
    wanted = list(persons)
    numbers = {person.pk for person, _, _ in wanted}
    belongs: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    members = Membership.objects.filter(person_id__in=numbers, withdrawn=False)
    for number, home, since, until in members.values_list("person_id", "record__unit_id", "since", "until"):
        belongs[number].append((home, since, until))
    above: dict[int, list[tuple[int, date, date]]] = defaultdict(list)
    places = Place.objects.filter(
        removed=OPEN,
        via__isnull=True,
        above_id__in={unit for _, unit, _ in wanted},
        unit_id__in={unit for homes in belongs.values() for unit, _, _ in homes},
    )
    for unit, over, since, until in places.values_list("unit_id", "above_id", "since", "until"):
        above[unit].append((over, since, until))
    for person, unit, day in wanted:
        homes = [home for home, since, until in belongs[person.pk] if since <= day < until]
        over_homes = {over for home in homes for over, since, until in above[home] if since <= day < until}
        if unit not in over_homes:
            return person
    return None
