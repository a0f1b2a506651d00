"""Corrections and make-ups: they undo and redo exactly, and a make-up leaves the rate as it was."""

from datetime import date, timedelta

from directives.tests.acting import lines, read, refused
from ledger import clock
from ledger.checking import verify
from ledger.models import Event
from people.tests.cast import Cast
from study.models import Session
from study.operations import withdraw_session
from study.tests.conftest import DAY, Hold
from study.turnouts import correct_head_count, correct_seat, make_up, make_up_count

LATER = date(2017, 4, 1)


def test_a_corrected_head_count_stands_as_if_entered_right(cast: Cast, hold: Hold) -> None:
    wrong, right = hold(cast.base, 70, 68, 1), hold(cast.base, 72, 70, 2)
    corrected = correct_head_count(
        session=wrong, unit=cast.base.pk, expected=72, attended=70, excused=2, by=cast.clerk, note="đếm lại"
    )
    assert lines(corrected) == lines(right)
    event = Event.objects.latest("id")
    assert event.verb == "study.corrected"
    assert event.changes == {"expected": [70, 72], "attended": [68, 70], "excused": [1, 2]}
    correct_head_count(session=corrected, unit=cast.base.pk, expected=70, attended=68, excused=1, by=cast.clerk)
    assert lines(wrong) == lines(hold(cast.base, 70, 68, 1))
    assert verify() == []


def test_a_make_up_adds_turns_and_leaves_the_rate(cast: Cast, hold: Hold) -> None:
    session = hold(cast.base, 70, 68, 1)
    made = make_up_count(session=session, unit=cast.base.pk, made_up=2, by=cast.clerk)
    assert ("study.made_up", cast.base.pk, DAY, 2, "yearly", "") in lines(made)
    assert read("study.rate", cast.bloc).exact == read("study.lowest_rate", cast.bloc).exact
    assert [read(f"study.{name}", cast.bloc).exact for name in ("turns", "made_up")] == [68, 2]
    undone = make_up_count(session=made, unit=cast.base.pk, made_up=0, by=cast.clerk)
    assert lines(undone) == lines(hold(cast.base, 70, 68, 1))


def test_persons_make_up_what_they_missed(cast: Cast, seated: Session) -> None:
    missed = [cast.members[3].pk, cast.members[4].pk]
    made = make_up(session=seated, persons=missed, day=LATER, by=cast.secretary)
    assert ("study.made_up", cast.branch.pk, DAY, 2, "yearly", "") in lines(made)
    assert Event.objects.latest("id").changes == {"made_up": [0, 2]}
    assert verify() == []


def test_a_corrected_seat_moves_a_turn_and_drops_the_make_up(cast: Cast, seated: Session) -> None:
    absent = cast.members[4].pk
    make_up(session=seated, persons=[absent], day=LATER, by=cast.secretary)
    corrected = correct_seat(session=seated, person=absent, state="attended", by=cast.secretary)
    (turnout,) = corrected.turnouts()
    assert (turnout.expected, turnout.attended, turnout.excused, turnout.made_up) == (5, 4, 1, 0)
    assert Event.objects.latest("id").changes == {"seat": ["absent", "attended"]}


def test_a_make_up_that_cannot_be_is_refused(cast: Cast, hold: Hold, seated: Session) -> None:
    counted = hold(cast.base, 70, 68, 1)
    absent, came = cast.members[4].pk, cast.members[0].pk
    with refused("session_too_many_made_up"):
        make_up_count(session=counted, unit=cast.base.pk, made_up=3, by=cast.clerk)
    with refused("session_unit_not_counted"):
        make_up_count(session=counted, unit=cast.branch.pk, made_up=1, by=cast.clerk)
    for code, persons, day in (
        ("session_person_came", [absent, came], LATER),
        ("session_person_not_seated", [cast.other_members[0].pk], LATER),
        ("session_person_not_seated", [], LATER),
        ("session_made_up_too_early", [absent], DAY - timedelta(days=1)),
        ("session_in_future", [absent], clock.today() + timedelta(days=1)),
    ):
        with refused(code):
            make_up(session=seated, persons=persons, day=day, by=cast.clerk)


def test_a_correction_below_what_was_made_up_is_refused(cast: Cast, hold: Hold) -> None:
    session = make_up_count(session=hold(cast.base, 70, 68, 1), unit=cast.base.pk, made_up=2, by=cast.clerk)
    with refused("session_too_many_made_up"):
        correct_head_count(session=session, unit=cast.base.pk, expected=70, attended=69, excused=1, by=cast.clerk)


def test_only_who_records_work_there_changes_a_turnout(cast: Cast, hold: Hold, seated: Session) -> None:
    counted = hold(cast.branch)
    for part, person in cast.persons.items():
        if part in ("clerk", "secretary"):
            continue
        with refused("not_permitted"):
            correct_head_count(session=counted, unit=cast.branch.pk, expected=9, attended=9, by=person)
        with refused("not_permitted"):
            make_up_count(session=counted, unit=cast.branch.pk, made_up=1, by=person)
        with refused("not_permitted"):
            make_up(session=seated, persons=[cast.members[4].pk], day=LATER, by=person)
        with refused("not_permitted"):
            correct_seat(session=seated, person=cast.members[4].pk, state="excused", by=person)


def test_a_withdrawn_session_takes_no_more_changes(cast: Cast, hold: Hold, seated: Session) -> None:
    counted = withdraw_session(session=hold(cast.base), by=cast.clerk)
    by_name = withdraw_session(session=seated, by=cast.clerk)
    with refused("session_not_held"):
        correct_head_count(session=counted, unit=cast.base.pk, expected=9, attended=9, by=cast.clerk)
    with refused("session_not_held"):
        make_up(session=by_name, persons=[cast.members[4].pk], day=LATER, by=cast.clerk)
