"""Stories of acts, one after another, as offices make them: what is kept equals the rules, and nobody is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.models import Definition, Reading
from figures.reading import Question, answer, value_at
from ledger.checking import verify
from ledger.models import OPEN, Books, Entry
from ledger.refusals import Refused
from people.models import Membership, Person
from people.operations import Admission, admit_persons, release_person
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, move_unit, rename_unit
from units.derivation import EraRow, PlaceRow
from units.models import EVER, Era, Heir, Place, Standing, Unit
from units.tests import brute
from units.tests.brute import Row, World
from units.tests.generated import worlds
from units.tests.raw import lay_down
from units.tests.test_derivation import EXAMPLES, check_eras, often, on

some = settings(often, max_examples=EXAMPLES // 2)
FIRST = date(2016, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
PICK = st.integers(0, 1000)
ACTS = st.tuples(st.sampled_from(["found", "rename", "move", "dissolve", "admit", "release"]), DAYS, PICK, PICK)
STORIES = st.lists(ACTS, min_size=3, max_size=14)
Step = tuple[str, date, int, int]
Placed = set[tuple[int, int, int | None, date, date, str]]


@dataclass
class Story:
    """A tree on which acts are tried. Refused ones leave it as it was."""

    cast: Cast
    units: list[Unit]
    members: list[Membership] = field(default_factory=list)

    @property
    def by(self) -> Person:
        return self.cast.operator

    def take(self, step: Step) -> bool:
        """Try one step; whether it was taken."""
        name, day, one, other = step
        try:
            getattr(self, f"_{name}")(day, self.units[one % len(self.units)], other)
        except Refused:
            return False
        return True

    def _found(self, day: date, unit: Unit, other: int) -> None:
        founding = Founding(f"Đơn vị {len(self.units)}", kinds.BRANCH, unit, day if other % 3 else EVER)
        self.units.append(found_unit(founding=founding, by=self.by))

    def _rename(self, day: date, unit: Unit, other: int) -> None:
        rename_unit(unit=unit, name=f"Tên {other % 3}", day=day, by=self.by)

    def _move(self, day: date, unit: Unit, other: int) -> None:
        if unit != self.cast.bloc:
            move_unit(unit=unit, parent=self.units[other % len(self.units)], day=day, by=self.by)

    def _dissolve(self, day: date, unit: Unit, other: int) -> None:
        dissolve_unit(unit=unit, receiver=self.units[other % len(self.units)], day=day, by=self.by)

    def _admit(self, day: date, unit: Unit, other: int) -> None:
        until = {"until": day + timedelta(days=other % 20)} if other % 5 == 1 else {}
        self.members += admit_persons(
            admissions=[Admission(f"Người {other}", unit.pk, "member", day, **until)], by=self.by
        )

    def _release(self, day: date, _unit: Unit, other: int) -> None:
        if self.members:
            release_person(membership=self.members[other % len(self.members)], day=day, by=self.by)


@contextmanager
def story(cast: Cast) -> Iterator[Story]:
    """The cast's tree; what happens to it is gone afterwards."""
    with transaction.atomic():
        yield Story(cast, list(cast.units.values()))
        transaction.set_rollback(True)


def kept() -> World:
    """What is known now, as a world of the exchange format."""
    keys = dict(Unit.objects.values_list("pk", "key"))
    rows = Standing.objects.filter(removed=OPEN).order_by("unit_id", "since")
    return World(
        [
            Row(keys[s.unit_id], s.since, s.until, s.name, s.kind, keys[s.parent_id] if s.parent_id else "", s.code)
            for s in rows
        ]
    )


def check_kept(world: World) -> None:
    """Every derived row in the database against the rules, on every day."""
    keys = dict(Unit.objects.filter(standings__removed=OPEN).values_list("pk", "key"))
    for number, key in keys.items():
        expected = {day: brute.places(world, key, day) for day in brute.days_of(world)}
        rows = Place.objects.filter(unit_id=number, removed=OPEN)
        places = [PlaceRow(p.unit_id, p.above_id, p.via_id, p.since, p.until, p.share) for p in rows]
        for day, shares in expected.items():
            assert on(places, day, keys) == shares, (key, day)
        eras = Era.objects.filter(unit_id=number, removed=OPEN).order_by("since")
        check_eras([EraRow(e.unit_id, e.since, e.until) for e in eras], expected, world.founded(key))
        heirs = Heir.objects.filter(unit_id=number, removed=OPEN)
        for day in expected:
            taken = {keys[row.heir_id] for row in heirs if row.since <= day < row.until}
            assert taken == (brute.heirs(world, key, day) if not world.standing(key, day) else set())


