"""The demonstration while it is made: units and people as they are kept, and who acts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from demo.agencies import Agency
from demo.blocs import DIRECTIVE, Bloc, Holder
from demo.spots import Spot
from demo.stays import Human, Stay
from demo.timeline import Timeline
from directives.models import Programme
from directives.operations import open_programme
from people.models import Person
from people.roles import Role
from people.statuses import PARTY, Status
from units.models import Unit

SEED = "lan-toa-2021"


def dice_for(*words: object) -> Random:
    """Dice of one's own, so that one part of the demonstration does not disturb another."""
    return Random(":".join([SEED, *map(str, words)]))  # noqa: S311  not for secrets


@dataclass
class Scene:
    """A bloc on the stage: its units by key, its stays by spot, who holds which post,
    and the number of the bloc's inspection plan of each year."""

    bloc: Bloc
    small: bool
    agencies: list[Agency]
    spots: dict[str, Spot]
    stays: list[Stay]
    units: dict[str, Unit] = field(default_factory=dict)
    by_spot: dict[str, list[Stay]] = field(default_factory=lambda: defaultdict(list))
    holders: dict[Holder, Human] = field(default_factory=dict)
    inspection_plans: dict[int, str] = field(default_factory=dict)

    @property
    def has_other_superior(self) -> bool:
        """Whether another committee stands beside the bloc."""
        return bool(self.bloc.other_superior) and not self.small

    def unit(self, key: str = "") -> Unit:
        """The unit with this key within the bloc; "" is the committee of the bloc."""
        return self.units[key]

    def actor(self, role: Role, at: str = "") -> Person:
        """Who holds a post of the bloc."""
        return next(human.row for h, human in self.holders.items() if h.role is role and h.at == at)

    @property
    def clerk(self) -> Person:
        return self.actor(Role.CLERK)

    def bases(self, day: date) -> list[Agency]:
        """The base units directly under the bloc on a day, in the order of the list."""
        return [a for a in self.agencies if self._is_here(self.spots[a.key], day)]

    def _is_here(self, spot: Spot, day: date) -> bool:
        """Whether a base unit stands, and has not moved to another committee."""
        return spot.since <= day < spot.until and not (spot.is_still and day >= spot.moved)

    def spots_under(self, base: str, day: date) -> list[str]:
        """The spots of a base unit on a day: itself, and its branches."""
        alive = (s for s in self.spots.values() if s.since <= day < s.until)
        return [s.key for s in alive if s.base_on(day) == base]

    def branches(self, base: str, day: date) -> list[str]:
        """The branches of a base committee on a day."""
        return [key for key in self.spots_under(base, day) if key != base]

    def present(self, spots: Iterable[str], day: date, *statuses: Status) -> list[Stay]:
        """Who belongs to these spots on a day; members and probationary members where no status is named."""
        wanted = statuses or PARTY
        return [s for key in spots for s in self.by_spot[key] if s.status in wanted and s.covers(day)]

    def entered(self, spots: Iterable[str], day: date, *statuses: Status) -> list[Stay]:
        """``present``, as far as the books have it."""
        return [s for s in self.present(spots, day, *statuses) if s.is_entered]


@dataclass
class World:
    """Everything on the way: the operator, the blocs, and the acts to come."""

    small: bool
    operator: Person
    scenes: list[Scene]
    _programme: Programme | None = None
    timeline: Timeline = field(default_factory=Timeline)

    @property
    def programme(self) -> Programme:
        """The programme of Directive 05. Errors: RuntimeError before it is opened."""
        if self._programme is None:
            raise RuntimeError("programme")
        return self._programme

    def open_programme(self) -> None:
        """Open the programme, for all blocs."""
        self._programme = open_programme(
            code="05-CT/TW",
            name_vi="Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh (Chỉ thị 05-CT/TW)",
            name_en="Study and following of Hồ Chí Minh's thought, morality and style (Directive 05-CT/TW)",
            since=DIRECTIVE,
            by=self.operator,
        )
