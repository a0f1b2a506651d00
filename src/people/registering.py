"""Registering persons and where they belong: what files say of them is kept, and posted where it is new or ends.

A person is found by key, or, where none was given, by the public id that files show instead. A membership is known by
person, unit, status and first day; its end becomes what the file says. What the files do not name stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from ledger.operation import operation
from ledger.posting import post, post_many
from ledger.recorded import enter_many, lock_many
from ledger.refusals import NotPermitted
from people.models import Membership, Person
from people.roles import KEEP_PEOPLE
from ui.sorting import given_name_key
from units.models import NEVER

PART = 5000


class Named(NamedTuple):
    """A person as a file names them."""

    key: str
    full_name: str
    note: str


class Belonging(NamedTuple):
    """Where a person belonged: the unit by number, the person by pk."""

    person: int
    unit: int
    status: str
    since: date
    until: date


def known_persons() -> dict[str, Person]:
    """Persons by what files call them."""
    return {person.key or person.public_id: person for person in Person.objects.all()}


@operation
def register_persons(*, persons: Sequence[Named], by: Person) -> tuple[Mapping[str, Person], int]:
    """Keep persons as files name them. Returns all by key, and how many are new or changed. Errors: NotPermitted."""
    if not by.may(KEEP_PEOPLE, None):
        raise NotPermitted
    known = known_persons()
    fresh, changed = [], []
    for named in persons:
        facts = {"full_name": named.full_name, "note": named.note, "sort_key": given_name_key(named.full_name)}
        person = known.get(named.key)
        if person is None:
            fresh.append(Person(key=named.key, **facts))
        elif (person.full_name, person.note) != (named.full_name, named.note):
            for name, fact in facts.items():
                setattr(person, name, fact)
            changed.append(person)
    Person.objects.bulk_create(fresh, batch_size=PART)
    Person.objects.bulk_update(changed, ["full_name", "note", "sort_key"], batch_size=PART)
    return known | {str(person.key): person for person in fresh}, len(fresh) + len(changed)


@operation
def register_memberships(*, belongings: Sequence[Belonging], by: Person) -> int:
    """Keep where persons belonged; post what is new and what ends otherwise. Returns how many. Errors: NotPermitted."""
    if not by.may(KEEP_PEOPLE, None):
        raise NotPermitted
    persons = {b.person for b in belongings}
    held = {_name(m): m for m in memberships_of(persons)}
    fresh = [b for b in belongings if b[:4] not in held]
    ends = {held[b[:4]].pk: b.until for b in belongings if b[:4] in held and held[b[:4]].until != b.until}
    rows = [Membership(person_id=b.person, status=b.status, since=b.since, until=b.until) for b in fresh]
    enter_many(rows, [b.unit for b in fresh])
    post_many(rows, by=by, verb="people.admitted")
    moved = lock_many([m for m in held.values() if m.pk in ends])
    for m in moved:
        before, m.until = m.until, ends[m.pk]
        days = [None if day == NEVER else day.isoformat() for day in (before, m.until)]
        post(m, by=by, verb="people.released", changes={"until": days})
    Membership.objects.bulk_update(moved, ["until"], batch_size=PART)
    return len(rows) + len(moved)


def memberships_of(persons: set[int]) -> list[Membership]:
    """The memberships of persons that were not withdrawn."""
    return list(Membership.objects.filter(person__in=persons, withdrawn=False).select_related("record"))


def memberships_at(units: set[int]) -> list[Membership]:
    """The memberships at units that were not withdrawn."""
    return list(Membership.objects.filter(Q(record__unit__in=units), withdrawn=False).select_related("record"))


def _name(m: Membership) -> tuple[int, int, str, date]:
    return (m.person_id, m.record.unit_id, m.status, m.since)
