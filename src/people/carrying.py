"""What of people goes along when a unit ends: memberships and posts."""

from datetime import date

from ledger.actors import Actor
from ledger.posting import post_many
from ledger.recorded import enter_many, lock_many
from ledger.refusals import IllegalMove
from people.models import Membership, Post
from units.acts import carries, name_now
from units.models import Unit


@carries
def carry_people(unit: Unit, receiver: Unit | None, day: date, by: Actor) -> None:
    """Memberships end (− where they were) and begin at the receiver (+ where they are); posts end."""
    running = Membership.objects.filter(record__unit=unit, until__gt=day, withdrawn=False)
    leaving = lock_many(running.order_by("pk"))
    if leaving and receiver is None:
        raise IllegalMove("unit_has_people", name=name_now(unit), count=len(leaving))
    arriving = [
        Membership(person_id=m.person_id, status=m.status, since=max(day, m.since), until=m.until) for m in leaving
    ]
    for m in leaving:
        if m.since < day:
            m.until = day
        else:
            m.withdrawn = True
    Membership.objects.bulk_update(leaving, ["until", "withdrawn"], batch_size=2000)
    post_many(leaving, by=by, verb="people.carried")
    if receiver is not None:
        enter_many(arriving, [receiver.pk] * len(arriving))
        post_many(arriving, by=by, verb="people.carried")
    Post.objects.filter(unit=unit, until__gt=day, since__lt=day).update(until=day)
    Post.objects.filter(unit=unit, since__gte=day).delete()
