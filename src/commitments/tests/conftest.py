"""Rounds, pledges and breakthroughs of the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from commitments.breakthroughs import Registration, register_breakthrough
from commitments.models import Breakthrough, Pledge, PledgeRound
from commitments.operations import draft_pledge, submit_pledge
from commitments.rounds import Opening, open_round
from directives.models import Programme
from directives.tests.acting import a_programme
from people.statuses import Status
from people.tests.cast import Cast
from units.models import Unit

DAY = date(2017, 2, 1)
ACCEPTED = date(2017, 3, 1)
WORDS = "Sửa tác phong, không để hồ sơ quá hạn"
Open = Callable[..., PledgeRound]
Draft = Callable[..., Pledge]
Register = Callable[..., Breakthrough]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme that pledges serve."""
    return a_programme(cast.operator)


@pytest.fixture
def opened(cast: Cast, programme: Programme) -> Open:
    """A round of everybody at a unit, the staff too: ``opened(unit, year)``."""

    def made(unit: Unit, year: int = 2017, **facts: Any) -> PledgeRound:
        given = {"statuses": tuple(Status), "day": date(year, 2, 1), **facts}
        return open_round(opening=Opening(unit.pk, programme, year, **given), by=cast.clerk)

    return made


@pytest.fixture
def round_(cast: Cast, opened: Open) -> PledgeRound:
    """The branch's round of 2017: five owe a pledge."""
    return opened(cast.branch)


@pytest.fixture
def draft(cast: Cast, round_: PledgeRound) -> Draft:
    """A pledge of the n-th member, begun by the secretary: ``draft(0)``."""

    def made(n: int = 0, *, submit: bool = False, text: str = WORDS, tasks: int = 2) -> Pledge:
        person = cast.members[n]
        pledge = draft_pledge(pledge_round=round_, person=person, text=text, tasks=tasks, by=cast.secretary)
        return submit_pledge(pledge=pledge, by=cast.secretary) if submit else pledge

    return made


@pytest.fixture
def register(cast: Cast, programme: Programme) -> Register:
    """A breakthrough that the clerk registers: ``register(unit)``."""

    def made(unit: Unit, **facts: Any) -> Breakthrough:
        given = {"period": "2017", "content": "Cải tiến lề lối làm việc", "registered_on": DAY, **facts}
        return register_breakthrough(registration=Registration(unit.pk, programme, **given), by=cast.clerk)

    return made
