"""Acts on the tree: found, rename, move, dissolve. Who may, what is refused and how, what was known before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from django.utils import translation

from ledger.checking import verify
from ledger.models import OPEN, Books, Entry, Event
from ledger.refusals import IllegalMove, NotPermitted, Refused, Unfit
from people.models import Membership, Person, Post
from people.operations import give_post
from people.roles import Role
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, found_units, move_unit, rename_unit
from units.keeping import load_tree
from units.models import EVER, NEVER, Era, Heir, Place, Standing, Unit
from units.queries import history, name_on, names_on

D1, D2, D3, D4 = (date(year, 5, 19) for year in (2017, 2018, 2019, 2020))
ACTS: dict[str, Callable[[Cast, Person], object]] = {
    "found": lambda cast, by: found_unit(founding=Founding("Mới", kinds.BRANCH, cast.base, D1), by=by),
    "found a root": lambda cast, by: found_unit(founding=Founding("Mới", kinds.PROVINCE, None), by=by),
    "rename": lambda cast, by: rename_unit(unit=cast.branch, name="Chi bộ 1", day=D1, by=by),
    "move": lambda cast, by: move_unit(unit=cast.branch, parent=cast.other_base, day=D1, by=by),
    "dissolve": lambda cast, by: dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D1, by=by),
}


def standings(unit: Unit) -> list[tuple[str, str, date, date]]:
    """(name, parent's key, since, until) as known now."""
    tree, keys = load_tree(), dict(Unit.objects.values_list("pk", "key"))
    return [(s.name, keys[s.parent] if s.parent else "", s.since, s.until) for s in tree.standings[unit.pk]]


def existing(unit: Unit) -> list[tuple[date, int]]:
    """What the books say of a unit's existence, by day."""
    days: dict[date, int] = {}
    for entry in Entry.objects.filter(record_id=unit.pk):
        days[entry.day] = days.get(entry.day, 0) + int(entry.quantity)
    return sorted((day, n) for day, n in days.items() if n)


@dataclass(frozen=True)
class State:
    """Everything that an act may touch, to see that a refused one touched nothing."""

    head: int
    rows: tuple[int, ...]


def state() -> State:
    tables = (Unit, Standing, Place, Era, Heir, Entry, Event, Membership, Post)
    return State(Books.objects.get().head, tuple(table._default_manager.count() for table in tables))


@pytest.mark.parametrize("act", ACTS)
def test_only_clerk_and_operator_act_on_the_tree_and_only_the_operator_founds_roots(cast: Cast, act: str) -> None:
    allowed = {"operator"} if act == "found a root" else {"clerk", "operator"}
    for part, person in cast.persons.items():
        if part not in allowed:
            before = state()
            with pytest.raises(NotPermitted):
                ACTS[act](cast, person)
            assert state() == before
    ACTS[act](cast, cast.operator if act == "found a root" else cast.clerk)


def clerk_of_base(cast: Cast) -> Person:
    give_post(person=cast.stranger, role=Role.CLERK, unit=cast.base, since=date(2020, 1, 1), by=cast.approver)
    return cast.stranger


def test_a_clerk_acts_on_what_stands_below_only(cast: Cast) -> None:
    clerk = clerk_of_base(cast)
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=D1, by=clerk)
    refused: list[Callable[[], object]] = [
        lambda: rename_unit(unit=cast.bloc, name="Khối", day=D1, by=clerk),
        lambda: rename_unit(unit=cast.other_branch, name="Khác", day=D1, by=clerk),
        lambda: move_unit(unit=cast.branch, parent=cast.other_base, day=D1, by=clerk),
        lambda: move_unit(unit=cast.other_branch, parent=cast.base, day=D1, by=clerk),
        lambda: dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D1, by=clerk),
        lambda: found_unit(founding=Founding("Mới", kinds.BRANCH, cast.other_base), by=clerk),
        lambda: found_units(
            foundings=[Founding("a", kinds.BRANCH, cast.base), Founding("b", kinds.BRANCH, None)], by=clerk
        ),
    ]
    for act in refused:
        with pytest.raises(NotPermitted):
            act()


