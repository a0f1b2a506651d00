"""Who belongs where and when: people and their stays, made before the five years begin.

The last day is fixed (so many members at each spot); who came and who left before is drawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from demo.blocs import LAST, OPENING
from demo.names import draw_name
from demo.spots import Spot
from people.models import Membership, Person
from people.statuses import Status
from units.models import NEVER

FEASTS = ((3, 2), (26, 3), (19, 5), (2, 9), (7, 11), (22, 12))
"""Days on which branches like to admit members."""
CAME, ADMITTED = 0.15, 0.55
LEFT = 0.10
STAFF_CAME, STAFF_LEFT = 0.18, 0.16
FROM_WITHIN = 0.3
"""Shares: of members who came in the five years; of these, who were admitted rather than transferred; who
left; the same of staff; and of transferred members who came from another branch of the bloc."""


@dataclass
class Human:
    """A person to come, and the kept row once there is one."""

    name: str
    person: Person | None = None

    @property
    def row(self) -> Person:
        """The kept row. Errors: RuntimeError before the first admission."""
        if self.person is None:
            raise RuntimeError(self.name)
        return self.person

    @property
    def pk(self) -> int:
        return self.row.pk


@dataclass
class Stay:
    """A span at a spot. ``is_foreseen``: its end is known when it begins (a probation lasts a year).

    ``is_entered``: the books have it; ``membership`` is its row, where an own act entered it.
    """

    human: Human
    spot: str
    status: Status
    since: date
    until: date = NEVER
    is_foreseen: bool = False
    is_entered: bool = False
    membership: Membership | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass
class Drawing:
    """What is drawn from: dice, the names given, names that must be, spots and the stays so far."""

    dice: Random
    spots: Mapping[str, Spot]
    known: Mapping[str, Iterable[str]]
    names: set[str] = field(default_factory=set)
    stays: list[Stay] = field(default_factory=list)

    def human(self, name: str = "") -> Human:
        """Somebody new, with a name nobody in the bloc has yet."""
        name = name or draw_name(self.dice, self.names)
        self.names.add(name)
        return Human(name)

    def stay(self, human: Human, spot: str, status: Status, since: date, until: date = NEVER) -> Stay:
        """A stay, added to what is drawn."""
        foreseen = status is Status.PROBATIONARY and until != NEVER
        made = Stay(human, spot, status, since, until, foreseen)
        self.stays.append(made)
        return made

    def day(self, since: date = date(2016, 6, 1), until: date = date(2021, 5, 10)) -> date:
        return since + timedelta(days=self.dice.randrange((until - since).days))


def draw_stays(spots: Iterable[Spot], known: Mapping[str, Iterable[str]], dice: Random) -> list[Stay]:
    """The stays of everybody who ever belongs to one of these spots."""
    by_key = {spot.key: spot for spot in spots}
    drawing = Drawing(dice, by_key, known)
    drawing.names.update(name for names in known.values() for name in names)
    carried: dict[str, int] = defaultdict(int)
    for spot in by_key.values():
        if spot.receiver:
            carried[spot.receiver] += spot.members
    for spot in by_key.values():
        if spot.is_still:
            _draw_still(spot, drawing)
        else:
            _draw_members(spot, spot.members - carried[spot.key], drawing)
            _draw_staff(spot, drawing)
    return drawing.stays


def _draw_still(spot: Spot, drawing: Drawing) -> None:
    """Everybody is there from the opening; where the spot ends, they are carried along."""
    for n in range(spot.members + spot.staff):
        status = Status.MEMBER if n < spot.members else Status.STAFF
        drawing.stay(drawing.human(), spot.key, status, OPENING)


def _draw_members(spot: Spot, count: int, drawing: Drawing) -> None:
    dice = drawing.dice
    for name in drawing.known.get(spot.key, ()):
        drawing.stay(drawing.human(name), spot.key, Status.MEMBER, OPENING)
        count -= 1
    for _ in range(count):
        if spot.since > OPENING:
            _draw_transferred(spot, spot.since, drawing, within=True)
        elif dice.random() > CAME:
            _draw_from_the_opening(spot, drawing)
        elif dice.random() < ADMITTED:
            _draw_admitted(spot, drawing)
        else:
            _draw_transferred(spot, drawing.day(), drawing, within=dice.random() < FROM_WITHIN)
    for _ in range(round(count * LEFT * dice.uniform(0.6, 1.4)) if spot.since == OPENING else 0):
        drawing.stay(drawing.human(), spot.key, Status.MEMBER, OPENING, drawing.day())


def _draw_from_the_opening(spot: Spot, drawing: Drawing) -> None:
    human, full = drawing.human(), OPENING
    if drawing.dice.random() < 0.02:
        full = drawing.day(date(2016, 6, 1), date(2016, 12, 1))
        drawing.stay(human, spot.key, Status.PROBATIONARY, OPENING, full)
    drawing.stay(human, spot.key, Status.MEMBER, full)


def _draw_admitted(spot: Spot, drawing: Drawing) -> None:
    """Staff of the agency, then probationary for a year, then a member."""
    human, day = drawing.human(), drawing.dice.choice(_FEAST_DAYS)
    drawing.stay(human, spot.base, Status.STAFF, OPENING, day)
    full = day.replace(year=day.year + 1)
    if full > LAST:
        drawing.stay(human, spot.key, Status.PROBATIONARY, day)
        return
    drawing.stay(human, spot.key, Status.PROBATIONARY, day, full)
    drawing.stay(human, spot.key, Status.MEMBER, full)


def _draw_transferred(spot: Spot, day: date, drawing: Drawing, *, within: bool) -> None:
    human = drawing.human()
    if within:
        whole = [s.key for s in drawing.spots.values() if _may_give(s, spot)]
        drawing.stay(human, drawing.dice.choice(whole), Status.MEMBER, OPENING, day)
    drawing.stay(human, spot.key, Status.MEMBER, day)


def _may_give(giver: Spot, to: Spot) -> bool:
    """Whether members may come from a spot: it stands all the time, and has members to give."""
    return giver.key != to.key and giver.members > 5 and giver.since == OPENING and not giver.is_still


def _draw_staff(spot: Spot, drawing: Drawing) -> None:
    dice = drawing.dice
    for _ in range(spot.staff):
        came = dice.random() < STAFF_CAME
        drawing.stay(drawing.human(), spot.key, Status.STAFF, max(spot.since, drawing.day() if came else OPENING))
    for _ in range(round(spot.staff * STAFF_LEFT * dice.uniform(0.5, 1.5)) if spot.since == OPENING else 0):
        drawing.stay(drawing.human(), spot.key, Status.STAFF, OPENING, drawing.day())


def _feast_days() -> Iterator[date]:
    for year in range(2016, 2022):
        for day, month in FEASTS:
            if date(2016, 6, 1) < (feast := date(year, month, day)) <= LAST:
                yield feast


_FEAST_DAYS = tuple(_feast_days())
