"""Models of practice: registered through the years, some recognised, some taken over by others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from demo import article
from demo.batches import by_month, together
from demo.blocs import LAST
from demo.texts import MODELS, MODELS_OF_ONE
from demo.timeline import Timeline, working_day
from demo.world import Scene, World, dice_for
from ledger import clock
from people.roles import Role
from practice.models import PracticeModel
from practice.operations import Registration, adopt_model, end_model, recognise_model, register_models
from practice.states import Level, Owner

RECOGNISED = 0.5
AFTER = timedelta(days=200)
NAMED = {title for _, title in article.MODELS}
"""Which part is recognised, and how long after it was registered at the earliest; the article's."""


@dataclass(frozen=True)
class Idea:
    """A model to come."""

    day: date
    base: str
    title: str
    field: str
    owner: Owner = Owner.COLLECTIVE


class Practices:
    """The models of one bloc. ``each``: how many a unit registers in the five years, about."""

    def __init__(self, world: World, scene: Scene, each: float, adopted: int) -> None:
        self.world, self.scene, self.each, self.adopted = world, scene, each, adopted
        self.dice = dice_for(scene.bloc.code, "practices")
        self.models: list[PracticeModel] = []
        self.recognised: list[PracticeModel] = []
        self.taken_over: set[tuple[int, int]] = set()

    def plan(self, timeline: Timeline) -> None:
        """By month; in December what is recognised, in June what is taken over."""
        ideas = sorted(self._ideas(), key=lambda i: (i.day, i.base))
        for day, part in by_month(ideas, lambda i: i.day):
            timeline.add(day, 16, 40, partial(self.register, part))
        for year in range(2017, 2021):
            timeline.add(date(year, 12, 10), 10, 30, self.recognise)
        for year in range(2018, 2021):
            timeline.add(date(year, 6, 20), 10, 30, self.adopt)
        timeline.add(date(2020, 9, 10), 10, 30, self.end)

    def _ideas(self) -> Iterator[Idea]:
        known = dict(article.MODELS) if self.scene.bloc.code == "ls" else {}
        for n, agency in enumerate(self.scene.agencies):
            spot = self.scene.spots[agency.key]
            if spot.is_still:
                continue
            begun = max(spot.since, date(2016, 9, 1))
            if agency.key in known:
                yield Idea(self._day(begun), agency.key, known[agency.key], "mô hình điển hình")
            titles = self.dice.sample(range(len(MODELS)), int(self.each) + (self.dice.random() < self.each % 1))
            for number in titles:
                yield Idea(self._day(begun), agency.key, *MODELS[number])
            if n % 3 == 0:
                yield Idea(self._day(begun), agency.key, *self.dice.choice(MODELS_OF_ONE), Owner.INDIVIDUAL)

    def _day(self, begun: date) -> date:
        return working_day(begun + timedelta(days=5 + self.dice.randrange((LAST - begun).days - 20)))

    def register(self, ideas: Sequence[Idea]) -> None:
        registrations = []
        for idea in ideas:
            person = None
            if idea.owner is Owner.INDIVIDUAL:
                there = self.scene.entered(self.scene.spots_under(idea.base, idea.day), idea.day)
                person = self.dice.choice(there).human.row
            registrations.append(
                Registration(
                    self.scene.unit(idea.base).pk,
                    idea.title,
                    idea.day,
                    idea.owner,
                    idea.field,
                    person=person,
                    programme=self.world.programme,
                )
            )
        self.models += register_models(registrations=registrations, by=self.scene.clerk)

    def recognise(self) -> None:
        """Half of those that have run long enough: most at the base, some at the bloc. The article's all."""
        by, day = self.scene.actor(Role.RECOGNITION), clock.today()
        old = [m for m in self.models if m.registered_on + AFTER <= day]
        chosen = [m for m in old if m.title in NAMED or self.dice.random() < RECOGNISED]
        levels = [Level.BLOC if m.title in NAMED or self.dice.random() < 0.25 else Level.BASE for m in chosen]
        together(
            acts=[
                partial(recognise_model, model=m, level=level, day=day, by=by)
                for m, level in zip(chosen, levels, strict=True)
            ],
            by=by,
        )
        self.models = [m for m in self.models if m not in old]
        self.recognised += chosen

    def adopt(self) -> None:
        """Other units take over what was recognised."""
        day, clerk = clock.today(), self.scene.clerk
        units = [self.scene.unit(agency.key) for agency in self.scene.bases(day)]
        for unit in self.dice.sample(units, min(self.adopted, len(units) // 3) if self.recognised else 0):
            model = self.dice.choice(self.recognised)
            if model.record.unit_id != unit.pk and (model.pk, unit.pk) not in self.taken_over:
                self.taken_over.add((model.pk, unit.pk))
                adopt_model(model=model, unit=unit, day=day, by=clerk)

    def end(self) -> None:
        """Two models have run their course."""
        note = "Đã lồng ghép vào quy chế làm việc của cơ quan."
        for model in [m for m in self.recognised if m.title not in NAMED][:2]:
            end_model(model=model, day=clock.today(), by=self.scene.clerk, note=note)
            self.recognised.remove(model)
