"""The article of May 2021 comes out of the records: row by row, in its words, each number down to its records.

``data/article-figures.csv`` and ``data/article.txt`` are the article as it was printed. Spans there are half-open.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from config.testing import in_django, own
from figures.dictionary import definitions, find
from figures.models import Definition, Reading
from figures.opening import added_up, records_behind, sides_of
from figures.reading import Question, answer, value_at
from figures.snapshot import snapshot
from figures.tables import Subject
from figures.values import State, Value
from figures.wording import in_words
from ledger.checking import verify
from people.models import Account
from reports.printing import as_csv, as_json, as_text
from reports.queries import committee_named, review_for
from reports.writing import Document, write
from ui.spans import Span
from units.models import EVER, Unit
from units.queries import name_on

DATA = Path(__file__).parent / "data"
ROWS = list(csv.DictReader((DATA / "article-figures.csv").read_text(encoding="utf-8").splitlines()))
ARTICLE = (DATA / "article.txt").read_text(encoding="utf-8")
NUMBERS = [r for r in ROWS if r["scope"] != "named" and r["figure"] != "narrative"]
FIRST, LAST = date(2016, 5, 15), date(2021, 5, 20)


@pytest.fixture(scope="module")
def books(database_template: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demonstration, made by operations in a database of its own."""
    with own(database_template) as database, django_db_blocker.unblock(), in_django(database):
        call_command("demo")
        yield


pytestmark = pytest.mark.usefixtures("books")


def committee(name: str) -> Unit:
    return committee_named(f"Khối các cơ quan tỉnh {name}")


def asked(row: dict[str, str]) -> tuple[Definition, Question]:
    """The figure and the question of a row."""
    figure = find(row["figure"], row["kind"], row["level"], row["subject"])
    assert figure is not None, row
    unit = committee(row["committee"])
    since = date.fromisoformat(row["from"]) if row["from"] else EVER
    until = date.fromisoformat(row["to"]) - timedelta(days=1)
    head = snapshot()
    return figure, Question((unit.pk,), since, until, head.head, own=(unit.pk,), owed=head.owed)


def value_of(row: dict[str, str]) -> Value:
    figure, question = asked(row)
    return value_at(answer(question, [figure]), figure, (question.above[0], None))


def fits(expected: str, value: Value) -> bool:
    """Whether a value is what a row expects."""
    assert value.state is State.VALUE
    exact = value.exact
    assert exact is not None
    if between := re.fullmatch(r"(\d+)\.\.(\d+)", expected):
        return int(between[1]) <= exact <= int(between[2])
    if part := re.fullmatch(r"(\d+)/(\d+)", expected):
        return value.top == int(part[1]) and value.bottom == int(part[2])
    if rate := re.fullmatch(r">=([\d.]+)% and <(\d+)%", expected):
        return Fraction(rate[1]) / 100 <= exact < Fraction(rate[2]) / 100
    if share := re.fullmatch(r"(\d+)%", expected):
        return exact == Fraction(int(share[1]), 100)
    return exact == int(expected)


@pytest.mark.parametrize("row", NUMBERS, ids=lambda r: f"{r['committee']}-{r['figure']}-{r['kind'] or r['subject']}")
def test_article_figure_comes_out(row: dict[str, str]) -> None:
    assert fits(row["expected"], value_of(row)), (row["expected"], value_of(row))


@pytest.mark.parametrize("row", NUMBERS, ids=lambda r: f"{r['committee']}-{r['figure']}-{r['kind'] or r['subject']}")
def test_article_figure_opens_to_records_that_add_up_to_it(row: dict[str, str]) -> None:
    figure, question = asked(row)
    value = value_at(answer(question, [figure]), figure, (question.above[0], None))
    if figure.reading == Reading.COVERAGE:
        given = records_behind(question, figure, (question.above[0], None))
        assert value.top is not None
        assert len({g.unit for g in given}) >= value.top
        return
    for side in sides_of(figure):
        given = records_behind(question, figure, (question.above[0], None), side)
        if figure.reading == Reading.LOWEST:
            given = [g for g in given if g.record == value.record]
        reading = figure.sides if figure.reading == Reading.RATE else figure.reading
        assert added_up(given, reading) == (value.top if side == "t" else value.bottom)


PRINTED = [
    ("Phú Thọ", "people.members", "hơn 4.200"),
    ("Phú Thọ", "people.staff", "trên 5.500"),
    ("Phú Thọ", "units.base", "57"),
    ("Phú Thọ", "study.units_covered", "57/57"),
    ("Phú Thọ", "study.lowest_rate", "từ 97% trở lên"),
    ("Lạng Sơn", "pledges.covered", "100%"),
    ("Lạng Sơn", "awards.given", "1.496"),
]


