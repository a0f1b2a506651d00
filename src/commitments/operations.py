"""Operations on pledges. Rounds are opened in ``rounds``, breakthroughs registered in ``breakthroughs``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commitments.models import Pledge, PledgeRound, PledgeText
from commitments.queries import already_pledged, statuses_owed
from commitments.rules import REPORT, WRITE, check_open, check_pledge_moves, check_writes
from commitments.states import WRITABLE, PledgeState
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter, enter_many, lock, lock_many
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person
from people.rules import may_all


@dataclass(frozen=True)
class Taken:
    """A pledge handed in on paper and accepted by the branch on a day. ``person``: a number."""

    round: PledgeRound
    person: int
    accepted_on: date
    tasks: int = 0
    tasks_done: int | None = None
    text: str = ""


@operation
def draft_pledge(
    *, pledge_round: PledgeRound, person: Person, text: str, tasks: int, by: Person, request_key: UUID | None = None
) -> Pledge:
    """Begin a pledge: one's own, or for a person of the branch. Errors: NotPermitted, IllegalMove, Unfit."""
    held = lock(pledge_round)
    check_writes(held, person.pk, by=by)
    status = _statuses([(held.pk, person.pk)])[held.pk, person.pk]
    pledge = Pledge(round=held, person=person, status=status, tasks=tasks)
    enter(pledge, unit=held.record.unit_id)
    PledgeText.objects.create(pledge=pledge, text=text)
    post(pledge, by=by, verb="commitments.pledge_drafted")
    return pledge


@operation
def rewrite_pledge(*, pledge: Pledge, text: str, tasks: int, by: Person) -> Pledge:
    """Change the words of a pledge that is being written or was given back. Errors: as ``draft_pledge``."""
    pledge = lock(pledge)
    check_writes(pledge.round, pledge.person_id, by=by)
    if pledge.state not in WRITABLE:
        raise IllegalMove("pledge_not_now", state=PledgeState(pledge.state).label)
    before, pledge.tasks = pledge.tasks, tasks
    pledge.save(update_fields=["tasks"])
    PledgeText.objects.update_or_create(pledge=pledge, defaults={"text": text})
    post(pledge, by=by, verb="commitments.pledge_rewritten", changes={"tasks": [before, tasks]})
    return pledge


@operation
def submit_pledge(*, pledge: Pledge, by: Person) -> Pledge:
    """Submit (nộp) a pledge to the branch. Errors: NotPermitted, IllegalMove, Unfit."""
    pledge = lock(pledge)
    check_pledge_moves([pledge], to=PledgeState.SUBMITTED, by=by)
    check_open(pledge.round)
    if not PledgeText.objects.filter(pledge=pledge).exclude(text="").exists():
        raise Unfit("pledge_without_text", "text")
    pledge.submitted_on = clock.today()
    return _moved([pledge], PledgeState.SUBMITTED, by, "commitments.pledge_submitted")[0]


@operation
def return_pledge(*, pledge: Pledge, by: Person, note: str = "") -> Pledge:
    """Give a pledge back to be mended; undoes an acceptance. Errors: NotPermitted, IllegalMove."""
    pledge = lock(pledge)
    check_pledge_moves([pledge], to=PledgeState.RETURNED, by=by)
    pledge.accepted_on = pledge.tasks_done = None
    return _moved([pledge], PledgeState.RETURNED, by, "commitments.pledge_returned", note)[0]


@operation
def accept_pledge(*, pledge: Pledge, day: date, by: Person) -> Pledge:
    """Accept (thông qua) a submitted pledge. Errors: NotPermitted, IllegalMove, Unfit."""
    return accept_pledges(pledges=[pledge], day=day, by=by)[0]


@operation
def accept_pledges(*, pledges: Sequence[Pledge], day: date, by: Person) -> list[Pledge]:
    """Accept submitted pledges, as the branch meeting of ``day`` decided. Errors: as ``accept_pledge``."""
    lock_many(PledgeRound.objects.filter(pk__in={p.round_id for p in pledges}))  # none is withdrawn meanwhile
    rows = lock_many(pledges)
    check_pledge_moves(rows, to=PledgeState.ACCEPTED, by=by)
    for pledge in rows:
        check_open(pledge.round)
        _check_day(pledge.round, day)
        pledge.accepted_on = day
    return _moved(rows, PledgeState.ACCEPTED, by, "commitments.pledge_accepted")


