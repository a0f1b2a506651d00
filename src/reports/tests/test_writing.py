"""Writing a review: tokens become numbers, what is not known is said, the outline says only what is."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from commitments.breakthroughs import Registration, register_breakthrough, withdraw_breakthrough
from directives.models import Programme
from figures.dictionary import definitions
from figures.models import Definition
from figures.snapshot import snapshot
from figures.tables import Subject
from ledger.models import Books
from people.tests.cast import Cast
from practice.models import PracticeModel
from practice.operations import Registration as Model
from practice.operations import register_model, withdraw_model
from reports.models import Register, Review
from reports.outline import every_token
from reports.printing import as_csv, as_json, as_text
from reports.queries import review_for
from reports.tests.conftest import SINCE, UNTIL, Make
from reports.writing import Document, write
from study.models import Session
from ui.spans import Span
from units.models import Unit
from units.queries import name_on

LAST = UNTIL - timedelta(days=1)


def written(unit: Unit, review: Review | None = None, since: date = SINCE, last: date = LAST) -> Document:
    subject = Subject(unit.pk, unit.key, name_on(unit.pk, last).name)
    if review is not None:
        review = Review.for_entries().get(pk=review.pk)
    with translation.override("vi"):
        return write(subject, Span(since, last), snapshot(), review)


def said(document: Document) -> str:
    return " ".join(p.text for s in document.sections for p in s.paragraphs)


def test_tokens_become_the_numbers_of_the_books(cast: Cast, session: Session, drafted: Make) -> None:
    assert said(written(cast.bloc, drafted())) == "Có 68 lượt người dự, thấp nhất từ 97% trở lên."


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ("{study.lowest_rate | exact}", "97,1%"),
        ("{study.lowest_rate}", "từ 97% trở lên"),
        ("{study.units_covered.yearly}", "0/2"),
        ("{study.turns 2018-01-01..2018-12-31}", "0"),
        ("{study.turns 2017-03-01..2017-03-01}", "68"),
        ("{study.turns 2017-03-02..2018-12-31}", "0"),
        ("{study.rate 2018-01-01..2018-12-31}", "…"),
        ("{people.members}", "6"),
        ("{documents.issued.plan}", "0"),
    ],
)
def test_a_token_says_its_figure_over_its_span(
    cast: Cast, session: Session, drafted: Make, token: str, text: str
) -> None:
    assert said(written(cast.bloc, drafted(text=f"Số: {token}."))) == f"Số: {text}."


def test_another_span_reads_the_same_words_anew(cast: Cast, session: Session, drafted: Make) -> None:
    review = drafted(text="{study.turns}, {study.turns 2017-01-01..2017-12-31}")
    document = written(cast.bloc, review, since=date(2019, 1, 1))
    assert said(document) == "0, 68"
    assert [n.own_span for n in document.numbers] == [False, True]
    assert document.of_own_span == document.numbers[1:]


def test_what_is_missing_stands_before_the_signature(cast: Cast, session: Session, drafted: Make) -> None:
    document = written(cast.bloc, drafted(text="{study.units_covered.yearly} {study.rate 2018-01-01..2018-12-31}"))
    assert [n.figure.code for n in document.short_of_units] == ["study.units_covered.yearly"]
    assert [n.figure.code for n in document.without_value] == ["study.rate"]


def test_every_number_opens_where_it_was_read(cast: Cast, session: Session, drafted: Make) -> None:
    document = written(cast.bloc, drafted())
    client = cast.client(cast.clerk)
    for number in document.numbers:
        answer = client.get(number.href)
        assert answer.status_code == 200
        assert answer.context["opened"].value.exact == number.value.exact
        assert answer.context["span"].since == SINCE


def test_a_figure_that_no_longer_is_leaves_three_dots(cast: Cast, session: Session, drafted: Make) -> None:
    review = drafted(text="Có {study.turns} lượt.")
    Definition.objects.filter(code="study.turns").update(until=date(2020, 1, 1))
    Books.objects.update(dictionary=20_000)
    assert said(written(cast.bloc, review)) == "Có … lượt."
    Definition.objects.filter(code="study.turns").update(until=date.max)
    Books.objects.update(dictionary=20_001)
    definitions(LAST)


def test_named_records_stand_with_their_unit_and_withdrawn_ones_do_not(
    cast: Cast, programme: Programme, drafted: Make
) -> None:
    day = date(2017, 1, 1)
    held = [
        register_breakthrough(
            registration=Registration(cast.base.pk, programme, "2017", words, registered_on=day), by=cast.clerk
        )
        for words in ("Giữ kỷ cương", "Bỏ rồi")
    ]
    withdraw_breakthrough(breakthrough=held[1], by=cast.clerk)
    review = drafted(text="Gồm:", register=Register.BREAKTHROUGHS, named=tuple(b.pk for b in held))
    assert said(written(cast.bloc, review)) == "Gồm:\n– Đảng bộ Cục Thuế: “Giữ kỷ cương”"


def test_a_withdrawn_model_is_named_no_more(cast: Cast, programme: Programme, drafted: Make) -> None:
    model = register_model(
        registration=Model(cast.branch.pk, "Bưu tá tận tụy", date(2018, 1, 1), programme=programme), by=cast.clerk
    )
    review = drafted(text="Gồm:", register=Register.MODELS, named=(model.pk,))
    named = "– Chi bộ Văn phòng Cục Thuế, Đảng bộ Cục Thuế: “Bưu tá tận tụy”"
    assert said(written(cast.bloc, review)) == f"Gồm:\n{named}"
    withdraw_model(model=PracticeModel.objects.get(pk=model.pk), by=cast.clerk)
    assert said(written(cast.bloc, review)) == "Gồm:"


def test_the_outline_says_only_what_is_known_and_not_nought(cast: Cast, session: Session) -> None:
    document = written(cast.bloc)
    text = said(document)
    assert document.title == ""
    assert "thấp nhất đạt 97,1%" in text
    assert "kế hoạch" not in text
    assert "…" not in text
    assert all(n.value.exact for n in document.numbers)
    assert not any(n.text.startswith("0") for n in document.numbers)


def test_the_outline_of_a_unit_without_anything_is_empty(cast: Cast) -> None:
    assert written(cast.other_branch, since=date(1990, 1, 1), last=date(1990, 12, 31)).sections == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_outline_knows_every_number_it_asks(cast: Cast, language: str) -> None:
    known = {d.code for d in definitions(LAST)}
    with translation.override(language):
        assert {t.code for t in every_token()} <= known


def test_both_outlines_ask_the_same_numbers() -> None:
    asked = []
    for language in ("vi", "en"):
        with translation.override(language):
            asked.append([t.code for t in every_token()])
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("since", "until", "is_found"),
    [
        (SINCE, UNTIL, True),
        (SINCE + timedelta(days=1), UNTIL - timedelta(days=1), True),
        (SINCE - timedelta(days=1), UNTIL, False),
        (SINCE, UNTIL + timedelta(days=1), False),
    ],
)
def test_a_review_speaks_for_spans_within_its_own(
    cast: Cast, drafted: Make, since: date, until: date, is_found: bool
) -> None:
    review = drafted()
    found = review_for(cast.bloc.pk, since, until)
    assert (found == review) == is_found
    assert review_for(cast.base.pk, since, until) is None


def test_the_newest_of_two_reviews_speaks(cast: Cast, drafted: Make) -> None:
    drafted()
    newer = drafted(title="Tổng kết")
    assert review_for(cast.bloc.pk, SINCE, UNTIL) == newer


def test_the_same_review_at_the_same_position_gives_the_same_bytes(cast: Cast, session: Session, drafted: Make) -> None:
    review = drafted()
    for form in (as_text, as_csv, as_json):
        assert form(written(cast.bloc, review)) == form(written(cast.bloc, review))


def test_the_csv_has_a_row_a_number_with_its_exact_value_beside_the_print(
    cast: Cast, session: Session, drafted: Make
) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(written(cast.bloc, drafted())))))
    assert [(r["figure"], r["value"], r["printed"]) for r in rows] == [
        ("study.turns", "68", "68"),
        ("study.lowest_rate", "68/70", "từ 97% trở lên"),
    ]
    assert {(r["from"], r["to"]) for r in rows} == {("2016-05-15", "2021-05-21")}


def test_the_json_has_pieces_that_make_the_text(cast: Cast, session: Session, drafted: Make) -> None:
    document = written(cast.bloc, drafted())
    facts: dict[str, Any] = json.loads(as_json(document))
    pieces = [p for s in facts["sections"] for x in s["paragraphs"] for p in x["pieces"]]
    assert "".join(p if isinstance(p, str) else p["printed"] for p in pieces) == said(document)
    assert (facts["position"], facts["from"], facts["to"]) == (document.position, "2016-05-15", "2021-05-21")


def test_the_text_has_title_span_headings_and_paragraphs(cast: Cast, session: Session, drafted: Make) -> None:
    with translation.override("vi"):
        lines = as_text(written(cast.bloc, drafted())).splitlines()
    assert lines[:2] == ["Sơ kết 5 năm", "15/5/2016–20/5/2021"]
    assert lines[-1] == "Có 68 lượt người dự, thấp nhất từ 97% trở lên."
