"""Awards: by committees of the base in December, by the bloc on 19 May, and for the five years in 2021."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from demo.batches import together
from demo.timeline import Timeline
from demo.world import Scene, World, dice_for
from ledger import clock
from people.models import Person
from people.roles import Role
from people.statuses import Status
from practice.states import Level
from recognition.models import Decision
from recognition.operations import Draft, Recipient, grant_awards, revoke_award
from recognition.states import Form
from units.kinds import BASE_COMMITTEE

YEARS = (2017, 2018, 2019, 2020)
OF_BLOC: Mapping[int, int] = {2017: 172, 2018: 230, 2019: 263, 2020: 302, 2021: 58}
OF_BASE: Mapping[int, int] = {2017: 14, 2018: 27, 2019: 41, 2020: 6}
"""Numbers of decisions, by year; the committees' terms changed in 2020."""
STAFF_TOO = 0.1
"""Which part of the individuals are not members."""


@dataclass(frozen=True)
class Size:
    """Collectives and individuals that one decision commends."""

    collectives: int
    individuals: int


@dataclass(frozen=True)
class Sizes:
    """``whole`` five years, of which the bloc's yearly decisions and the one of 2021; the rest at the base."""

    whole: Size
    yearly: Size
    last: Size


class Honours:
    """The awards of one bloc; they add up to what is wanted."""

    def __init__(self, world: World, scene: Scene, sizes: Sizes) -> None:
        self.world, self.scene, self.sizes = world, scene, sizes
        self.dice = dice_for(scene.bloc.code, "honours")
        self.decisions: list[Decision] = []

    def plan(self, timeline: Timeline) -> None:
        bases = [a.key for a in self.scene.agencies if self._awards(a.key, a.kind)]
        yearly = len(YEARS)
        left = Size(
            self.sizes.whole.collectives - self.sizes.yearly.collectives * yearly - self.sizes.last.collectives,
            self.sizes.whole.individuals - self.sizes.yearly.individuals * yearly - self.sizes.last.individuals,
        )
        parts = zip(
            _shared(left.collectives, len(bases) * yearly), _shared(left.individuals, len(bases) * yearly), strict=True
        )
        sizes = [Size(*part) for part in parts]
        for n, year in enumerate(YEARS):
            own = dict(zip(bases, sizes[n::yearly], strict=True))
            timeline.add(date(year, 5, 18), 14, 0, partial(self.of_bloc, year))
            timeline.add(date(year, 12, 22), 14, 0, partial(self.of_bases, year, own))
        timeline.add(date(2021, 5, 18), 14, 0, self.of_the_five_years)
        if self.scene.bloc.code == "qn":
            timeline.add(date(2019, 9, 10), 10, 0, self.revoke)

    def _awards(self, key: str, kind: str) -> bool:
        return kind == BASE_COMMITTEE and not self.scene.spots[key].is_still and key != "kho-bac"

    def of_bloc(self, year: int) -> None:
        """The bloc's decision for the year before."""
        draft = self._draft("", OF_BLOC[year], "ĐUK", Level.BLOC, f"năm {year - 1}", year - 1, year)
        by = self.scene.actor(Role.RECOGNITION)
        recipients = self._of_all(self.sizes.yearly)
        self.decisions.append(grant_awards(decision=draft, recipients=recipients, by=by))

    def of_the_five_years(self) -> None:
        """Giấy khen for 2016–2021; who was commended for one of the years may be again, and that is confirmed."""
        draft = self._draft("", OF_BLOC[2021], "ĐUK", Level.BLOC, "giai đoạn 2016–2021", 2016, 2022)
        by = self.scene.actor(Role.RECOGNITION)
        grant_awards(decision=draft, recipients=self._of_all(self.sizes.last), by=by, confirmed=True)

    def of_bases(self, year: int, sizes: Mapping[str, Size]) -> None:
        """Each committee's decision for the year."""
        by = self.scene.actor(Role.RECOGNITION)
        acts = []
        for key, size in sizes.items():
            if size.collectives or size.individuals:
                draft = self._draft(key, OF_BASE[year], "ĐU", Level.BASE, f"năm {year}", year, year + 1)
                recipients = self._of_base(key, size)
                acts.append(partial(grant_awards, decision=draft, recipients=recipients, by=by))
        together(acts=acts, by=by)

    def _draft(self, key: str, number: int, body: str, level: Level, period: str, since: int, until: int) -> Draft:
        return Draft(
            self.scene.unit(key).pk,
            number,
            f"{number:02d}-QĐ/{body}",
            clock.today(),
            Form.GIAY_KHEN if level is Level.BLOC or self.dice.random() < 0.7 else Form.BIEU_DUONG,
            level,
            self.world.programme,
            period,
            date(since, 1, 1),
            date(until, 1, 1),
        )

    def _of_all(self, size: Size) -> list[Recipient]:
        """Base units, and members of the whole bloc."""
        day = clock.today()
        bases = [a.key for a in self.scene.bases(day)]
        spots = [key for base in bases for key in self.scene.spots_under(base, day)]
        return [*self._collectives(bases, size.collectives), *self._individuals(spots, size.individuals)]

    def _of_base(self, base: str, size: Size) -> list[Recipient]:
        """Branches of a committee and its people."""
        day = clock.today()
        branches, spots = self.scene.branches(base, day), self.scene.spots_under(base, day)
        return [*self._collectives(branches, size.collectives), *self._individuals(spots, size.individuals)]

    def _collectives(self, keys: Sequence[str], count: int) -> list[Recipient]:
        units = [self.scene.unit(key) for key in self.dice.sample(list(keys), count)]
        return [Recipient(unit.pk, unit=unit) for unit in units]

    def _individuals(self, spots: Sequence[str], count: int) -> list[Recipient]:
        day = clock.today()
        members = self.scene.entered(spots, day)
        staff = self.scene.entered(spots, day, Status.STAFF)
        others = min(len(staff), sum(self.dice.random() < STAFF_TOO for _ in range(count)))
        there = [*self.dice.sample(members, count - others), *self.dice.sample(staff, others)]
        return [Recipient(self.scene.unit(s.spot).pk, person=s.human.row, status=s.status) for s in there]

    def revoke(self) -> None:
        """One award is taken back: the report that it rests on was wrong."""
        decision = Decision.for_entries().get(pk=self.decisions[-1].pk)
        award = next(a for a in decision.awards.all() if a.person_id)
        reason = "Báo cáo thành tích kê khai không đúng."
        by: Person = self.scene.actor(Role.RECOGNITION)
        revoke_award(award=award, day=clock.today(), by=by, reason=reason)


def _shared(whole: int, among: int) -> list[int]:
    """A number in parts that differ by one at most."""
    if not among:
        return []
    return [(whole * (n + 1)) // among - (whole * n) // among for n in range(among)]
