"""Issuing and withdrawing documents: numbers, refusals, what is posted."""

import threading
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from config.testing import OwnDatabase
from directives.models import Document, Programme, Register
from directives.operations import (
    Issue,
    issue_document,
    issue_documents,
    open_programme,
    open_register,
    withdraw_document,
)
from directives.rules import MOVES, check_move
from directives.states import NOT_ISSUED_BY, DocType, State
from directives.tests.acting import a_programme, lines, refused
from directives.tests.conftest import Make
from ledger import clock
from ledger.models import Event
from ledger.refusals import IllegalMove, NotPermitted
from people.tests.cast import Cast, set_up
from units import kinds
from units.acts import Founding, found_unit

DAY = date(2017, 3, 1)


def a_plan(cast: Cast, programme: Programme, **facts: Any) -> Issue:
    given: dict[str, Any] = {
        "unit": cast.bloc.pk,
        "doc_type": DocType.PLAN,
        "day": DAY,
        "summary": "về việc học tập",
        "term": "2015–2020",
    }
    return Issue(programme=programme, **{**given, **facts})


def test_documents_take_two_digit_numbers_in_order(cast: Cast, issue: Make) -> None:
    plans = issue(cast.bloc, *["plan"] * 11)
    assert [p.symbol for p in plans[:2]] == ["01-KH/ĐU", "02-KH/ĐU"]
    assert plans[-1].symbol == "11-KH/ĐU"


def test_plans_and_inspection_plans_share_one_series(cast: Cast, issue: Make) -> None:
    found = issue(cast.bloc, "plan", "inspection_plan", "guidance", "plan")
    assert [d.symbol for d in found] == ["01-KH/ĐU", "02-KH/ĐU", "01-HD/ĐU", "03-KH/ĐU"]


def test_each_unit_and_term_has_numbers_of_its_own(cast: Cast, issue: Make) -> None:
    issue(cast.bloc, "plan")
    assert issue(cast.base, "plan")[0].number == 1
    assert issue(cast.branch, "plan")[0].symbol == "01-KH/CB"
    assert issue(cast.bloc, "plan", term="2020–2025")[0].number == 1


def test_an_office_gives_its_own_abbreviation(cast: Cast, programme: Programme) -> None:
    issued = issue_document(issue=a_plan(cast, programme, body="ĐUK"), by=cast.clerk)
    assert issued.symbol == "01-KH/ĐUK"


def test_a_document_counts_once_at_its_issuer_on_its_day(cast: Cast, issue: Make) -> None:
    (plan,) = issue(cast.base, "plan")
    assert lines(plan) == {("documents.issued", cast.base.pk, DAY, 1, "plan", "")}


def test_a_withdrawn_document_counts_no_more_and_keeps_its_number(cast: Cast, issue: Make) -> None:
    (plan,) = issue(cast.bloc, "plan")
    withdrawn = withdraw_document(document=plan, by=cast.approver, note="ban hành nhầm")
    assert lines(withdrawn) == set()
    assert issue(cast.bloc, "plan")[0].number == 2
    last = Event.objects.filter(record=plan.record).latest("id")
    assert (last.verb, last.changes) == ("directives.withdrawn", {"state": ["issued", "withdrawn"]})


@pytest.mark.parametrize(("before", "to"), product(State.values, State.values))
def test_only_the_listed_moves_of_a_document_exist(cast: Cast, issue: Make, before: str, to: str) -> None:
    (plan,) = issue(cast.bloc, "plan")
    plan.state = before
    if (before, to) in MOVES:
        check_move(plan, to=to, by=cast.approver)
    else:
        with pytest.raises((IllegalMove, NotPermitted)):
            check_move(plan, to=to, by=cast.approver)


def test_the_clerk_issues_in_the_whole_tree_and_a_secretary_in_the_branch(cast: Cast, programme: Programme) -> None:
    may = {"clerk": set(cast.units), "secretary": {"branch"}, "other_secretary": {"other_branch"}}
    for (part, person), (where, unit) in product(cast.persons.items(), cast.units.items()):
        wanted = a_plan(cast, programme, unit=unit.pk)
        if where in may.get(part, set()):
            assert issue_document(issue=wanted, by=person).record.unit_id == unit.pk
        else:
            with refused("not_permitted"):
                issue_document(issue=wanted, by=person)


