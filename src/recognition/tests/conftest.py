"""Exemplars and decisions of the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from directives.models import Programme
from directives.tests.acting import a_programme
from people.models import Person
from people.tests.cast import Cast
from practice.states import Level
from recognition.models import Decision, Exemplar
from recognition.operations import (
    Draft,
    Nomination,
    Recipient,
    forward_exemplar,
    grant_awards,
    register_exemplar,
    select_exemplar,
    withdraw_exemplar,
)
from recognition.states import Form, State
from units.models import Unit

REGISTERED = date(2018, 3, 5)
SELECTED = date(2020, 12, 15)
FORWARDED = date(2020, 12, 18)
DECIDED = date(2021, 5, 19)
Make = Callable[..., Exemplar]
Grant = Callable[..., Decision]


@pytest.fixture
def programme(cast: Cast) -> Programme:
    """The programme that is served."""
    return a_programme(cast.operator)


@pytest.fixture
def nominate(cast: Cast, programme: Programme) -> Make:
    """An exemplar that the clerk registers, a person or a unit: ``nominate(who, unit=…)``, else of the base."""

    def made(who: Person | Unit, unit: Unit | None = None, day: date = REGISTERED) -> Exemplar:
        person, collective = (who, None) if isinstance(who, Person) else (None, who)
        at = (unit or cast.base).pk
        nomination = Nomination(at, day, programme, person, collective, reason="Hẹn đúng giờ, trả đúng giờ.")
        return register_exemplar(nomination=nomination, by=cast.clerk)

    return made


@pytest.fixture
def in_state(cast: Cast, nominate: Make) -> Callable[[State], Exemplar]:
    """The first member as an exemplar of the base in a state."""

    def made(state: State) -> Exemplar:
        exemplar = nominate(cast.members[0])
        if state is State.WITHDRAWN:
            return withdraw_exemplar(exemplar=exemplar, day=SELECTED, by=cast.clerk)
        if state is not State.REGISTERED:
            exemplar = select_exemplar(exemplar=exemplar, day=SELECTED, by=cast.recogniser)
        if state is State.FORWARDED:
            exemplar = forward_exemplar(exemplar=exemplar, day=FORWARDED, by=cast.recogniser)
        return exemplar

    return made


@pytest.fixture
def draft(cast: Cast, programme: Programme) -> Callable[..., Draft]:
    """A decision of the bloc for 2016–2021, changed as told."""

    def made(**facts: Any) -> Draft:
        given = Draft(
            cast.bloc.pk,
            12,
            "12-QĐ/ĐUK",
            DECIDED,
            Form.GIAY_KHEN,
            Level.BLOC,
            programme,
            "2016–2021",
            date(2016, 5, 15),
            date(2021, 5, 20),
        )
        return Draft(**{**vars(given), **facts})

    return made


@pytest.fixture
def grant(cast: Cast, draft: Callable[..., Draft]) -> Grant:
    """A decision with its awards: ``grant(who, who, …)``, persons and units, counted at the branch or the unit."""

    def made(*who: Person | Unit, confirmed: bool = False, **facts: Any) -> Decision:
        recipients = [
            Recipient(cast.branch.pk, person=each) if isinstance(each, Person) else Recipient(each.pk, unit=each)
            for each in who
        ]
        return grant_awards(decision=draft(**facts), recipients=recipients, by=cast.recogniser, confirmed=confirmed)

    return made
