"""Operations on rounds of pledges: open and withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commitments.models import Owed, PledgeRound
from commitments.queries import Belonging, belonging
from commitments.rules import OPEN_ROUND, check_open
from commitments.states import PledgeState, RoundState
from directives.models import Programme
from directives.rules import check_founded
from ledger import clock
from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter_many, lock, lock_many
from ledger.refusals import IllegalMove, NotPermitted, Unfit
from people.models import Person
from people.rules import may_all
from people.statuses import PARTY
from units.models import Unit


@dataclass(frozen=True)
class Opening:
    """A round to open. ``owed``: (person, status) pairs; None for everybody of ``statuses`` at the unit."""

    unit: int
    programme: Programme
    year: int
    day: date
    owed: Sequence[tuple[int, str]] | None = None
    statuses: Sequence[str] = PARTY


@operation
def open_round(*, opening: Opening, by: Person, request_key: UUID | None = None) -> PledgeRound:
    """Open one round. Errors: NotPermitted, IllegalMove, Unfit."""
    return open_rounds(openings=[opening], by=by)[0]


@operation
def open_rounds(*, openings: Sequence[Opening], by: Person) -> list[PledgeRound]:
    """Open (phát động) rounds, one a unit, programme and year. Errors: NotPermitted, IllegalMove, Unfit."""
    units = {o.unit for o in openings}
    if not may_all(by, OPEN_ROUND, units):
        raise NotPermitted
    lock_many(Unit.objects.filter(pk__in=units))
    _check(openings)
    there = belonging(units)
    rows = [PledgeRound(programme=o.programme, year=o.year, day=o.day) for o in openings]
    enter_many(rows, [o.unit for o in openings])
    Owed.objects.bulk_create(
        [
            Owed(round=row, person_id=person, status=status)
            for row, o in zip(rows, openings, strict=True)
            for person, status in _owing(o, there.get(o.unit, []))
        ],
        batch_size=5000,
    )
    kept = list(PledgeRound.for_entries().filter(pk__in=[row.pk for row in rows]).order_by("pk"))
    post_many(kept, by=by, verb="commitments.round_opened")
    return kept


@operation
def withdraw_round(*, pledge_round: PledgeRound, by: Person, note: str = "") -> PledgeRound:
    """Take back a round opened by mistake. Errors: NotPermitted, IllegalMove (pledges are accepted)."""
    pledge_round = lock(pledge_round)
    if not by.may(OPEN_ROUND, pledge_round.record.unit_id):
        raise NotPermitted
    check_open(pledge_round)
    accepted = pledge_round.pledges.filter(state=PledgeState.ACCEPTED).count()
    if accepted:
        raise IllegalMove("round_has_accepted", count=accepted)
    before = pledge_round.state
    pledge_round.state = RoundState.WITHDRAWN
    pledge_round.save(update_fields=["state"])
    changes = {"state": [before, RoundState.WITHDRAWN.value]}
    post(pledge_round, by=by, verb="commitments.round_withdrawn", changes=changes, note=note)
    return pledge_round


def _check(openings: Sequence[Opening]) -> None:
    """Days, and one round a unit, programme and year. Errors: IllegalMove, Unfit."""
    first: dict[int, date] = {}
    for o in openings:
        if o.day > clock.today():
            raise Unfit("round_in_future", "day", day=o.day)
        first[o.unit] = min(o.day, first.get(o.unit, o.day))
    check_founded(first)
    wanted = [(o.unit, o.programme.pk, o.year) for o in openings]
    held = PledgeRound.objects.filter(record__unit_id__in=first, state=RoundState.OPEN)
    known = set(held.values_list("record__unit_id", "programme_id", "year"))
    for n, key in enumerate(wanted):
        if key in known or key in wanted[:n]:
            raise IllegalMove("round_known", year=str(key[2]))


def _owing(o: Opening, there: Sequence[Belonging]) -> Sequence[tuple[int, str]]:
    """Who owes a pledge: those named, or all who belong to the unit on the day. Errors: Unfit."""
    on_day = {b.person: b.status for b in there if b.since <= o.day < b.until}
    if o.owed is None:
        owing = [(person, status) for person, status in on_day.items() if status in o.statuses]
        if not owing:
            raise Unfit("round_nobody_owes", "day", day=o.day)
        return owing
    if any(on_day.get(person) != status for person, status in o.owed):
        raise Unfit("round_person_elsewhere", "person", day=o.day)
    return o.owed
