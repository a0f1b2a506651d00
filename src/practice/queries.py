"""What is asked of the tree before a model or an honour is kept, and the rows of the pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ledger import clock
from ledger.models import OPEN
from people.models import Membership, Person
from people.roles import SEE_PERSONS
from people.rules import places_today, units_where
from practice.models import PracticeModel
from practice.states import Level, State
from units.kinds import PROVINCE, SUPERIOR
from units.models import Place, Standing
from units.queries import Named, names_on


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


def persons_shown(person: Person, units: Iterable[int]) -> set[int]:
    """The units among these whose persons this reader may see. One statement."""
    return set(units_where(person, SEE_PERSONS).filter(pk__in=set(units)).values_list("pk", flat=True))


@dataclass(frozen=True)
class ModelRow:
    """A model as a reader may see it. ``person``: the name, where it may be seen; ``first``: what it was taken from."""

    model: PracticeModel
    unit: Named
    person: str = ""
    first: PracticeModel | None = None

    @property
    def badge(self) -> str:
        """How the state looks."""
        return {State.RECOGNISED: "honour", State.WITHDRAWN: "stop"}.get(State(self.model.state), "")


def models_seen(person: Person) -> QuerySet[PracticeModel]:
    """The models that a person may open, newest first."""
    rows = PracticeModel.objects.visible_to(person).select_related("record", "person", "programme")
    return rows.order_by("-registered_on", "-record")


def rows_for(person: Person, models: Sequence[PracticeModel]) -> list[ModelRow]:
    """Models with names of units and of those persons that ``person`` may see. Three statements.

    A name is shown to those who may see persons of the unit, and to all who open the record once the
    model is recognised: recognition makes it known.
    """
    units = {m.record.unit_id for m in models}
    names, shown = names_on(units, clock.today()), persons_shown(person, units)
    origins = PracticeModel.objects.visible_to(person).select_related("record")
    firsts = origins.in_bulk([m.adopted_from_id for m in models if m.adopted_from_id])
    return [
        ModelRow(
            m,
            names[m.record.unit_id],
            m.person.full_name if m.person and (m.recognised_on or m.record.unit_id in shown) else "",
            firsts.get(m.adopted_from_id or 0),
        )
        for m in models
    ]


def figures_of(model: PracticeModel) -> set[str]:
    """The figures that a model's registration, or its being taken over, counts in."""
    if model.adopted_from_id is not None:
        return {"models.adopted"}
    return {"models.registered", f"models.registered.{model.owner}"}
