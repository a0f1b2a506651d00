"""What of people goes along when units end: memberships and posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from ledger.actors import Actor
from ledger.posting import post_event, post_many
from ledger.recorded import enter_many, lock_many
from ledger.refusals import IllegalMove, Refused, Unfit
from people.models import Membership, Post
from units.acts.carrying import Carried, Leaving, carries
from units.models import Unit
from units.tree import Tree


def running(units: Collection[int], day: date) -> QuerySet[Membership]:
    """Memberships at units that ``day`` doesn't see ended."""
    return Membership.objects.filter(Q(record__unit__in=units), until__gt=day, withdrawn=False)


@dataclass(frozen=True)
class Sorted:
    """Where each membership goes, by its number; ``faults``: why somebody can't go."""

    to: dict[int, int]
    faults: list[Refused]


def sort_out(carried: Carried, memberships: Sequence[Membership]) -> Sorted:
    """Where everybody goes in the end, also through several units of one day."""
    at = {m.pk: m.record.unit_id for m in memberships}
    who = {m.pk: m.person_id for m in memberships}
    faults: list[Refused] = []
    for leaving in carried.leaving:
        here = [pk for pk, unit in at.items() if unit == leaving.unit]
        faults += _faults(leaving, here, who)
        for pk in here:
            at[pk] = _goes(leaving, who[pk]) or at[pk]
    ends = {leaving.unit for leaving in carried.leaving}
    for unit in sorted(set(at.values()) - ends):
        if not carried.after.goes_on(unit, carried.day):
            name = carried.after.standings[unit][-1].name
            faults.append(IllegalMove("unit_receiver_not_alive", name=name, day=carried.day))
    return Sorted(at, faults)


def _goes(leaving: Leaving, person: int) -> int | None:
    if len(leaving.receivers) == 1:
        return leaving.receivers[0]
    return leaving.people.get(person)


def _faults(leaving: Leaving, here: Sequence[int], who: dict[int, int]) -> Iterable[Refused]:
    people = {who[pk] for pk in here}
    if here and not leaving.receivers:
        yield IllegalMove("unit_has_people", name=leaving.name, count=len(here))
    elif len(leaving.receivers) > 1 and (left := len(people - leaving.people.keys())):
        yield IllegalMove("unit_people_unnamed", name=leaving.name, count=left)
    if others := len(leaving.people.keys() - people):
        yield Unfit("people_not_there", "people", name=leaving.name, count=others)
    if set(leaving.people.values()) - set(leaving.receivers):
        yield Unfit("people_to_another_unit", "people", name=leaving.name)


class Sent(NamedTuple):
    """A post that ends on a day, and where it goes on (None: nowhere)."""

    post: Post
    to: int | None


def sort_posts(carried: Carried) -> list[Sent]:
    """What becomes of the posts at units that end."""
    units = [leaving.unit for leaving in carried.leaving]
    found = []
    for post in Post.objects.filter(unit__in=units, until__gt=carried.day).select_related("person").order_by("pk"):
        at: int | None = post.unit_id
        for leaving in carried.leaving:
            if at == leaving.unit:
                at = _goes(leaving, post.person_id) if leaving.with_posts else None
        found.append(Sent(post, at if at is not None and carried.after.goes_on(at, carried.day) else None))
    return found


