"""Granting and revoking awards, withdrawing decisions: refusals, the guard against giving twice, what is posted."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from directives.tests.acting import a_programme, lines, refused
from ledger.lines import member_of_unit
from ledger.models import Entry, Event
from ledger.refusals import NotPermitted, Unfit
from people.operations import give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from practice.states import Level
from recognition.models import Award, Decision
from recognition.operations import Draft, Recipient, grant_awards, revoke_award, withdraw_decision
from recognition.states import Form
from recognition.tests.conftest import DECIDED, Grant

MakeDraft = Callable[..., Draft]


def test_each_award_counts_once_where_the_person_or_unit_belongs(cast: Cast, grant: Grant) -> None:
    decision = grant(cast.members[0], cast.members[4], cast.other_base)
    assert decision.record.unit_id == cast.bloc.pk
    assert lines(decision) == {
        ("awards.given", cast.branch.pk, DECIDED, 1, "giay_khen", "bloc"),
        ("awards.given", cast.other_base.pk, DECIDED, 1, "giay_khen", "bloc"),
    }
    found = Entry.objects.filter(record=decision.record).values_list("subject", "member", "programme")
    assert set(found) == {
        ("individual", cast.members[0].pk, decision.programme_id),
        ("individual", cast.members[4].pk, decision.programme_id),
        ("collective", member_of_unit(cast.other_base.pk), decision.programme_id),
    }


def test_how_a_person_belongs_on_the_day_is_kept_with_the_award(cast: Cast, grant: Grant) -> None:
    decision = grant(cast.members[0], cast.members[3], cast.members[4], cast.branch)
    assert list(decision.awards.order_by("pk").values_list("status", flat=True)) == [
        "member",
        "probationary",
        "staff",
        "",
    ]


@pytest.mark.parametrize("facts", [{"number": 0}, {"symbol": "  "}])
def test_a_decision_without_number_or_symbol_gives_nothing(cast: Cast, grant: Grant, facts: dict[str, object]) -> None:
    with refused("decision_without_number"):
        grant(cast.members[0], **facts)


@pytest.mark.parametrize("facts", [{"number": 0}, {"symbol": ""}])
def test_the_database_keeps_no_decision_without_number(cast: Cast, grant: Grant, facts: dict[str, object]) -> None:
    decision = grant(cast.members[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**facts)


def test_the_database_keeps_no_award_of_two_or_of_nobody(cast: Cast, grant: Grant) -> None:
    (award,) = grant(cast.members[0]).awards.all()
    for facts in ({"unit": cast.branch}, {"person": None}, {"person": None, "unit": cast.branch}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(**facts)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"day": date(2999, 1, 1)}, "day_ahead"),
        ({"until": date(2016, 5, 15)}, "decision_period"),
    ],
)
def test_an_unfit_decision_is_refused(cast: Cast, grant: Grant, facts: dict[str, object], code: str) -> None:
    with refused(code):
        grant(cast.members[0], **facts)
    assert not Decision.objects.exists()


def test_an_unfit_list_is_refused_whole(cast: Cast, draft: MakeDraft) -> None:
    branch, other = cast.branch.pk, cast.other_branch.pk
    lists: tuple[tuple[str, list[Recipient]], ...] = (
        ("decision_without_awards", []),
        ("award_subject", [Recipient(branch)]),
        ("award_subject", [Recipient(branch, person=cast.members[0], unit=cast.branch)]),
        ("award_subject", [Recipient(branch, unit=cast.branch, status="member")]),
        ("award_twice", [Recipient(branch, person=cast.members[0]), Recipient(branch, person=cast.members[0])]),
        ("award_twice", [Recipient(branch, unit=cast.branch), Recipient(branch, unit=cast.branch)]),
        ("person_elsewhere", [Recipient(other, person=cast.members[0])]),
        ("unit_elsewhere", [Recipient(other, unit=cast.branch)]),
    )
    for code, recipients in lists:
        with refused(code):
            grant_awards(decision=draft(), recipients=recipients, by=cast.recogniser)
    assert not Award.objects.exists()


def test_a_second_award_for_one_achievement_names_the_earlier_decision(cast: Cast, grant: Grant) -> None:
    grant(cast.members[0], cast.branch)
    for who in (cast.members[0], cast.branch):
        with pytest.raises(Unfit) as told:
            grant(who, cast.members[1], number=13, symbol="13-QĐ/ĐUK", form=Form.BIEU_DUONG)
        assert (told.value.code, told.value.facts["symbol"]) == ("award_duplicate", "12-QĐ/ĐUK")
        assert "12-QĐ/ĐUK" in told.value.sentence()
    assert Decision.objects.count() == 1


def test_a_second_award_is_given_where_that_is_confirmed(cast: Cast, grant: Grant) -> None:
    grant(cast.members[0])
    assert grant(cast.members[0], number=13, symbol="13-QĐ/ĐUK", confirmed=True).awards.count() == 1


def test_another_period_level_programme_or_person_is_no_second_award(cast: Cast, grant: Grant) -> None:
    grant(cast.members[0], since=date(2016, 5, 15), until=date(2018, 1, 1))
    grant(cast.members[0], since=date(2018, 1, 1), until=date(2021, 5, 20))
    grant(cast.members[0], level=Level.PROVINCE)
    grant(cast.members[0], programme=a_programme(cast.operator, "khac"))
    grant(cast.members[1])
    with refused("award_duplicate"):
        grant(cast.members[0], since=date(2017, 12, 31), until=date(2018, 1, 1))


def test_a_revoked_or_withdrawn_award_does_not_stand_in_the_way(cast: Cast, grant: Grant) -> None:
    (award,) = grant(cast.members[0]).awards.all()
    revoke_award(award=award, day=DECIDED, by=cast.recogniser, reason="kê khai không đúng")
    withdraw_decision(decision=grant(cast.members[0]), by=cast.recogniser)
    assert grant(cast.members[0])


def test_a_revoked_award_is_undone_and_the_others_hold(cast: Cast, grant: Grant) -> None:
    decision = grant(cast.members[0], cast.members[1], cast.other_base)
    award = decision.awards.get(person=cast.members[0])
    revoke_award(award=award, day=date(2021, 7, 1), by=cast.recogniser, reason="kê khai không đúng")
    standing = Entry.objects.filter(record=decision.record, member=cast.members[0].pk)
    assert sum(e.quantity for e in standing) == sum(e.times for e in standing) == 0
    assert Entry.objects.filter(record=decision.record, times=1).count() == 3
    last = Event.objects.filter(record=decision.record).latest("id")
    assert last.verb == "recognition.revoked"
    assert last.changes == {"award": award.public_id, "revoked_on": [None, "2021-07-01"]}
    assert last.words.note == "kê khai không đúng"


def test_an_award_is_revoked_once_and_not_before_it_was_given(cast: Cast, grant: Grant) -> None:
    (award,) = grant(cast.members[0]).awards.all()
    for day, code in ((DECIDED - timedelta(days=1), "exemplar_day_before"), (date(2999, 1, 1), "day_ahead")):
        with refused(code):
            revoke_award(award=award, day=day, by=cast.recogniser, reason="kê khai không đúng")
    revoke_award(award=award, day=DECIDED, by=cast.recogniser, reason="kê khai không đúng")
    with refused("award_move"):
        revoke_award(award=award, day=DECIDED, by=cast.recogniser, reason="kê khai không đúng")


def test_a_withdrawn_decision_counts_for_nothing_and_is_left_alone(cast: Cast, grant: Grant) -> None:
    decision = grant(cast.members[0], cast.branch)
    (award,) = decision.awards.filter(unit=cast.branch)
    decision = withdraw_decision(decision=decision, by=cast.recogniser, note="nhập nhầm")
    assert lines(decision) == set()
    entries = Entry.objects.filter(record=decision.record)
    assert sum(e.quantity for e in entries) == sum(e.times for e in entries) == 0
    with refused("decision_withdrawn"):
        withdraw_decision(decision=decision, by=cast.recogniser)
    with refused("decision_withdrawn"):
        revoke_award(award=award, day=DECIDED, by=cast.recogniser, reason="kê khai không đúng")


def test_awards_are_granted_revoked_and_withdrawn_by_the_recognition_officer_alone(
    cast: Cast, draft: MakeDraft, grant: Grant
) -> None:
    decision = grant(cast.members[0])
    (award,) = decision.awards.all()
    for part in cast.persons.keys() - {"recogniser"}:
        by = cast.persons[part]
        with pytest.raises(NotPermitted):
            grant_awards(decision=draft(), recipients=[Recipient(cast.branch.pk, unit=cast.branch)], by=by)
        with pytest.raises(NotPermitted):
            revoke_award(award=award, day=DECIDED, by=by, reason="kê khai không đúng")
        with pytest.raises(NotPermitted):
            withdraw_decision(decision=decision, by=by)


def test_an_officer_of_the_base_decides_at_the_base_and_for_its_own(cast: Cast, draft: MakeDraft) -> None:
    give_post(person=cast.stranger, role=Role.RECOGNITION, unit=cast.base, since=BEGIN, by=cast.operator)
    own, other = Recipient(cast.branch.pk, unit=cast.branch), Recipient(cast.other_branch.pk, unit=cast.other_branch)
    at_base = draft(unit=cast.base.pk, level=Level.BASE)
    for decision, recipient in ((draft(unit=cast.base.pk), own), (draft(), own), (at_base, other)):
        with pytest.raises(NotPermitted):
            grant_awards(decision=decision, recipients=[recipient], by=cast.stranger)
    assert grant_awards(decision=at_base, recipients=[own], by=cast.stranger)


def test_the_same_form_sent_twice_makes_one_decision(cast: Cast, draft: MakeDraft) -> None:
    key, recipients = uuid4(), [Recipient(cast.branch.pk, person=cast.members[0])]
    made = {
        grant_awards(decision=draft(), recipients=recipients, by=cast.recogniser, request_key=key).pk for _ in range(2)
    }
    assert len(made) == Decision.objects.count() == Award.objects.count() == 1


def test_a_longer_list_of_persons_takes_no_more_statements(cast: Cast, grant: Grant) -> None:
    with CaptureQueriesContext(connection) as one:
        grant(cast.members[0])
    with CaptureQueriesContext(connection) as many:
        grant(*cast.members[1:], number=13, symbol="13-QĐ/ĐUK")
    assert len(many) <= len(one)
