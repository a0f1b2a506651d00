"""Pledges and breakthroughs: rounds each year, pledges as branches took them in, what units took on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from commitments.breakthroughs import Registration, judge_breakthrough, register_breakthroughs
from commitments.models import Breakthrough, Pledge, PledgeRound
from commitments.operations import Taken, report_done, take_in_pledges
from commitments.rounds import Opening, open_rounds
from commitments.states import Result
from demo import article
from demo.batches import together
from demo.blocs import DUTIES
from demo.texts import BREAKTHROUGHS, PLEDGES, TARGETS
from demo.timeline import Timeline, working_day
from demo.world import Scene, World, dice_for
from figures.duties import give_duty
from ledger import clock
from people.roles import Role
from people.statuses import PARTY, Status
from units.kinds import BASE

WITHOUT_PLEDGES = {("kho-bac", 2018), ("kho-bac", 2021), ("hoi-nha-bao", 2021)}
"""Phú Thọ: (unit, year) of rounds that were opened and brought nothing."""
FIRST_TERM = "2015–2020"
SILENT_A_YEAR = 2
NOT_JUDGED = ("kho-bac", "hoi-nha-bao", "vien-thong")
NOT_MET = 5
LATE_IN_2021 = ("kho-bac", "hoi-nha-bao", "vien-thong", "cuc-thue", "ban-atgt")
"""How many units have no breakthrough in a year; units without a judgement, how many at most are judged not met;
Phú Thọ: units without a breakthrough in 2021."""
WITH_WORDS = ("so-tttt-2", "so-tttt-1", "buu-dien-4")
"""Branches that keep the words of pledges in the program; elsewhere they stay on paper."""
OWN_HANDS = ("so-tttt-2", 2021)
"""(branch, year) where members write their pledges in the program themselves: ``branch`` tells of it."""
STAFF_PLEDGE = ("so-tttt", "tinh-doan", "buu-dien", "benh-vien", "truong-chinh-tri")
"""Agencies whose staff pledge too."""


def round_day(year: int) -> date:
    """When rounds are opened."""
    return working_day(date(year, 2, 12))


class Pledges:
    """The pledges of one bloc. ``share``: how many of those owing are accepted in a year."""

    def __init__(self, world: World, scene: Scene, share: float) -> None:
        self.world, self.scene, self.share = world, scene, share
        self.dice = dice_for(scene.bloc.code, "pledges")
        self.rounds: dict[tuple[int, str], PledgeRound] = {}
        self.pledges: dict[int, list[Pledge]] = {}

    def plan(self, timeline: Timeline, years: Sequence[int], reported: Sequence[int]) -> None:
        """Each year: rounds in February, pledges in March and April, in December what was done of them."""
        for year in years:
            timeline.add(round_day(year), 9, 30, partial(self.open, year))
            for n, month in enumerate((3, 4)):
                day = working_day(date(year, month, 12))
                timeline.add(day, 14, 0, partial(self.take_in, year, n))
        for year in reported:
            timeline.add(date(year, 12, 15), 14, 0, partial(self.report, year))

    def open(self, year: int) -> None:
        """A round in every branch."""
        day = clock.today()
        keys = list(self._owing(day))
        openings = [Opening(self.scene.unit(key).pk, self.world.programme, year, day, owed=owed) for key, owed in keys]
        rows = open_rounds(openings=openings, by=self.scene.clerk)
        self.rounds.update({(year, key): row for (key, _), row in zip(keys, rows, strict=True)})

    def _owing(self, day: date) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """(spot, who owes a pledge there and how)."""
        for agency in self.scene.bases(day):
            for key in self.scene.spots_under(agency.key, day):
                statuses = (*PARTY, Status.STAFF) if agency.key in STAFF_PLEDGE else PARTY
                owed = [(s.human.pk, s.status) for s in self.scene.entered([key], day, *statuses)]
                if owed:
                    yield key, [(person, status.value) for person, status in owed]

    def take_in(self, year: int, part: int) -> None:
        """Pledges of one half of the branches, as they were accepted."""
        taken = []
        held = [(key, row) for (of, key), row in self.rounds.items() if of == year]
        for key, row in held[part::2]:
            if self.scene.bloc.code == "pt" and (self.scene.spots[key].base, year) in WITHOUT_PLEDGES:
                continue
            if (key, year) == OWN_HANDS and self.scene.bloc.code == "pt":
                continue
            day = working_day(row.day + timedelta(days=5 + self.dice.randrange(20)))
            for owed in sorted(row.owed.all(), key=lambda o: o.person_id):
                if self.dice.random() < self.share:
                    words = self.dice.choice(PLEDGES) if key in WITH_WORDS else ""
                    taken.append(Taken(row, owed.person_id, day, 1 + (self.dice.random() < 0.9), text=words))
        self.pledges.setdefault(year, []).extend(take_in_pledges(taken=taken, by=self.scene.clerk))

    def report(self, year: int) -> None:
        """What was done of the tasks: mostly all."""
        done = [(p, max(0, p.tasks - (self.dice.random() < 0.14))) for p in self.pledges[year]]
        report_done(done=done, by=self.scene.clerk)


class Breakthroughs:
    """What the units of one bloc took on for a term and for years."""

    def __init__(self, world: World, scene: Scene) -> None:
        self.world, self.scene = world, scene
        self.dice = dice_for(scene.bloc.code, "breakthroughs")
        self.held: dict[str, dict[str, Breakthrough]] = {}

    def plan(self, timeline: Timeline) -> None:
        """For the term in 2016, judged in 2020; for each year, judged in December; for the next term in 2021."""
        timeline.add(DUTIES, 10, 40, self.owe)
        timeline.add(date(2016, 10, 18), 9, 0, lambda: self.register(FIRST_TERM))
        for year in range(2017, 2021):
            silent = self.dice.sample([agency.key for agency in self.scene.agencies], SILENT_A_YEAR)
            timeline.add(date(year, 3, 20), 9, 0, partial(self.register, str(year), without=silent))
            if self.scene.bloc.code == "pt":
                timeline.add(date(year, 12, 20), 9, 0, partial(self.judge, str(year)))
        timeline.add(date(2020, 7, 15), 15, 0, partial(self.judge, FIRST_TERM))
        late = LATE_IN_2021 if self.scene.bloc.code == "pt" else ()
        timeline.add(date(2021, 4, 28), 9, 0, lambda: self.register("2020–2025", without=late))

    def owe(self) -> None:
        """Every base unit owes one, and a judgement."""
        for measure in ("breakthroughs.registered", "breakthroughs.met"):
            give_duty(measure=measure, above=self.scene.unit(), unit_kinds=BASE, since=DUTIES, by=self.scene.clerk)

    def register(self, period: str, *, without: Sequence[str] = ()) -> None:
        """One of each base unit; in Lạng Sơn of the bloc too; for the first term the article's own."""
        named = {}
        if self.scene.bloc.code == "pt" and period == FIRST_TERM:
            named = {key: content for key, content in article.BREAKTHROUGHS if key in self.scene.units}
        keys = [agency.key for agency in self.scene.bases(clock.today()) if agency.key not in without]
        keys += [key for key in named if key not in keys]
        if self.scene.bloc.code == "ls":
            keys = ["", *keys]
        rows = register_breakthroughs(
            registrations=[
                Registration(
                    self.scene.unit(key).pk,
                    self.world.programme,
                    period,
                    named.get(key) or self.dice.choice(BREAKTHROUGHS),
                    clock.today(),
                    leader="Bí thư",
                    target=self.dice.choice(TARGETS),
                )
                for key in keys
            ],
            by=self.scene.clerk,
        )
        self.held[period] = dict(zip(keys, rows, strict=True))

    def judge(self, period: str) -> None:
        """Most are met, a few not; of a few nobody has said."""
        by, day = self.scene.actor(Role.APPROVER), clock.today()
        named = {key for key, _ in article.BREAKTHROUGHS}
        here = {agency.key for agency in self.scene.bases(day)} | named | {""}
        judged = [key for key in self.held[period] if key in here and key not in NOT_JUDGED]
        failed = self.dice.sample([key for key in judged if key not in named], min(NOT_MET, len(judged) // 8))
        acts = [
            partial(
                judge_breakthrough,
                breakthrough=self.held[period][key],
                result=Result.NOT_MET if key in failed else Result.MET,
                day=day,
                by=by,
            )
            for key in judged
        ]
        together(acts=acts, by=by)
