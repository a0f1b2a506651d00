"""Rounds of pledges: who owes, who may open, what is refused."""

from datetime import date, timedelta
from itertools import product
from uuid import uuid4

from commitments.models import PledgeRound
from commitments.operations import accept_pledge, return_pledge
from commitments.rounds import Opening, open_round, open_rounds, withdraw_round
from commitments.tests.conftest import ACCEPTED, DAY, Draft, Open
from directives.models import Programme
from directives.tests.acting import lines, refused
from ledger import clock
from ledger.checking import verify
from people.operations import release_person
from people.statuses import Status
from people.tests.cast import Cast


def test_everybody_at_the_unit_owes_one_pledge(cast: Cast, round_: PledgeRound) -> None:
    owed = {(cast.branch.pk, DAY, "member"), (cast.branch.pk, DAY, "probationary"), (cast.branch.pk, DAY, "staff")}
    assert {(unit, day, level) for _, unit, day, _, _, level in lines(round_)} == owed
    assert len(list(round_.entries())) == 5
    assert {line.member for line in round_.entries()} == {p.pk for p in cast.members}


def test_party_members_owe_where_nothing_else_is_said(cast: Cast, programme: Programme) -> None:
    held = open_round(opening=Opening(cast.branch.pk, programme, 2017, DAY), by=cast.secretary)
    assert {o.status for o in held.owed.all()} == {Status.MEMBER, Status.PROBATIONARY}


def test_who_left_before_the_day_owes_nothing(cast: Cast, opened: Open) -> None:
    release_person(membership=cast.member.memberships.get(), day=DAY, by=cast.operator)
    assert cast.member.pk not in {o.person_id for o in opened(cast.branch).owed.all()}


def test_named_persons_owe_in_the_way_they_belong(cast: Cast, opened: Open) -> None:
    held = opened(cast.branch, owed=[(cast.member.pk, Status.MEMBER)])
    assert [(o.person_id, o.status) for o in held.owed.all()] == [(cast.member.pk, "member")]
    for person, status in ((cast.other_members[0].pk, Status.MEMBER), (cast.member.pk, Status.STAFF)):
        with refused("round_person_elsewhere"):
            opened(cast.branch, 2018, owed=[(person, status)])


def test_one_round_a_unit_programme_and_year(cast: Cast, programme: Programme, round_: PledgeRound) -> None:
    wanted = Opening(cast.branch.pk, programme, 2017, DAY)
    with refused("round_known"):
        open_round(opening=wanted, by=cast.clerk)
    other = Opening(cast.other_branch.pk, programme, 2017, DAY)
    with refused("round_known"):
        open_rounds(openings=[other, other], by=cast.clerk)
    withdraw_round(pledge_round=round_, by=cast.clerk)
    assert open_round(opening=wanted, by=cast.clerk).pk


def test_unfit_rounds_are_refused(cast: Cast, opened: Open) -> None:
    with refused("round_in_future"):
        opened(cast.branch, day=clock.today() + timedelta(days=1))
    with refused("round_nobody_owes"):
        opened(cast.branch, day=date(2015, 12, 31))
    with refused("round_nobody_owes"):
        opened(cast.base)


def test_who_records_work_at_a_unit_opens_and_withdraws_its_rounds(cast: Cast, programme: Programme) -> None:
    may = {"clerk": {"branch", "other_branch"}, "secretary": {"branch"}, "other_secretary": {"other_branch"}}
    for part, where in product(cast.persons, ("branch", "other_branch")):
        opening = Opening(cast.units[where].pk, programme, 2017, DAY)
        person = cast.persons[part]
        if where in may.get(part, ()):
            withdraw_round(pledge_round=open_round(opening=opening, by=person), by=person)
        else:
            with refused("not_permitted"):
                open_round(opening=opening, by=person)
            held = open_round(opening=opening, by=cast.clerk)
            with refused("not_permitted"):
                withdraw_round(pledge_round=held, by=person)
            withdraw_round(pledge_round=held, by=cast.clerk)


def test_a_withdrawn_round_stands_for_nothing_and_takes_no_pledge(
    cast: Cast, round_: PledgeRound, draft: Draft
) -> None:
    pledge = accept_pledge(pledge=draft(submit=True), day=ACCEPTED, by=cast.secretary)
    with refused("round_has_accepted"):
        withdraw_round(pledge_round=round_, by=cast.secretary)
    return_pledge(pledge=pledge, by=cast.secretary)
    assert lines(withdraw_round(pledge_round=round_, by=cast.secretary)) == set()
    with refused("round_not_open"):
        draft(1)
    with refused("round_not_open"):
        withdraw_round(pledge_round=round_, by=cast.secretary)
    assert verify() == []


def test_the_same_submission_twice_opens_one_round(cast: Cast, programme: Programme) -> None:
    key, opening = uuid4(), Opening(cast.branch.pk, programme, 2017, DAY)
    made = {open_round(opening=opening, by=cast.clerk, request_key=key).pk for _ in range(2)}
    assert len(made) == 1
    assert PledgeRound.objects.count() == 1
