"""One branch in spring 2021: members write their own pledges, the secretary takes in the others."""

from datetime import date, timedelta

from commitments.models import Pledge, PledgeRound
from commitments.operations import (
    Taken,
    accept_pledges,
    draft_pledge,
    return_pledge,
    submit_pledge,
    take_in_pledges,
)
from demo.promises import OWN_HANDS, Pledges
from demo.texts import PLEDGES
from demo.timeline import Timeline
from ledger import clock
from people.models import Person
from people.roles import Role

FIRST = date(2021, 3, 15)


class Branch:
    """The pledges of the branch's round: one written and accepted, one waiting, one given back, the rest on paper."""

    def __init__(self, pledges: Pledges) -> None:
        self.pledges, self.scene = pledges, pledges.scene
        self.written: dict[int, Pledge] = {}

    @property
    def round(self) -> PledgeRound:
        return self.pledges.rounds[OWN_HANDS[1], OWN_HANDS[0]]

    def plan(self, timeline: Timeline) -> None:
        timeline.add(FIRST, 8, 35, lambda: self.write(self.member, PLEDGES[1]))
        timeline.add(FIRST + timedelta(days=1), 7, 50, lambda: self.write(self._others()[0], PLEDGES[2]))
        timeline.add(FIRST + timedelta(days=1), 16, 10, lambda: self.write(self._others()[1], PLEDGES[3]))
        timeline.add(FIRST + timedelta(days=2), 9, 0, self.decide)
        timeline.add(FIRST + timedelta(days=2), 9, 20, self.take_in)

    @property
    def member(self) -> Person:
        return self.scene.actor(Role.MEMBER, OWN_HANDS[0])

    @property
    def secretary(self) -> Person:
        return self.scene.actor(Role.SECRETARY, OWN_HANDS[0])

    def _others(self) -> list[Person]:
        """Those who owe a pledge besides the member and the secretary."""
        known = {self.member.pk, self.secretary.pk}
        stays = self.scene.entered([OWN_HANDS[0]], self.round.day)
        return [s.human.row for s in stays if s.human.pk not in known]

    def write(self, person: Person, text: str) -> None:
        """A member writes the own pledge and hands it in."""
        draft = draft_pledge(pledge_round=self.round, person=person, text=text, tasks=2, by=person)
        self.written[person.pk] = submit_pledge(pledge=draft, by=person)

    def decide(self) -> None:
        """The secretary accepts the first, gives the last back, and leaves one for the next meeting."""
        first, _, last = self.written.values()
        accept_pledges(pledges=[first], day=clock.today(), by=self.secretary)
        return_pledge(pledge=last, by=self.secretary, note="Nêu rõ việc làm cụ thể và thời hạn.")

    def take_in(self) -> None:
        """What the others handed in on paper."""
        owing = [o.person_id for o in self.round.owed.all() if o.person_id not in self.written]
        day, words = clock.today(), PLEDGES[0]
        taken = [Taken(self.round, person, day, tasks=2, text=words) for person in sorted(owing)]
        take_in_pledges(taken=taken, by=self.secretary)
