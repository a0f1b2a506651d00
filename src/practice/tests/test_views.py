"""Pages of models: who sees which rows and names, how the list is narrowed, what a model shows."""

from datetime import date
from http import HTTPStatus

import pytest

from directives.tests.acting import statements
from people.tests.cast import Cast
from practice.operations import adopt_model, recognise_model, withdraw_model
from practice.states import Level, Owner
from practice.tests.conftest import LATER, Make

LIST = "/mo-hinh/"
EVERYWHERE = {"bloc", "base", "other_base", "branch", "other_branch"}
SEES = {
    "clerk": EVERYWHERE,
    "approver": EVERYWHERE,
    "inspector": EVERYWHERE,
    "recogniser": EVERYWHERE,
    "secretary": {"branch"},
    "other_secretary": {"other_branch"},
}
NAMED = {"recogniser", "secretary"}
"""Who may see persons of the branch."""


def test_list_and_model_open_to_those_who_may_open_records_there(cast: Cast, register: Make) -> None:
    made = {where: register(unit, title=f"Mô hình ở {where}") for where, unit in cast.units.items()}
    for part, person in cast.persons.items():
        client = cast.client(person)
        page = client.get(LIST)
        assert page.status_code == (HTTPStatus.OK if part in SEES else HTTPStatus.NOT_FOUND)
        for where, model in made.items():
            is_seen = where in SEES.get(part, set())
            assert (model.get_absolute_url() in page.content.decode()) == is_seen, (part, where)
            answer = client.get(model.get_absolute_url())
            assert answer.status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)


def test_absent_and_forbidden_look_the_same(cast: Cast, register: Make) -> None:
    client = cast.client(cast.secretary)
    forbidden = client.get(register(cast.other_branch).get_absolute_url())
    absent = client.get("/mo-hinh/khong-co/")
    assert (forbidden.status_code, forbidden.content) == (absent.status_code, absent.content)


def test_a_longer_list_takes_no_more_statements(cast: Cast, register: Make) -> None:
    client = cast.client(cast.recogniser)
    first = register(cast.branch, owner=Owner.INDIVIDUAL, person=cast.members[0])
    adopt_model(model=first, unit=cast.other_base, day=LATER, by=cast.clerk)
    one = statements(client, LIST)
    for unit in (cast.base, cast.other_base, cast.bloc):
        adopt_model(model=register(unit), unit=cast.branch, day=LATER, by=cast.clerk)
    assert statements(client, LIST) == one


def test_whose_a_model_is_is_named_to_those_who_may_see_persons(cast: Cast, register: Make) -> None:
    model = register(cast.branch, owner=Owner.INDIVIDUAL, person=cast.members[0])
    for part in SEES.keys() - {"other_secretary"}:
        client = cast.client(cast.persons[part])
        page = client.get(model.get_absolute_url()).content.decode()
        assert (cast.members[0].full_name in page) == (part in NAMED), part
        assert ("Trần Văn <b>Dũng</b>" in client.get(LIST).content.decode()) == (part in NAMED), part


def test_recognition_makes_the_name_known_to_all_who_open_the_record(cast: Cast, register: Make) -> None:
    model = register(cast.branch, owner=Owner.INDIVIDUAL, person=cast.members[0])
    recognise_model(model=model, level=Level.BLOC, day=LATER, by=cast.recogniser)
    page = cast.client(cast.approver).get(model.get_absolute_url()).content.decode()
    assert cast.members[0].full_name in page


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", {"a", "b", "c"}),
        ("?don_vi=base", {"b", "c"}),
        ("?nam=2019", {"b"}),
        ("?loai=recognised", {"c"}),
        ("?don_vi=base&loai=registered", {"b"}),
        ("?loai=khong-co&nam=x", {"a", "b", "c"}),
        ("?don_vi=khong-co", set()),
    ],
)
def test_the_list_is_narrowed_by_unit_year_and_state(cast: Cast, register: Make, query: str, left: set[str]) -> None:
    made = {"a": register(cast.bloc), "b": register(cast.base, day=date(2019, 5, 1)), "c": register(cast.branch)}
    recognise_model(model=made["c"], level=Level.BASE, day=LATER, by=cast.recogniser)
    page = cast.client(cast.clerk).get(LIST + query).content.decode()
    assert {name for name, model in made.items() if model.get_absolute_url() in page} == left


def test_an_adoption_leads_to_the_first_model_only_for_those_who_may_open_it(cast: Cast, register: Make) -> None:
    first = register(cast.base, title="Bưu tá tận tụy")
    adoption = adopt_model(model=first, unit=cast.branch, day=LATER, by=cast.clerk)
    seen = cast.client(cast.clerk).get(adoption.get_absolute_url()).content.decode()
    hidden = cast.client(cast.secretary).get(adoption.get_absolute_url()).content.decode()
    assert first.get_absolute_url() in seen
    assert first.get_absolute_url() not in hidden
    assert "of another unit" in hidden
    assert adoption.get_absolute_url() in cast.client(cast.clerk).get(first.get_absolute_url()).content.decode()


def test_a_model_shows_what_it_counts_for_and_its_history(cast: Cast, register: Make) -> None:
    page = cast.client(cast.clerk).get(register(cast.base, field="An sinh").get_absolute_url()).content.decode()
    for text in ("Bưu tá tận tụy", "An sinh", "5 January 2018", "Models of practice registered", "Đỗ Thu Hòa"):
        assert text in page
    assert "so=models.registered" in page


def test_a_withdrawn_model_says_so(cast: Cast, register: Make) -> None:
    model = withdraw_model(model=register(cast.base), by=cast.clerk)
    client = cast.client(cast.clerk)
    assert "This model was withdrawn." in client.get(model.get_absolute_url()).content.decode()
    assert "badge stop" in client.get(LIST).content.decode()


def test_an_empty_list_says_when_there_will_be_something(cast: Cast) -> None:
    assert "No model yet" in cast.client(cast.clerk).get(LIST).content.decode()


def test_pages_are_in_vietnamese_unless_asked_otherwise(cast: Cast, register: Make) -> None:
    client = cast.client(cast.clerk, language="vi")
    page = client.get(register(cast.base).get_absolute_url()).content.decode()
    for text in ("đã đăng ký", "Tập thể", "5/1/2018", "Ngày đăng ký"):
        assert text in page
    assert "Mô hình, cách làm sáng tạo" in client.get(LIST).content.decode()
