"""Models of the cast."""

from collections.abc import Callable
from datetime import date

import pytest

from directives.models import Programme
from directives.tests.acting import a_programme
from people.tests.cast import Cast
from practice.models import PracticeModel
from practice.operations import Registration, end_model, recognise_model, register_model, withdraw_model
from practice.states import Level, Owner, State
from units.models import Unit

DAY = date(2018, 1, 5)
LATER = date(2019, 3, 2)
Make = Callable[..., PracticeModel]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme that models serve."""
    return a_programme(cast.operator)


@pytest.fixture
def register(cast: Cast, programme: Programme) -> Make:
    """A model that the clerk registers: ``register(unit, title=…, owner=…)``."""

    def made(
        unit: Unit, title: str = "Bưu tá tận tụy", day: date = DAY, owner: Owner = Owner.COLLECTIVE, **facts: object
    ) -> PracticeModel:
        given = Registration(unit.pk, title, day, owner=owner, programme=programme)
        return register_model(registration=Registration(**{**vars(given), **facts}), by=cast.clerk)

    return made


@pytest.fixture
def in_state(cast: Cast, register: Make) -> Callable[[State], PracticeModel]:
    """A model of the base in a state."""

    def made(state: State) -> PracticeModel:
        model = register(cast.base)
        if state is State.RECOGNISED:
            return recognise_model(model=model, level=Level.BASE, day=LATER, by=cast.recogniser)
        if state is State.ENDED:
            return end_model(model=model, day=LATER, by=cast.clerk)
        return withdraw_model(model=model, by=cast.clerk) if state is State.WITHDRAWN else model

    return made
