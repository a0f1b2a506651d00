"""Operations on topics and sessions: announce, hold, withdraw. What changes a turnout is in ``turnouts``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from directives.models import Programme
from directives.rules import check_founded
from figures.duties import give_duty
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter, enter_many, lock
from ledger.refusals import NotPermitted, Unfit
from people.models import Person
from people.rules import may_all
from study.measures import COVERED
from study.models import HeadCount, Seat, Session, Topic
from study.queries import belonging
from study.rules import ANNOUNCE, HOLD, check_counts, check_move
from study.states import SeatState, State
from units import kinds
from units.models import Unit


@dataclass(frozen=True)
class Count:
    """A unit's turnout without names."""

    unit: int
    expected: int
    attended: int
    excused: int = 0
    made_up: int = 0


@dataclass(frozen=True)
class Sitting:
    """A person's place, by number. The person belongs to the unit on the day of the session."""

    unit: int
    person: int
    state: str = SeatState.ATTENDED


@dataclass(frozen=True)
class Holding:
    """A session to enter: where it was held, and each unit's turnout in one of two ways."""

    topic: Topic
    unit: int
    day: date
    counts: Sequence[Count] = ()
    sittings: Sequence[Sitting] = ()
    place: str = ""
    chaired_by: str = ""

    def units(self) -> set[int]:
        """Every unit whose books it touches."""
        return {self.unit, *(c.unit for c in self.counts), *(s.unit for s in self.sittings)}


@operation
def announce_topic(
    *,
    unit: Unit,
    programme: Programme,
    kind: str,
    year: int,
    title: str,
    since: date,
    due: date | None = None,
    by: Person,
    request_key: UUID | None = None,
) -> Topic:
    """Announce (triển khai) a topic: every base unit below owes its study by ``due``.

    Without ``due`` it is the last day of the year. Errors: NotPermitted, Unfit.
    """
    if not by.may(ANNOUNCE, unit.pk):
        raise NotPermitted
    if not title.strip():
        raise Unfit("topic_without_title", "title")
    last = due or date(max(year, since.year), 12, 31)
    if last < since:
        raise Unfit("topic_due_too_early", "due", day=since)
    check_founded({unit.pk: since})
    topic = Topic(programme=programme, kind=kind, year=year, title=title.strip(), since=since, due=last)
    enter(topic, unit=unit.pk)
    post(topic, by=by, verb="study.announced")
    give_duty(
        measure=COVERED.code,
        above=unit,
        unit_kinds=kinds.BASE,
        kind=kind,
        subject=str(topic.pk),
        since=since,
        until=last + timedelta(days=1),
        by=by,
    )
    return topic


@operation
def hold_session(*, holding: Holding, by: Person, request_key: UUID | None = None) -> Session:
    """Enter one session that was held. Errors: NotPermitted, Unfit."""
    return hold_sessions(holdings=[holding], by=by)[0]


@operation
def hold_sessions(*, holdings: Sequence[Holding], by: Person) -> list[Session]:
    """Enter sessions that were held. Errors: NotPermitted, Unfit."""
    if not may_all(by, HOLD, {unit for h in holdings for unit in h.units()}):
        raise NotPermitted
    for h in holdings:
        _check(h)
    _check_places(holdings)
    rows = [Session(topic=h.topic, day=h.day, place=h.place, chaired_by=h.chaired_by) for h in holdings]
    enter_many(rows, [h.unit for h in holdings])
    HeadCount.objects.bulk_create(
        [
            HeadCount(
                session=row,
                unit_id=c.unit,
                expected=c.expected,
                attended=c.attended,
                excused=c.excused,
                made_up=c.made_up,
            )
            for row, h in zip(rows, holdings, strict=True)
            for c in h.counts
        ],
        batch_size=5000,
    )
    Seat.objects.bulk_create(
        [
            Seat(session=row, unit_id=s.unit, person_id=s.person, state=s.state)
            for row, h in zip(rows, holdings, strict=True)
            for s in h.sittings
        ],
        batch_size=5000,
    )
    kept = list(Session.for_entries().filter(pk__in=[row.pk for row in rows]).order_by("pk"))
    post_many(kept, by=by, verb="study.held")
    return kept


@operation
def withdraw_session(*, session: Session, by: Person, note: str = "") -> Session:
    """Take back a session entered by mistake; its turns and coverage go. Errors: NotPermitted, IllegalMove."""
    session = lock(session)
    check_move(session, to=State.WITHDRAWN, by=by)
    before = session.state
    session.state = State.WITHDRAWN
    session.save(update_fields=["state"])
    post(session, by=by, verb="study.withdrawn", changes={"state": [before, State.WITHDRAWN.value]}, note=note)
    return session


def _check(h: Holding) -> None:
    """What can be wrong with one session, by itself. Errors: Unfit."""
    if h.day < h.topic.since:
        raise Unfit("session_before_topic", "day", day=h.topic.since)
    if h.day > clock.today():
        raise Unfit("session_in_future", "day", day=h.day)
    if not (h.counts or h.sittings):
        raise Unfit("session_without_turnout", "expected")
    counted, seated = [c.unit for c in h.counts], {s.unit for s in h.sittings}
    if len(set(counted)) < len(counted) or seated & set(counted):
        raise Unfit("session_unit_twice", "unit")
    if len({s.person for s in h.sittings}) < len(h.sittings):
        raise Unfit("session_person_twice", "person")
    for c in h.counts:
        check_counts(c.expected, c.attended, c.excused, c.made_up)


def _check_places(holdings: Sequence[Holding]) -> None:
    """Units founded by the day, persons in their units on the day. Errors: Unfit."""
    first: dict[int, date] = {}
    for h in holdings:
        for unit in h.units():
            first[unit] = min(h.day, first.get(unit, h.day))
    check_founded(first)
    spans = belonging({s.person for h in holdings for s in h.sittings})
    for h in holdings:
        for s in h.sittings:
            if not _on(spans.get((s.person, s.unit), ()), h.day):
                raise Unfit("session_person_elsewhere", "person", day=h.day)


def _on(spans: Iterable[tuple[date, date]], day: date) -> bool:
    return any(since <= day < until for since, until in spans)
