"""Operations that change a session's turnout: corrections, and what was made up afterwards."""

from collections.abc import Collection
from datetime import date

from ledger import clock
from ledger.operation import operation
from ledger.posting import post
from ledger.recorded import lock
from ledger.refusals import Unfit
from people.models import Person
from study.models import HeadCount, Seat, Session
from study.rules import check_counts, check_held
from study.states import SeatState


@operation
def correct_head_count(
    *, session: Session, unit: int, expected: int, attended: int, excused: int = 0, by: Person, note: str = ""
) -> Session:
    """Correct a unit's head count. Errors: NotPermitted, IllegalMove, Unfit."""
    session = lock(session)
    check_held(session, by=by)
    count = _count(session, unit)
    check_counts(expected, attended, excused, count.made_up)
    after = {"expected": expected, "attended": attended, "excused": excused}
    changes = {name: [getattr(count, name), value] for name, value in after.items() if getattr(count, name) != value}
    HeadCount.objects.filter(pk=count.pk).update(**after)
    return _posted(session, by, "study.corrected", changes, note)


@operation
def correct_seat(*, session: Session, person: int, state: str, by: Person, note: str = "") -> Session:
    """Correct whether one person came; what was made up goes when they did. Errors: as ``make_up``."""
    session = lock(session)
    check_held(session, by=by)
    seat = _seats(session, {person})[0]
    made_up_on = None if state == SeatState.ATTENDED else seat.made_up_on
    Seat.objects.filter(pk=seat.pk).update(state=state, made_up_on=made_up_on)
    return _posted(session, by, "study.corrected", {"seat": [seat.state, str(state)]}, note)


@operation
def make_up(*, session: Session, persons: Collection[int], day: date, by: Person) -> Session:
    """Persons who missed the session made it up on ``day``. Errors: NotPermitted, IllegalMove, Unfit."""
    session = lock(session)
    check_held(session, by=by)
    if day < session.day:
        raise Unfit("session_made_up_too_early", "day", day=session.day)
    if day > clock.today():
        raise Unfit("session_in_future", "day", day=day)
    seats = _seats(session, persons)
    if any(seat.state == SeatState.ATTENDED for seat in seats):
        raise Unfit("session_person_came", "person")
    before = sum(seat.made_up_on is not None for seat in session.seats.all())
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(made_up_on=day)
    fresh = sum(seat.made_up_on is None for seat in seats)
    return _posted(session, by, "study.made_up", {"made_up": [before, before + fresh]}, "")


@operation
def make_up_count(*, session: Session, unit: int, made_up: int, by: Person) -> Session:
    """Say how many of a unit have made the session up so far. Errors: NotPermitted, IllegalMove, Unfit."""
    session = lock(session)
    check_held(session, by=by)
    count = _count(session, unit)
    check_counts(count.expected, count.attended, count.excused, made_up)
    HeadCount.objects.filter(pk=count.pk).update(made_up=made_up)
    return _posted(session, by, "study.made_up", {"made_up": [count.made_up, made_up]}, "")


def _count(session: Session, unit: int) -> HeadCount:
    for count in session.counts.all():
        if count.unit_id == unit:
            return count
    raise Unfit("session_unit_not_counted", "unit")


def _seats(session: Session, persons: Collection[int]) -> list[Seat]:
    found = [seat for seat in session.seats.all() if seat.person_id in set(persons)]
    if not found or len(found) < len(set(persons)):
        raise Unfit("session_person_not_seated", "person")
    return found


def _posted(session: Session, by: Person, verb: str, changes: dict[str, list[object]], note: str) -> Session:
    """Post what changed, from the rows as they are now."""
    session = Session.for_entries().get(pk=session.pk)
    post(session, by=by, verb=verb, changes=changes, note=note)
    return session