def test_founding_gives_a_unit_its_standing_and_place(cast: Cast) -> None:
    founding = Founding("Chi bộ 9", kinds.BRANCH, cast.base, D1, key="cb9", short_name="CB9", code="01.9", basis="9-QĐ")
    unit = found_unit(founding=founding, by=cast.clerk)
    assert standings(unit) == [("Chi bộ 9", "base", D1, NEVER)]
    assert existing(unit) == [(D1, 1)]
    above = Place.objects.filter(unit=unit, via=None).values_list("above__key", "since", "until")
    assert set(above) == {("cb9", D1, NEVER), ("base", D1, NEVER), ("bloc", D1, NEVER)}
    assert history(unit.pk)[0].basis == "9-QĐ"


def test_many_units_are_founded_at_once_whatever_their_order(cast: Cast) -> None:
    plan = [Founding("con", kinds.BRANCH, "mẹ", key="con"), Founding("mẹ", kinds.BASE_COMMITTEE, cast.bloc, key="mẹ")]
    units = found_units(foundings=plan, by=cast.clerk)
    assert [standings(unit)[0][:2] for unit in units] == [("con", "mẹ"), ("mẹ", "bloc")]


def test_a_founding_sent_twice_founds_once(cast: Cast) -> None:
    key, founding = uuid4(), Founding("Chi bộ 9", kinds.BRANCH, cast.base)
    first = found_unit(founding=founding, by=cast.clerk, request_key=key)
    assert found_unit(founding=founding, by=cast.clerk, request_key=key) == first
    assert Standing.objects.filter(name="Chi bộ 9").count() == 1


def test_renaming_cuts_the_standing_and_leaves_what_came_before(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=D2, by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ Một", day=D1, by=cast.clerk)
    old = "Chi bộ Văn phòng Cục Thuế"
    assert standings(cast.branch) == [
        (old, "base", EVER, D1),
        ("Chi bộ Một", "base", D1, D2),
        ("Chi bộ 1", "base", D2, NEVER),
    ]
    assert existing(cast.branch) == [(EVER, 1)]


def test_a_name_given_late_lasts_as_long_as_the_old_one_did(cast: Cast) -> None:
    """Moved in between: the new name holds before and after the move, until it was renamed anyway."""
    move_unit(unit=cast.branch, parent=cast.other_base, day=D2, by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ 3", day=D3, by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ Văn phòng Cục Thuế", day=D4, by=cast.clerk)
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=D1, by=cast.clerk)
    old = "Chi bộ Văn phòng Cục Thuế"
    assert standings(cast.branch) == [
        (old, "base", EVER, D1),
        ("Chi bộ 1", "base", D1, D2),
        ("Chi bộ 1", "other_base", D2, D3),
        ("Chi bộ 3", "other_base", D3, D4),
        (old, "other_base", D4, NEVER),
    ]


def test_moving_takes_everything_below_along(cast: Cast) -> None:
    move_unit(unit=cast.base, parent=cast.other_base, day=D1, basis="12-QĐ", by=cast.clerk)
    whole = Place.objects.filter(unit=cast.branch, via=None, removed=OPEN)
    above = {(key, since) for key, since in whole.values_list("above__key", "since")}
    assert above == {("branch", EVER), ("base", EVER), ("bloc", EVER), ("other_base", D1)}
    assert {e.since for e in Era.objects.filter(unit=cast.branch, removed=OPEN)} == {EVER, D1}


def test_dissolving_ends_the_unit_and_leaves_its_past_under_its_last_parent(cast: Cast) -> None:
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D1, basis="7-QĐ", by=cast.clerk)
    assert standings(cast.branch) == [("Chi bộ Văn phòng Cục Thuế", "base", EVER, D1)]
    assert existing(cast.branch) == [(EVER, 1), (D1, -1)]
    there = Place.objects.filter(unit=cast.branch, since__lte=D1, until__gt=D1, removed=OPEN)
    assert set(there.values_list("above__key", "via__key")) == {
        *(("base", None), ("base", "branch")),
        *(("bloc", None), ("bloc", "base")),
    }


def test_a_plan_for_later_is_dropped_when_the_unit_ends_before(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ mai sau", day=D3, by=cast.clerk)
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D2, by=cast.clerk)
    assert standings(cast.branch) == [("Chi bộ Văn phòng Cục Thuế", "base", EVER, D2)]


