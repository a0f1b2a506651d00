"""Kept values: the same bytes, for as long as nothing touched what they depend on, and never for an older position."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.tests.acting import a_programme
from figures.cache import recall
from figures.dictionary import definitions
from figures.models import Kept
from figures.reading import Answers, Question, answer
from figures.snapshot import snapshot
from figures.values import encode
from ledger.models import Books
from people.models import Membership
from people.operations import Admission, admit_persons, release_person
from people.tests.cast import BEGIN, Cast
from study.models import Topic
from study.operations import Count, Holding, announce_topic, hold_session
from units.acts import rename_unit

SINCE, UNTIL = date(2017, 1, 1), date(2019, 12, 31)
TURNS, SHARE, LOWEST = "study.turns", "people.share", "study.lowest_rate"


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """A topic, and one session on it."""
    programme = a_programme(cast.operator)
    made = announce_topic(
        unit=cast.bloc, programme=programme, kind="yearly", year=2017, title="Đề", since=BEGIN, by=cast.clerk
    )
    hold(cast, made, date(2018, 3, 1))
    return made


def hold(cast: Cast, topic: Topic, day: date) -> None:
    hold_session(holding=Holding(topic, cast.branch.pk, day, [Count(cast.branch.pk, 9, 8)]), by=cast.clerk)


def question(cast: Cast, **facts: Any) -> Question:
    books = snapshot()
    asked = Question((cast.bloc.pk,), SINCE, UNTIL, books.head, own=(cast.bloc.pk,), owed=books.owed)
    return replace(asked, **facts)


def asked(code: str, what: Question) -> tuple[Answers, bool]:
    """The answer as pages get it, and whether the entries had to be read."""
    figure = next(d for d in definitions(UNTIL) if d.code == code)
    with CaptureQueriesContext(connection) as statements:
        found = recall(what, [figure], snapshot())
    return found, any("ledger_entry" in query["sql"] for query in statements.captured_queries)


def same(one: Answers, other: Answers) -> bool:
    def plain(answers: Answers) -> dict[str, dict[object, list[object]]]:
        return {c: {spot: list(encode(v)) for spot, v in spots.items()} for c, spots in answers.items()}

    return plain(one) == plain(other)


@pytest.mark.parametrize("code", [TURNS, SHARE, LOWEST, "study.units_covered.yearly", "pledges.persons"])
def test_what_is_kept_is_what_was_read(cast: Cast, topic: Topic, code: str) -> None:
    first, was_read = asked(code, question(cast))
    again, read_again = asked(code, question(cast))
    assert (was_read, read_again) == (True, False)
    assert same(first, again)
    figure = next(d for d in definitions(UNTIL) if d.code == code)
    assert same(again, answer(question(cast), [figure]))


def test_a_posting_elsewhere_keeps_it(cast: Cast, topic: Topic) -> None:
    asked(TURNS, question(cast))
    admit_persons(admissions=[Admission("Người Mới", cast.branch.pk, "member", date(2018, 1, 1))], by=cast.operator)
    hold(cast, topic, date(2020, 3, 1))
    assert asked(TURNS, question(cast))[1] is False


def test_a_posting_in_its_measure_and_years_renews_it(cast: Cast, topic: Topic) -> None:
    first, _ = asked(TURNS, question(cast))
    hold(cast, topic, date(2018, 5, 1))
    second, was_read = asked(TURNS, question(cast))
    assert was_read
    assert [each[TURNS][cast.bloc.pk, None].top for each in (first, second)] == [8, 16]


def test_a_balance_is_renewed_by_every_year_before(cast: Cast, topic: Topic) -> None:
    asked(SHARE, question(cast))
    person = Membership.objects.get(person=cast.member)
    release_person(membership=person, day=date(2016, 6, 1), by=cast.operator)
    assert asked(SHARE, question(cast))[1] is True
    other = Membership.objects.get(person=cast.members[1])
    release_person(membership=other, day=date(2020, 6, 1), by=cast.operator)
    assert asked(SHARE, question(cast))[1] is False


def test_an_act_on_the_tree_renews_it(cast: Cast, topic: Topic) -> None:
    asked(TURNS, question(cast))
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=date(2021, 1, 1), by=cast.clerk)
    assert asked(TURNS, question(cast))[1] is True
    assert asked(TURNS, question(cast))[1] is False


def test_an_older_position_is_never_answered_from_a_newer_one(cast: Cast, topic: Topic) -> None:
    older = question(cast)
    before, _ = asked(TURNS, older)
    hold(cast, topic, date(2018, 5, 1))
    asked(TURNS, question(cast))
    found, was_read = asked(TURNS, older)
    assert was_read
    assert same(found, before)


def test_a_slow_reader_does_not_put_the_old_value_back(cast: Cast, topic: Topic) -> None:
    figure = next(d for d in definitions(UNTIL) if d.code == TURNS)
    slow, books = question(cast), snapshot()
    hold(cast, topic, date(2018, 5, 1))
    asked(TURNS, question(cast))
    assert recall(slow, [figure], books)[TURNS][cast.bloc.pk, None].top == 8
    newest, was_read = asked(TURNS, question(cast))
    assert newest[TURNS][cast.bloc.pk, None].top == 16
    assert not was_read


@pytest.mark.parametrize(
    "other", [{"since": date(2016, 1, 1)}, {"until": date(2018, 1, 1)}, {"structure": date(2018, 1, 1)}, {"own": ()}]
)
def test_another_question_has_another_place(cast: Cast, topic: Topic, other: dict[str, object]) -> None:
    asked(TURNS, question(cast))
    assert asked(TURNS, question(cast, **other))[1] is True
    assert asked(TURNS, question(cast))[1] is False


def test_a_changed_definition_has_another_place(cast: Cast, topic: Topic) -> None:
    asked(TURNS, question(cast))
    figure = next(d for d in definitions(UNTIL) if d.code == TURNS)
    figure.pk = figure.pk + 100_000
    with CaptureQueriesContext(connection) as statements:
        recall(question(cast), [figure], snapshot())
    figure.pk = figure.pk - 100_000
    assert any("ledger_entry" in query["sql"] for query in statements.captured_queries)


def test_one_programme_alone_is_not_kept(cast: Cast, topic: Topic) -> None:
    found, _ = asked(TURNS, question(cast, programme=topic.programme_id))
    assert found[TURNS][cast.bloc.pk, None].top == 8
    assert not Kept.objects.exists()
    assert Books.objects.get().head > 0
