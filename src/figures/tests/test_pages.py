"""The page of figures, the panel of an open number and the list of its records: what they say, to whom."""

import re
from datetime import date
from fractions import Fraction
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from directives.tests.acting import a_programme
from figures.models import Definition
from figures.panels import Opened
from figures.tables import Column
from figures.values import State, Value
from people.models import Person, named
from people.operations import Admission, admit_persons, give_post
from people.roles import Role
from people.tests.cast import BEGIN, Cast
from study.models import Session, Topic
from study.operations import Count, Holding, announce_topic, hold_session
from study.turnouts import correct_head_count
from ui.cells import State as CellState

SPAN = "tu=2016-01-01&den=2020-12-31&co_cau=then"
LONG = "a" * 1_000_000
SECRET = "Chuyên đề riêng của chi bộ"


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """A topic that the bloc announced."""
    programme = a_programme(cast.operator)
    return announce_topic(
        unit=cast.bloc, programme=programme, kind="yearly", year=2017, title=SECRET, since=BEGIN, by=cast.clerk
    )


@pytest.fixture
def session(cast: Cast, topic: Topic) -> Session:
    """A session of the branch: 68 of 70 came."""
    return hold(cast, topic, 70, 68)


def hold(cast: Cast, topic: Topic, expected: int, attended: int, day: date = date(2017, 3, 1)) -> Session:
    holding = Holding(topic, cast.branch.pk, day, [Count(cast.branch.pk, expected, attended)])
    return hold_session(holding=holding, by=cast.clerk)


@pytest.fixture
def observer(cast: Cast) -> Person:
    """Sees the totals of the bloc, and no records."""
    person = named("Đinh Ngọc Thảo")
    person.save()
    give_post(person=person, role=Role.OBSERVER, unit=cast.bloc, since=BEGIN, by=cast.approver)
    return person


def text(client: Client, address: str) -> str:
    """What a page says, without its tags."""
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def panel(client: Client, code: str, more: str = "") -> str:
    return text(client, f"/so-lieu/?{SPAN}&so={code}{more}").split("What it is")[-1]


def opened(client: Client, code: str, more: str = "") -> Opened:
    found = client.get(f"/so-lieu/?{SPAN}&so={code}{more}").context["opened"]
    assert isinstance(found, Opened)
    return found


def test_the_table_has_the_whole_its_own_and_each_child(cast: Cast, session: Session) -> None:
    answer = cast.client(cast.clerk).get(f"/so-lieu/?{SPAN}")
    assert [c.name for c in answer.context["columns"]] == ["toan", "rieng", "base", "other_base"]
    (line,) = [x for s in answer.context["sections"] for x in s.lines if x.figure.code == "study.turns"]
    assert [cell.text for cell in line.cells] == ["68", "0", "68", "0"]


def test_every_cell_opens_in_the_same_span(cast: Cast, session: Session) -> None:
    client = cast.client(cast.clerk)
    answer = client.get(f"/so-lieu/?{SPAN}")
    cells = [cell for s in answer.context["sections"] for x in s.lines for cell in x.cells]
    assert len(cells) >= 160
    for cell in cells[::7]:
        found = client.get(f"/so-lieu/{cell.href}")
        assert found.status_code == HTTPStatus.OK
        assert found.context["opened"] is not None
        assert found.context["span"] == answer.context["span"]


def test_a_record_that_may_be_opened_is_a_door(cast: Cast, session: Session) -> None:
    found = panel(cast.client(cast.clerk), "study.turns")
    assert SECRET in found
    assert session.record.public_id in cast.client(cast.clerk).get(f"/so-lieu/?{SPAN}&so=study.turns").content.decode()


@pytest.mark.parametrize(
    "code", ["study.turns", "study.rate", "study.lowest_rate", "study.highest_rate", "study.sessions"]
)
def test_records_that_may_not_be_opened_are_a_count_and_the_unit_to_ask(
    cast: Cast, session: Session, observer: Person, code: str
) -> None:
    client = cast.client(observer)
    whole = client.get(f"/so-lieu/?{SPAN}&so={code}").content.decode()
    assert SECRET not in whole
    assert session.record.public_id not in whole
    unit = f"{cast.branch.standings.get().name}, {cast.base.standings.get().name}"
    assert f"1 record that your posts do not open; ask: {unit} (1)" in panel(client, code)
    assert opened(client, code).value.exact == opened(cast.client(cast.clerk), code).value.exact


