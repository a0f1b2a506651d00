"""The dictionary of figures: what is shipped, and how a changed definition takes the place of the old one."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from figures.dictionary import definitions, find, keep_dictionary, shipped
from figures.models import Definition, Reading, Scope
from figures.tables import SECTIONS
from ledger import measures
from ledger.models import OPEN, Books
from people.tests.cast import Cast

SHIPPED = list(shipped())
BY_CODE = {d.code: d for d in SHIPPED}
DAY = date(2021, 1, 1)
each = pytest.mark.parametrize("code", BY_CODE)


@pytest.fixture
def dictionary(cast: Cast) -> Iterator[None]:
    """The dictionary in this test's transaction, and read afresh afterwards."""
    yield
    from figures.dictionary import _remembered

    _remembered.clear()


def test_at_least_forty_figures_are_shipped_each_once() -> None:
    assert len(SHIPPED) >= 40
    assert len(BY_CODE) == len(SHIPPED)
    assert len({d.name_vi for d in SHIPPED}) == len({d.name_en for d in SHIPPED}) == len(SHIPPED)


@each
def test_a_shipped_figure_has_a_name_and_a_plain_sentence_in_both_languages(code: str) -> None:
    figure = BY_CODE[code]
    assert re.fullmatch(r"[a-z0-9_.]+", code)
    assert figure.section in SECTIONS
    for name in (figure.name_vi, figure.name_en):
        assert 3 < len(name) <= 90
        assert not name.endswith(".")
    for what in (figure.what_vi, figure.what_en):
        assert what[0].isupper()
        assert what.endswith(".")
        assert 1 <= what.count(". ") + 1 <= 2
        assert len(what.split()) >= 5
    assert figure.counted_vi
    assert figure.counted_en
    assert figure.name_vi != figure.name_en
    assert figure.what_vi != figure.what_en


@each
def test_a_shipped_figure_reads_what_its_measures_have(code: str) -> None:
    figure = BY_CODE[code]
    assert figure.reading in Reading.values
    assert figure.scope in Scope.values
    assert figure.top
    two_sided = figure.reading in (Reading.RATE, Reading.LOWEST, Reading.HIGHEST)
    assert bool(figure.bottom) == two_sided
    for term in (*figure.top, *figure.bottom):
        measure = measures.find(term["measure"])
        assert measure is not None, term
        for value, allowed in (
            (term["kind"], measure.kinds),
            (term["level"], measure.levels),
            (term["subject"], measure.subjects),
        ):
            assert value == "" or allowed is None or value in allowed, term
        stock = measure.kind == measures.Kind.STOCK
        reads_stock = Reading.BALANCE in (figure.reading, figure.sides if two_sided else "")
        assert stock == reads_stock, term


@each
def test_a_shipped_figure_is_worded_by_a_known_rule(code: str) -> None:
    figure = BY_CODE[code]
    rule = figure.wording.get("rule", "exact")
    assert rule in ("exact", "over", "from_up", "of", "percent")
    assert (rule in ("percent", "from_up")) == (figure.reading in (Reading.RATE, Reading.LOWEST, Reading.HIGHEST))
    assert (rule == "of") == (figure.reading == Reading.COVERAGE)
    assert figure.beside == "" or figure.beside in BY_CODE
    assert figure.wording.get("word", "hơn") in ("hơn", "trên")


def test_the_database_holds_what_is_shipped_in_its_order(dictionary: None) -> None:
    assert [d.code for d in definitions(DAY)] == [d.code for d in SHIPPED]


def test_a_changed_definition_takes_the_place_of_the_old_one_from_the_position_on(dictionary: None) -> None:
    old = Definition.objects.get(code="study.turns", removed=OPEN)
    Definition.objects.filter(pk=old.pk).update(what_vi="Cách tính cũ.")
    books = Books.objects.get()
    keep_dictionary()
    new = Definition.objects.get(code="study.turns", removed=OPEN)
    old.refresh_from_db()
    assert new.pk != old.pk
    assert (old.removed, new.added, new.what_vi) == (books.head, books.head, BY_CODE["study.turns"].what_vi)
    assert Books.objects.get().dictionary == books.dictionary + 1
    assert old.in_force(DAY, books.head - 1)
    assert not old.in_force(DAY, books.head)
    assert new.in_force(DAY, books.head)
    assert next(d for d in definitions(DAY) if d.code == "study.turns").pk == new.pk


def test_the_same_dictionary_again_changes_nothing(dictionary: None) -> None:
    before = (Books.objects.get().dictionary, list(Definition.objects.values_list("pk", "removed")))
    keep_dictionary()
    assert (Books.objects.get().dictionary, list(Definition.objects.values_list("pk", "removed"))) == before


def test_a_figure_no_longer_shipped_ends_and_an_offices_own_stays(dictionary: None) -> None:
    facts = {
        name: getattr(BY_CODE["study.turns"], name) for name in ("section", "reading", "top", "what_vi", "what_en")
    }
    for code, is_shipped in (("study.gone", True), ("office.own", False)):
        Definition.objects.create(
            code=code, family=code, order=99, name_vi=code, name_en=code, shipped=is_shipped, **facts
        )
    keep_dictionary()
    known = [d.code for d in definitions(DAY)]
    assert "study.gone" not in known
    assert known[-1] == "office.own"


def test_definitions_are_those_of_the_spans_last_day(dictionary: None) -> None:
    Definition.objects.filter(code="study.turns").update(until=date(2019, 1, 1))
    Books.objects.update(dictionary=10_000)
    assert "study.turns" in [d.code for d in definitions(date(2018, 12, 31))]
    assert "study.turns" not in [d.code for d in definitions(date(2019, 1, 1))]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("documents.issued", "plan"), "documents.issued.plan"),
        (("exemplars.registered", "base", "collective"), "exemplars.registered.base.collective"),
        (("exemplars.registered", "", "collective", "base"), "exemplars.registered.base.collective"),
        (("study.turns",), "study.turns"),
        (("study.turns", "plan"), "study.turns"),
        (("documents.issued", "nonsense"), None),
        (("nonsense",), None),
    ],
)
def test_a_figure_is_found_by_its_family_and_what_narrows_it(
    dictionary: None, asked: tuple[str, ...], code: str | None
) -> None:
    found = find(*asked)
    assert (found.code if found else None) == code