def placed(position: int) -> Placed:
    rows = Place.objects.filter(added__lte=position, removed__gt=position)
    return set(rows.values_list("unit_id", "above_id", "via_id", "since", "until", "share"))


def persons(day: date) -> int:
    """Everybody in the books at the end of a day, wherever."""
    return int(sum(e.quantity for e in Entry.objects.filter(measure__code="people.persons", day__lte=day)))


@some
@given(steps=STORIES)
def test_what_acts_keep_is_what_the_rules_say_and_what_was_known_stays(cast: Cast, steps: list[Step]) -> None:
    with story(cast) as told:
        known: dict[int, Placed] = {}
        for step in steps:
            position = Books.objects.get().head
            known[position] = placed(position)
            told.take(step)
        check_kept(kept())
        assert {position: placed(position) for position in known} == known
        assert verify() == []


@some
@given(steps=STORIES, days=st.lists(DAYS, min_size=3, max_size=3))
def test_members_before_an_act_are_members_after_it_on_every_day(
    cast: Cast, steps: list[Step], days: list[date]
) -> None:
    with story(cast) as told:
        for step in steps:
            before = [persons(day) for day in days]
            told.take(step)
            if step[0] not in ("admit", "release"):
                assert [persons(day) for day in days] == before


TERM = [{"measure": "people.persons", "kind": "", "level": "", "subject": ""}]
LEVEL, CHANGE = (Definition(code=r.value, reading=r, top=TERM) for r in (Reading.BALANCE, Reading.TOTAL))


@some
@given(steps=STORIES, span=st.tuples(DAYS, DAYS).map(sorted), structure=DAYS)
def test_opening_and_what_came_and_went_is_closing(
    cast: Cast, steps: list[Step], span: list[date], structure: date
) -> None:
    """By the tree of one day for every unit and part; as then for the root alone, which nobody leaves by moving."""
    since, until = span
    with story(cast) as told:
        for step in steps:
            told.take(step)
        above, head = tuple(unit.pk for unit in told.units), Books.objects.get().head
        for by in (structure, None):
            opening = answer(Question(above, EVER, since - timedelta(days=1), head, by), [LEVEL])
            closing = answer(Question(above, since, until, head, by), [LEVEL, CHANGE])
            spots = {*opening["balance"], *closing["balance"], *closing["total"]}
            for spot in spots if by else [(told.cast.bloc.pk, None)]:
                was, change, now = (
                    value_at(found, figure, spot).top or Fraction(0)
                    for found, figure in ((opening, LEVEL), (closing, CHANGE), (closing, LEVEL))
                )
                assert was + change == now, spot


@some
@given(world=worlds(most_days=3))
def test_a_world_with_successions_is_kept_as_the_rules_say(cast: Cast, world: World) -> None:
    with transaction.atomic():
        lay_down(world=world, by=cast.operator)
        keys = {row.unit for row in world.rows}
        kept_rows = World([row for row in kept().rows if row.unit in keys], world.passings)
        assert sorted(kept_rows.rows, key=str) == sorted(
            (Row(r.unit, r.since, r.until, r.name, r.kind, r.parent, r.code) for r in world.rows), key=str
        )
        for unit in Unit.objects.filter(key__in=keys):
            rows = Place.objects.filter(unit=unit, removed=OPEN)
            places = [PlaceRow(p.unit_id, p.above_id, p.via_id, p.since, p.until, p.share) for p in rows]
            numbered = dict(Unit.objects.values_list("pk", "key"))
            for day in brute.days_of(world):
                assert on(places, day, numbered) == brute.places(world, unit.key, day)
        assert verify() == []
        transaction.set_rollback(True)
