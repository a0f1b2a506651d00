"""Reviews of the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from directives.models import Programme
from directives.tests.acting import a_programme
from people.tests.cast import BEGIN, Cast
from reports.models import Review
from reports.operations import Draft, draft_review
from reports.sections import Section
from study.models import Session
from study.operations import Count, Holding, announce_topic, hold_session

SINCE, UNTIL = date(2016, 5, 15), date(2021, 5, 21)
WORDS = "Có {study.turns} lượt người dự, thấp nhất {study.lowest_rate}."
Make = Callable[..., Review]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme that is served."""
    return a_programme(cast.operator)


@pytest.fixture
def session(cast: Cast, programme: Programme) -> Session:
    """A session of the branch: 68 of 70 came."""
    facts: dict[str, Any] = {"kind": "yearly", "year": 2017, "title": "Chuyên đề 2017", "since": BEGIN}
    topic = announce_topic(unit=cast.bloc, programme=programme, by=cast.clerk, **facts)
    holding = Holding(topic, cast.branch.pk, date(2017, 3, 1), [Count(cast.branch.pk, 70, 68)])
    return hold_session(holding=holding, by=cast.clerk)


@pytest.fixture
def drafted(cast: Cast) -> Make:
    """A review that the clerk drafts: ``drafted(unit=…, text=…)``, of the bloc if not told otherwise."""

    def made(text: str = WORDS, register: str = "", named: tuple[int, ...] = (), **facts: Any) -> Review:
        given = {"unit": cast.bloc, "title": "Sơ kết 5 năm", "since": SINCE, "until": UNTIL, "by": cast.clerk}
        paragraphs = [Draft(Section.RESULTS, text, register, named)]
        return draft_review(**{**given, "paragraphs": paragraphs, **facts})

    return made
