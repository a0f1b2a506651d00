"""Inspections and supervisions: by the bloc of its base units, by committees of their branches and members."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from demo.agencies import Agency
from demo.batches import by_month, together
from demo.blocs import LAST
from demo.timeline import Timeline, working_day
from demo.world import Scene, World, dice_for
from inspection.models import Inspection
from inspection.operations import Holding, close_inspection, hold_inspections, report_remedied
from inspection.states import Act, Object
from ledger import clock
from people.roles import Role
from units.kinds import BASE_COMMITTEE

Held = tuple[date, str, str, Act, Object, int]
"""(day, who inspects, at whom, kind, of what, how many)."""


class Controls:
    """The inspections of one bloc; ``each``: how many a committee holds in the five years."""

    def __init__(self, world: World, scene: Scene, each: int) -> None:
        self.world, self.scene, self.each = world, scene, each
        self.dice = dice_for(scene.bloc.code, "controls")
        self.open: list[Inspection] = []
        self.unremedied: list[Inspection] = []

    def plan(self, timeline: Timeline) -> None:
        """By month; what was begun is closed a month or two later; remedies are counted twice a year."""
        held = sorted(self._held(), key=lambda h: (h[0], h[1], h[2]))
        for day, part in by_month(held, lambda h: h[0]):
            timeline.add(day, 16, 55, partial(self.hold, part))
        for year in range(2016, 2022):
            for month in (4, 7, 10, 12):
                day = date(year, month, 14)
                if date(2016, 12, 1) < day <= LAST:
                    timeline.add(day, 10, 50, self.close)
                    timeline.add(day, 11, 20, self.remedy)

    def _held(self) -> Iterator[Held]:
        for year in range(2016, 2022):
            for act, many in ((Act.INSPECTION, 5), (Act.SUPERVISION, 4)):
                lasting = [a for a in self.scene.agencies if not self.scene.spots[a.key].is_still]
                for agency in self.dice.sample(lasting, many):
                    day = self._day(year)
                    if self.scene.spots[agency.key].since <= day <= LAST:
                        yield day, "", agency.key, act, Object.ORGANISATION, 1
        for agency in self.scene.agencies:
            if agency.kind == BASE_COMMITTEE and not self.scene.spots[agency.key].is_still:
                yield from self._of(agency)

    def _of(self, agency: Agency) -> Iterator[Held]:
        for _ in range(self.each):
            day = self._day(2016 + self.dice.randrange(6))
            if day > LAST:
                continue
            act = Act.INSPECTION if self.dice.random() < 0.6 else Act.SUPERVISION
            branch = self.dice.choice(self.scene.branches(agency.key, day))
            if self.dice.random() < 0.65:
                yield day, agency.key, branch, act, Object.ORGANISATION, 1
            else:
                yield day, agency.key, branch, act, Object.MEMBER, 1 + self.dice.randrange(3)

    def _day(self, year: int) -> date:
        month = self.dice.randrange(3, 6) if year == 2021 else self.dice.randrange(10 if year == 2016 else 3, 13)
        return working_day(date(year, month, 2 + self.dice.randrange(22)))

    def hold(self, held: Sequence[Held]) -> None:
        by = self.scene.actor(Role.INSPECTOR)
        self.open += hold_inspections(
            holdings=[
                Holding(
                    self.scene.unit(who).pk,
                    act,
                    what,
                    self.scene.unit(whom).pk,
                    day,
                    planned_by=self.scene.inspection_plans.get(day.year, "") if who == "" else "",
                    count=count,
                    programme=self.world.programme,
                )
                for day, who, whom, act, what, count in held
            ],
            by=by,
        )

    def close(self) -> None:
        """Close what began three weeks ago or earlier, with what it recommends."""
        by, day = self.scene.actor(Role.INSPECTOR), clock.today()
        ready = [i for i in self.open if i.day + timedelta(days=21) <= day]
        drafts = []
        for inspection in ready:
            ended = working_day(inspection.day + timedelta(days=14))
            many = self.dice.choice((0, 0, 1, 1, 2, 3)) if inspection.kind == Act.INSPECTION else 0
            drafts.append((inspection, min(ended, day), many))
        together(
            acts=[
                partial(close_inspection, inspection=row, day=ended, recommendations=many, by=by)
                for row, ended, many in drafts
            ],
            by=by,
        )
        self.open = [i for i in self.open if i not in ready]
        self.unremedied += [row for row, _, many in drafts if many]

    def remedy(self) -> None:
        """Most recommendations are remedied within the half-year; a few stay."""
        by = self.scene.actor(Role.INSPECTOR)
        rows = list(Inspection.for_entries().filter(pk__in=[i.pk for i in self.unremedied]).order_by("pk"))
        self.unremedied.clear()
        counts = [(row, max(0, row.recommendations - (self.dice.random() < 0.15))) for row in rows]
        together(
            acts=[partial(report_remedied, inspection=row, remedied=count, by=by) for row, count in counts if count],
            by=by,
        )
