"""Merge, split, change kind, recode, reopen, remove a level; many at once; taken back: what comes of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation

from ledger.checking import verify
from ledger.models import OPEN, Books, Event
from ledger.refusals import IllegalMove, NotPermitted, Refused, Unfit
from people.models import Membership, Person, Post
from people.operations import Admission, admit_persons
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
    change_kind,
    correct_act,
    dissolve_unit,
    found_unit,
    merge_units,
    move_unit,
    recode_unit,
    remove_level,
    rename_unit,
    reopen_unit,
    reorganise,
    split_unit,
    take_back,
)
from units.models import EVER, NEVER, DoneAct, Place, Succession, Unit
from units.tests.test_acts import D1, D2, D3, existing, places_at, standings, state

New = Found("Chi bộ Hợp nhất", kinds.BRANCH, "base", key="new")


def people_at(unit: Unit, day: date) -> int:
    here = Membership.objects.filter(record__unit=unit, withdrawn=False, since__lte=day, until__gt=day)
    return here.count()


def passed(unit: Unit) -> dict[str, str]:
    rows = Succession.objects.filter(unit=unit, removed=OPEN)
    return dict(rows.values_list("successor__key", "share"))


def above(unit: Unit, day: date) -> dict[str, str]:
    rows = Place.objects.filter(unit=unit, via=None, removed=OPEN, since__lte=day, until__gt=day)
    return dict(rows.values_list("above__key", "share"))


ACTS: dict[str, Callable[[Cast, Person], object]] = {
    "merge": lambda c, by: merge_units(units=[c.branch], into=c.other_branch, day=D1, by=by),
    "split": lambda c, by: split_unit(unit=c.base, parts=[Part(c.other_base), Part(c.bloc)], day=D1, by=by),
    "change kind": lambda c, by: change_kind(unit=c.branch, kind=kinds.SUB_COMMITTEE, day=D1, by=by),
    "recode": lambda c, by: recode_unit(unit=c.branch, code="9", day=D1, by=by),
    "remove level": lambda c, by: remove_level(kind=kinds.BASE_COMMITTEE, under=c.bloc, day=D1, by=by),
}


@pytest.mark.parametrize("act", ACTS)
def test_only_clerk_and_operator_act_on_the_tree(cast: Cast, act: str) -> None:
    if act == "split":
        move_unit(unit=cast.branch, parent=cast.other_base, day=D1, by=cast.operator)
    for part, person in cast.persons.items():
        if part not in ("clerk", "operator"):
            before = state()
            with pytest.raises(NotPermitted):
                ACTS[act](cast, person)
            assert state() == before
    ACTS[act](cast, cast.clerk)
    assert verify() == []


def test_a_merged_unit_passes_whole_with_its_people_to_the_other(cast: Cast) -> None:
    merge_units(units=[cast.branch], into=cast.other_branch, day=D1, basis="1-QĐ", by=cast.clerk)
    assert passed(cast.branch) == {"other_branch": "1"}
    assert above(cast.branch, D1) == {"other_branch": "1", "other_base": "1", "bloc": "1"}
    assert (people_at(cast.branch, D1), people_at(cast.other_branch, D1)) == (0, 7)
    assert existing(cast.branch) == [(EVER, 1), (D1, -1)]
    assert not Post.objects.filter(unit=cast.branch, until__gt=D1).exists()
    assert verify() == []


def test_units_merge_into_one_founded_that_day_and_posts_go_on_where_asked(cast: Cast) -> None:
    done = merge_units(units=[cast.branch, cast.other_branch], into=New, day=D1, with_posts=True, by=cast.clerk)
    assert (done.key, standings(done)) == ("new", [("Chi bộ Hợp nhất", "base", D1, NEVER)])
    assert people_at(done, D1) == 7
    assert set(Post.objects.filter(unit=done).values_list("person", "since")) == {
        (p.pk, D1) for p in (cast.secretary, cast.other_secretary, cast.member)
    }
    assert verify() == []


def test_what_stands_below_goes_along_where_asked_and_is_in_the_way_where_not(cast: Cast) -> None:
    with pytest.raises(IllegalMove, match="Thuế"):
        merge_units(units=[cast.base], into=cast.other_base, day=D1, by=cast.clerk)
    merge_units(units=[cast.base], into=cast.other_base, day=D1, with_units=True, by=cast.clerk)
    assert above(cast.branch, D1) == {"branch": "1", "other_base": "1", "bloc": "1"}
    assert people_at(cast.branch, D1) == 5


def parts(cast: Cast) -> list[Part]:
    return [Part(New), Part(cast.other_branch)]


def test_a_split_by_members_gives_each_part_the_share_of_those_who_go_there(cast: Cast) -> None:
    people = {p.pk: "new" if n < 3 else cast.other_branch for n, p in enumerate(cast.members)}
    split_unit(unit=cast.branch, parts=parts(cast), shares=Shares.MEMBERS, people=people, day=D1, by=cast.clerk)
    new = Unit.objects.get(key="new")
    assert passed(cast.branch) == {"new": "3/5", "other_branch": "2/5"}
    assert (people_at(new, D1), people_at(cast.other_branch, D1)) == (3, 4)
    assert above(cast.branch, D1) == {
        "new": "3/5",
        "base": "3/5",
        "other_branch": "2/5",
        "other_base": "2/5",
        "bloc": "1",
    }
    assert verify() == []


def test_a_split_as_stated_or_left_open(cast: Cast) -> None:
    empty = found_unit(founding=Founding("Trống", kinds.BRANCH, cast.base, key="empty"), by=cast.clerk)
    stated = [Part(cast.branch, Fraction(1, 3)), Part(cast.other_branch, Fraction(2, 3))]
    split_unit(unit=empty, parts=stated, shares=Shares.STATED, day=D1, by=cast.clerk)
    assert passed(empty) == {"branch": "1/3", "other_branch": "2/3"}
    other = found_unit(founding=Founding("Trống", kinds.BRANCH, cast.base, key="open"), by=cast.clerk)
    split_unit(unit=other, parts=[Part(cast.branch), Part(cast.other_branch)], day=D1, by=cast.clerk)
    assert passed(other) == {"branch": "?", "other_branch": "?"}
    assert above(other, D1)["bloc"] == "1"


def test_kind_and_code_change_from_the_day_on(cast: Cast) -> None:
    change_kind(unit=cast.branch, kind=kinds.SUB_COMMITTEE, day=D1, basis="2-QĐ", by=cast.clerk)
    recode_unit(unit=cast.branch, code="7", day=D2, by=cast.clerk)
    assert [s[2] for s in standings(cast.branch)] == [EVER, D1, D2]
    assert set(existing(cast.branch)) == {(EVER, 1)}
    assert Event.objects.latest("id").changes == {"code": ["01.1", "7"], "day": D2.isoformat()}
    assert verify() == []


def test_a_reopened_unit_is_as_it_was_or_as_is_said(cast: Cast) -> None:
    dissolve_unit(unit=cast.branch, receiver=cast.other_branch, day=D1, by=cast.clerk)
    reopen_unit(unit=cast.branch, parent=cast.other_base, name="Lại", day=D2, by=cast.clerk)
    old = "Chi bộ Văn phòng Cục Thuế"
    assert standings(cast.branch) == [(old, "base", EVER, D1), ("Lại", "other_base", D2, NEVER)]
    assert verify() == []


def test_when_a_level_goes_what_stood_below_moves_up(cast: Cast) -> None:
    admit_persons(admissions=[Admission("Văn Phòng", cast.base.pk, "staff", EVER)], by=cast.clerk)
    remove_level(kind=kinds.BASE_COMMITTEE, under=cast.bloc, day=D1, basis="3-QĐ", by=cast.clerk)
    assert above(cast.branch, D1) == {"branch": "1", "bloc": "1"}
    assert above(cast.base, D1) == {"bloc": "1"}
    assert people_at(cast.bloc, D1) == 1
    assert DoneAct.objects.latest("pk").verb == "units.level_removed"
    assert verify() == []


def test_a_level_may_go_to_units_that_are_named(cast: Cast) -> None:
    apart = found_unit(founding=Founding("Khác", kinds.SUB_COMMITTEE, cast.bloc, key="apart"), by=cast.clerk)
    remove_level(kind=kinds.BASE_COMMITTEE, under=cast.bloc, to={cast.base: apart}, day=D1, by=cast.clerk)
    assert above(cast.branch, D1) == {"branch": "1", "apart": "1", "bloc": "1"}
    assert above(cast.other_branch, D1) == {"other_branch": "1", "bloc": "1"}


def chain(cast: Cast) -> list[Act]:
    """A day on which much happens, in an order in which it can't be done."""
    return [
        Dissolve(cast.other_base, cast.bloc),
        Merge((cast.branch,), cast.other_branch),
        Split(cast.other_branch, (Part("new"), Part("new2")), Shares.MEMBERS, everybody(cast)),
        Found("Hai", kinds.BRANCH, "mid", key="new2"),
        Found("Một", kinds.BRANCH, cast.base, key="new"),
        Found("Giữa", kinds.SUB_COMMITTEE, "base", key="mid"),
        Rename(cast.base, "Đảng bộ Thuế tỉnh"),
        Recode("base", "77"),
        ChangeKind(cast.base, kinds.SUPERIOR),
    ]


