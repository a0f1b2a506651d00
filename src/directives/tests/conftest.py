"""Documents of the cast."""

from collections.abc import Callable
from datetime import date

import pytest

from directives.models import Document, Programme
from directives.operations import Issue, issue_documents
from directives.states import DocType
from directives.tests.acting import a_programme
from people.tests.cast import Cast
from units.models import Unit

Make = Callable[..., list[Document]]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme that documents serve."""
    return a_programme(cast.operator)


@pytest.fixture
def issue(cast: Cast, programme: Programme) -> Make:
    """Documents that the clerk issues: ``issue(unit, "plan", "plan", …)``."""

    def made(unit: Unit, *types: str, day: date = date(2017, 3, 1), term: str = "2015–2020") -> list[Document]:
        wanted = [Issue(unit.pk, DocType(t), programme, day, f"về việc {t}", term) for t in types]
        return issue_documents(issues=wanted, by=cast.clerk)

    return made
