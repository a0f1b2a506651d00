"""The small demonstration: the same every time, right in the books, in order of time, and made once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from demo.accounts import accounts
from figures.dictionary import definitions
from figures.reading import Question, answer
from ledger.checking import Difference, verify
from ledger.models import Books, Event
from people.models import Account, Membership, named
from people.rules import posts_today
from units.models import Unit

FIRST, LAST = date(2016, 5, 15), date(2021, 5, 20)
BASE_UNITS = 14


@dataclass(frozen=True)
class Told:
    """What one making came to."""

    figures: dict[tuple[str, str], str]
    names: list[tuple[str, str]]
    moments: list[datetime]
    differences: list[Difference]
    again: str
    moved_on: int
    open_accounts: set[str]
    posted: set[str]


@pytest.fixture(scope="module")
def twice(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Told, Told]]:
    """The small demonstration made, looked at and undone, two times."""
    with django_db_blocker.unblock():
        yield _make(), _make()


def _make() -> Told:
    with transaction.atomic():
        call_command("demo", small=True, stdout=StringIO())
        head = Books.objects.get().head
        again = StringIO()
        call_command("demo", small=True, stdout=again)
        told = Told(
            _figures(head),
            list(Membership.objects.order_by("pk").values_list("record__unit__key", "person__full_name")),
            list(Event.objects.order_by("pk").values_list("at", flat=True)),
            verify(),
            again.getvalue(),
            Books.objects.get().head - head,
            set(Account.objects.filter(is_active=True).values_list("login", flat=True)),
            set(posts_today().values_list("person__account__login", flat=True)),
        )
        transaction.set_rollback(True)
    return told


def _figures(head: int) -> dict[tuple[str, str], str]:
    """Every figure of the bloc and of each part of it."""
    bloc = Unit.objects.get(key="pt-khoi")
    keys = dict(Unit.objects.values_list("pk", "key"))
    asked = definitions(LAST)
    answers = answer(Question((bloc.pk,), FIRST, LAST, head), asked)
    return {
        (code, "own" if via == bloc.pk else keys.get(via or bloc.pk, "")): f"{value.top}/{value.bottom}"
        for code, spots in answers.items()
        for (_, via), value in spots.items()
    }


def test_two_makings_come_to_the_same_figures(twice: tuple[Told, Told]) -> None:
    first, second = twice
    assert len(first.figures) > 300
    assert first.figures == second.figures


def test_two_makings_name_the_same_people(twice: tuple[Told, Told]) -> None:
    first, second = twice
    assert len({name for _, name in first.names}) > 500
    assert first.names == second.names


def test_verify_finds_nothing_in_the_books(twice: tuple[Told, Told]) -> None:
    assert twice[0].differences == []


def test_events_lie_in_order_of_time_from_the_opening_to_the_last_day(twice: tuple[Told, Told]) -> None:
    moments = twice[0].moments
    assert moments == sorted(moments)
    assert moments[0].date() > FIRST
    assert moments[-1].date() <= LAST


def test_every_base_unit_studied_every_topic(twice: tuple[Told, Told]) -> None:
    figures = twice[0].figures
    assert figures["units.base", "pt-khoi"] == f"{BASE_UNITS}/None"
    assert figures["study.units_covered.whole_term", "pt-khoi"] == f"{BASE_UNITS}/{BASE_UNITS}"
    assert figures["study.units_covered.yearly", "pt-khoi"] == f"{BASE_UNITS}/{BASE_UNITS}"


def test_the_lowest_session_is_the_corrected_one(twice: tuple[Told, Told]) -> None:
    figures = twice[0].figures
    assert figures["study.lowest_rate", "pt-khoi"] == figures["study.lowest_rate", "pt-vien-thong"] == "68/70"


def test_some_duties_are_not_fulfilled(twice: tuple[Told, Told]) -> None:
    accepted, owed = twice[0].figures["pledges.covered.member", "pt-khoi"].split("/")
    assert int(accepted) < int(owed)


def test_a_second_call_says_that_the_data_are_there_and_changes_nothing(twice: tuple[Told, Told]) -> None:
    assert twice[0].again.strip()
    assert twice[0].moved_on == 0


def test_every_account_of_the_bloc_can_log_in_and_holds_a_post(twice: tuple[Told, Told]) -> None:
    elsewhere = {"van-thu-lang-son", "van-thu-quang-ninh"}
    logins = {login for login, _, _ in accounts()}
    assert twice[0].open_accounts == logins - elsewhere
    assert logins - elsewhere <= twice[0].posted


@pytest.mark.django_db
def test_other_data_are_left_alone() -> None:
    named("Nguyễn Văn An").save()
    with pytest.raises(CommandError):
        call_command("demo", small=True, stdout=StringIO())
    assert not Unit.objects.exists()
