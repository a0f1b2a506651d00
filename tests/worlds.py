"""Generated worlds for properties: a tree that changes, and work recorded on it, by operations only."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from directives.models import Programme
from directives.operations import open_programme
from ledger.refusals import Refused
from people.models import Membership, Person, named
from people.operations import Admission, admit_persons, give_post, release_person
from people.roles import Role
from study.models import Session, Topic
from study.operations import Count, Holding, announce_topic, hold_session, withdraw_session
from study.turnouts import correct_head_count
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, found_units, move_unit, rename_unit
from units.models import Unit

FIRST = date(2016, 1, 1)
DAYS = st.integers(0, 1800).map(lambda n: FIRST + timedelta(days=n))
SMALL = st.integers(0, 5)
PICK = st.integers(0, 10_000)
STEPS = st.one_of(
    st.tuples(st.just("found"), DAYS, PICK, PICK),
    st.tuples(st.just("rename"), DAYS, PICK, PICK),
    st.tuples(st.just("move"), DAYS, PICK, PICK),
    st.tuples(st.just("dissolve"), DAYS, PICK, PICK),
    st.tuples(st.just("admit"), DAYS, PICK, PICK),
    st.tuples(st.just("admit"), DAYS, PICK, PICK),
    st.tuples(st.just("release"), DAYS, PICK, PICK),
    st.tuples(st.just("hold"), DAYS, PICK, PICK),
    st.tuples(st.just("hold"), DAYS, PICK, PICK),
    st.tuples(st.just("hold"), DAYS, PICK, PICK),
    st.tuples(st.just("correct"), DAYS, PICK, PICK),
    st.tuples(st.just("withdraw"), DAYS, PICK, PICK),
)
STORIES = st.lists(STEPS, min_size=4, max_size=25)
SPANS = st.tuples(DAYS, DAYS).map(sorted)


@dataclass
class World:
    """What was made, and who made it. ``refused``: steps that the program rightly did not take."""

    by: Person
    programme: Programme
    topic: Topic
    roots: list[Unit]
    units: list[Unit]
    members: list[Membership] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    refused: int = 0

    def play(self, steps: list[tuple[str, date, int, int]]) -> None:
        """Take each step; one that is refused leaves everything as it was."""
        for name, day, one, other in steps:
            try:
                getattr(self, f"_{name}")(day, one, other)
            except Refused:
                self.refused += 1

    def _unit(self, n: int) -> Unit:
        return self.units[n % len(self.units)]

    def _found(self, day: date, one: int, other: int) -> None:
        kind = (kinds.BASE_COMMITTEE, kinds.BASE_BRANCH, kinds.BRANCH)[other % 3]
        founding = Founding(f"Đơn vị {len(self.units)}", kind, self._unit(one), day)
        self.units.append(found_unit(founding=founding, by=self.by))

    def _rename(self, day: date, one: int, other: int) -> None:
        rename_unit(unit=self._unit(one), name=f"Tên {other}", day=day, by=self.by)

    def _move(self, day: date, one: int, other: int) -> None:
        unit = self._unit(one)
        if unit not in self.roots:  # so that the roots together are everything, on every day
            move_unit(unit=unit, parent=self._unit(other), day=day, by=self.by)

    def _dissolve(self, day: date, one: int, other: int) -> None:
        receiver = self._unit(other) if other % 3 else None
        dissolve_unit(unit=self._unit(one), day=day, receiver=receiver, by=self.by)

    def _admit(self, day: date, one: int, other: int) -> None:
        status = ("member", "probationary", "staff")[other % 3]
        admission = Admission(f"Người {other}", self._unit(one).pk, status, day)
        self.members += admit_persons(admissions=[admission], by=self.by)

    def _release(self, day: date, one: int, _other: int) -> None:
        if self.members:
            release_person(membership=self.members[one % len(self.members)], day=day, by=self.by)

    def _hold(self, day: date, one: int, other: int) -> None:
        expected = other % 7
        count = Count(self._unit(one).pk, expected, min(expected, other // 7 % 7))
        others = [Count(self._unit(other).pk, 4, other % 5)] if self._unit(other) != self._unit(one) else []
        holding = Holding(self.topic, self._unit(one).pk, day, [count, *others])
        self.sessions.append(hold_session(holding=holding, by=self.by))

    def _correct(self, _day: date, one: int, other: int) -> None:
        if self.sessions:
            session = self.sessions[one % len(self.sessions)]
            unit = session.counts.order_by("pk")[0].unit_id
            correct_head_count(
                session=session, unit=unit, expected=other % 9 + 1, attended=other % 4, by=self.by, note="đếm lại"
            )

    def _withdraw(self, _day: date, one: int, _other: int) -> None:
        if self.sessions:
            withdraw_session(session=self.sessions[one % len(self.sessions)], by=self.by)


def new_world() -> World:
    """Two roots with a few units each, one topic, one person who may do everything."""
    operator = named("Quản Trị")
    operator.save()
    since = date(2000, 1, 1)
    give_post(person=operator, role=Role.OPERATOR, unit=None, since=since, by=None)
    programme = open_programme(code="CT05", name_vi="Chỉ thị 05", name_en="Directive 05", since=since, by=operator)
    plan: list[Founding] = [
        Founding("Khối một", kinds.SUPERIOR, None, key="r1"),
        Founding("Khối hai", kinds.SUPERIOR, None, key="r2"),
        Founding("Cơ sở một", kinds.BASE_COMMITTEE, "r1", FIRST, key="b1"),
        Founding("Cơ sở hai", kinds.BASE_BRANCH, "r1", date(2017, 6, 1), key="b2"),
        Founding("Chi bộ một", kinds.BRANCH, "b1", date(2016, 9, 1), key="c1"),
        Founding("Cơ sở ba", kinds.BASE_COMMITTEE, "r2", FIRST, key="b3"),
    ]
    units = found_units(foundings=plan, by=operator)
    for root in units[:2]:
        give_post(person=operator, role=Role.CLERK, unit=root, since=since, by=operator)
    facts: dict[str, Any] = {"kind": "whole_term", "year": 2016, "title": "Chuyên đề toàn khóa", "since": FIRST}
    topic = announce_topic(unit=units[0], programme=programme, by=operator, **facts)
    return World(operator, programme, topic, units[:2], units)
