"""Topics and sessions of the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from directives.models import Programme
from directives.tests.acting import a_programme
from people.tests.cast import Cast
from study.models import Session, Topic
from study.operations import Count, Holding, Sitting, announce_topic, hold_session
from units.models import Unit

DAY = date(2017, 3, 1)
Hold = Callable[..., Session]
Announce = Callable[..., Topic]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme that topics serve."""
    return a_programme(cast.operator)


@pytest.fixture
def announce(cast: Cast, programme: Programme) -> Announce:
    """A topic that the clerk announces: ``announce("yearly", 2017)``."""

    def made(kind: str = "yearly", year: int = 2017, unit: Unit | None = None) -> Topic:
        return announce_topic(
            unit=unit or cast.bloc,
            programme=programme,
            kind=kind,
            year=year,
            title=f"Chuyên đề {kind} {year}",
            since=date(year, 1, 15),
            by=cast.clerk,
        )

    return made


@pytest.fixture
def topic(announce: Announce) -> Topic:
    """The yearly topic of 2017."""
    return announce()


@pytest.fixture
def hold(cast: Cast, topic: Topic) -> Hold:
    """A session with a head count: ``hold(unit, expected, attended, excused)``."""

    def made(unit: Unit, expected: int = 70, attended: int = 68, excused: int = 1, **facts: Any) -> Session:
        counts = [Count(unit.pk, expected, attended, excused)]
        given: dict[str, Any] = {"topic": topic, "unit": unit.pk, "day": DAY, "counts": counts}
        return hold_session(holding=Holding(**{**given, **facts}), by=cast.clerk)

    return made


@pytest.fixture
def seated(cast: Cast, topic: Topic) -> Session:
    """A session of the branch by names: three came, one was excused, one was absent."""
    states = ("attended", "attended", "attended", "excused", "absent")
    sittings = [Sitting(cast.branch.pk, p.pk, state) for p, state in zip(cast.members, states, strict=True)]
    holding = Holding(topic=topic, unit=cast.branch.pk, day=DAY, sittings=sittings, place="Hội trường")
    return hold_session(holding=holding, by=cast.secretary)
