"""What must always hold (design section 9), on generated trees and records."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from json import dumps

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from figures.bridge import bridge
from figures.models import Definition, Reading, Scope
from figures.opening import added_up, records_behind, sides_of
from figures.reading import Answers, Question, answer, value_at
from figures.values import NOTHING, State, Value, encode
from ledger.checking import verify
from ledger.models import Books, Entry
from tests.worlds import DAYS, FIRST, SPANS, STORIES, World, new_world
from units.keeping import load_tree
from units.models import NOT_FOUNDED
from units.tree import Tree

pytestmark = pytest.mark.django_db


def _term(measure: str, **facets: str) -> dict[str, str]:
    return {"measure": measure, "kind": "", "level": "", "subject": "", **facets}


def _figure(code: str, reading: Reading, top: list[dict[str, str]], **more: object) -> Definition:
    return Definition(code=code, reading=reading, top=top, **more)


ATTENDED, EXPECTED = [_term("study.attended")], [_term("study.expected")]
PERSONS = [_term("people.persons")]
BASE = [_term("units.existing", kind="base_committee"), _term("units.existing", kind="base_branch")]
ADDITIVE = [
    _figure("attended", Reading.TOTAL, ATTENDED),
    _figure("sessions", Reading.TOTAL, [_term("study.sessions")]),
    _figure("persons", Reading.BALANCE, PERSONS),
    _figure("members", Reading.BALANCE, [_term("people.persons", level="member")]),
    _figure("base", Reading.BALANCE, BASE),
]
OTHERS = [
    _figure("rate", Reading.RATE, ATTENDED, sides=Reading.TOTAL, bottom=EXPECTED),
    _figure("lowest", Reading.LOWEST, ATTENDED, bottom=EXPECTED),
    _figure("highest", Reading.HIGHEST, ATTENDED, bottom=EXPECTED),
    _figure("studied", Reading.DISTINCT, [_term("study.covered")]),
    _figure("own", Reading.TOTAL, ATTENDED, scope=Scope.OWN),
]
FIGURES = ADDITIVE + OTHERS
STRUCTURES = st.one_of(st.none(), DAYS)


@contextmanager
def world(steps: list[tuple[str, date, int, int]]) -> Iterator[World]:
    """A world played to its end, and gone afterwards."""
    with transaction.atomic():
        made = new_world()
        made.play(steps)
        yield made
        transaction.set_rollback(True)


def question(made: World, since: date, until: date, structure: date | None) -> Question:
    above = tuple(u.pk for u in made.units)
    return Question(above, since, until, Books.objects.get().head, structure, own=above)


def number(value: Value) -> Fraction:
    assert value.state is not State.UNDETERMINED
    return value.top or Fraction(0)


@given(steps=STORIES, span=SPANS, structure=STRUCTURES)
def test_parent_is_own_and_children_for_every_additive_figure(
    steps: list[tuple[str, date, int, int]], span: list[date], structure: date | None
) -> None:
    with world(steps) as made:
        found = answer(question(made, span[0], span[1], structure), ADDITIVE)
        for spots in found.values():
            parts: dict[int, Fraction] = defaultdict(Fraction)
            for (above, via), value in spots.items():
                if via is not None and via != NOT_FOUNDED:
                    parts[above] += number(value)
            for unit in made.units:
                assert parts[unit.pk] == number(spots.get((unit.pk, None), NOTHING))


@given(steps=STORIES, span=SPANS, day=DAYS)
def test_roots_together_are_the_same_under_every_structure(
    steps: list[tuple[str, date, int, int]], span: list[date], day: date
) -> None:
    with world(steps) as made:
        since, until = span
        then = answer(question(made, since, until, None), ADDITIVE)
        today = answer(question(made, since, until, day), ADDITIVE)
        roots = {u.pk for u in made.roots}
        for figure in ADDITIVE:
            entries = _entries(figure, since, until)
            whole = sum((q for _, _, q in entries), Fraction(0))
            assert _at_roots(then, figure, roots) == whole
            assert _at_roots(today, figure, roots) + _early(today, figure, roots) == whole


def _at_roots(found: Answers, figure: Definition, roots: set[int]) -> Fraction:
    return sum((number(found[figure.code].get((r, None), NOTHING)) for r in roots), Fraction(0))


def _early(found: Answers, figure: Definition, roots: set[int]) -> Fraction:
    return sum((number(found[figure.code].get((r, NOT_FOUNDED), NOTHING)) for r in roots), Fraction(0))


def _entries(figure: Definition, since: date, until: date) -> list[tuple[int, date, Fraction]]:
    """(unit, day, quantity) of the entries that a figure counts, read straight from the ledger."""
    found = []
    for e in Entry.objects.select_related("measure").filter(day__lte=until):
        counted = figure.reading == Reading.BALANCE or e.day >= since
        for t in figure.top:
            same = e.measure.code == t["measure"] and t["kind"] in ("", e.kind) and t["level"] in ("", e.level)
            if counted and same:
                found.append((e.unit_id, e.day, Fraction(e.quantity)))
    return found


def _above(tree: Tree, unit: int, day: date) -> set[int]:
    """Everything that a unit stands under on a day, itself included while alive. By the rules alone."""
    found: set[int] = set()
    here: int | None = unit
    while here is not None:
        stood = tree.on(here, day)
        if stood is not None:
            found.add(here)
            here = stood.parent
        else:
            ended = [s for s in tree.standings[here] if s.until <= day]
            here = ended[-1].parent if ended else None
    return found


@given(steps=STORIES, span=SPANS, structure=STRUCTURES)
def test_every_unit_has_what_adding_its_entries_by_hand_gives(
    steps: list[tuple[str, date, int, int]], span: list[date], structure: date | None
) -> None:
    with world(steps) as made:
        since, until = span
        tree = load_tree()
        found = answer(question(made, since, until, structure), ADDITIVE)
        for figure in ADDITIVE:
            by_hand: dict[int, Fraction] = defaultdict(Fraction)
            for unit, day, quantity in _entries(figure, since, until):
                fixed = structure or (until if figure.reading == Reading.BALANCE else day)
                for above in _above(tree, unit, fixed):
                    by_hand[above] += quantity
            for made_unit in made.units:
                value = found[figure.code].get((made_unit.pk, None), NOTHING)
                assert number(value) == by_hand[made_unit.pk], (figure.code, made_unit.key)


@given(steps=STORIES, span=SPANS, structure=STRUCTURES)
def test_parts_never_exceed_the_whole(
    steps: list[tuple[str, date, int, int]], span: list[date], structure: date | None
) -> None:
    with world(steps) as made:
        found = answer(question(made, span[0], span[1], structure), FIGURES)
        for spot, rate in found["rate"].items():
            if rate.exact is not None:
                low, high = found["lowest"][spot].exact, found["highest"][spot].exact
                assert low is not None
                assert high is not None
                assert 0 <= low <= rate.exact <= high <= 1
        for spot, studied in found["studied"].items():
            assert number(studied) <= len(made.units)
            assert spot in found["sessions"] or number(studied) >= 0


@given(steps=STORIES, span=SPANS, structure=STRUCTURES)
def test_records_behind_a_number_add_up_to_it(
    steps: list[tuple[str, date, int, int]], span: list[date], structure: date | None
) -> None:
    with world(steps) as made:
        asked = question(made, span[0], span[1], structure)
        found = answer(asked, FIGURES)
        for figure in FIGURES:
            for (above, via), value in found[figure.code].items():
                if figure.scope == Scope.OWN and above != via:
                    continue
                for side in sides_of(figure):
                    rows = records_behind(replace(asked, above=(above,)), figure, (above, via), side)
                    if figure.reading in (Reading.LOWEST, Reading.HIGHEST):
                        rows = [r for r in rows if r.record == value.record]
                    part = value.top if side == "t" else value.bottom
                    reading = figure.sides if figure.reading == Reading.RATE else figure.reading
                    assert added_up(rows, reading) == (part or 0), (figure.code, above, via)


@given(steps=STORIES, span=SPANS, structure=STRUCTURES, against=STRUCTURES)
def test_bridge_between_two_structures_adds_up_to_the_difference(
    steps: list[tuple[str, date, int, int]], span: list[date], structure: date | None, against: date | None
) -> None:
    with world(steps) as made:
        asked = question(made, span[0], span[1], structure)
        other = answer(replace(asked, structure=against), ADDITIVE)
        this = answer(asked, ADDITIVE)
        for figure in ADDITIVE:
            for unit in made.units:
                found = bridge(replace(asked, above=(unit.pk,)), figure, against)
                assert found.before == number(this[figure.code].get((unit.pk, None), NOTHING))
                assert found.after == number(other[figure.code].get((unit.pk, None), NOTHING))
                assert found.same + sum(p.before or 0 for p in found.piers) == found.before
                assert found.before + sum(p.change or 0 for p in found.piers) == found.after


@given(before=STORIES, after=STORIES, span=SPANS, structure=STRUCTURES)
def test_same_question_gives_the_same_bytes_whatever_happens_later(
    before: list[tuple[str, date, int, int]],
    after: list[tuple[str, date, int, int]],
    span: list[date],
    structure: date | None,
) -> None:
    with world(before) as made:
        asked = question(made, span[0], span[1], structure)
        first = _bytes(answer(asked, FIGURES))
        made.play(after)
        assert _bytes(answer(asked, FIGURES)) == first


def _bytes(found: Answers) -> bytes:
    rows = {
        code: sorted([[a, -9 if via is None else via, encode(v)] for (a, via), v in spots.items()])
        for code, spots in found.items()
    }
    return dumps(rows, sort_keys=True).encode()


@given(steps=STORIES)
def test_verify_finds_nothing_at_any_moment(steps: list[tuple[str, date, int, int]]) -> None:
    with transaction.atomic():
        made = new_world()
        for step in steps:
            made.play([step])
            assert verify() == []
        transaction.set_rollback(True)


@given(steps=STORIES, day=DAYS)
def test_opening_and_changes_make_the_closing_balance(steps: list[tuple[str, date, int, int]], day: date) -> None:
    with world(steps) as made:
        flow = _figure("changes", Reading.TOTAL, PERSONS)
        stock = _figure("persons", Reading.BALANCE, PERSONS)
        end = day + timedelta(days=200)
        head = Books.objects.get().head
        root = tuple(u.pk for u in made.roots)
        opening = answer(Question(root, FIRST, day - timedelta(days=1), head, end), [stock])
        changes = answer(Question(root, day, end, head, end), [flow])
        closing = answer(Question(root, FIRST, end, head, end), [stock])
        for pk in root:
            parts = [value_at(a, f, (pk, None)) for a, f in ((opening, stock), (changes, flow))]
            assert sum(map(number, parts)) == number(value_at(closing, stock, (pk, None)))
