"""Histories of every kind of act, many on a day: the rules hold, nobody is lost, what was known stays, books agree."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.checking import verify
from ledger.models import OPEN, Books
from ledger.refusals import Refused
from people.models import Membership, Post
from people.tests.cast import Cast
from units import kinds
from units.acts import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Founding,
    Merge,
    Move,
    Part,
    Recode,
    RemoveLevel,
    Rename,
    Reopen,
    Shares,
    Split,
    dissolve_unit,
    found_units,
    reorganise,
    take_back,
)
from units.acts.stating import Ref
from units.models import DoneAct, Place, Standing, Succession, Unit
from units.tests import brute
from units.tests.brute import Passing, World
from units.tests.test_derivation import often
from units.tests.test_stories import check_kept, kept, persons, placed

EXAMPLES = 500 if os.environ.get("LANTOA_NIGHTLY") == "1" else 50
many = settings(often, max_examples=EXAMPLES)
FIRST = date(2018, 1, 1)
WORDS = ["found", "rename", "move", "kind", "code", "reopen", "merge", "merge new", "split", "split open", "dissolve"]
PICK = st.integers(0, 1000)
STEP = st.tuples(st.sampled_from([*WORDS, "merge", "split", "reopen"]), PICK, PICK, PICK)
DAY = st.tuples(st.integers(0, 5), st.booleans(), st.lists(STEP, min_size=1, max_size=3))
HISTORY = st.lists(DAY, min_size=2, max_size=5)
Step = tuple[str, int, int, int]
Day = tuple[int, bool, list[Step]]


class History:
    """A tree with people, and acts on it made from numbers."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.made = cast, 0
        self.units = [*cast.units]
        """Keys, the root first."""
        foundings = [Founding(f"Chi bộ {n}", kinds.BRANCH, cast.base, key=f"u{n}") for n in range(6)]
        made = found_units(foundings=foundings, by=cast.operator)
        self.units += [unit.key for unit in made]
        for unit in made[-2:]:
            dissolve_unit(unit=unit, day=FIRST - timedelta(days=5), by=cast.operator)

    def pick(self, number: int) -> str:
        """Any unit but the root, the small ones more often."""
        return self.units[1:][-1 - number % (len(self.units) - 1)]

    def act(self, step: Step, day: date) -> Act:
        """The act that a step asks for."""
        word, one, two, three = step
        unit, other, third = self.pick(one), self.pick(two), self.pick(three)
        match word:
            case "found":
                return self.new(self.units[two % len(self.units)])
            case "rename":
                return Rename(unit, f"Tên {two % 3}")
            case "move":
                return Move(unit, self.units[two % len(self.units)])
            case "kind":
                return ChangeKind(unit, [kinds.BRANCH, kinds.SUB_COMMITTEE][two % 2])
            case "code":
                return Recode(unit, str(two % 3))
            case "reopen":
                return Reopen(unit, other if two % 2 else None)
            case "merge":
                return Merge((unit, third) if three % 3 and unit != third else (unit,), other, bool(two % 2))
            case "merge new":
                return Merge((unit,), self.new("bloc"), True, bool(two % 2))
            case "split":
                into = (Part(other, Fraction(1, 3)), Part(self.new("bloc"), Fraction(2, 3)))
                return Split(unit, into, Shares.STATED, self.people(unit, day, into), bool(two % 2))
            case "split open":
                parts = (Part(other), Part(third)) if other != third else (Part(other), Part(self.new(other)))
                return Split(unit, parts, Shares.OPEN, self.people(unit, day, parts))
            case _:
                return Dissolve(unit, other)

    def new(self, parent: str) -> Found:
        self.made += 1
        return Found(f"Đơn vị mới {self.made}", kinds.BRANCH, parent, key=f"n{self.made}")

    def people(self, unit: str, day: date, parts: Sequence[Part]) -> dict[int, Ref]:
        """Everybody who is there, by turns to one part and the other."""
        here = Membership.objects.filter(record__unit__key=unit, until__gt=day, withdrawn=False)
        to = [part.unit.key if isinstance(part.unit, Found) else part.unit for part in parts]
        return {person: to[n % 2] for n, person in enumerate(sorted(set(here.values_list("person", flat=True))))}

    def refusal(self, acts: Sequence[Act], day: date) -> str:
        """Try acts; why they were refused, "" if they were done."""
        try:
            reorganise(acts=acts, day=day, basis=f"{day}", by=self.cast.operator)
        except Refused as refused:
            return refused.code
        return ""

    def do(self, acts: Sequence[Act], day: date) -> bool:
        """Try acts; whether they were done."""
        if self.refusal(acts, day):
            return False
        alive = Unit.objects.filter(standings__removed=OPEN).order_by("pk").values_list("key", flat=True)
        self.units += [key for key in dict.fromkeys(alive) if key not in self.units]
        return True


