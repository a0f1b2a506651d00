"""Drafting and rewriting a review: who may, and what is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from commitments.breakthroughs import Registration, register_breakthrough
from directives.models import Programme
from directives.tests.acting import refused
from ledger.checking import verify
from ledger.models import Event
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from reports.models import Register, Review
from reports.operations import Draft, rewrite_review
from reports.sections import Section
from reports.tests.conftest import SINCE, WORDS, Make

WRITERS = {"clerk", "approver"}


def test_a_draft_is_kept_with_its_paragraphs_in_order_and_counts_for_nothing(cast: Cast, drafted: Make) -> None:
    drafts = [Draft(Section.SITUATION, "Một."), Draft(Section.RESULTS, WORDS), Draft(Section.TASKS, "Ba.")]
    review = drafted(paragraphs=drafts)
    assert [(p.order, p.section, p.text) for p in review.paragraphs.all()] == [
        (1, "situation", "Một."),
        (2, "results", WORDS),
        (3, "tasks", "Ba."),
    ]
    assert list(review.entries()) == []
    assert Event.objects.get(record=review.record).verb == "reports.drafted"
    assert verify() == []


@pytest.mark.parametrize(
    "part",
    ["clerk", "approver", "inspector", "recogniser", "secretary", "other_secretary", "member", "stranger", "operator"],
)
def test_only_clerk_and_approver_draft_and_rewrite(cast: Cast, drafted: Make, part: str) -> None:
    person, review = cast.persons[part], drafted()
    if part in WRITERS:
        drafted(by=person)
        rewrite_review(review=review, paragraphs=[Draft(Section.TASKS, "Mới.")], by=person)
        return
    with refused("not_permitted"):
        drafted(by=person)
    with refused("not_permitted"):
        rewrite_review(review=review, paragraphs=[Draft(Section.TASKS, "Mới.")], by=person)
    assert [p.text for p in review.paragraphs.all()] == [WORDS]


def test_a_clerk_below_writes_below_and_not_above_or_beside(cast: Cast, drafted: Make) -> None:
    give_post(person=cast.stranger, role=Role.CLERK, unit=cast.base, since=BEGIN, by=cast.approver)
    assert drafted(unit=cast.branch, by=cast.stranger).record.unit_id == cast.branch.pk
    for unit in (cast.bloc, cast.other_base):
        with refused("not_permitted"):
            drafted(unit=unit, by=cast.stranger)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("review_without_title", {"title": " \t"}),
        ("review_reversed", {"until": SINCE}),
        ("review_reversed", {"until": SINCE - timedelta(days=1)}),
        ("review_empty", {"paragraphs": []}),
        ("token_unknown", {"text": "{study.nothing}"}),
        ("token_unreadable", {"text": "một { hai"}),
        ("token_reversed", {"text": "{study.turns 2018-01-01..2017-01-01}"}),
        ("review_unknown_record", {"named": (10**9,)}),
    ],
)
def test_what_is_unfit_is_refused_and_nothing_is_kept(
    cast: Cast, drafted: Make, code: str, facts: dict[str, object]
) -> None:
    with refused(code):
        drafted(**facts)
    assert not Review.objects.exists()


def test_a_record_that_the_writer_may_not_open_can_not_be_named(
    cast: Cast, programme: Programme, drafted: Make
) -> None:
    words = "Bí mật của đơn vị khác"
    registration = Registration(cast.other_base.pk, programme, "2017", words, registered_on=date(2017, 1, 1))
    foreign = register_breakthrough(registration=registration, by=cast.clerk)
    give_post(person=cast.stranger, role=Role.CLERK, unit=cast.base, since=BEGIN, by=cast.approver)
    naming = {"register": Register.BREAKTHROUGHS, "named": (foreign.pk,)}
    with refused("review_unknown_record"):
        drafted(unit=cast.base, by=cast.stranger, **naming)
    review = drafted(unit=cast.base, by=cast.stranger)
    with refused("review_unknown_record"):
        paragraphs = [Draft(Section.RESULTS, "Gồm:", Register.BREAKTHROUGHS, (foreign.pk,))]
        rewrite_review(review=review, paragraphs=paragraphs, by=cast.stranger)
    assert [p.text for p in review.paragraphs.all()] == [WORDS]
    drafted(**naming)


def test_a_rewrite_takes_the_place_of_every_paragraph_and_says_how_many(cast: Cast, drafted: Make) -> None:
    review = drafted()
    drafts = [Draft(Section.RESULTS, "Một."), Draft(Section.RESULTS, "Hai.")]
    review = rewrite_review(review=review, paragraphs=drafts, by=cast.approver)
    assert [p.text for p in Review.objects.get(pk=review.pk).paragraphs.all()] == ["Một.", "Hai."]
    event = Event.objects.filter(record=review.record).latest("id")
    assert (event.verb, event.changes) == ("reports.rewritten", {"paragraphs": [1, 2]})


def test_an_unfit_rewrite_leaves_the_words_as_they_were(cast: Cast, drafted: Make) -> None:
    review = drafted()
    with refused("token_unknown"):
        rewrite_review(review=review, paragraphs=[Draft(Section.RESULTS, "{x.y}")], by=cast.clerk)
    assert [p.text for p in review.paragraphs.all()] == [WORDS]


def test_the_same_submission_twice_is_one_review(cast: Cast, drafted: Make) -> None:
    key = uuid4()
    assert drafted(request_key=key).pk == drafted(request_key=key).pk
    assert Review.objects.count() == 1