def test_who_did_it_is_told_only_to_those_who_open_the_record(cast: Cast, session: Session, observer: Person) -> None:
    name = cast.clerk.full_name
    assert name in panel(cast.client(cast.clerk), "study.turns")
    assert name not in panel(cast.client(observer), "study.turns")


def test_all_records_of_a_number_are_counts_for_an_observer(cast: Cast, session: Session, observer: Person) -> None:
    found = text(cast.client(observer), f"/so-lieu/ho-so/?{SPAN}&so=study.turns")
    assert SECRET not in found
    assert "1 record" in found
    assert cast.branch.standings.get().name in found


def test_names_of_persons_are_for_those_who_see_persons(cast: Cast) -> None:
    admit_persons(admissions=[Admission("Canh Ry Nguyễn", cast.branch.pk, "member", BEGIN)], by=cast.operator)
    assert "Canh Ry" not in text(cast.client(cast.clerk), f"/so-lieu/ho-so/?{SPAN}&so=people.members")
    assert "Canh Ry" in text(cast.client(cast.secretary), f"/so-lieu/ho-so/?{SPAN}&so=people.members")


def test_a_member_sees_the_totals_of_the_own_unit_alone(cast: Cast, session: Session) -> None:
    client = cast.client(cast.member)
    answer = client.get(f"/so-lieu/?{SPAN}&so=study.turns")
    assert [c.name for c in answer.context["columns"]] == ["toan"]
    assert answer.context["opened"].text == "68"
    assert SECRET not in answer.content.decode()
    assert client.get(f"/so-lieu/?{SPAN}&don_vi=base").status_code == HTTPStatus.NOT_FOUND


def test_the_history_tells_each_value_newest_first(cast: Cast, session: Session) -> None:
    correct_head_count(session=session, unit=cast.branch.pk, expected=70, attended=66, by=cast.clerk)
    steps = opened(cast.client(cast.clerk), "study.turns").steps
    assert [told for _, told, _ in steps] == ["66", "68"]
    assert [step.event.verb for step, _, _ in steps] == ["study.corrected", "study.held"]


def test_the_parts_of_a_rate_are_ordered_from_the_lowest(cast: Cast, session: Session, topic: Topic) -> None:
    holding = Holding(topic, cast.other_branch.pk, date(2017, 3, 2), [Count(cast.other_branch.pk, 10, 5)])
    hold_session(holding=holding, by=cast.clerk)
    client = cast.client(cast.clerk)
    assert [p.column.name for p in opened(client, "study.rate").parts] == ["other_base", "base"]
    assert [p.column.name for p in opened(client, "study.turns").parts][:2] == ["base", "other_base"]


def test_a_number_over_several_years_is_told_year_by_year(cast: Cast, session: Session, topic: Topic) -> None:
    hold(cast, topic, 10, 10, date(2019, 12, 31))
    points = opened(cast.client(cast.clerk), "study.turns").years
    assert [(p.label, p.text) for p in points] == [
        ("2016", ""),
        ("2017", "68"),
        ("2018", ""),
        ("2019", "10"),
        ("2020", ""),
    ]


@pytest.mark.parametrize(
    ("top", "bottom", "vietnamese", "english"),
    [
        (68, 70, "97,142857…", "97.142857…"),
        (1, 3, "33,333333…", "33.333333…"),
        (2, 3, "66,666666…", "66.666666…"),
        (1, 2, "50", "50"),
        (1, 8, "12,5", "12.5"),
        (57, 57, "100", "100"),
        (0, 9, "0", "0"),
        (1, 64, "1,5625", "1.5625"),
        (1, 2_000_000, "0,00005", "0.00005"),
        (1, 200_000_000, "0,000000…", "0.000000…"),
    ],
)
def test_the_exact_value_of_a_fraction_is_cut_and_never_rounded(
    top: int, bottom: int, vietnamese: str, english: str
) -> None:
    value = Value(State.VALUE, Fraction(top), Fraction(bottom))
    facts: dict[str, Any] = {"tops": None, "bottoms": None, "years": [], "steps": []}
    shown = Opened(Definition(), Column((1, None), "toan", ""), value, CellState.VALUE, "", None, None, [], 0, **facts)
    for language, text_ in (("vi", vietnamese), ("en", english)):
        with translation.override(language):
            assert shown.repeating == text_