REFUSED: dict[str, tuple[Callable[[Cast, Unit], object], type[Refused], str, str]] = {
    "founded without a name": (
        lambda cast, _: found_unit(founding=Founding(" ", kinds.BRANCH, cast.base), by=cast.clerk),
        *(Unfit, "unit_without_name", "Write the name"),
    ),
    "founded under nobody known": (
        lambda cast, _: found_unit(founding=Founding("x", kinds.BRANCH, "khong-co"), by=cast.clerk),
        *(Unfit, "unit_unknown", "“khong-co”"),
    ),
    "founded with a key that is taken": (
        lambda cast, _: found_unit(founding=Founding("x", kinds.BRANCH, cast.base, key="branch"), by=cast.clerk),
        *(Unfit, "unit_key_taken", "“branch”"),
    ),
    "founded twice with one key": (
        lambda cast, _: found_units(foundings=[Founding("x", kinds.BRANCH, cast.base, key="k")] * 2, by=cast.clerk),
        *(Unfit, "unit_key_taken", "“k”"),
    ),
    "founded under each other": (
        lambda cast, _: found_units(
            foundings=[Founding("a", kinds.BRANCH, "b", key="a"), Founding("b", kinds.BRANCH, "a", key="b")],
            by=cast.clerk,
        ),
        *(Unfit, "unit_cycle", "below itself"),
    ),
    "founded under a unit before that was": (
        lambda cast, unit: found_unit(founding=Founding("x", kinds.BRANCH, unit, D1), by=cast.clerk),
        *(Unfit, "unit_parent_ended", "is not alive"),
    ),
    "renamed to nothing": (
        lambda cast, _: rename_unit(unit=cast.branch, name="", day=D1, by=cast.clerk),
        *(Unfit, "unit_without_name", "Write the name"),
    ),
    "renamed before it was": (
        lambda cast, unit: rename_unit(unit=unit, name="x", day=D1, by=cast.clerk),
        *(IllegalMove, "unit_not_alive", "does not exist"),
    ),
    "moved under itself": (
        lambda cast, _: move_unit(unit=cast.base, parent=cast.base, day=D1, by=cast.clerk),
        *(Unfit, "unit_cycle", "below itself"),
    ),
    "moved under what stands below it": (
        lambda cast, _: move_unit(unit=cast.base, parent=cast.branch, day=D1, by=cast.clerk),
        *(Unfit, "unit_cycle", "below itself"),
    ),
    "moved under a unit before that was": (
        lambda cast, unit: move_unit(unit=cast.branch, parent=unit, day=D1, by=cast.clerk),
        *(Unfit, "unit_parent_ended", "is not alive"),
    ),
    "moved after it ended": (
        lambda cast, unit: move_unit(unit=unit, parent=cast.other_base, day=D2, by=cast.clerk),
        *(IllegalMove, "unit_not_alive", "does not exist"),
    ),
    "ended with units below": (
        lambda cast, _: dissolve_unit(unit=cast.base, receiver=cast.other_base, day=D1, by=cast.clerk),
        *(IllegalMove, "unit_has_units", "1 units stand under"),
    ),
    "ended with people and nobody to take them": (
        lambda cast, _: dissolve_unit(unit=cast.branch, day=D1, by=cast.clerk),
        *(IllegalMove, "unit_has_people", "5 people belong"),
    ),
    "ended into itself": (
        lambda cast, _: dissolve_unit(unit=cast.branch, receiver=cast.branch, day=D1, by=cast.clerk),
        *(IllegalMove, "unit_receiver_not_alive", "can't receive"),
    ),
    "ended into a unit that has ended": (
        lambda cast, unit: dissolve_unit(unit=cast.branch, receiver=unit, day=D2, by=cast.clerk),
        *(IllegalMove, "unit_receiver_not_alive", "can't receive"),
    ),
    "ended into a unit that is yet to be": (
        lambda cast, unit: dissolve_unit(unit=cast.branch, receiver=unit, day=D1, by=cast.clerk),
        *(IllegalMove, "unit_receiver_not_alive", "can't receive"),
    ),
    "ended before its first day": (
        lambda cast, unit: dissolve_unit(unit=unit, day=D1, by=cast.clerk),
        *(IllegalMove, "unit_not_alive", "does not exist"),
    ),
    "ended on its first day": (
        lambda cast, unit: dissolve_unit(unit=unit, day=D3, by=cast.clerk),
        *(IllegalMove, "unit_not_alive", "does not exist"),
    ),
    "ended twice": (
        lambda cast, unit: dissolve_unit(unit=unit, day=D1, by=cast.clerk),
        *(IllegalMove, "unit_not_alive", "does not exist"),
    ),
    "ended before anything was": (
        lambda cast, _: dissolve_unit(unit=cast.branch, receiver=cast.base, day=EVER, by=cast.clerk),
        *(IllegalMove, "unit_not_alive", "does not exist"),
    ),
    "ended at the top": (
        lambda cast, unit: dissolve_unit(unit=unit, receiver=cast.base, day=D1, by=cast.operator),
        *(Unfit, "unit_root_without_successor", "stands at the top"),
    ),
}