@carries("people")
class PeopleCarrier:
    """Memberships end (− where they were) and begin where they go (+ there); posts end, or go on where asked."""

    kinds = (Membership.KIND,)

    def carry(self, carried: Carried, by: Actor) -> Any:
        """Carry people and posts."""
        units = [leaving.unit for leaving in carried.leaving]
        leaving = lock_many(running(units, carried.day).order_by("pk"))
        sorted_out = sort_out(carried, leaving)
        if sorted_out.faults:
            raise sorted_out.faults[0]
        done = {"left": [[m.pk, m.until.isoformat(), m.withdrawn] for m in leaving]}
        came = self._go(leaving, sorted_out.to, carried.day, by)
        posts = self._send(sort_posts(carried), carried.day, by)
        done |= {"came": [m.pk for m in came], **posts}
        return done if any(done.values()) else {}

    def _go(self, leaving: Sequence[Membership], to: dict[int, int], day: date, by: Actor) -> Sequence[Membership]:
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
        enter_many(arriving, [to[m.pk] for m in leaving])
        post_many(arriving, by=by, verb="people.carried")
        return arriving

    def _send(self, sent: Sequence[Sent], day: date, by: Actor) -> dict[str, Any]:
        """End posts, drop those not begun; begin those that go on. Returns what is needed to put them back."""
        ended = [(s.post.pk, s.post.until.isoformat()) for s in sent if s.post.since < day]
        dropped = [_facts(s.post) for s in sent if s.post.since >= day]
        going = {(p.person_id, p.role, to): p for p, to in sent if to is not None and not _holds(p, to, day)}
        new = Post.objects.bulk_create(
            Post(person_id=person, role=role, unit_id=to, since=max(day, p.since), until=p.until)
            for (person, role, to), p in going.items()
        )
        Post.objects.filter(pk__in=[pk for pk, _ in ended]).update(until=day)
        Post.objects.filter(pk__in=[s.post.pk for s in sent if s.post.since >= day]).delete()
        for p, _ in sent:
            post_event(by=by, verb="people.post_ended", unit=p.unit_id, person=p.person_id, role=p.role)
        for p in new:
            post_event(by=by, verb="people.post_given", unit=p.unit_id, person=p.person_id, role=p.role)
        return {"ended": ended, "dropped": dropped, "given": [p.pk for p in new]}

    def put_back(self, done: Any, by: Actor) -> None:
        """Let people be where they were. Errors: IllegalMove, when somebody has been moved on or released since."""
        came = lock_many(Membership.objects.filter(pk__in=done["came"]).order_by("pk"))
        left = lock_many(Membership.objects.filter(pk__in=[pk for pk, *_ in done["left"]]).order_by("pk"))
        was = {pk: (date.fromisoformat(until), withdrawn) for pk, until, withdrawn in done["left"]}
        expected = dict(zip(done["came"], was.values(), strict=True))
        moved = sum(1 for m in came if m.withdrawn or m.until != expected[m.pk][0])
        if moved:
            raise IllegalMove("people_moved_since", count=moved)
        for m in came:
            m.withdrawn = True
        for m in left:
            m.until, m.withdrawn = was[m.pk]
        Membership.objects.bulk_update([*came, *left], ["until", "withdrawn"], batch_size=2000)
        post_many([*came, *left], by=by, verb="people.put_back")
        self._put_posts_back(done, by)

    def _put_posts_back(self, done: Any, by: Actor) -> None:
        for post in Post.objects.filter(pk__in=done["given"]).order_by("pk"):
            post_event(by=by, verb="people.post_ended", unit=post.unit_id, person=post.person_id, role=post.role)
        Post.objects.filter(pk__in=done["given"]).delete()
        again = [Post(**facts) for facts in done["dropped"]]
        Post.objects.bulk_create(again)
        for pk, until in done["ended"]:
            Post.objects.filter(pk=pk).update(until=date.fromisoformat(until))
        ended = Post.objects.filter(pk__in=[pk for pk, _ in done["ended"]]).order_by("pk")
        for post in [*ended, *again]:
            post_event(by=by, verb="people.post_given", unit=post.unit_id, person=post.person_id, role=post.role)

    def check(self, units: Collection[int], after: Tree) -> None:
        """Nobody is in a unit, and no post held there, before or after its life. Errors: IllegalMove."""
        here = Membership.objects.filter(Q(record__unit__in=units), withdrawn=False)
        spans = [*here.values_list("record__unit_id", "since", "until")]
        spans += Post.objects.filter(unit__in=units).values_list("unit_id", "since", "until")
        outside = [unit for unit, since, until in spans if not _lies(after, unit, since, until)]
        if outside:
            unit = Unit.for_entries().get(pk=outside[0])
            raise IllegalMove("unit_has_people_since", name=str(unit), count=outside.count(outside[0]))


def _lies(tree: Tree, unit: int, since: date, until: date) -> bool:
    return tree.on(unit, since) is not None and until <= tree.life_end(unit, since)


def _holds(post: Post, unit: int, day: date) -> bool:
    """Whether the person holds the same role at a unit already."""
    return Post.objects.filter(person=post.person, role=post.role, unit_id=unit, until__gt=day).exists()


def _facts(post: Post) -> dict[str, Any]:
    return {
        "person_id": post.person_id,
        "role": str(post.role),
        "unit_id": post.unit_id,
        "since": post.since.isoformat(),
        "until": post.until.isoformat(),
    }