@operation
def take_in_pledges(*, taken: Sequence[Taken], by: Person) -> list[Pledge]:
    """Enter pledges handed in on paper and accepted by the branch. Errors: NotPermitted, IllegalMove, Unfit."""
    rounds = {r.pk: r for r in lock_many({t.round.pk: t.round for t in taken}.values())}
    if not may_all(by, WRITE, {r.record.unit_id for r in rounds.values()}):
        raise NotPermitted
    statuses = _statuses([(t.round.pk, t.person) for t in taken])
    for t in taken:
        check_open(rounds[t.round.pk])
        _check_day(rounds[t.round.pk], t.accepted_on)
        _check_tasks(t.tasks, t.tasks_done)
    rows = [
        Pledge(
            round=rounds[t.round.pk],
            person_id=t.person,
            status=statuses[t.round.pk, t.person],
            state=PledgeState.ACCEPTED,
            submitted_on=t.accepted_on,
            accepted_on=t.accepted_on,
            tasks=t.tasks,
            tasks_done=t.tasks_done,
        )
        for t in taken
    ]
    enter_many(rows, [row.round.record.unit_id for row in rows])
    texts = [PledgeText(pledge=row, text=t.text) for row, t in zip(rows, taken, strict=True) if t.text]
    PledgeText.objects.bulk_create(texts, batch_size=5000)
    post_many(rows, by=by, verb="commitments.pledge_taken_in")
    return rows


@operation
def report_tasks(*, pledge: Pledge, tasks_done: int, by: Person) -> Pledge:
    """Say how many of the pledged tasks are done. Errors: NotPermitted, IllegalMove, Unfit."""
    pledge = lock(pledge)
    if by.pk != pledge.person_id and not by.may(REPORT, pledge.record.unit_id):
        raise NotPermitted
    if pledge.state != PledgeState.ACCEPTED:
        raise IllegalMove("pledge_not_now", state=PledgeState(pledge.state).label)
    _check_tasks(pledge.tasks, tasks_done)
    before, pledge.tasks_done = pledge.tasks_done, tasks_done
    pledge.save(update_fields=["tasks_done"])
    post(pledge, by=by, verb="commitments.tasks_reported", changes={"tasks_done": [before, tasks_done]})
    return pledge


@operation
def report_done(*, done: Sequence[tuple[Pledge, int]], by: Person) -> list[Pledge]:
    """``report_tasks`` for many pledges, as branches report them. Errors: NotPermitted, IllegalMove, Unfit."""
    rows = lock_many(pledge for pledge, _ in done)
    if not may_all(by, REPORT, {row.record.unit_id for row in rows}):
        raise NotPermitted
    for row, (_, tasks_done) in zip(rows, done, strict=True):
        if row.state != PledgeState.ACCEPTED:
            raise IllegalMove("pledge_not_now", state=PledgeState(row.state).label)
        _check_tasks(row.tasks, tasks_done)
        before, row.tasks_done = row.tasks_done, tasks_done
        post(row, by=by, verb="commitments.tasks_reported", changes={"tasks_done": [before, tasks_done]})
    for number in {tasks_done for _, tasks_done in done}:
        keys = [row.pk for row in rows if row.tasks_done == number]
        Pledge.objects.filter(pk__in=keys).update(tasks_done=number)
    return rows


def _moved(rows: list[Pledge], to: PledgeState, by: Person, verb: str, note: str = "") -> list[Pledge]:
    for before in {row.state for row in rows}:
        moving = [row for row in rows if row.state == before]
        for row in moving:
            row.state = to
        Pledge.objects.bulk_update(moving, ["state", "submitted_on", "accepted_on", "tasks_done"], batch_size=2000)
        post_many(moving, by=by, verb=verb, changes={"state": [before, to.value]}, note=note)
    return rows


def _statuses(wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """In which way these persons owe a pledge; none has one yet. Errors: Unfit."""
    keys = {held for held, _ in wanted}
    statuses, pledged = statuses_owed(keys), already_pledged(keys)
    for key in wanted:
        if key not in statuses:
            raise Unfit("pledge_not_owed", "person")
        if key in pledged:
            raise Unfit("pledge_known", "person")
        pledged.add(key)
    return statuses


def _check_day(held: PledgeRound, day: date) -> None:
    if not held.day <= day <= clock.today():
        raise Unfit("pledge_day_unfit", "day", first=held.day)


def _check_tasks(tasks: int, done: int | None) -> None:
    if tasks < 0 or (done is not None and not 0 <= done <= tasks):
        raise Unfit("pledge_tasks_unfit", "tasks_done", done=done or 0, tasks=tasks)
