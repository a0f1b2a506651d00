"""One of many who write at once: ``python -m tests.writer SECONDS SEED`` on the database of DATABASE_URL.

Holds, corrects and withdraws sessions, and admits and releases persons, as fast as it can; prints how
many operations were done. Any error but a refusal ends it with an exit code.
"""

import random
import sys
import time
from datetime import date, timedelta

import django


def run(seconds: float, seed: int) -> int:
    """Write for a while. Returns the number of operations done."""
    from ledger.refusals import Refused
    from people.models import Membership, Person
    from people.operations import Admission, admit_persons, release_person
    from study.models import Session, Topic
    from study.operations import Count, Holding, hold_session, withdraw_session
    from study.turnouts import correct_head_count
    from units.models import Unit

    dice = random.Random(seed)
    by = Person.objects.get(full_name="Quản Trị")
    clerk = Person.objects.get(full_name="Đỗ Thu Hòa")
    units = [u.pk for u in Unit.objects.exclude(key="bloc")]
    topic = Topic.objects.get()
    done, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        unit, day = dice.choice(units), date(2017, 1, 1) + timedelta(days=dice.randrange(1000))
        sessions = Session.objects.order_by("-pk")[:40]
        try:
            match dice.randrange(5):
                case 0 | 1:
                    expected = dice.randrange(1, 60)
                    count = Count(unit, expected, dice.randrange(expected + 1))
                    hold_session(holding=Holding(topic, unit, day, [count]), by=clerk)
                case 2 if sessions:
                    session = dice.choice(list(sessions))
                    where = session.counts.get().unit_id
                    correct_head_count(session=session, unit=where, expected=70, attended=dice.randrange(70), by=clerk)
                case 3 if sessions and dice.randrange(4) == 0:
                    withdraw_session(session=dice.choice(list(sessions)), by=clerk)
                case _:
                    admit_persons(admissions=[Admission("Người Mới", unit, "member", day)], by=by)
                    held = Membership.objects.filter(record__unit=unit).order_by("-pk").first()
                    if held is not None:
                        release_person(membership=held, day=held.since + timedelta(days=30), by=by)
        except Refused:
            continue
        done += 1
    return done


if __name__ == "__main__":
    django.setup()
    print(run(float(sys.argv[1]), int(sys.argv[2])))  # noqa: T201
