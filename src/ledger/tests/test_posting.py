"""Posting: what a record stands for becomes entries, by difference."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DataError, connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from directives.tests.acting import a_programme, refused
from ledger.chain import note_hash
from ledger.checking import verify
from ledger.lines import Line, member_of_unit
from ledger.measures import number_of
from ledger.models import Books, Entry, Event, EventNote, Touched
from ledger.operation import operation
from ledger.posting import post, post_many, standing
from ledger.tests.sheets import LEVEL, TURNS, Sheet, entries_of, new_sheet, write_down
from people.tests.cast import BEGIN, Cast
from study.operations import Count, Holding, announce_topic, hold_session, hold_sessions
from study.turnouts import correct_head_count
from units import kinds
from units.acts import Founding, found_unit, rename_unit

DAY = date(2017, 3, 1)


def line(cast: Cast, quantity: int, day: date = DAY, measure: str = TURNS, **facets: Any) -> Line:
    return Line(cast.branch.pk, measure, day, quantity, **facets)


def test_what_is_stated_is_posted_once(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 98)], by=cast.clerk)
    write_down(sheet=sheet, lines=[line(cast, 98)], by=cast.clerk)
    assert entries_of(sheet) == [(TURNS, 98, 1)]


def test_a_changed_quantity_posts_the_difference_alone(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 98)], by=cast.clerk)
    write_down(sheet=sheet, lines=[line(cast, 95)], by=cast.clerk)
    assert entries_of(sheet) == [(TURNS, 98, 1), (TURNS, -3, 0)]


def test_what_is_taken_back_is_undone(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 98)], by=cast.clerk)
    write_down(sheet=sheet, lines=[], by=cast.clerk)
    assert entries_of(sheet) == [(TURNS, 98, 1), (TURNS, -98, -1)]
    assert standing([sheet.record_id]) == {}


def test_a_declared_nil_is_an_entry_and_taking_it_back_another(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 0, measure=LEVEL)], by=cast.clerk)
    write_down(sheet=sheet, lines=[], by=cast.clerk)
    assert entries_of(sheet) == [(LEVEL, 0, 1), (LEVEL, 0, -1)]


@pytest.mark.parametrize("other", [{"day": date(2018, 1, 1)}, {"kind": "k"}, {"level": "l"}, {"subject": "s"}])
def test_what_stands_elsewhere_is_undone_there_and_stated_here(cast: Cast, sheet: Sheet, other: dict[str, Any]) -> None:
    write_down(sheet=sheet, lines=[line(cast, 5)], by=cast.clerk)
    write_down(sheet=sheet, lines=[line(cast, 7)._replace(**other)], by=cast.clerk)
    assert sorted(entries_of(sheet)) == [(TURNS, -5, -1), (TURNS, 5, 1), (TURNS, 7, 1)]


def test_lines_of_one_place_are_added_and_stated_once(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 3), line(cast, 4)], by=cast.clerk)
    assert entries_of(sheet) == [(TURNS, 7, 1)]


def test_members_are_kept_apart_and_units_never_meet_persons(cast: Cast, sheet: Sheet) -> None:
    members = [cast.member.pk, member_of_unit(cast.member.pk)]
    write_down(sheet=sheet, lines=[line(cast, 1)._replace(member=m) for m in members], by=cast.clerk)
    assert set(Entry.objects.filter(record=sheet.record).values_list("member", flat=True)) == set(members)


def test_two_posts_of_one_record_in_one_operation_are_two_events_and_one_difference(cast: Cast, sheet: Sheet) -> None:
    @operation
    def twice() -> None:
        write_down(sheet=sheet, lines=[line(cast, 5)], by=cast.clerk, verb="test.first")
        write_down(sheet=sheet, lines=[line(cast, 6)], by=cast.clerk, verb="test.second")

    twice()
    events = Event.objects.filter(record=sheet.record).order_by("id")
    assert [event.verb for event in events] == ["test.first", "test.second"]
    assert events[0].id + 1 == events[1].id
    assert sum(quantity for _, quantity, _ in entries_of(sheet)) == 6
    assert sum(times for _, _, times in entries_of(sheet)) == 1


def test_many_records_are_many_events_in_their_order(cast: Cast, sheet: Sheet) -> None:
    others = [sheet, *(new_sheet(cast.base) for _ in range(3))]
    for n, each in enumerate(others):
        each.lines = [line(cast, n + 1)]

    @operation
    def all_of_them() -> None:
        post_many([each.posted for each in others], by=cast.clerk, verb="test.many")

    all_of_them()
    events = Event.objects.filter(verb="test.many").order_by("id")
    assert [e.record_id for e in events] == [each.record_id for each in others]
    assert [e.unit_id for e in events] == [cast.branch.pk, cast.base.pk, cast.base.pk, cast.base.pk]


@pytest.mark.parametrize(
    "facets", [{"kind": "nonsense"}, {"level": "member"}, {"subject": "1"}, {"kind": "whole_term", "level": "x"}]
)
def test_a_facet_that_the_measure_does_not_have_is_a_fault(cast: Cast, sheet: Sheet, facets: dict[str, Any]) -> None:
    head = Books.objects.get().head
    with pytest.raises(ValueError, match=r"study\.attended"):
        write_down(sheet=sheet, lines=[line(cast, 1, measure="study.attended", **facets)], by=cast.clerk)
    assert Books.objects.get().head == head


def test_an_unknown_measure_is_a_fault(cast: Cast, sheet: Sheet) -> None:
    with pytest.raises(KeyError):
        write_down(sheet=sheet, lines=[line(cast, 1, measure="test.nothing")], by=cast.clerk)


def test_an_entry_before_the_unit_was_founded_is_refused_in_a_sentence(cast: Cast, sheet: Sheet) -> None:
    young = found_unit(founding=Founding("Chi bộ mới", kinds.BRANCH, cast.base, date(2018, 1, 1)), by=cast.clerk)
    head = Books.objects.get().head
    with refused("unit_not_founded"):
        write_down(sheet=sheet, lines=[Line(young.pk, TURNS, date(2017, 12, 31), 1)], by=cast.clerk)
    assert Books.objects.get().head == head
    write_down(sheet=sheet, lines=[Line(young.pk, TURNS, date(2018, 1, 1), 1)], by=cast.clerk)
    assert entries_of(sheet) == [(TURNS, 1, 1)]


def test_a_quantity_that_the_books_can_not_hold_is_an_error_of_the_database(cast: Cast, sheet: Sheet) -> None:
    head = Books.objects.get().head
    with pytest.raises(DataError):
        write_down(sheet=sheet, lines=[line(cast, 10**13)], by=cast.clerk)
    assert Books.objects.get().head == head


def test_quantities_are_exact_decimals(cast: Cast, sheet: Sheet) -> None:
    parts = [Decimal("0.1"), Decimal("0.2")]
    write_down(sheet=sheet, lines=[Line(cast.branch.pk, TURNS, DAY, part) for part in parts], by=cast.clerk)
    assert Entry.objects.filter(record=sheet.record).aggregate(sum=Sum("quantity"))["sum"] == Decimal("0.3")
    assert verify()[0].kind == "orphan"


def test_post_outside_an_operation_is_a_fault(cast: Cast, sheet: Sheet) -> None:
    with pytest.raises(RuntimeError):
        post(sheet.posted, by=cast.clerk, verb="test.lost")


def test_a_note_is_kept_apart_and_only_its_salted_hash_is_in_the_event(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 1)], by=cast.clerk, note="đồng chí Nga vắng vì ốm")
    event = Event.objects.get(record=sheet.record)
    kept = EventNote.objects.get(event=event)
    assert kept.note == "đồng chí Nga vắng vì ốm"
    assert bytes(event.note_hash or b"") == note_hash(bytes(kept.salt), kept.note)
    assert len(bytes(kept.salt)) == 16
    assert "Nga" not in str(event.changes)


def test_the_same_note_twice_has_two_hashes(cast: Cast, sheet: Sheet) -> None:
    for quantity in (1, 2):
        write_down(sheet=sheet, lines=[line(cast, quantity)], by=cast.clerk, note="đếm lại")
    hashes = [bytes(h or b"") for h in Event.objects.filter(record=sheet.record).values_list("note_hash", flat=True)]
    assert len(set(hashes)) == 2


def test_every_measure_and_year_that_is_touched_says_by_which_event(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[line(cast, 1), line(cast, 1, day=date(2019, 1, 1))], by=cast.clerk)
    write_down(sheet=sheet, lines=[line(cast, 2), line(cast, 1, day=date(2019, 1, 1))], by=cast.clerk)
    first, second = Event.objects.filter(record=sheet.record).order_by("id").values_list("id", flat=True)
    touched = Touched.objects.filter(measure__code=TURNS).values_list("year", "position")
    assert dict(touched) == {2017: second, 2019: first}


def _taken(statements: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in statements.captured_queries]


def test_one_posting_takes_eight_statements_at_most(cast: Cast, sheet: Sheet) -> None:
    write_down(sheet=sheet, lines=[], by=cast.clerk)
    number_of(TURNS)
    with CaptureQueriesContext(connection) as statements:
        write_down(sheet=sheet, lines=[line(cast, 5), line(cast, 6, measure=LEVEL)], by=cast.clerk)
    assert len(statements) <= 8, _taken(statements)


def test_one_and_many_take_the_same_number_of_statements(cast: Cast) -> None:
    programme = a_programme(cast.operator)
    topic = announce_topic(
        unit=cast.bloc, programme=programme, kind="yearly", year=2017, title="Đề", since=BEGIN, by=cast.clerk
    )
    held = []
    for count in (1, 60):
        holdings = [Holding(topic, cast.branch.pk, DAY, [Count(cast.branch.pk, 9, n % 9)]) for n in range(count)]
        with CaptureQueriesContext(connection) as statements:
            hold_sessions(holdings=holdings, by=cast.clerk)
        held.append(len(statements))
    assert held[0] == held[1]


def _order(statements: CaptureQueriesContext, *marks: str) -> list[int]:
    texts = _taken(statements)
    return [next(n for n, sql in enumerate(texts) if mark in sql) for mark in marks]


def test_the_head_is_locked_last_and_nothing_but_the_books_is_written_under_it(cast: Cast) -> None:
    programme = a_programme(cast.operator)
    topic = announce_topic(
        unit=cast.bloc, programme=programme, kind="yearly", year=2017, title="Đề", since=BEGIN, by=cast.clerk
    )
    counts = [Count(cast.branch.pk, 9, 8)]
    session = hold_session(holding=Holding(topic, cast.branch.pk, DAY, counts), by=cast.clerk)
    with CaptureQueriesContext(connection) as statements:
        correct_head_count(session=session, unit=cast.branch.pk, expected=9, attended=7, by=cast.clerk, note="đếm lại")
    record, head = _order(statements, "ledger_record where id = any", "ledger_books where id = 1 for update")
    assert record < head
    under = [sql for sql in _taken(statements)[head + 1 :] if not sql.startswith("RELEASE")]
    ours = re.compile("(1 times: )?(copy ledger_|insert into ledger_|update ledger_books )")
    assert [sql for sql in under if not ours.match(sql)] == []


def test_an_act_locks_the_tree_then_the_record_then_the_head(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as statements:
        rename_unit(unit=cast.branch, name="Chi bộ 1", day=date(2021, 1, 1), by=cast.clerk)
    marks = ("pg_advisory_xact_lock", "ledger_record where id = any", "ledger_books where id = 1 for update")
    order = _order(statements, *marks)
    assert order == sorted(order)
