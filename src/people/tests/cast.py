"""The cast: one small tree and who works on it, the same in every test.

    bloc ─┬─ base ─────── branch         members: three full, one probationary, one of the staff
          └─ other_base ─ other_branch   other_members: two

At the bloc: clerk, approver, inspector, recogniser. At a branch each: secretary, other_secretary. At the branch also:
member. Without a unit: operator. Without any post: stranger. Units exist since ever, persons since 1/1/2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from ledger.operation import operation
from people.models import Account, Person, named
from people.operations import Admission, admit_persons, give_post
from people.roles import Role
from people.statuses import Status
from units import kinds
from units.acts import Founding, found_units
from units.models import Unit

BEGIN = date(2016, 1, 1)
ORGANISATION = (
    ("bloc", "Đảng bộ Khối các cơ quan tỉnh", kinds.SUPERIOR, "", "K01"),
    ("base", "Đảng bộ Cục Thuế", kinds.BASE_COMMITTEE, "bloc", "01"),
    ("other_base", "Đảng bộ Sở Y tế", kinds.BASE_COMMITTEE, "bloc", "02"),
    ("branch", "Chi bộ Văn phòng Cục Thuế", kinds.BRANCH, "base", "01.1"),
    ("other_branch", "Chi bộ Thanh tra Sở Y tế", kinds.BRANCH, "other_base", "02.1"),
)
POSTS = (
    ("clerk", "Đỗ Thu Hòa", Role.CLERK, "bloc"),
    ("approver", "Nguyễn Văn An", Role.APPROVER, "bloc"),
    ("inspector", "Hoàng Quốc Việt", Role.INSPECTOR, "bloc"),
    ("recogniser", "Vũ Minh Châu", Role.RECOGNITION, "bloc"),
    ("secretary", "Lê Thị Bích", Role.SECRETARY, "branch"),
    ("other_secretary", "Phạm Đức Cường", Role.SECRETARY, "other_branch"),
)
MEMBERS = (
    ("Trần Văn Dũng", Status.MEMBER),
    ("Bùi Thị Ánh", Status.MEMBER),
    ("Đặng Văn Đức", Status.MEMBER),
    ("Hồ Thị Nga", Status.PROBATIONARY),
    ("Lý Văn Sơn", Status.STAFF),
)
OTHER_MEMBERS = (("Ngô Thị Yến", Status.MEMBER), ("Mai Văn Khôi", Status.MEMBER))


@dataclass(frozen=True)
class Cast:
    """Units and persons by the part they play. ``member`` is the first of ``members``."""

    bloc: Unit
    base: Unit
    other_base: Unit
    branch: Unit
    other_branch: Unit
    clerk: Person
    approver: Person
    inspector: Person
    recogniser: Person
    secretary: Person
    other_secretary: Person
    member: Person
    stranger: Person
    operator: Person
    members: list[Person]
    other_members: list[Person]

    @property
    def units(self) -> dict[str, Unit]:
        """The units by their part."""
        return {part: getattr(self, part) for part, *_ in ORGANISATION}

    @property
    def persons(self) -> dict[str, Person]:
        """Who acts, by their part."""
        parts = [part for part, *_ in POSTS]
        return {part: getattr(self, part) for part in (*parts, "member", "stranger", "operator")}

    def client(self, person: Person | None, language: str = "en") -> Client:
        """A browser at which ``person`` is logged in; None: nobody. Pages are in English unless told otherwise."""
        client = Client()
        client.cookies["django_language"] = language
        if person is not None:
            client.force_login(Account.objects.get_or_create(person=person, defaults={"login": person.public_id})[0])
        return client


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, in the test's transaction."""
    return set_up()


@operation
def set_up() -> Cast:
    """Found the tree and give the posts, as operations do it; also for databases of a test's own."""
    people = {part: _kept(name) for part, name, *_ in POSTS}
    operator, stranger = _kept("Quản Trị"), _kept("Kha Lạ")
    give_post(person=operator, role=Role.OPERATOR, unit=None, since=BEGIN, by=None)
    foundings = [
        Founding(name, kind, above or None, key=key, code=code) for key, name, kind, above, code in ORGANISATION
    ]
    units = {unit.key: unit for unit in found_units(foundings=foundings, by=operator)}
    members = _admit(MEMBERS, units["branch"], operator)
    other_members = _admit(OTHER_MEMBERS, units["other_branch"], operator)
    for part, _name, role, where in POSTS:
        give_post(person=people[part], role=role, unit=units[where], since=BEGIN, by=operator)
    give_post(person=members[0], role=Role.MEMBER, unit=units["branch"], since=BEGIN, by=operator)
    parts: dict[str, Any] = {**units, **people}
    return Cast(
        **parts,
        member=members[0],
        stranger=stranger,
        operator=operator,
        members=members,
        other_members=other_members,
    )


def _kept(name: str) -> Person:
    person = named(name)
    person.save()
    return person


def _admit(who: tuple[tuple[str, Status], ...], unit: Unit, by: Person) -> list[Person]:
    admissions = [Admission(name, unit.pk, status, BEGIN) for name, status in who]
    return [membership.person for membership in admit_persons(admissions=admissions, by=by)]