def everybody(cast: Cast) -> dict[int, str]:
    people = [*cast.members, *cast.other_members]
    return {person.pk: "new" if n % 2 else "new2" for n, person in enumerate(people)}


def test_many_acts_of_a_day_are_done_in_the_order_that_they_need(cast: Cast) -> None:
    reorganise(acts=chain(cast), day=D1, basis="9-QĐ", by=cast.clerk)
    assert passed(cast.branch) == {"other_branch": "1"}
    assert passed(cast.other_branch) == {"new": "3/7", "new2": "4/7"}
    assert above(cast.branch, D1) == {"new": "3/7", "new2": "4/7", "mid": "4/7", "base": "1", "bloc": "1"}
    new, new2 = (Unit.objects.get(key=key) for key in ("new", "new2"))
    assert (people_at(new, D1), people_at(new2, D1)) == (3, 4)
    assert Membership.objects.filter(withdrawn=True).count() == 0
    assert len({done.added for done in DoneAct.objects.filter(basis="9-QĐ")}) == 1
    assert verify() == []


def test_a_reorganisation_with_one_fault_keeps_nothing(cast: Cast) -> None:
    before = state()
    with pytest.raises(IllegalMove):
        reorganise(acts=[*chain(cast), Move(cast.other_branch, cast.base)], day=D1, by=cast.clerk)
    assert state() == before