@pytest.mark.parametrize(("name", "family", "words"), PRINTED)
def test_number_is_worded_as_the_article_words_it(name: str, family: str, words: str) -> None:
    rows = [r for r in NUMBERS if (r["committee"], r["figure"]) == (name, family)]
    figures = [(asked(r)[0], value_of(r)) for r in rows]
    assert words in [str(in_words(v, f.wording)) for f, v in figures]
    assert words in ARTICLE


def document(name: str) -> Document:
    """The review of a committee over the article's five years."""
    unit = committee(name)
    subject = Subject(unit.pk, unit.key, name_on(unit.pk, LAST).name)
    before = LAST + timedelta(days=1)
    return write(subject, Span(FIRST, LAST), snapshot(), review_for(unit.pk, FIRST, before))


def test_review_of_the_first_committee_says_the_article_in_its_order() -> None:
    text = as_text(document("Phú Thọ"))
    said = [
        "57 chi, đảng bộ cơ sở trực thuộc với hơn 4.200 đảng viên",
        "trên 5.500 cán bộ, công chức, viên chức và người lao động",
        "ban hành 8 kế hoạch, 6 hướng dẫn, 3 công văn, 1 Nghị quyết chuyên đề",
        "57/57 chi, đảng ủy cơ sở quán triệt, học tập chuyên đề toàn khóa",
        "đạt từ 97% trở lên",
        "82 tập thể và 160 cá nhân đăng ký xây dựng gương điển hình tiên tiến cấp cơ sở",
        "lựa chọn 2 tập thể, 3 cá nhân điển hình tiên tiến cấp Khối đăng ký với Tỉnh ủy",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert all(words in ARTICLE for words in said)


@pytest.mark.parametrize("row", [r for r in ROWS if r["scope"] == "named"], ids=lambda r: r["figure"])
def test_named_texts_stand_in_the_review_in_the_articles_words(row: dict[str, str]) -> None:
    named = [n for s in document(row["committee"]).sections for p in s.paragraphs for n in p.named]
    assert len(named) == 3
    for one in named:
        assert _bare(one.words) in _bare(ARTICLE)
        assert all(_bare(part) in _bare(ARTICLE) for part in one.unit.split(", "))
        assert one.href


def _bare(text: str) -> str:
    """Words only: the article's own slips of quotation marks and capitals aside."""
    return " ".join(re.findall(r"\w+", text.lower()))


def test_review_of_the_third_committee_is_narrative_only() -> None:
    third = document("Quảng Ninh")
    assert third.numbers == []
    assert len(as_text(third)) > 500
    unit = third.unit.pk
    question = Question((unit,), FIRST, LAST, third.position, own=(unit,))
    found = answer(
        question, [d for d in definitions(LAST) if d.code in ("documents.below", "breakthroughs.registered")]
    )
    assert all(spots[unit, None].top for spots in found.values())


def test_every_number_of_every_review_is_a_link_to_the_page_that_opens_it() -> None:
    client = Client()
    client.force_login(Account.objects.get(login="van-thu"))
    for number in document("Phú Thọ").numbers:
        page = client.get(number.href)
        assert page.status_code == 200
        assert number.figure.what_vi in page.content.decode()


def test_review_as_csv_and_json_holds_the_same_numbers_exactly() -> None:
    made = document("Phú Thọ")
    rows = list(csv.DictReader(as_csv(made).splitlines()))
    numbers = [r for r in rows if r["scope"] != "named"]
    assert [r["printed"] for r in numbers] == [n.text for n in made.numbers]
    pieces = [
        piece
        for section in json.loads(as_json(made))["sections"]
        for paragraph in section["paragraphs"]
        for piece in paragraph["pieces"]
        if isinstance(piece, dict)
    ]
    assert [p["value"] for p in pieces] == [r["value"] for r in numbers]


def test_figures_page_takes_twelve_statements_at_most_whatever_the_number_of_units() -> None:
    client = Client()
    client.force_login(Account.objects.get(login="van-thu"))
    unit = committee("Phú Thọ")
    client.get("/so-lieu/")
    counts = []
    for key, query in (
        (unit.key, ""),
        (unit.key, "&tu=2019-01-01&den=2019-06-30"),
        ("pt-so-tttt", "&tu=2019-01-01&den=2019-06-29"),
    ):
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/so-lieu/?don_vi={key}{query}")
        assert page.status_code == 200
        counts.append(len([q for q in captured if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert max(counts) <= 12, counts
    assert len(definitions(LAST)) >= 40


def test_books_of_the_demonstration_are_right() -> None:
    assert verify() == []
