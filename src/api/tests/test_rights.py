"""Who is answered what: everybody of the cast, each with a key, at every address, for every unit."""

from __future__ import annotations

import uuid
from http import HTTPStatus

import pytest

from api.tests.acting import a_measure, a_session, declare, program, programs
from ledger.models import Event
from people.tests.cast import Cast

GONE, OK = HTTPStatus.NOT_FOUND, HTTPStatus.OK
UNITS = ("bloc", "base", "other_base", "branch", "other_branch")
BLOC = ("clerk", "approver", "inspector", "recogniser")
BELOW = {**{part: set(UNITS) for part in BLOC}, "secretary": {"branch"}, "other_secretary": {"other_branch"}}
"""Who sees figures and opens records where."""
SEES = {**BELOW, "member": {"branch"}}
TREE = {**SEES, "operator": set(UNITS)}
WRITES = {"clerk": set(UNITS), "secretary": {"branch"}, "other_secretary": {"other_branch"}}
RULES = {
    "/api/v1/units/{}": TREE,
    "/api/v1/figures?codes=people.members&under={}": SEES,
    "/api/v1/records/counts?unit={}": SEES,
    "/api/v1/values?unit={}": BELOW,
}


@pytest.mark.parametrize("address", sorted(RULES))
def test_each_address_answers_for_exactly_the_units_it_is_for(cast: Cast, address: str) -> None:
    clients = programs(cast)
    found = {
        (part, unit): clients[part].get(address.format(unit)).status_code
        for part in clients
        for unit in (*UNITS, "khong-co")
    }
    assert found == {(part, unit): OK if unit in RULES[address].get(part, set()) else GONE for part, unit in found}


def test_a_value_is_taken_from_who_records_work_there_and_nothing_is_kept_from_others(cast: Cast) -> None:
    a_measure()
    for part, client in programs(cast).items():
        for unit in (*UNITS, "khong-co"):
            before = Event.objects.count()
            answer = declare(client, unit=unit)
            is_theirs = unit in WRITES.get(part, set())
            assert answer.status_code == (OK if is_theirs else GONE), (part, unit)
            assert is_theirs or Event.objects.count() == before


def test_absent_and_forbidden_are_the_same_to_the_last_byte(cast: Cast) -> None:
    a_measure()
    client = program(cast.secretary)
    for address in RULES:
        absent = client.get(address.format("khong-co"))
        forbidden = client.get(address.format("other_branch"))
        assert (forbidden.status_code, forbidden.content) == (GONE, absent.content)
    assert declare(client, unit="khong-co").content == declare(client, unit="other_branch").content


def test_lists_hold_what_the_key_shows(cast: Cast) -> None:
    for part, client in programs(cast).items():
        listed = {row["unit"] for row in client.get("/api/v1/units").json()["items"]}
        assert listed == TREE[part], part
        if part == "operator":
            assert client.get("/api/v1/figures?codes=people.members").status_code == GONE
        else:
            rows = client.get("/api/v1/figures?codes=people.members").json()["items"]
            assert {row["unit"] for row in rows} == SEES[part], part


def test_a_parent_that_the_key_does_not_show_is_not_named(cast: Cast) -> None:
    client = program(cast.secretary)
    assert [row["parent"] for row in client.get("/api/v1/units").json()["items"]] == [None]
    told = client.get("/api/v1/units/branch").content.decode()
    assert '"base"' not in told
    assert client.get("/api/v1/units?on=0001-01-01").status_code == OK


def test_records_are_counted_where_they_open_and_the_rest_is_one_number(cast: Cast) -> None:
    a_session(cast)
    span = "&from=2016-01-01&to=2030-01-01"
    clerk = program(cast.clerk).get(f"/api/v1/records/counts?unit=branch{span}").json()
    member = program(cast.member).get(f"/api/v1/records/counts?unit=branch{span}").json()
    assert {row["kind"] for row in clerk["items"]} == {"study.session", "study.topic"}
    assert clerk["elsewhere"] == 0
    assert member["items"] == []
    assert member["elsewhere"] == sum(row["count"] for row in clerk["items"])
    other = program(cast.other_secretary).get(f"/api/v1/records/counts?unit=other_branch{span}").json()
    assert (other["items"], other["elsewhere"]) == ([], 0)


def test_a_request_key_of_somebody_else_tells_nothing(cast: Cast) -> None:
    a_measure()
    request_key = uuid.uuid4()
    assert declare(program(cast.secretary), request_key=request_key, note="riêng").status_code == OK
    for client in (program(cast.other_secretary), program(cast.clerk)):
        answer = declare(client, request_key=request_key, unit="other_branch")
        assert answer.status_code == HTTPStatus.CONFLICT
        assert "riêng" not in answer.content.decode()
    assert declare(program(cast.clerk), request_key=request_key, note="riêng").status_code == HTTPStatus.CONFLICT