REFUSED: dict[str, tuple[Callable[[Cast], Act | tuple[Act, ...]], type[Refused], str]] = {
    "merged into itself": (lambda c: Merge((c.branch,), c.branch), IllegalMove, "unit_receiver_not_alive"),
    "merged into what stands below it": (lambda c: Merge((c.base,), c.branch), IllegalMove, "unit_has_units"),
    "split without naming everybody": (lambda c: Split(c.branch, tuple(parts(c))), IllegalMove, "unit_people_unnamed"),
    "split naming a stranger": (
        lambda c: Split(c.branch, tuple(parts(c)), people={p.pk: "new" for p in [*c.members, c.stranger]}),
        *(Unfit, "people_not_there"),
    ),
    "split sending people elsewhere": (
        lambda c: Split(c.branch, tuple(parts(c)), people={p.pk: "base" for p in c.members}),
        *(Unfit, "people_to_another_unit"),
    ),
    "split with shares that don't add up": (
        lambda c: Split(c.branch, (Part(New, Fraction(1, 2)), Part(c.base, Fraction(1, 3))), Shares.STATED),
        *(Unfit, "unit_shares_unfit"),
    ),
    "split by members where nobody goes to a part": (
        lambda c: Split(c.branch, tuple(parts(c)), Shares.MEMBERS, {p.pk: "new" for p in c.members}),
        *(Unfit, "unit_shares_unfit"),
    ),
    "of no kind": (lambda c: ChangeKind(c.branch, " "), Unfit, "unit_without_kind"),
    "reopened while alive": (lambda c: Reopen(c.branch), IllegalMove, "unit_not_ended"),
    "a level that isn't there": (lambda c: RemoveLevel("huyện", c.bloc), IllegalMove, "level_without_units"),
    "a unit that isn't there": (lambda c: Recode("khong-co", "1"), Unfit, "unit_unknown"),
    "founded with a key that is taken": (lambda c: Found("x", "branch", c.base, key="base"), Unfit, "unit_key_taken"),
    "nothing": (lambda c: (), Unfit, "acts_none"),
    "renamed twice": (lambda c: (Rename(c.base, "a"), Rename(c.base, "b")), IllegalMove, "unit_changed_twice"),
    "ended twice": (
        lambda c: (Dissolve(c.branch, c.base), Merge((c.branch,), c.base)),
        *(IllegalMove, "unit_ends_twice"),
    ),
    "changed and ended": (
        lambda c: (Dissolve(c.branch, c.base), Recode(c.branch, "1")),
        *(IllegalMove, "unit_changed_and_ended"),
    ),
    "merged in a ring": (
        lambda c: (Merge((c.branch,), c.other_branch), Merge((c.other_branch,), c.branch)),
        *(IllegalMove, "units_pass_in_a_ring"),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_is_refused_in_a_sentence_and_leaves_nothing_behind(cast: Cast, case: str) -> None:
    make, refusal, code = REFUSED[case]
    act, before = make(cast), state()
    with pytest.raises(refusal) as refused:
        reorganise(acts=act if isinstance(act, tuple) else [act], day=D1, by=cast.clerk)
    assert refused.value.code == code
    with translation.override("en"):
        english = refused.value.sentence()
    with translation.override("vi"):
        assert refused.value.sentence() != english
    assert state() == before


UNDONE: dict[str, Callable[[Cast], Act]] = {
    "merge": lambda c: Merge((c.branch, c.other_branch), New, with_posts=True),
    "split": lambda c: Split(c.branch, tuple(parts(c)), people={p.pk: "new" for p in c.members}),
    "dissolve": lambda c: Dissolve(c.branch, c.other_branch),
    "found": lambda c: New,
    "rename": lambda c: Rename(c.branch, "Khác"),
    "level": lambda c: RemoveLevel(kinds.BASE_COMMITTEE, c.bloc),
}


@pytest.mark.parametrize("case", UNDONE)
def test_an_act_taken_back_leaves_all_as_it_was_and_what_was_known_readable(cast: Cast, case: str) -> None:
    before = (shape(cast), Books.objects.get().head)
    (done,) = reorganise(acts=[UNDONE[case](cast)], day=D1, basis="5-QĐ", by=cast.clerk)
    between = (places_at(done_position()), done_position())
    take_back(act=done_again(done), by=cast.clerk)
    assert shape(cast) == before[0]
    assert places_at(between[1]) == between[0]
    assert places_at(before[1]) == places_at(done_position())
    with pytest.raises(IllegalMove):
        take_back(act=done_again(done), by=cast.clerk)
    assert verify() == []


def done_again(done: DoneAct) -> DoneAct:
    return DoneAct.objects.get(pk=done.pk)


def done_position() -> int:
    return Books.objects.get().head


def shape(cast: Cast) -> object:
    """Everything as known now: the tree, who is where, who holds what."""
    return (
        {unit.key: standings(unit) for unit in cast.units.values()},
        set(
            Membership.objects.filter(withdrawn=False).values_list("person", "record__unit", "status", "since", "until")
        ),
        set(Post.objects.values_list("person", "role", "unit", "since", "until")),
        set(Succession.objects.filter(removed=OPEN).values_list("unit", "successor", "share", "day")),
    )


def test_a_key_is_free_again_when_its_founding_was_taken_back(cast: Cast) -> None:
    (done,) = reorganise(acts=[New], day=D1, by=cast.clerk)
    number = Unit.objects.get(key="new").pk
    take_back(act=done_again(done), by=cast.clerk)
    with pytest.raises(Unfit):
        rename_unit(unit=Unit.objects.get(key="new"), name="x", day=D1, by=cast.operator)
    reorganise(acts=[New], day=D2, by=cast.clerk)
    assert standings(Unit.objects.get(pk=number)) == [("Chi bộ Hợp nhất", "base", D2, NEVER)]
    assert verify() == []


def test_what_something_later_is_built_on_is_not_taken_back(cast: Cast) -> None:
    (done,) = reorganise(acts=[New], day=D1, by=cast.clerk)
    new = Unit.objects.get(key="new")
    rename_unit(unit=new, name="Tên mới", day=D2, basis="8-QĐ", by=cast.clerk)
    with pytest.raises(IllegalMove, match="8-QĐ"):
        take_back(act=done_again(done), by=cast.clerk)
    take_back(act=DoneAct.objects.latest("pk"), by=cast.clerk)
    below = found_unit(founding=Founding("Con", kinds.BRANCH, new, D2), by=cast.clerk)
    with pytest.raises(IllegalMove, match="Con"):
        take_back(act=done_again(done), by=cast.clerk)
    move_unit(unit=below, parent=cast.base, day=D3, by=cast.clerk)
    with pytest.raises(IllegalMove):
        take_back(act=done_again(done), by=cast.clerk)


def test_people_who_moved_on_or_came_since_are_in_the_way(cast: Cast) -> None:
    (done,) = reorganise(acts=[Merge((cast.branch,), New)], day=D1, by=cast.clerk)
    new = Unit.objects.get(key="new")
    admit_persons(admissions=[Admission("Mới", new.pk, "member", D2)], by=cast.clerk)
    before = state()
    with pytest.raises(IllegalMove) as refused:
        take_back(act=done_again(done), by=cast.clerk)
    assert (refused.value.code, state()) == ("unit_has_people_since", before)
    Membership.objects.filter(person__full_name="Mới").update(withdrawn=True)
    Membership.objects.filter(person=cast.member, record__unit=new).update(until=D3)
    with pytest.raises(IllegalMove) as refused:
        take_back(act=done_again(done), by=cast.clerk)
    assert refused.value.code == "people_moved_since"


def test_a_corrected_act_is_replaced_and_can_itself_be_taken_back(cast: Cast) -> None:
    before = shape(cast)
    (wrong,) = reorganise(acts=[Merge((cast.branch,), New)], day=D1, basis="5-QĐ", by=cast.clerk)
    instead = [Merge((cast.branch,), cast.other_branch)]
    (right,) = correct_act(act=done_again(wrong), acts=instead, day=D2, basis="5-QĐ", by=cast.clerk)
    assert standings(cast.branch)[-1][3] == D2
    assert (people_at(cast.branch, D1), people_at(cast.other_branch, D2)) == (5, 7)
    assert verify() == []
    take_back(act=done_again(right), by=cast.clerk)
    assert shape(cast) == before
    assert verify() == []


def test_nobody_takes_back_who_may_not_act_on_the_tree(cast: Cast) -> None:
    (done,) = reorganise(acts=[Rename(cast.branch, "Khác")], day=D1, by=cast.clerk)
    for part, person in cast.persons.items():
        if part not in ("clerk", "operator"):
            with pytest.raises(NotPermitted):
                take_back(act=done_again(done), by=person)