@contextmanager
def history(cast: Cast) -> Iterator[History]:
    """The cast's tree; what happens to it is gone afterwards."""
    with transaction.atomic():
        yield History(cast)
        transaction.set_rollback(True)


def world() -> World:
    """What is known now, successions too."""
    keys = dict(Unit.objects.values_list("pk", "key"))
    rows = Succession.objects.filter(removed=OPEN).values_list("day", "unit", "successor", "share")
    return World(kept().rows, [Passing(day, keys[unit], keys[to], share) for day, unit, to, share in rows])


def shape() -> object:
    """Everything as known now, by key."""
    stood = Standing.objects.filter(removed=OPEN)
    return (
        set(stood.values_list("unit__key", "parent__key", "name", "kind", "code", "since", "until")),
        set(Succession.objects.filter(removed=OPEN).values_list("unit__key", "successor__key", "share", "day")),
        set(
            Place.objects.filter(removed=OPEN, via__gt=0).values_list(
                "unit__key", "above__key", "via__key", "share", "since", "until"
            )
        ),
        sorted(Membership.objects.filter(withdrawn=False).values_list("person", "record__unit__key", "since", "until")),
        set(Post.objects.values_list("person", "role", "unit__key", "since", "until")),
    )


@many
@given(days=HISTORY)
def test_rules_hold_nobody_is_lost_and_what_was_known_stays(
    cast: Cast, days: list[tuple[int, bool, list[Step]]]
) -> None:
    with history(cast) as told:
        known = {}
        looked_at = [FIRST + timedelta(days=n) for n in (-1, 1, 3, 9)]
        before = [persons(day) for day in looked_at]
        for number, at_once, steps in days:
            day = FIRST + timedelta(days=number)
            position = Books.objects.get().head
            known[position] = placed(position)
            acts = [told.act(step, day) for step in steps]
            if not at_once or not told.do(acts, day):
                for act in acts:
                    told.do([act], day)
            assert [persons(day) for day in looked_at] == before
        assert brute.faults(world()) == set()
        check_kept(world())
        assert {position: placed(position) for position in known} == known
        assert verify() == []


SAME = ("unit_changed_twice", "unit_changed_and_ended", "unit_not_ended")
"""What only a reorganisation refuses: one by one, a second act makes nothing of the first."""


@settings(many, max_examples=EXAMPLES // 2)
@given(steps=st.lists(STEP, min_size=2, max_size=6))
def test_a_reorganisation_is_the_same_acts_one_by_one(cast: Cast, steps: list[Step]) -> None:
    with history(cast) as told:
        done: list[Act] = []
        with transaction.atomic():
            for step in steps:
                act = told.act(step, FIRST)
                if told.do([act], FIRST):
                    done.append(act)
            one_by_one = shape()
            transaction.set_rollback(True)
        if done:
            refused = told.refusal(done[::-1], FIRST)
            assert refused in SAME or (refused == "" and shape() == one_by_one)


@settings(many, max_examples=EXAMPLES // 2)
@given(steps=st.lists(STEP, min_size=1, max_size=4), last=STEP)
def test_the_last_act_taken_back_leaves_everything_as_before(cast: Cast, steps: list[Step], last: Step) -> None:
    with history(cast) as told:
        for n, step in enumerate(steps):
            told.do([told.act(step, FIRST + timedelta(days=n))], FIRST + timedelta(days=n))
        day = FIRST + timedelta(days=len(steps))
        before, act = shape(), told.act(last, day)
        if told.do([act], day):
            take_back(act=DoneAct.objects.latest("pk"), by=cast.operator)
            assert shape() == before
            assert verify() == []


@settings(many, max_examples=EXAMPLES // 2)
@given(steps=st.lists(STEP, max_size=4), kind=st.sampled_from([kinds.BASE_COMMITTEE, kinds.BRANCH]))
def test_a_level_can_go_whatever_was_before(cast: Cast, steps: list[Step], kind: str) -> None:
    with history(cast) as told:
        for step in steps:
            told.do([told.act(step, FIRST)], FIRST)
        before = persons(FIRST)
        if told.do([RemoveLevel(kind, cast.bloc)], FIRST + timedelta(days=3)):
            alive = Standing.objects.filter(removed=OPEN, kind=kind, until__gt=FIRST + timedelta(days=3))
            assert not alive.exists()
        assert brute.faults(world()) == set()
        assert persons(FIRST + timedelta(days=4)) == before
        assert verify() == []
