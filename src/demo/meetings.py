"""Monthly meetings of the branches of one base unit, with the name of everyone who was there."""

from datetime import date, timedelta
from functools import partial

from demo.learning import Learning, topic_day
from demo.timeline import Timeline, working_day
from demo.world import dice_for
from ledger import clock
from people.roles import Role
from study.models import Session
from study.operations import Holding, Sitting, hold_sessions
from study.states import SeatState
from study.turnouts import make_up

BASE = "so-tttt"
SECRETARY_OF = "so-tttt-2"
"""The branch whose secretary enters its own meetings."""
LARGE = 42
"""In a branch of so many, one may be away and the turnout still be over 97 %."""


class Meetings:
    """The meetings of one base unit's branches, and who still has one to make up."""

    def __init__(self, learning: Learning) -> None:
        self.learning, self.scene = learning, learning.scene
        self.dice = dice_for(self.scene.bloc.code, "meetings")
        self.missed: list[tuple[Session, int]] = []

    def plan(self, timeline: Timeline) -> None:
        """From September 2016 on, but not in the month of the new year's feast."""
        for number in range(2016 * 12 + 8, 2021 * 12 + 5):
            year, month = number // 12, number % 12 + 1
            if month == 2:
                continue
            day = working_day(date(year, month, 3 + self.dice.randrange(4)))
            topic = year if day > topic_day(year) else year - 1
            timeline.add(day + timedelta(days=1), 8, 15, partial(self.enter, day, topic))
            timeline.add(day + timedelta(days=9), 14, 30, self.make_up)

    def enter(self, day: date, topic: int) -> None:
        """Enter the meetings of a day: the secretary those of the own branch, the clerk the others."""
        secretary = self.scene.actor(Role.SECRETARY, SECRETARY_OF)
        branches = self.scene.branches(BASE, day)
        own = [key for key in branches if key == SECRETARY_OF]
        for keys, by in ((own, secretary), ([key for key in branches if key not in own], self.scene.clerk)):
            holdings = [self._holding(key, day, topic) for key in keys]
            for row, holding in zip(hold_sessions(holdings=holdings, by=by), holdings, strict=True):
                self.missed += [(row, s.person) for s in holding.sittings if s.state != SeatState.ATTENDED]

    def _holding(self, key: str, day: date, topic: int) -> Holding:
        """Everybody who is expected; of a large branch one may be excused."""
        unit = self.scene.unit(key).pk
        persons = [s.human.pk for s in self.scene.entered([key], day)]
        is_one_away = len(persons) >= LARGE and self.dice.random() < 0.6
        away = self.dice.choice(persons) if is_one_away else 0
        sittings = [Sitting(unit, p, SeatState.EXCUSED if p == away else SeatState.ATTENDED) for p in persons]
        topic_row = self.learning.topics[topic]
        return Holding(topic_row, unit, day, (), sittings, place="phòng họp tầng 2", chaired_by="Bí thư")

    def make_up(self) -> None:
        """Most of those who were away make the meeting up."""
        for session, person in self.missed:
            if self.dice.random() < 0.8:
                make_up(session=session, persons=[person], day=clock.today(), by=self.scene.clerk)
        self.missed.clear()
