"""Figures are those of the command, line by line; values stay exact; a request sent again is one act."""

from __future__ import annotations

import csv
import io
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from api.models import Answered
from api.tests.acting import OUTPUT, a_measure, a_session, declare, program, secret_of, with_secret
from config.testing import OwnDatabase, in_django
from exchange.models import Declaration, DeclaredValue
from ledger.checking import verify
from ledger.models import Entry, Event
from people.models import Person
from people.tests.cast import Cast, set_up
from units import kinds
from units.acts import Founding, dissolve_unit, found_units

SPAN = {"from": "2016-05-15", "to": "2021-05-21"}


def known_codes() -> list[str]:
    """Figures and measures of every reading that the program ships."""
    out = io.StringIO()
    call_command("figures", "--list", stdout=out)
    return [line.split("\t")[0] for line in out.getvalue().splitlines()]


def printed(codes: list[str], structure: str, *more: str) -> list[dict[str, str]]:
    """What the command prints."""
    out = io.StringIO()
    span = ("--from", SPAN["from"], "--to", SPAN["to"], "--structure", structure, "--format", "csv")
    call_command("figures", *codes, *span, *more, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def told(client: Client, codes: list[str], structure: str, **more: str) -> list[dict[str, str]]:
    """What the API tells, page by page, as the command writes it."""
    rows: list[dict[str, str]] = []
    page = 1
    while True:
        facts = {"codes": ",".join(codes), "structure": structure, "size": "7", "page": str(page), **SPAN, **more}
        answer = client.get("/api/v1/figures", facts).json()
        rows += [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in answer["items"]]
        if page * 7 >= answer["total"]:
            return rows
        page += 1


@pytest.mark.parametrize("structure", ["then", "2018-01-01", "2015-01-01"])
def test_figures_are_those_of_the_command(cast: Cast, structure: str) -> None:
    a_measure()
    a_session(cast)
    (late,) = found_units(
        foundings=[Founding("Chi bộ mới", kinds.BRANCH, cast.base, key="new", day=date(2017, 6, 1))], by=cast.clerk
    )
    client = program(cast.clerk)
    assert declare(client, unit=late.key, on="2019-01-01", quantity="0.333333").status_code == 200
    dissolve_unit(unit=cast.other_branch, day=date(2019, 6, 1), receiver=cast.other_base, by=cast.clerk)
    codes = known_codes()
    for first in range(0, len(codes), 20):
        some = codes[first : first + 20]
        assert told(client, some, structure) == printed(some, structure), some
        branches = told(client, some, structure, under="base", level="branch")
        assert branches == printed(some, structure, "--under", "base", "--level", "branch")


def test_a_member_is_told_the_own_numbers_of_the_unit_alone(cast: Cast) -> None:
    a_session(cast)
    rows = program(cast.member).get("/api/v1/figures?codes=people.members,study.turns").json()["items"]
    assert {(row["unit"], row["measure"], row["value"]) for row in rows} == {
        ("branch", "people.members", "4"),
        ("branch", "study.turns", "8"),
    }


EXACT = ["0", "4200.5", "0.000001", "-17.25", "999999999999.999999", "000042", "0.1", "4200.500000"]


@pytest.mark.parametrize("quantity", EXACT)
def test_a_quantity_comes_back_as_it_was_given(cast: Cast, quantity: str) -> None:
    a_measure()
    client = program(cast.secretary)
    answer = declare(client, quantity=quantity).json()
    (kept,) = client.get("/api/v1/values?unit=branch").json()["items"]
    assert Decimal(answer["quantity"]) == Decimal(kept["quantity"]) == Decimal(quantity)
    assert Entry.objects.get(measure__code=OUTPUT).quantity == Decimal(quantity)
    row = client.get(f"/api/v1/figures?codes={OUTPUT}").json()["items"][0]
    assert (row["value"], row["state"]) == (kept["quantity"], "value")


UNFIT: list[tuple[dict[str, Any], str, str]] = [
    ({"quantity": 1}, "quantity", "field_unfit"),
    ({"quantity": 1.5}, "quantity", "field_unfit"),
    ({"quantity": "1e3"}, "quantity", "cell_not_a_quantity"),
    ({"quantity": "4.200,5"}, "quantity", "cell_not_a_quantity"),
    ({"quantity": "NaN"}, "quantity", "cell_not_a_quantity"),
    ({"quantity": "٤٢"}, "quantity", "cell_not_a_quantity"),
    ({"quantity": "4_200"}, "quantity", "cell_not_a_quantity"),
    ({"quantity": "1000000000000"}, "quantity", "cell_quantity_too_long"),
    ({"quantity": "0.0000001"}, "quantity", "cell_quantity_too_long"),
    ({"on": "20/5/2021"}, "on", "cell_not_a_day"),
    ({"on": "2021-02-30"}, "on", "cell_not_a_day"),
    ({"on": 20210520}, "on", "field_unfit"),
    ({"note": "a\x00b"}, "note", "bad_character"),
    ({"note": "\ud800"}, "note", "bad_character"),
    ({"note": "x" * 501}, "note", "too_long"),
    ({"note": None}, "note", "field_unfit"),
    ({"measure": "khong.co"}, "measure", "measure_unknown"),
    ({"measure": "people.persons"}, "measure", "row_value_counted"),
    ({"unit": ""}, "unit", "field_missing"),
    ({"id": 1}, "id", "field_unknown"),
    ({"declaration": 1}, "declaration", "field_unknown"),
    ({"unit_id": 1}, "unit_id", "field_unknown"),
    ({"record": 1}, "record", "field_unknown"),
    ({"by": 1}, "by", "field_unknown"),
]


@pytest.mark.parametrize(("given", "field", "code"), UNFIT)
def test_an_unfit_value_is_refused_and_nothing_is_kept(
    cast: Cast, given: dict[str, Any], field: str, code: str
) -> None:
    a_measure()
    client = program(cast.secretary)
    before = Event.objects.count()
    answer = declare(client, **given)
    body = answer.json()
    where = body["facts"].get("field") or body["facts"]["faults"][0]["field"]
    assert (answer.status_code, body["code"], where) == (422, code, field)
    assert (Event.objects.count(), DeclaredValue.objects.count(), Answered.objects.count()) == (before, 0, 0)


def test_a_value_from_before_the_unit_was_is_refused(cast: Cast) -> None:
    a_measure()
    founding = Founding("Chi bộ mới", kinds.BRANCH, cast.base, key="new", day=date(2017, 6, 1))
    found_units(foundings=[founding], by=cast.clerk)
    answer = declare(program(cast.clerk), unit="new", on="2017-05-31")
    assert (answer.status_code, answer.json()["code"], answer.json()["facts"]["field"]) == (
        422,
        "unit_not_founded",
        "on",
    )
    assert DeclaredValue.objects.count() == 0


def test_a_value_takes_the_place_of_the_one_before_it(cast: Cast) -> None:
    a_measure()
    client = program(cast.secretary)
    for quantity in ("1", "2", "3"):
        assert declare(client, quantity=quantity, note=f"lần {quantity}").status_code == 200
    declare(client, on="2021-05-21", quantity="9")
    rows = client.get("/api/v1/values?unit=branch&from=2021-05-20&to=2021-05-21").json()["items"]
    assert [(row["quantity"], row["note"]) for row in rows] == [("3", "lần 3")]
    event = Event.objects.latest("id")
    assert (event.verb, event.actor_id) == ("api.declared", cast.secretary.pk)
    assert Declaration.objects.count() == 1
    assert list(verify()) == []


def test_the_same_request_again_is_answered_the_same_and_another_with_its_key_is_refused(cast: Cast) -> None:
    a_measure()
    client, request_key = program(cast.secretary), uuid.uuid4()
    first = declare(client, request_key=request_key, quantity="5")
    declare(client, quantity="6")
    events = Event.objects.count()
    again = declare(client, request_key=request_key, quantity="5.0")
    assert (again.status_code, again.content) == (200, first.content)
    other = declare(client, request_key=request_key, quantity="7")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert Event.objects.count() == events
    assert DeclaredValue.objects.get().quantity == 6


def test_a_request_that_changes_nothing_has_its_key_as_well(cast: Cast) -> None:
    a_measure()
    client, request_key = program(cast.secretary), uuid.uuid4()
    declare(client, quantity="5")
    assert declare(client, request_key=request_key, quantity="5").status_code == 200
    assert declare(client, request_key=request_key, quantity="6").status_code == 409


@pytest.mark.parametrize("request_key", ["", "1", "x" * 36, "00000000-0000-0000-0000-00000000000g"])
def test_a_value_without_a_sound_request_key_is_refused(cast: Cast, request_key: str) -> None:
    a_measure()
    body = json.dumps({"unit": "branch", "measure": OUTPUT, "on": "2021-05-20", "quantity": "1"})
    headers = {"Idempotency-Key": request_key} if request_key else {}
    answer = program(cast.secretary).put("/api/v1/values", body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["facts"]["faults"][0]["field"]) == (422, "Idempotency-Key")


def at_once(secret: str, asked: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """What so many programs are answered that ask at the same time."""

    def ask(given: dict[str, Any]) -> tuple[int, str]:
        try:
            answer = declare(with_secret(secret), **given)
            return answer.status_code, answer.content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(ask, asked))


def begun() -> tuple[Person, str]:
    """The secretary of a fresh cast, and a key."""
    cast = set_up()
    a_measure()
    return cast.secretary, secret_of(cast.secretary)


def test_eight_that_send_one_request_at_once_make_one_act_and_get_one_answer(committing_database: OwnDatabase) -> None:
    _, secret = begun()
    events, request_key = Event.objects.count(), uuid.uuid4()
    answers = at_once(secret, [{"request_key": request_key, "quantity": "5"}] * 8)
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert (Event.objects.count() - events, DeclaredValue.objects.count(), Answered.objects.count()) == (1, 1, 1)


def test_eight_that_declare_for_one_unit_at_once_make_one_declaration(committing_database: OwnDatabase) -> None:
    _, secret = begun()
    answers = at_once(secret, [{"on": f"2021-05-{day:02}", "quantity": str(day)} for day in range(1, 9)])
    assert {code for code, _ in answers} == {200}
    assert (Declaration.objects.count(), DeclaredValue.objects.count()) == (1, 8)
    with connection.cursor() as cursor:
        cursor.execute(
            "select sum(quantity) from ledger_entry e join ledger_measure m on m.id = e.measure_id where m.code = %s",
            [OUTPUT],
        )
        assert cursor.fetchone() == (36,)
    assert list(verify()) == []


def test_a_database_that_is_away_is_told_in_the_same_form_with_a_time_to_come_back(
    committing_database: OwnDatabase,
) -> None:
    _, secret = begun()
    with in_django(OwnDatabase("khong_co")):
        answers = [with_secret(secret).get("/api/v1/units"), declare(with_secret(secret))]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "database_away", "5")
    assert declare(with_secret(secret)).status_code == 200
