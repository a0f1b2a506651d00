"""A model's way: registered at a branch, recognised by the bloc, taken over by another unit, ended."""

from datetime import date

from directives.tests.acting import read
from people.tests.cast import Cast
from practice.operations import adopt_model, end_model, recognise_model
from practice.states import Level, Owner
from practice.tests.conftest import LATER, Make
from units.models import Unit


def numbers(unit: Unit) -> list[int]:
    """Registered, by collectives, by individuals, recognised, adopted."""
    codes = ("registered", "registered.collective", "registered.individual", "recognised", "adopted")
    return [int(read(f"models.{code}", unit).top or 0) for code in codes]


def test_one_idea_in_three_units_is_one_model_and_two_adoptions(cast: Cast, register: Make) -> None:
    model = register(cast.branch)
    register(cast.other_base, owner=Owner.INDIVIDUAL)
    recognise_model(model=model, level=Level.BLOC, day=LATER, by=cast.recogniser)
    adopt_model(model=model, unit=cast.other_branch, day=LATER, by=cast.clerk)
    adopt_model(model=model, unit=cast.other_base, day=LATER, by=cast.clerk)
    end_model(model=model, day=date(2020, 2, 1), by=cast.secretary)
    assert numbers(cast.bloc) == [2, 1, 1, 1, 2]
    assert numbers(cast.base) == [1, 1, 0, 1, 0]
    assert numbers(cast.other_base) == [1, 0, 1, 0, 2]