def test_only_who_decides_withdraws(cast: Cast, issue: Make) -> None:
    for part, person in cast.persons.items():
        (plan,) = issue(cast.branch, "plan")
        if part == "approver":
            withdraw_document(document=plan, by=person)
        else:
            with refused("not_permitted"):
                withdraw_document(document=plan, by=person)


def test_one_unit_out_of_reach_refuses_the_whole_list(cast: Cast, programme: Programme) -> None:
    with refused("not_permitted"):
        both = [a_plan(cast, programme, unit=unit.pk) for unit in (cast.branch, cast.other_branch)]
        issue_documents(issues=both, by=cast.secretary)
    assert not Document.objects.exists()
    assert not Register.objects.exists()


@pytest.mark.parametrize("doc_type", DocType.values)
def test_a_type_is_refused_to_units_that_may_not_issue_it(cast: Cast, programme: Programme, doc_type: str) -> None:
    by_kind = {kinds.SUPERIOR: cast.bloc, kinds.BASE_COMMITTEE: cast.base, kinds.BRANCH: cast.branch}
    for kind, unit in by_kind.items():
        wanted = a_plan(cast, programme, unit=unit.pk, doc_type=doc_type)
        if kind in NOT_ISSUED_BY.get(doc_type, ()):
            with refused("document_type_impossible"):
                issue_document(issue=wanted, by=cast.clerk)
        else:
            issue_document(issue=wanted, by=cast.clerk)


def test_a_document_is_refused_before_its_unit_was_founded(cast: Cast, programme: Programme) -> None:
    young = found_unit(founding=Founding("Chi bộ mới", kinds.BRANCH, cast.base, date(2018, 1, 1)), by=cast.operator)
    with refused("unit_not_founded"):
        issue_document(issue=a_plan(cast, programme, unit=young.pk), by=cast.clerk)


def test_unfit_documents_are_refused(cast: Cast, programme: Programme) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for code, facts in (
        ("document_without_summary", {"summary": "  "}),
        ("document_in_future", {"day": tomorrow}),
        ("document_marked_secret", {"summary": "MẬT: về việc rà soát"}),
    ):
        with refused(code):
            issue_document(issue=a_plan(cast, programme, **facts), by=cast.clerk)


def test_a_register_kept_on_paper_goes_on_after_its_last_number(cast: Cast, programme: Programme) -> None:
    open_register(unit=cast.bloc, doc_type="plan", term="2015–2020", last=11, by=cast.clerk)
    assert issue_document(issue=a_plan(cast, programme), by=cast.clerk).symbol == "12-KH/ĐU"
    with refused("register_in_use"):
        open_register(unit=cast.bloc, doc_type="inspection_plan", term="2015–2020", last=3, by=cast.clerk)
    with refused("not_permitted"):
        open_register(unit=cast.bloc, doc_type="report", term="2015–2020", by=cast.secretary)


def test_the_operator_alone_opens_a_programme_once(cast: Cast, programme: Programme) -> None:
    for part, person in cast.persons.items():
        with refused("programme_known" if part == "operator" else "not_permitted"):
            open_programme(code="ct05", name_vi="Chỉ thị", name_en="Directive", since=DAY, by=person)
    with refused("programme_without_name"):
        open_programme(code="x", name_vi=" ", name_en="x", since=DAY, by=cast.operator)


def test_the_same_submission_twice_makes_one_document(cast: Cast, programme: Programme) -> None:
    key = uuid4()
    first, second = (issue_document(issue=a_plan(cast, programme), by=cast.clerk, request_key=key) for _ in range(2))
    assert first.pk == second.pk
    assert Document.objects.count() == 1


def test_numbers_have_neither_gap_nor_repeat_when_many_issue_at_once(committing_database: OwnDatabase) -> None:
    cast = set_up()
    programme = a_programme(cast.operator)
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait()
            for _ in range(5):
                issue_document(issue=a_plan(cast, programme), by=cast.clerk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 21))
