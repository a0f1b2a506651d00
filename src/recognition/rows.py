"""Exemplars, decisions and awards as a reader may see them: the rows of the pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from ledger import clock
from people.models import Person
from practice.queries import persons_shown
from recognition.models import Award, Decision, Exemplar
from recognition.states import State
from units.queries import Named, names_on


@dataclass(frozen=True)
class ExemplarRow:
    """An exemplar as a reader may see it. ``name``: of the unit, or of the person where it may be seen."""

    exemplar: Exemplar
    unit: Named
    name: str

    @property
    def badge(self) -> str:
        """How the state looks."""
        looks = {State.SELECTED: "honour", State.FORWARDED: "honour", State.WITHDRAWN: "stop"}
        return looks.get(self.exemplar.state, "")


def exemplar_rows(person: Person, exemplars: Sequence[Exemplar]) -> list[ExemplarRow]:
    """Exemplars with their names. Two statements.

    A person's name is shown to those who may see persons of the nominating unit, and to all who open the
    record once the exemplar is selected: selection makes it known.
    """
    nominating = {e.record.unit_id for e in exemplars}
    named = names_on(nominating | {e.exemplar_unit_id for e in exemplars if e.exemplar_unit_id}, clock.today())
    shown = persons_shown(person, nominating)
    rows = []
    for e in exemplars:
        name = named[e.exemplar_unit_id].name if e.exemplar_unit_id else ""
        is_known = e.state in (State.SELECTED, State.FORWARDED)
        if e.person is not None and (is_known or e.record.unit_id in shown):
            name = e.person.full_name
        rows.append(ExemplarRow(e, named[e.record.unit_id], name))
    return rows


@dataclass(frozen=True)
class AwardRow:
    """One award as a reader may see it. ``at``: the unit where it counts."""

    award: Award
    at: Named
    name: str


def award_rows(person: Person, awards: Sequence[Award]) -> list[AwardRow]:
    """Awards with their names. Two statements.

    A decision makes names known to those who open it; once an award is revoked, the name is for those who
    may see persons of the unit.
    """
    places = {a.at_id for a in awards}
    named = names_on(places | {a.unit_id for a in awards if a.unit_id}, clock.today())
    shown = persons_shown(person, places)
    rows = []
    for a in awards:
        name = named[a.unit_id].name if a.unit_id else ""
        if a.person is not None and (a.revoked_on is None or a.at_id in shown):
            name = a.person.full_name
        rows.append(AwardRow(a, named[a.at_id], name))
    return rows


@dataclass(frozen=True)
class DecisionRow:
    """A decision, the name of who decided, and how many awards of it hold."""

    decision: Decision
    unit: Named
    collectives: int
    individuals: int


def decision_rows(decisions: Sequence[Decision]) -> list[DecisionRow]:
    """Decisions with names and counts. Two statements."""
    named = names_on({d.record.unit_id for d in decisions}, clock.today())
    holding = Award.objects.filter(decision__in=decisions, decision__withdrawn=False, revoked_on__isnull=True)
    counts = holding.values("decision").annotate(units=Count("unit"), persons=Count("person"))
    by_decision = {c["decision"]: (c["units"], c["persons"]) for c in counts}
    return [DecisionRow(d, named[d.record.unit_id], *by_decision.get(d.pk, (0, 0))) for d in decisions]


def figures_of(exemplar: Exemplar) -> set[str]:
    """The figures that an exemplar counts in."""
    steps = {"exemplars.registered.base"}
    steps |= {"exemplars.selected.bloc"} if exemplar.selected_on else set()
    steps |= {"exemplars.forwarded.bloc"} if exemplar.forwarded_on else set()
    return {f"{step}.{exemplar.subject}" for step in steps}
