"""Reading the tree: names, children, the tree of a day, history, the way down. Positions and what may be seen."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from ledger.models import Books
from people.rules import units_where
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, dissolve_unit, found_unit, found_units, move_unit, rename_unit
from units.models import EVER, NEVER, Unit
from units.queries import (
    Crumb,
    Node,
    breadcrumbs,
    children_between,
    history,
    name_on,
    names_on,
    tree_on,
)
from units.rules import SEE_TREE

Y2018, Y2019, Y2020, Y2021 = (date(year, 1, 1) for year in range(2018, 2022))
TODAY = date(2026, 1, 1)


def head() -> int:
    return Books.objects.get().head


def test_a_unit_is_called_as_on_the_day(cast: Cast) -> None:
    rename_unit(unit=cast.branch, name="Chi bộ 1", short_name="CB1", day=Y2020, basis="12-QĐ/ĐU", by=cast.clerk)
    assert name_on(cast.branch.pk, date(2019, 12, 31)).name == "Chi bộ Văn phòng Cục Thuế"
    now = name_on(cast.branch.pk, Y2020)
    assert (now.name, now.short, now.kind, now.key, now.code, now.alive) == (
        *("Chi bộ 1", "CB1", kinds.BRANCH, "branch", "01.1"),
        True,
    )


def test_a_unit_that_ended_keeps_its_last_name_and_one_to_come_has_its_first(cast: Cast) -> None:
    new = found_unit(founding=Founding("Chi bộ 9", kinds.BRANCH, cast.base, Y2021), by=cast.clerk)
    rename_unit(unit=new, name="Chi bộ 10", day=date(2022, 1, 1), by=cast.clerk)
    dissolve_unit(unit=new, day=date(2023, 1, 1), by=cast.clerk)
    found = [
        (n.name, n.alive) for n in (name_on(new.pk, d) for d in (Y2018, Y2021, date(2022, 5, 1), date(2024, 1, 1)))
    ]
    assert found == [("Chi bộ 9", False), ("Chi bộ 9", True), ("Chi bộ 10", True), ("Chi bộ 10", False)]


def test_many_names_are_one_statement_and_none_are_no_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(names_on([u.pk for u in cast.units.values()], TODAY)) == 5
    with django_assert_num_queries(0):
        assert names_on([], TODAY) == {}


def test_names_are_those_known_at_a_position(cast: Cast) -> None:
    before = head()
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=EVER, by=cast.clerk)
    assert name_on(cast.branch.pk, TODAY, before).name == "Chi bộ Văn phòng Cục Thuế"
    assert name_on(cast.branch.pk, TODAY, head()).name == name_on(cast.branch.pk, TODAY).name == "Chi bộ 1"


def test_a_unit_not_yet_known_at_a_position_has_no_name_there(cast: Cast) -> None:
    before = head()
    new = found_unit(founding=Founding("Chi bộ 9", kinds.BRANCH, cast.base), by=cast.clerk)
    assert names_on([new.pk, cast.branch.pk], TODAY, before).keys() == {cast.branch.pk}
    with pytest.raises(KeyError):
        name_on(new.pk, TODAY, before)


@pytest.fixture
def moved(cast: Cast) -> Cast:
    """In 2020 the branch moves to the other base; in 2021 a branch without people ends there."""
    old = found_unit(founding=Founding("Chi bộ Ă", kinds.BRANCH, cast.other_base, code="02.10"), by=cast.clerk)
    found_unit(founding=Founding("Chi bộ Ô", kinds.BRANCH, cast.other_base), by=cast.clerk)
    found_unit(founding=Founding("Chi bộ Đ", kinds.BRANCH, cast.other_base), by=cast.clerk)
    move_unit(unit=cast.branch, parent=cast.other_base, day=Y2020, by=cast.clerk)
    dissolve_unit(unit=old, day=Y2021, by=cast.clerk)
    return cast


def called(above: Unit, since: date, until: date, structure: date | None = None, ended: bool = False) -> list[str]:
    return [c.name for c in children_between(above.pk, since, until, structure, ended=ended)]


THANH_TRA, VAN_PHONG = "Chi bộ Thanh tra Sở Y tế", "Chi bộ Văn phòng Cục Thuế"


def test_children_as_then_are_all_who_stood_there_in_the_span(moved: Cast) -> None:
    other = moved.other_base
    assert called(other, Y2018, Y2019) == [THANH_TRA, "Chi bộ Ă", "Chi bộ Đ", "Chi bộ Ô"]
    assert called(other, Y2019, date(2020, 1, 2)) == [VAN_PHONG, THANH_TRA, "Chi bộ Ă", "Chi bộ Đ", "Chi bộ Ô"]
    assert called(other, Y2021, NEVER) == [VAN_PHONG, THANH_TRA, "Chi bộ Đ", "Chi bộ Ô"]
    assert called(moved.base, Y2018, Y2020) == [VAN_PHONG]
    assert called(moved.base, Y2020, NEVER) == []


def test_children_by_a_structure_are_those_of_its_day_whatever_the_span(moved: Cast) -> None:
    other = moved.other_base
    assert called(other, Y2018, Y2019, Y2020) == [VAN_PHONG, THANH_TRA, "Chi bộ Ă", "Chi bộ Đ", "Chi bộ Ô"]
    assert called(other, Y2018, Y2019, Y2021) == [VAN_PHONG, THANH_TRA, "Chi bộ Đ", "Chi bộ Ô"]
    assert called(other, Y2018, Y2019, date(2199, 1, 1)) == [VAN_PHONG, THANH_TRA, "Chi bộ Đ", "Chi bộ Ô"]


def test_ended_children_are_told_where_asked_for_and_are_not_alive(moved: Cast) -> None:
    children = children_between(moved.other_base.pk, Y2018, Y2019, Y2021, ended=True)
    assert [(c.name, c.alive) for c in children] == [
        *((VAN_PHONG, True), (THANH_TRA, True), ("Chi bộ Ă", False), ("Chi bộ Đ", True)),
        ("Chi bộ Ô", True),
    ]


def test_children_are_one_statement(moved: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        children_between(moved.other_base.pk, Y2018, Y2019)


def test_children_are_those_known_at_a_position(cast: Cast) -> None:
    before = head()
    move_unit(unit=cast.branch, parent=cast.other_base, day=EVER, by=cast.clerk)
    for position, above in ((before, cast.base), (head(), cast.other_base), (None, cast.other_base)):
        assert cast.branch.pk in [c.pk for c in children_between(above.pk, Y2018, Y2019, position=position)]
    assert children_between(cast.base.pk, Y2018, Y2019) == []


Shape = dict[str, tuple[int, "Shape"]]


def shape(nodes: list[Node]) -> Shape:
    return {node.named.key: (node.below, shape(node.children)) for node in nodes}


def test_the_tree_of_a_day_is_nested_and_counted(moved: Cast) -> None:
    moved_out = shape(tree_on(Y2020))
    assert moved_out["bloc"][0] == 7
    assert moved_out["bloc"][1]["base"] == (0, {})
    assert moved_out["bloc"][1]["other_base"][0] == 5
    assert shape(tree_on(Y2019))["bloc"][1]["base"] == (1, {"branch": (0, {})})
    assert shape(tree_on(Y2021))["bloc"][0] == 6


def test_the_tree_begins_where_the_reader_may_see(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        mine = tree_on(TODAY, units_where(cast.secretary, SEE_TREE))
    assert shape(mine) == {"branch": (0, {})}
    assert shape(tree_on(TODAY, units_where(cast.stranger, SEE_TREE))) == {}
    assert shape(tree_on(TODAY, [cast.base.pk, cast.branch.pk])) == {"base": (1, {"branch": (0, {})})}


def test_the_tree_is_the_one_known_at_a_position(cast: Cast) -> None:
    before = head()
    move_unit(unit=cast.branch, parent=cast.other_base, day=EVER, by=cast.clerk)
    assert shape(tree_on(TODAY, position=before))["bloc"][1]["base"] == (1, {"branch": (0, {})})
    assert shape(tree_on(TODAY))["bloc"][1]["base"] == (0, {})


def test_a_deep_tree_is_counted(cast: Cast) -> None:
    foundings = [
        Founding(f"Chi bộ {n}", kinds.BRANCH, f"u{n - 1}" if n else cast.branch, key=f"u{n}") for n in range(100)
    ]
    found_units(foundings=foundings, by=cast.clerk)
    assert tree_on(TODAY)[0].below == 104


def test_the_way_down_begins_at_the_root_or_where_the_reader_may_see(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        crumbs = breadcrumbs(cast.branch.pk, TODAY)
    assert crumbs == [
        Crumb(cast.bloc.pk, "bloc", "Đảng bộ Khối các cơ quan tỉnh"),
        Crumb(cast.base.pk, "base", "Đảng bộ Cục Thuế"),
    ]
    assert breadcrumbs(cast.branch.pk, TODAY, units_where(cast.secretary, SEE_TREE)) == []
    assert breadcrumbs(cast.bloc.pk, TODAY) == []


def test_the_way_down_to_a_unit_that_ended_leads_over_its_last_parent(moved: Cast) -> None:
    gone = Unit.objects.get(standings__name="Chi bộ Ă", standings__until=Y2021)
    assert [c.key for c in breadcrumbs(gone.pk, TODAY)] == ["bloc", "other_base"]


def test_a_units_history_tells_every_standing_newest_first(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = head()
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=Y2019, basis="12-QĐ/ĐU", by=cast.clerk)
    move_unit(unit=cast.branch, parent=cast.other_base, day=Y2020, basis="30-QĐ/ĐU", by=cast.clerk)
    rename_unit(unit=cast.base, name="Đảng bộ Thuế tỉnh", day=date(2019, 6, 1), by=cast.clerk)
    with django_assert_num_queries(2):
        past = history(cast.branch.pk)
    assert [(p.name, p.parent_name, p.first, p.last, p.basis) for p in past] == [
        ("Chi bộ 1", "Đảng bộ Sở Y tế", Y2020, None, "30-QĐ/ĐU"),
        ("Chi bộ 1", "Đảng bộ Thuế tỉnh", Y2019, date(2019, 12, 31), "12-QĐ/ĐU"),
        (VAN_PHONG, "Đảng bộ Cục Thuế", None, date(2018, 12, 31), ""),
    ]
    assert [p.position for p in past] == [before + 2, before + 1, before]


def test_a_units_history_is_the_one_known_at_a_position(cast: Cast) -> None:
    before = head()
    rename_unit(unit=cast.branch, name="Chi bộ 1", day=Y2019, by=cast.clerk)
    assert [p.name for p in history(cast.branch.pk, before)] == [VAN_PHONG]
