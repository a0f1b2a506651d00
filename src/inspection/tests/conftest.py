"""Inspections of the cast."""

from collections.abc import Callable
from datetime import date

import pytest

from directives.models import Programme
from directives.tests.acting import a_programme
from inspection.models import Inspection
from inspection.operations import Holding, close_inspection, hold_inspection, withdraw_inspection
from inspection.states import Act, Object, State
from people.tests.cast import Cast
from units.models import Unit

DAY = date(2019, 5, 6)
CLOSED = date(2019, 6, 20)
Make = Callable[..., Inspection]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme whose carrying out is inspected."""
    return a_programme(cast.operator)


@pytest.fixture
def hold(cast: Cast, programme: Programme) -> Make:
    """An inspection that the inspector holds: ``hold(of whom, unit=…, kind=…)``, by the bloc if not told otherwise."""

    def made(of: Unit, unit: Unit | None = None, **facts: object) -> Inspection:
        given = Holding((unit or cast.bloc).pk, Act.INSPECTION, Object.ORGANISATION, of.pk, DAY, programme=programme)
        return hold_inspection(holding=Holding(**{**vars(given), **facts}), by=cast.inspector)

    return made


@pytest.fixture
def in_state(cast: Cast, hold: Make) -> Callable[[State], Inspection]:
    """An inspection of the base in a state; five recommendations where it is closed."""

    def made(state: State) -> Inspection:
        inspection = hold(cast.base)
        if state is State.CLOSED:
            return close_inspection(inspection=inspection, day=CLOSED, recommendations=5, by=cast.inspector)
        if state is State.WITHDRAWN:
            return withdraw_inspection(inspection=inspection, by=cast.inspector)
        return inspection

    return made
