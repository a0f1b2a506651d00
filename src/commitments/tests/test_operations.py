"""Pledges: from a draft to what counts, who may move them, what is refused, what stays in the branch."""

from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import connection

from commitments.models import Pledge, PledgeRound, PledgeText
from commitments.operations import (
    Taken,
    accept_pledge,
    accept_pledges,
    draft_pledge,
    report_tasks,
    return_pledge,
    rewrite_pledge,
    submit_pledge,
    take_in_pledges,
)
from commitments.rules import PLEDGE_MOVES, check_pledge_moves
from commitments.states import PledgeState
from commitments.tests.conftest import ACCEPTED, DAY, WORDS, Draft, Open
from directives.tests.acting import lines, refused
from ledger import clock
from ledger.checking import verify
from ledger.models import Event
from ledger.refusals import IllegalMove, NotPermitted
from people.tests.cast import Cast


def counted(cast: Cast, level: str = "member", **quantities: int) -> set[tuple[str, int, date, int, str, str]]:
    return {(f"pledges.{name}", cast.branch.pk, ACCEPTED, n, "", level) for name, n in quantities.items()}


def test_a_pledge_counts_once_it_is_accepted(cast: Cast, draft: Draft) -> None:
    pledge = draft()
    assert lines(pledge) == set()
    pledge = submit_pledge(pledge=pledge, by=cast.secretary)
    assert lines(pledge) == set()
    pledge = accept_pledge(pledge=pledge, day=ACCEPTED, by=cast.secretary)
    assert lines(pledge) == counted(cast, accepted=1, tasks=2)
    assert {line.member for line in pledge.entries()} == {cast.member.pk, 0}


def test_reported_tasks_count_beside_the_pledged(cast: Cast, draft: Draft) -> None:
    pledge = accept_pledge(pledge=draft(3, submit=True), day=ACCEPTED, by=cast.secretary)
    report_tasks(pledge=pledge, tasks_done=0, by=cast.secretary)
    assert lines(pledge) == counted(cast, "probationary", accepted=1, tasks=2, tasks_done=0)
    report_tasks(pledge=pledge, tasks_done=2, by=cast.secretary)
    assert lines(pledge) == counted(cast, "probationary", accepted=1, tasks=2, tasks_done=2)
    assert Event.objects.latest("id").changes == {"tasks_done": [0, 2]}


def test_a_pledge_given_back_counts_no_more(cast: Cast, draft: Draft) -> None:
    pledge = accept_pledge(pledge=draft(submit=True), day=ACCEPTED, by=cast.secretary)
    report_tasks(pledge=pledge, tasks_done=1, by=cast.secretary)
    returned = return_pledge(pledge=pledge, by=cast.secretary, note="bổ sung việc cụ thể")
    assert lines(returned) == set()
    rewrite_pledge(pledge=returned, text="Rõ việc hơn", tasks=3, by=cast.secretary)
    again = accept_pledge(pledge=submit_pledge(pledge=returned, by=cast.secretary), day=ACCEPTED, by=cast.secretary)
    assert lines(again) == counted(cast, accepted=1, tasks=3)
    assert verify() == []


@pytest.mark.parametrize(("before", "to"), product(PledgeState.values, PledgeState.values))
def test_only_the_listed_moves_of_a_pledge_exist(cast: Cast, draft: Draft, before: str, to: str) -> None:
    pledge = draft()
    pledge.state = before
    if (before, to) in PLEDGE_MOVES:
        check_pledge_moves([pledge], to=to, by=cast.secretary)
    else:
        with pytest.raises((IllegalMove, NotPermitted)):
            check_pledge_moves([pledge], to=to, by=cast.secretary)


@pytest.mark.parametrize("to", sorted({to for _, to in PLEDGE_MOVES}))
def test_who_records_work_moves_pledges_and_a_person_submits_their_own(cast: Cast, draft: Draft, to: str) -> None:
    before = next(start for start, end in PLEDGE_MOVES if end == to)
    pledge = draft()
    pledge.state = before
    may = {"clerk", "secretary"} | ({"member"} if to == PledgeState.SUBMITTED else set())
    for part, person in cast.persons.items():
        if part in may:
            check_pledge_moves([pledge], to=to, by=person)
        else:
            with refused("not_permitted"):
                check_pledge_moves([pledge], to=to, by=person)


def test_a_person_writes_submits_and_reports_their_own_pledge_but_does_not_accept_it(
    cast: Cast, round_: PledgeRound
) -> None:
    pledge = draft_pledge(pledge_round=round_, person=cast.member, text=WORDS, tasks=2, by=cast.member)
    pledge = rewrite_pledge(pledge=pledge, text=WORDS, tasks=1, by=cast.member)
    pledge = submit_pledge(pledge=pledge, by=cast.member)
    with refused("not_permitted"):
        accept_pledge(pledge=pledge, day=ACCEPTED, by=cast.member)
    pledge = accept_pledge(pledge=pledge, day=ACCEPTED, by=cast.secretary)
    assert report_tasks(pledge=pledge, tasks_done=1, by=cast.member).tasks_done == 1


