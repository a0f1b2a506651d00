"""People who come, leave and change, month by month as the bloc's clerk enters it."""

from collections.abc import Sequence
from datetime import date

from demo.blocs import LAST, OPENING
from demo.stays import Stay
from demo.timeline import Timeline, month_end
from demo.world import Scene
from people.models import Person
from people.operations import Admission, admit_persons, release_persons
from units.models import NEVER


def admit(scene: Scene, stays: Sequence[Stay], by: Person) -> None:
    """Enter stays that have begun; who is new becomes a person."""
    if not stays:
        return
    rows = admit_persons(
        admissions=[
            Admission(
                s.human.person or s.human.name,
                scene.unit(s.spot).pk,
                s.status,
                s.since,
                s.until if s.is_foreseen else NEVER,
            )
            for s in stays
        ],
        by=by,
    )
    for stay, row in zip(stays, rows, strict=True):
        stay.membership, stay.is_entered = row, True
        stay.human.person = row.person


def _release(stays: Sequence[Stay], by: Person) -> None:
    """Enter that stays have ended."""
    leaving = [(s.membership, s.until) for s in stays if s.membership is not None]
    if leaving:
        release_persons(leaving=leaving, by=by)


def plan_movement(scene: Scene, timeline: Timeline, months: int) -> None:
    """Acts at the end of every ``months`` months, and on the last day."""
    since = OPENING
    for end in _ends(months):
        came = [s for s in scene.stays if since < s.since <= end]
        left = [s for s in scene.stays if since < s.until <= end and not s.is_foreseen]

        def enter(came: Sequence[Stay] = came, left: Sequence[Stay] = left) -> None:
            _release(left, scene.clerk)
            admit(scene, came, scene.clerk)

        if came or left:
            timeline.add(end, 16, 20, enter)
        since = end


def _ends(months: int) -> list[date]:
    """The last working days of every ``months`` months, then the last day of the five years."""
    numbers = range(2016 * 12 + 4 + months, 2021 * 12 + 4, months)
    return [*(month_end(date(number // 12, number % 12 + 1, 1)) for number in numbers), LAST]