@pytest.mark.parametrize("address", ["/so-lieu/", "/so-lieu/ho-so/"])
@pytest.mark.parametrize(
    "query",
    [
        "don_vi=khong-co",
        "don_vi=%00",
        f"don_vi={LONG}",
        "so=khong.co",
        "so=%00",
        f"so={LONG}",
        "so=study.turns&o=khong-co",
        "so=study.turns&o=%00",
        "so=study.turns&o=other_base",
        "so=study.turns&don_vi=other_branch",
        "don_vi=other_branch",
        "don_vi=bloc",
        "don_vi=base",
    ],
    ids=lambda query: query[:40],
)
def test_what_is_not_there_and_what_is_not_yours_is_the_same_404(cast: Cast, address: str, query: str) -> None:
    client = cast.client(cast.secretary)
    absent = client.get(f"{address}?don_vi=nirgendwo&so=study.turns")
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == absent.status_code == HTTPStatus.NOT_FOUND
    assert answer.content == absent.content


@pytest.mark.parametrize("person", ["stranger", "operator"])
def test_those_without_figures_get_no_page(cast: Cast, person: str) -> None:
    client = cast.client(cast.persons[person])
    for address in ("/so-lieu/", "/so-lieu/ho-so/?so=study.turns"):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["tu", "den", "co_cau"])
@pytest.mark.parametrize("typed", ["32/1/2020", "hôm qua", "2020-13-01", "1/1/1", "%00", "9999-99-99", "1e3", LONG])
def test_a_mistyped_day_keeps_the_page_and_is_told_beside_its_field(cast: Cast, name: str, typed: str) -> None:
    answer = cast.client(cast.clerk).get(f"/so-lieu/?{name}={typed}")
    assert answer.status_code == HTTPStatus.OK
    assert set(answer.context["span"].errors) == {name}
    assert answer.context["span"].errors[name].endswith(".")
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_span_that_ends_before_it_begins_keeps_the_page(cast: Cast) -> None:
    answer = cast.client(cast.clerk).get("/so-lieu/?tu=2020-01-02&den=2020-01-01")
    assert answer.status_code == HTTPStatus.OK
    assert set(answer.context["span"].errors) == {"den"}


@pytest.mark.parametrize("page", ["0", "-1", str(10**19), "x", "%00", "1.5", "", LONG])
@pytest.mark.parametrize("address", [f"/so-lieu/?{SPAN}", f"/so-lieu/ho-so/?{SPAN}&so=study.turns"])
def test_any_page_number_is_answered(cast: Cast, session: Session, address: str, page: str) -> None:
    assert cast.client(cast.clerk).get(f"{address}&trang={page}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("ends", ["tu=1900-01-01&den=2200-12-31", "tu=2200-12-31&den=2200-12-31&co_cau=2200-12-31"])
def test_the_longest_span_and_the_last_day_are_answered(cast: Cast, session: Session, ends: str) -> None:
    assert cast.client(cast.clerk).get(f"/so-lieu/?{ends}&so=study.turns").status_code == HTTPStatus.OK


def test_the_lower_part_of_a_rate_has_its_own_list(cast: Cast, session: Session) -> None:
    client = cast.client(cast.clerk)
    for more, quantity in (("", 68), ("&ve=duoi", 70), ("&ve=khong", 68)):
        answer = client.get(f"/so-lieu/ho-so/?{SPAN}&so=study.rate{more}")
        assert [row.quantity for row in answer.context["behind"].rows] == [quantity]


def test_one_record_and_many_take_the_same_number_of_statements(cast: Cast, topic: Topic) -> None:
    client, taken = cast.client(cast.clerk), []
    for more in (1, 30):
        for n in range(more):
            hold(cast, topic, 70, n, date(2018, 1, 1))
        client.get(f"/so-lieu/?{SPAN}&so=study.turns")
        with CaptureQueriesContext(connection) as statements:
            client.get(f"/so-lieu/?{SPAN}&so=study.turns")
        taken.append(len(statements))
    assert taken[1] - taken[0] <= 4  # an event of the history each, four at most
    assert taken[1] <= 40