def test_nobody_else_writes_or_reports_for_a_person(cast: Cast, round_: PledgeRound, draft: Draft) -> None:
    accepted = accept_pledge(pledge=draft(1, submit=True), day=ACCEPTED, by=cast.secretary)
    written = draft(2)
    for part, person in cast.persons.items():
        if part in ("clerk", "secretary"):
            continue
        other = cast.members[4]
        with refused("not_permitted"):
            draft_pledge(pledge_round=round_, person=other, text=WORDS, tasks=1, by=person)
        with refused("not_permitted"):
            rewrite_pledge(pledge=written, text=WORDS, tasks=1, by=person)
        with refused("not_permitted"):
            report_tasks(pledge=accepted, tasks_done=1, by=person)


def test_one_pledge_a_person_and_round_and_only_of_those_who_owe(cast: Cast, draft: Draft, round_: PledgeRound) -> None:
    draft(0)
    with refused("pledge_known"):
        draft(0)
    taken = Taken(round_, cast.member.pk, ACCEPTED)
    with refused("pledge_known"):
        take_in_pledges(taken=[taken], by=cast.secretary)
    outsider = cast.other_members[0]
    with refused("pledge_not_owed"):
        draft_pledge(pledge_round=round_, person=outsider, text=WORDS, tasks=1, by=cast.secretary)
    twice = Taken(round_, cast.members[1].pk, ACCEPTED)
    with refused("pledge_known"):
        take_in_pledges(taken=[twice, twice], by=cast.secretary)
    assert Pledge.objects.count() == 1


def test_unfit_pledges_are_refused(cast: Cast, draft: Draft) -> None:
    with refused("pledge_without_text"):
        submit_pledge(pledge=draft(0, text=""), by=cast.secretary)
    submitted = draft(1, submit=True)
    for day in (DAY - timedelta(days=1), clock.today() + timedelta(days=1)):
        with refused("pledge_day_unfit"):
            accept_pledge(pledge=submitted, day=day, by=cast.secretary)
    with refused("pledge_not_now"):
        rewrite_pledge(pledge=submitted, text="khác", tasks=1, by=cast.secretary)
    with refused("pledge_not_now"):
        report_tasks(pledge=submitted, tasks_done=1, by=cast.secretary)
    accepted = accept_pledge(pledge=submitted, day=ACCEPTED, by=cast.secretary)
    for done in (3, -1):
        with refused("pledge_tasks_unfit"):
            report_tasks(pledge=accepted, tasks_done=done, by=cast.secretary)


def test_pledges_on_paper_are_taken_in_at_once(cast: Cast, round_: PledgeRound, opened: Open) -> None:
    other = opened(cast.other_branch)
    taken = [Taken(round_, p.pk, ACCEPTED, 2, 1, text=WORDS if n == 0 else "") for n, p in enumerate(cast.members)]
    taken += [Taken(other, p.pk, ACCEPTED) for p in cast.other_members]
    rows = take_in_pledges(taken=taken, by=cast.clerk)
    assert [row.status for row in rows] == ["member", "member", "member", "probationary", "staff", "member", "member"]
    assert lines(rows[0]) == counted(cast, accepted=1, tasks=2, tasks_done=1)
    assert PledgeText.objects.get().pledge_id == rows[0].pk
    with refused("not_permitted"):
        take_in_pledges(taken=[taken[0], taken[-1]], by=cast.secretary)
    assert verify() == []


def test_one_pledge_out_of_reach_or_not_ready_refuses_the_whole_list(cast: Cast, draft: Draft) -> None:
    ready, begun = draft(0, submit=True), draft(1)
    with refused("pledge_not_now"):
        accept_pledges(pledges=[ready, begun], day=ACCEPTED, by=cast.secretary)
    with refused("not_permitted"):
        accept_pledges(pledges=[ready], day=ACCEPTED, by=cast.other_secretary)
    assert not Pledge.objects.filter(state=PledgeState.ACCEPTED).exists()


def test_the_words_of_a_pledge_are_in_no_event(cast: Cast, draft: Draft) -> None:
    pledge = accept_pledge(pledge=draft(submit=True), day=ACCEPTED, by=cast.secretary)
    return_pledge(pledge=pledge, by=cast.secretary)
    rewrite_pledge(pledge=pledge, text=WORDS + " nữa", tasks=2, by=cast.secretary)
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_event where changes::text like '%%tác phong%%'")
        assert cursor.fetchone() == (0,)
    assert "tác phong" not in str(list(Event.objects.values_list("verb", "changes")))


def test_the_same_submission_twice_makes_one_pledge(cast: Cast, round_: PledgeRound) -> None:
    key = uuid4()
    made = {
        draft_pledge(pledge_round=round_, person=cast.member, text=WORDS, tasks=1, by=cast.member, request_key=key).pk
        for _ in range(2)
    }
    assert len(made) == 1
