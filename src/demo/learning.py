"""Study: topics, conferences of base units, thematic meetings by quarter, and monthly meetings with names.

Nowhere is a turnout under 97 %: small units come whole, and one session of 68 of 70 is the lowest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from demo.batches import by_month
from demo.blocs import LAST
from demo.texts import PLACES, TOPICS
from demo.timeline import Timeline, working_day
from demo.world import Scene, World, dice_for
from study.models import Session, Topic
from study.operations import Count, Holding, announce_topic, hold_sessions
from study.states import TopicKind
from study.turnouts import correct_head_count, make_up_count

ABSENT = 0.022
"""At most this part of those expected stays away."""
WAVE = 150
"""More than these are not called at once."""
FIXED = {
    ("pt", "vien-thong", 2018): (date(2018, 6, 14), 70, 69, "hội trường tầng 3"),
    ("pt", "tinh-doan", 2018): (date(2018, 3, 22), 73, 71, "hội trường trung tâm"),
    ("pt", "kho-bac", 2017): (date(2017, 4, 12), 77, 75, "hội trường cơ quan"),
    ("pt", "truong-chinh-tri", 2020): (date(2020, 5, 21), 83, 81, "hội trường trung tâm"),
}
"""Sessions that are known: (bloc, unit, year of the topic) → day, expected, attended, place."""
LOWEST = ("pt", "vien-thong", 2018)
"""The session that is corrected to 68 of 70."""


@dataclass(frozen=True)
class Meeting:
    """A session to come. ``part``: which wave of how many; ``year``: of its topic; ``by_branch``: counted so."""

    day: date
    base: str
    year: int
    part: int = 0
    parts: int = 1
    share: float = 1.0
    by_branch: bool = False
    fixed: tuple[int, int] | None = None
    place: str = ""


def topic_day(year: int) -> date:
    """When a topic is announced."""
    return date(2016, 8, 16) if year == 2016 else date(year, 2, 8)


class Learning:
    """The study of one bloc: its topics, and the sessions to be told of later."""

    def __init__(self, world: World, scene: Scene) -> None:
        self.world, self.scene = world, scene
        self.dice = dice_for(scene.bloc.code, "learning")
        self.topics: dict[int, Topic] = {}
        self.lowest: Session | None = None

    def plan(self, timeline: Timeline, quarters: Sequence[int]) -> None:
        """Topics, conferences on them, and thematic meetings in these quarters of each year."""
        for year in TOPICS:
            timeline.add(topic_day(year), 10, 0, partial(self.announce, year))
        meetings = [*self._conferences(), *self._thematic(quarters)]
        for day, held in by_month(sorted(meetings, key=lambda m: (m.day, m.base)), lambda m: m.day):
            timeline.add(day, 15, 10, partial(self.hold, held))
        if self.scene.bloc.code == LOWEST[0]:
            timeline.add(date(2018, 7, 3), 8, 40, self.correct)

    def announce(self, year: int) -> None:
        self.topics[year] = announce_topic(
            unit=self.scene.unit(),
            programme=self.world.programme,
            kind=TopicKind.WHOLE_TERM if year == 2016 else TopicKind.YEARLY,
            year=year,
            title=TOPICS[year],
            since=topic_day(year),
            by=self.scene.clerk,
        )

    def _conferences(self) -> Iterator[Meeting]:
        """Each base unit studies each topic, those founded later too."""
        for agency in self.scene.agencies:
            spot = self.scene.spots[agency.key]
            for year in TOPICS:
                announced = topic_day(year)
                begun = max(announced, spot.since)
                if min(spot.until, spot.moved) <= announced or begun.year > year:
                    continue
                yield from self._conference(agency.key, year, begun)

    def _conference(self, base: str, year: int, begun: date) -> Iterator[Meeting]:
        known = FIXED.get((self.scene.bloc.code, base, year))
        day = working_day(begun + timedelta(days=10 + self.dice.randrange(75)))
        if known:
            yield Meeting(known[0], base, year, fixed=(known[1], known[2]), place=known[3])
            return
        waves = self._size(base, day) // WAVE + 1
        for part in range(waves):
            yield Meeting(working_day(day + timedelta(days=2 * part)), base, year, part, waves)

    def _size(self, base: str, day: date) -> int:
        return len(self.scene.present(self.scene.spots_under(base, day), day))

    def _thematic(self, quarters: Sequence[int]) -> Iterator[Meeting]:
        """A meeting a quarter on the topic of the year."""
        for n, agency in enumerate(self.scene.agencies):
            spot = self.scene.spots[agency.key]
            for year in range(2016, 2022):
                for quarter in quarters:
                    month = 3 * quarter - (n + quarter) % 3
                    day = working_day(date(year, month, 3 + self.dice.randrange(20)))
                    first = max(topic_day(year), spot.since)
                    if first + timedelta(days=20) < day < min(spot.until, spot.moved, LAST):
                        by_branch = n % 3 == 0 and bool(agency.branches)
                        share = 1.0 if by_branch else self.dice.uniform(0.5, 0.95)
                        yield Meeting(day, agency.key, year, share=share, by_branch=by_branch)

    def hold(self, meetings: Sequence[Meeting]) -> None:
        """Enter a month's sessions."""
        holdings = [self._holding(m) for m in meetings]
        rows = hold_sessions(holdings=holdings, by=self.scene.clerk)
        for meeting, row in zip(meetings, rows, strict=True):
            if (self.scene.bloc.code, meeting.base, meeting.year) == LOWEST and meeting.fixed:
                self.lowest = row

    def _holding(self, m: Meeting) -> Holding:
        scene, unit = self.scene, self.scene.unit(m.base).pk
        if m.by_branch:
            counts = [
                Count(scene.unit(key).pk, len(there), *self._turnout(len(there)))
                for key in scene.branches(m.base, m.day)
                if (there := scene.present([key], m.day))
            ]
        elif m.fixed:
            expected, attended = m.fixed
            counts = [Count(unit, expected, attended, expected - attended)]
        else:
            called = max(1, int(self._size(m.base, m.day) * m.share))
            expected = (called + m.part) // m.parts
            counts = [Count(unit, expected, *self._turnout(expected))]
        place = m.place or self.dice.choice(PLACES)
        return Holding(self.topics[m.year], unit, m.day, counts, place=place, chaired_by="Bí thư")

    def _turnout(self, expected: int) -> tuple[int, int, int]:
        """(attended, excused, made up later) of those expected."""
        absent = self.dice.randrange(int(expected * ABSENT) + 1)
        excused = absent if self.dice.random() < 0.8 else max(0, absent - 1)
        return expected - absent, excused, self.dice.randrange(absent + 1)

    def correct(self) -> None:
        """The lowest session: entered with 69, corrected by its minutes to 68; both made it up."""
        session, unit, by = self.lowest, self.scene.unit(LOWEST[1]).pk, self.scene.clerk
        if session is None:
            return
        note = "Theo biên bản buổi học ngày 14/6/2018: một người về trước khi điểm danh lần hai."
        session = correct_head_count(session=session, unit=unit, expected=70, attended=68, excused=2, by=by, note=note)
        make_up_count(session=session, unit=unit, made_up=2, by=by)
