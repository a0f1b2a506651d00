"""Breakthroughs: registered by who records work, judged by who decides."""

from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest

from commitments.breakthroughs import Registration, judge_breakthrough, register_breakthrough, withdraw_breakthrough
from commitments.models import Breakthrough
from commitments.rules import JUDGEMENTS, check_judgement
from commitments.states import Result
from commitments.tests.conftest import DAY, Register
from directives.models import Programme
from directives.tests.acting import lines, refused
from ledger import clock
from ledger.checking import verify
from ledger.models import Event
from ledger.refusals import IllegalMove
from people.tests.cast import Cast

JUDGED = date(2017, 12, 20)


def test_a_breakthrough_counts_when_registered_and_again_when_met(cast: Cast, register: Register) -> None:
    row = register(cast.base)
    registered = ("breakthroughs.registered", cast.base.pk, DAY, 1, "", "")
    assert lines(row) == {registered}
    met = judge_breakthrough(breakthrough=row, result=Result.MET, day=JUDGED, by=cast.approver)
    assert lines(met) == {registered, ("breakthroughs.met", cast.base.pk, JUDGED, 1, "", "")}
    corrected = judge_breakthrough(breakthrough=met, result=Result.NOT_MET, day=JUDGED, by=cast.approver)
    assert lines(corrected) == {registered}
    assert Event.objects.latest("id").changes == {"result": ["met", "not_met"]}
    assert lines(withdraw_breakthrough(breakthrough=corrected, by=cast.clerk)) == set()
    assert verify() == []


@pytest.mark.parametrize(("before", "to"), product(Result.values, Result.values))
def test_only_the_listed_judgements_exist(cast: Cast, register: Register, before: str, to: str) -> None:
    row = register(cast.base)
    row.result = before
    if (before, to) in JUDGEMENTS:
        check_judgement(row, to=to, by=cast.approver)
    else:
        with pytest.raises(IllegalMove):
            check_judgement(row, to=to, by=cast.approver)


def test_who_records_work_registers_and_who_decides_judges(
    cast: Cast, programme: Programme, register: Register
) -> None:
    may = {"clerk": set(cast.units), "secretary": {"branch"}, "other_secretary": {"other_branch"}}
    for (part, person), (where, unit) in product(cast.persons.items(), cast.units.items()):
        wanted = Registration(unit.pk, programme, "2017", "Nội dung", DAY)
        if where in may.get(part, ()):
            withdraw_breakthrough(breakthrough=register_breakthrough(registration=wanted, by=person), by=person)
        else:
            with refused("not_permitted"):
                register_breakthrough(registration=wanted, by=person)
            with refused("not_permitted"):
                withdraw_breakthrough(breakthrough=register(unit), by=person)
        row = register(unit)
        if part == "approver":
            judge_breakthrough(breakthrough=row, result=Result.MET, day=JUDGED, by=person)
        else:
            with refused("not_permitted"):
                judge_breakthrough(breakthrough=row, result=Result.MET, day=JUDGED, by=person)


def test_unfit_breakthroughs_and_judgements_are_refused(cast: Cast, register: Register) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for code, facts in (
        ("breakthrough_without_content", {"content": " "}),
        ("breakthrough_without_content", {"period": ""}),
        ("breakthrough_day_unfit", {"registered_on": tomorrow}),
    ):
        with refused(code):
            register(cast.base, **facts)
    row = register(cast.base)
    for day in (DAY - timedelta(days=1), tomorrow):
        with refused("breakthrough_day_unfit"):
            judge_breakthrough(breakthrough=row, result=Result.MET, day=day, by=cast.approver)
    withdraw_breakthrough(breakthrough=row, by=cast.clerk)
    with refused("breakthrough_not_now"):
        judge_breakthrough(breakthrough=row, result=Result.MET, day=JUDGED, by=cast.approver)
    with refused("breakthrough_not_now"):
        withdraw_breakthrough(breakthrough=row, by=cast.clerk)


def test_the_same_submission_twice_registers_once(cast: Cast, programme: Programme) -> None:
    key, wanted = uuid4(), Registration(cast.base.pk, programme, "2017", "Nội dung", DAY)
    made = {register_breakthrough(registration=wanted, by=cast.clerk, request_key=key).pk for _ in range(2)}
    assert len(made) == 1
    assert Breakthrough.objects.count() == 1
