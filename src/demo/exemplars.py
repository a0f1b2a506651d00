"""Exemplars: registered at the base, a few chosen by the bloc and registered with the provincial committee."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from demo import article
from demo.batches import by_month, together
from demo.texts import REASONS
from demo.timeline import Timeline, working_day
from demo.world import Scene, World, dice_for
from ledger import clock
from people.roles import Role
from recognition.models import Exemplar
from recognition.operations import Nomination, forward_exemplar, register_exemplars, select_exemplar

YEARS = range(2017, 2021)
SELECTED, FORWARDED = date(2020, 12, 15), date(2020, 12, 18)
BEFORE, AFTER = (6, 11), (4, 7)
"""Collectives and individuals registered in 2016, and in 2021: outside the years that the article counts."""


@dataclass(frozen=True)
class Model:
    """An exemplar to come. ``who``: a spot or a name that is known, else drawn on the day."""

    day: date
    base: str
    is_collective: bool
    who: str = ""


class Exemplars:
    """The exemplars of one bloc: so many collectives and individuals in the four years."""

    def __init__(self, world: World, scene: Scene, collectives: int, individuals: int) -> None:
        self.world, self.scene = world, scene
        self.counts = {True: collectives, False: individuals}
        self.dice = dice_for(scene.bloc.code, "exemplars")
        self.left = {True: 2, False: 3}
        self.seen: set[object] = set()
        self.chosen: list[Exemplar] = []

    def plan(self, timeline: Timeline) -> None:
        models = sorted(self._models(), key=lambda m: (m.day, m.base))
        for day, part in by_month(models, lambda m: m.day):
            timeline.add(day, 17, 5, partial(self.register, part))
        timeline.add(SELECTED, 15, 30, self.select)
        timeline.add(FORWARDED, 9, 0, self.forward)

    def _models(self) -> Iterator[Model]:
        bases = [a.key for a in self.scene.agencies if not self.scene.spots[a.key].is_still]
        for is_collective, count in self.counts.items():
            known = self._known(is_collective=is_collective)
            for base, who in known:
                yield Model(working_day(date(2020, 3, 12)), base, is_collective, who)
            rest = count - len(known)
            for n in range(rest):
                base = bases[n % len(bases)] if n < rest // len(bases) * len(bases) else self.dice.choice(bases)
                yield Model(self._day(self.dice.choice(YEARS), 4), base, is_collective)
            lasting = [key for key in bases if self.scene.spots[key].since < date(2016, 7, 1)]
            part = 1 if self.scene.bloc.code == "pt" and not self.scene.small else 3
            for year, month, (collectives, individuals) in ((2016, 11, BEFORE), (2021, 4, AFTER)):
                for base in self.dice.sample(lasting, (collectives if is_collective else individuals) // part):
                    yield Model(self._day(year, month), base, is_collective)

    def _known(self, *, is_collective: bool) -> Sequence[tuple[str, str]]:
        if self.scene.bloc.code != "pt":
            return ()
        return article.FORWARDED["collective" if is_collective else "individual"]

    def _day(self, year: int, month: int) -> date:
        return working_day(date(year, month, 1 + self.dice.randrange(25)))

    def register(self, models: Sequence[Model]) -> None:
        nominations = [self._nomination(m) for m in models]
        rows = register_exemplars(nominations=nominations, by=self.scene.clerk)
        for row, model in zip(rows, models, strict=True):
            few = model.day.year == SELECTED.year and self.left[model.is_collective] > 0
            if model.who or (self.scene.bloc.code != "pt" and few):
                self.left[model.is_collective] -= 1
                self.chosen.append(row)

    def _nomination(self, m: Model) -> Nomination:
        unit = self.scene.unit(m.base).pk
        reason = article.REASONS.get(m.who) or self.dice.choice(REASONS)
        if m.is_collective:
            keys = [m.who] if m.who else self.scene.branches(m.base, m.day) or [m.base]
            fresh = [key for key in keys if key not in self.seen] or keys
            key = self.dice.choice(fresh)
            self.seen.add(key)
            collective = self.scene.unit(key)
            return Nomination(unit, m.day, self.world.programme, exemplar_unit=collective, reason=reason)
        there = self.scene.entered(self.scene.spots_under(m.base, m.day), m.day)
        wanted = [s for s in there if s.human.name == m.who] if m.who else there
        stay = self.dice.choice([s for s in wanted if s.human.pk not in self.seen] or wanted)
        self.seen.add(stay.human.pk)
        return Nomination(unit, m.day, self.world.programme, person=stay.human.row, reason=reason)

    def select(self) -> None:
        """The standing committee of the bloc chooses."""
        by, day = self.scene.actor(Role.RECOGNITION), clock.today()
        together(acts=[partial(select_exemplar, exemplar=row, day=day, by=by) for row in self.chosen], by=by)

    def forward(self) -> None:
        by, day = self.scene.actor(Role.RECOGNITION), clock.today()
        together(acts=[partial(forward_exemplar, exemplar=row, day=day, by=by) for row in self.chosen], by=by)
