"""From the base to the province, and a decision: the funnel narrows, awards and persons are told apart."""

from datetime import date

from directives.tests.acting import read
from people.tests.cast import Cast
from recognition.operations import forward_exemplar, revoke_award, select_exemplar, withdraw_exemplar
from recognition.tests.conftest import DECIDED, FORWARDED, SELECTED, Grant, Make
from units.models import Unit

STEPS = ("registered.base", "selected.bloc", "forwarded.bloc")


def funnel(unit: Unit) -> list[tuple[int, int]]:
    """Collectives and individuals by step."""
    return [(_number(f"{step}.collective", unit), _number(f"{step}.individual", unit)) for step in STEPS]


def _number(code: str, unit: Unit) -> int:
    return int(read(f"exemplars.{code}", unit, since=date(2017, 1, 1), until=date(2020, 12, 31)).top or 0)


def awards(unit: Unit) -> list[int]:
    """Awards to collectives, collectives, awards to individuals, persons."""
    codes = ("given.collective", "collectives", "given.individual", "persons")
    return [int(read(f"awards.{code}", unit).top or 0) for code in codes]


def test_the_funnel_narrows_and_a_withdrawn_exemplar_leaves_it(cast: Cast, nominate: Make) -> None:
    persons = [nominate(person) for person in cast.members[:4]]
    units = [nominate(cast.branch), nominate(cast.other_branch, unit=cast.other_base)]
    for exemplar in (*persons[:2], units[0]):
        select_exemplar(exemplar=exemplar, day=SELECTED, by=cast.recogniser)
    forward_exemplar(exemplar=persons[0], day=FORWARDED, by=cast.recogniser)
    assert funnel(cast.bloc) == [(2, 4), (1, 2), (0, 1)]
    withdraw_exemplar(exemplar=persons[0], day=FORWARDED, by=cast.recogniser)
    assert funnel(cast.bloc) == [(2, 3), (1, 1), (0, 0)]
    assert funnel(cast.other_base) == [(1, 0), (0, 0), (0, 0)]


def test_awards_and_those_who_receive_them_are_two_numbers(cast: Cast, grant: Grant) -> None:
    grant(cast.members[0], cast.members[1], cast.branch)
    second = grant(cast.members[0], cast.branch, cast.other_base, number=13, symbol="13-QĐ/ĐUK", confirmed=True)
    assert awards(cast.bloc) == [3, 2, 3, 2]
    assert awards(cast.base) == [2, 1, 3, 2]
    revoke_award(award=second.awards.get(unit=cast.other_base), day=DECIDED, by=cast.recogniser, reason="nhầm")
    assert awards(cast.bloc) == [2, 1, 3, 2]
