"""Every rule broken once: the file, row, column and reason that the reader is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from exchange.faults import Faulty
from exchange.tests.folders import SOUND, changed, faults_of, folder, imported, placed, with_row
from ledger.models import Books, Event
from people.models import Person, Post
from units.models import Unit

pytestmark = pytest.mark.django_db
U, S, M, V, D, P, B = "units", "successions", "measures", "values", "duties", "people", "memberships"

GOLDEN: list[tuple[str, dict[str, str], list[tuple[str, int, str, str]]]] = [
    # cells
    ("unit_empty", {U: with_row(U, ",,,X,branch,a")}, [(U, 6, "unit", "cell_empty")]),
    ("name_empty", {U: with_row(U, "x,,,,branch,a")}, [(U, 6, "name", "cell_empty")]),
    ("day_of_another_form", {U: with_row(U, "x,1/1/2020,,X,branch,a")}, [(U, 6, "from", "cell_not_a_day")]),
    ("day_not_in_the_calendar", {U: with_row(U, "x,2021-02-30,,X,branch,a")}, [(U, 6, "from", "cell_not_a_day")]),
    ("day_in_other_digits", {U: with_row(U, "x,٢٠٢١-01-01,,X,branch,a")}, [(U, 6, "from", "cell_not_a_day")]),
    ("zero_width_name", {U: with_row(U, "x,,,X\u200b,branch,a")}, [(U, 6, "name", "bad_character")]),
    ("name_too_long", {U: with_row(U, f"x,,,{'X' * 301},branch,a")}, [(U, 6, "name", "too_long")]),
    ("break_in_a_name", {U: with_row(U, 'x,,,"X\nY",branch,a')}, [(U, 6, "name", "cell_with_line_break")]),
    ("cell_too_many", {U: with_row(U, "x,,,X,branch,a,,,,more")}, [(U, 6, "", "row_too_long")]),
    ("quantity_grouped", {V: with_row(V, 'b,m,2020-05-02,"4,200",')}, [(V, 6, "quantity", "cell_not_a_quantity")]),
    ("quantity_in_other_digits", {V: with_row(V, "b,m,2020-05-02,４２,")}, [(V, 6, "quantity", "cell_not_a_quantity")]),
    ("quantity_infinite", {V: with_row(V, "b,m,2020-05-02,Infinity,")}, [(V, 6, "quantity", "cell_not_a_quantity")]),
    (
        "quantity_too_fine",
        {V: with_row(V, "b,m,2020-05-02,0.1234567,")},
        [(V, 6, "quantity", "cell_quantity_too_long")],
    ),
    (
        "quantity_too_large",
        {V: with_row(V, f"b,m,2020-05-02,{10**12},")},
        [(V, 6, "quantity", "cell_quantity_too_long")],
    ),
    ("kind_of_measure", {M: with_row(M, "n,total,,,")}, [(M, 5, "kind", "cell_not_one_of")]),
    ("status", {B: with_row(B, "p1,a,friend,,")}, [(B, 5, "status", "cell_not_one_of")]),
    (
        "share_of_another_form",
        {S: "on,unit,successor,share\n2021-01-01,b,c,one\n"},
        [(S, 2, "share", "cell_not_a_share")],
    ),
    ("share_zero", {S: "on,unit,successor,share\n2021-01-01,b,c,0/7\n"}, [(S, 2, "share", "cell_share_out_of_range")]),
    ("share_by_zero", {S: "on,unit,successor,share\n2021-01-01,b,c,1/0\n"}, [(S, 2, "share", "cell_not_a_share")]),
    # headers
    ("column_unknown", {U: SOUND[U].replace("basis", "grounds", 1)}, [(U, 1, "grounds", "column_unknown")]),
    (
        "column_missing",
        {V: SOUND[V].replace("quantity", "note", 1)},
        [(V, 1, "note", "column_twice"), (V, 1, "quantity", "column_missing")],
    ),
    ("semicolons", {P: SOUND[P].replace(",", ";")}, [(P, 1, "", "file_with_semicolons")]),
    ("empty_file", {P: ""}, [(P, 1, "", "file_empty")]),
    # rule 1
    ("span_reversed", {U: with_row(U, "x,2021-01-01,2020-01-01,X,branch,a")}, [(U, 6, "to", "row_span_reversed")]),
    ("span_empty", {U: with_row(U, "x,2021-01-01,2021-01-01,X,branch,a")}, [(U, 6, "to", "row_span_reversed")]),
    ("row_repeated", {U: with_row(U, "c,2020-01-01,,Chi bộ C,branch,a,C,,QĐ 1")}, [(U, 6, "from", "row_overlaps")]),
    ("standings_overlap", {U: with_row(U, "b,2020-06-01,,B mới,branch,a")}, [(U, 6, "from", "row_overlaps")]),
    # rule 2
    ("parent_unknown", {U: with_row(U, "x,,,X,branch,nobody")}, [(U, 6, "parent", "row_unit_unknown")]),
    ("parent_ended", {U: with_row(U, "x,2020-06-01,,X,branch,b")}, [(U, 6, "parent", "row_parent_not_alive")]),
    ("parent_not_yet", {U: with_row(U, "x,,,X,branch,c")}, [(U, 6, "parent", "row_parent_not_alive")]),
    # rule 3
    ("root_ends", {U: with_row(U, "x,2020-01-01,2021-01-01,X,province,")}, [(U, 6, "to", "row_root_ends")]),
    # rule 4
    ("succession_of_nobody", {S: with_row(S, "2021-01-01,x,c,,")}, [(S, 3, "unit", "row_unit_unknown")]),
    ("succession_to_nobody", {S: with_row(S, "2021-01-01,b,x,,")}, [(S, 3, "successor", "row_unit_unknown")]),
    ("succession_of_the_living", {S: with_row(S, "2021-01-01,c,a,,")}, [(S, 3, "on", "row_goes_on")]),
    ("succession_another_day", {S: "on,unit,successor\n2020-12-31,b,c\n"}, [(S, 2, "on", "row_goes_on")]),
    (
        "succession_where_it_goes_on",
        {U: with_row(U, "b,2021-01-01,2022-01-01,B,branch,a"), B: SOUND[B]},
        [(S, 2, "on", "row_goes_on")],
    ),
    (
        "successor_not_yet",
        {U: with_row(U, "x,2021-01-02,,X,branch,a"), S: "on,unit,successor\n2021-01-01,b,x\n"},
        [(S, 2, "successor", "row_successor_not_alive")],
    ),
    ("succeeds_itself", {S: "on,unit,successor\n2021-01-01,b,b\n"}, [(S, 2, "successor", "row_succeeds_itself")]),
    # rule 5
    (
        "shares_short",
        {S: "on,unit,successor,share\n2021-01-01,b,c,1/3\n2021-01-01,b,a,1/3\n"},
        [(S, 3, "share", "row_shares_sum")],
    ),
    ("share_alone", {S: "on,unit,successor,share\n2021-01-01,b,c,1/3\n"}, [(S, 2, "share", "row_shares_sum")]),
    (
        "shares_mixed",
        {S: "on,unit,successor,share\n2021-01-01,b,c,1/3\n2021-01-01,b,a,?\n"},
        [(S, 3, "share", "row_share_mixed")],
    ),
    (
        "share_left_empty",
        {S: "on,unit,successor,share\n2021-01-01,b,c,\n2021-01-01,b,a,\n"},
        [(S, 2, "share", "row_share_empty")],
    ),
    (
        "successor_twice",
        {S: "on,unit,successor,share\n2021-01-01,b,c,1/2\n2021-01-01,b,c,1/2\n"},
        [(S, 3, "successor", "row_successor_twice")],
    ),
    # rule 6
    ("own_parent", {U: with_row(U, "x,,,X,branch,x")}, [(U, 6, "parent", "row_cycle")]),
    (
        "two_rings",
        {U: with_row(U, "x,,,X,branch,y", "y,,,Y,branch,x", "z,,,Z,branch,z")},
        [(U, 6, "parent", "row_cycle"), (U, 8, "parent", "row_cycle")],
    ),
    (
        "ring_of_successors",
        {
            U: with_row(U, "x,2020-01-01,2021-01-01,X,branch,a", "y,2020-01-01,2021-01-01,Y,branch,a"),
            S: with_row(S, "2021-01-01,x,y,,", "2021-01-01,y,x,,"),
        },
        [(S, 4, "successor", "row_cycle")],
    ),
    # rule 7, and what lies beside the tree
    ("value_before_founding", {V: with_row(V, "b,m,2019-12-31,1,")}, [(V, 6, "on", "row_before_founding")]),
    ("value_of_nobody", {V: with_row(V, "x,m,2020-12-31,1,")}, [(V, 6, "unit", "row_unit_unknown")]),
    ("value_of_nothing", {V: with_row(V, "b,x,2020-12-31,1,")}, [(V, 6, "measure", "row_measure_unknown")]),
    (
        "value_counted_already",
        {V: with_row(V, "b,units.existing,2020-12-31,1,")},
        [(V, 6, "measure", "row_value_counted")],
    ),
    ("value_repeated", {V: with_row(V, "b,m,2020-05-01,5.0,")}, [(V, 6, "", "row_twice")]),
    ("level_twice", {V: with_row(V, "c,l,2020-06-01,13,khác")}, [(V, 6, "", "row_level_twice")]),
    ("measure_twice", {M: with_row(M, "m,flow,Số,Number,lượt")}, [(M, 5, "measure", "row_twice")]),
    ("measure_of_the_program", {M: with_row(M, "people.persons,flow,,,")}, [(M, 5, "measure", "row_measure_shipped")]),
    ("duty_of_whom", {D: with_row(D, "m,,,,")}, [(D, 4, "kind", "row_duty_of_whom")]),
    ("duty_of_both", {D: with_row(D, "m,,,branch,c")}, [(D, 4, "unit", "row_duty_of_whom")]),
    ("duty_of_nobody", {D: with_row(D, "m,,,,x")}, [(D, 4, "unit", "row_unit_unknown")]),
    ("duty_of_nothing", {D: with_row(D, "x,,,branch,")}, [(D, 4, "measure", "row_measure_unknown")]),
    ("duty_twice", {D: with_row(D, "m,,2020-01-01,branch,")}, [(D, 4, "", "row_twice")]),
    ("person_twice", {P: with_row(P, "p1,Lê An,")}, [(P, 4, "person", "row_twice")]),
    ("membership_of_nobody", {B: with_row(B, "p9,c,member,2020-01-01,")}, [(B, 5, "person", "row_person_unknown")]),
    ("membership_nowhere", {B: with_row(B, "p1,x,member,2020-01-01,")}, [(B, 5, "unit", "row_unit_unknown")]),
    (
        "membership_too_early",
        {B: with_row(B, "p2,b,member,2019-01-01,2020-06-01")},
        [(B, 5, "from", "row_unit_not_alive")],
    ),
    ("membership_too_long", {B: with_row(B, "p2,b,member,2020-06-01,")}, [(B, 5, "to", "row_unit_ends")]),
    ("membership_twice", {B: with_row(B, "p2,c,member,2021-01-01,")}, [(B, 5, "from", "row_belongs_twice")]),
]


def test_the_sound_folder_has_no_fault(tmp_path: Path) -> None:
    assert placed(faults_of(changed(tmp_path))) == []
    assert Unit.objects.count() == 4


@pytest.mark.parametrize(("files", "told"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN])
def test_a_broken_rule_is_told_with_file_row_column_and_reason(
    tmp_path: Path, files: dict[str, str], told: list[tuple[str, int, str, str]]
) -> None:
    faults = faults_of(changed(tmp_path, **files))
    assert placed(faults) == told
    for language in ("vi", "en"):
        with translation.override(language):
            assert all(fault.reason and "%(" not in fault.reason for fault in faults)
            assert all(fault.place.startswith(f"{fault.table}.csv, ") for fault in faults)


def test_all_faults_are_told_and_nothing_is_kept(tmp_path: Path) -> None:
    path = changed(
        tmp_path,
        units=with_row(U, "x,2021-01-01,2020-01-01,X,branch,a", "y,,,Y,branch,x", "z,,,Z,branch,nobody"),
        values=with_row(V, "x,m,2020-01-01,1,", "z,m,2020-01-01,1,", "b,m,2019-01-01,1.x,"),
    )
    assert placed(faults_of(path)) == [
        (U, 6, "to", "row_span_reversed"),
        (U, 8, "parent", "row_unit_unknown"),
        (V, 8, "quantity", "cell_not_a_quantity"),
    ]
    assert (Unit.objects.count(), Event.objects.filter(verb="units.registered").count()) == (0, 0)


def test_a_fault_reads_as_a_sentence_in_both_languages(tmp_path: Path) -> None:
    fault = faults_of(changed(tmp_path, values=with_row(V, "b,m,2019-12-31,1,")))[0]
    with translation.override("vi"):
        assert str(fault) == (
            "values.csv, dòng 6, cột on: Ngày 31/12/2019 sớm hơn ngày đầu của đơn vị, 1/1/2020. Hãy chọn ngày khác."
        )
    with translation.override("en"):
        assert str(fault) == (
            "values.csv, row 6, column on: 31 December 2019 lies before the unit's first day, 1 January 2020."
            " Choose another day."
        )


def test_what_is_kept_already_binds_the_next_folder(tmp_path: Path) -> None:
    imported(changed(tmp_path))
    moved = {U: "unit,from,to,name,kind,parent\nb,2020-06-01,2021-01-01,Chi bộ B,branch,a\n"}
    faults = faults_of(folder(tmp_path / "moved", moved))
    assert placed(faults) == [(U, 2, "from", "row_entries_before"), (U, 2, "to", "row_people_stay")]
    ended = {U: "unit,from,to,name,kind,parent\na,,2022-01-01,Khối,superior,r\n"}
    assert placed(faults_of(folder(tmp_path / "ended", ended))) == [(U, 2, "to", "row_unit_below")]
    other = {M: "measure,kind\nm,stock\n"}
    assert placed(faults_of(folder(tmp_path / "other", other))) == [(M, 2, "kind", "row_measure_kind")]
    alive = {U: "unit,from,to,name,kind,parent\nb,2020-01-01,,Chi bộ B,branch,a\n"}
    assert placed(faults_of(folder(tmp_path / "alive", alive))) == [(U, 2, "to", "row_has_successors")]
    assert Books.objects.get().head == Event.objects.count()


def test_nobody_becomes_operator_by_a_folder_that_is_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, values=with_row(V, "b,m,2019-12-31,1,"))
    with pytest.raises(Faulty):
        call_command("import", str(path))
    assert (Post.objects.count(), Person.objects.count()) == (0, 0)