def young(cast: Cast) -> Unit:
    """A branch founded on D3."""
    return found_unit(founding=Founding("Trẻ", kinds.BRANCH, cast.base, D3), by=cast.clerk)


def gone(cast: Cast) -> Unit:
    """A branch that ended on D1."""
    unit = found_unit(founding=Founding("Cũ", kinds.BRANCH, cast.base), by=cast.clerk)
    return dissolve_unit(unit=unit, day=D1, by=cast.clerk)


def lonely_root(cast: Cast) -> Unit:
    return found_unit(founding=Founding("Tỉnh khác", kinds.PROVINCE, None), by=cast.operator)


MADE: dict[str, Callable[[Cast], Unit]] = {
    "founded under a unit before that was": young,
    "renamed before it was": young,
    "moved under a unit before that was": young,
    "moved after it ended": gone,
    "ended into a unit that has ended": gone,
    "ended into a unit that is yet to be": young,
    "ended before its first day": young,
    "ended on its first day": young,
    "ended twice": gone,
    "ended at the top": lonely_root,
}
"""What a case finds already there."""


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_is_refused_in_a_sentence_and_leaves_nothing_behind(cast: Cast, case: str) -> None:
    act, refusal, code, words = REFUSED[case]
    unit = MADE[case](cast) if case in MADE else cast.branch
    before = state()
    with pytest.raises(refusal) as refused:
        act(cast, unit)
    with translation.override("en"):
        english = refused.value.sentence()
    with translation.override("vi"):
        vietnamese = refused.value.sentence()
    assert (refused.value.code, words in english) == (code, True)
    assert english != vietnamese
    assert state() == before


def test_what_was_known_before_stays_readable_at_its_position(cast: Cast) -> None:
    before = Books.objects.get().head
    asked = [unit.pk for unit in cast.units.values()]
    names, places = names_on(asked, D4, before), places_at(before)
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=EVER, by=cast.clerk)
    move_unit(unit=cast.base, parent=cast.other_base, day=D1, by=cast.clerk)
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D2, by=cast.clerk)
    found_unit(founding=Founding("Mới", kinds.BRANCH, cast.base, D1), by=cast.clerk)
    assert names_on(asked, D4, before) == names
    assert places_at(before) == places
    assert places_at(Books.objects.get().head) != places
    assert name_on(cast.branch.pk, D1).name == "Chi bộ 1"


Placed = tuple[int, int, int | None, date, date, str]


def places_at(position: int) -> set[Placed]:
    rows = Place.objects.filter(added__lte=position, removed__gt=position)
    return set(rows.values_list("unit_id", "above_id", "via_id", "since", "until", "share"))


def test_nothing_pending_is_left_and_the_books_know_the_last_act(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=D1, by=cast.clerk)
    for table in (Standing, Place, Era, Heir):
        assert not table._default_manager.filter(added=-1).exists()
        assert not table._default_manager.filter(removed=-1).exists()
    books = Books.objects.get()
    assert books.tree == books.head
    assert verify() == []


def test_an_act_tells_what_it_changed(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=D1, basis="12-QĐ", by=cast.clerk)
    event = Event.objects.latest("id")
    assert (event.verb, event.actor_id, event.unit_id) == ("units.renamed", cast.clerk.pk, cast.branch.pk)
    assert event.changes == {"name": ["Chi bộ Văn phòng Cục Thuế", "Chi bộ 1"], "day": "2017-05-19"}
