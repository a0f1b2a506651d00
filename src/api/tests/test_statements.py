"""What a request costs: as many statements for many units and records as for few."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.tests.acting import OUTPUT, a_measure, a_session, declare, program
from people.tests.cast import Cast
from units import kinds
from units.acts import Founding, found_units

MOST = {
    "units": 6,
    "units/branch": 6,
    f"figures?codes=people.members,study.turns,{OUTPUT}&from=2016-01-01&to=2022-01-01": 18,
    "figures/dictionary": 5,
    "records/counts?unit=bloc": 14,
    "values?unit=branch": 6,
}


def cost(client: Client, address: str) -> int:
    """How many statements an answer takes, once what is remembered is remembered."""
    client.get(f"/api/v1/{address}")
    with CaptureQueriesContext(connection) as statements:
        assert client.get(f"/api/v1/{address}").status_code == 200
    return len(statements)


@pytest.mark.parametrize("address", sorted(MOST))
def test_an_answer_takes_as_many_statements_for_many_as_for_few(cast: Cast, address: str) -> None:
    a_measure()
    a_session(cast)
    client = program(cast.clerk)
    declare(client)
    few = cost(client, address)
    foundings = [Founding(f"Chi bộ {n}", kinds.BRANCH, cast.base, key=f"new{n}") for n in range(10)]
    found_units(foundings=foundings, by=cast.clerk)
    for n in range(10):
        declare(client, unit=f"new{n}", quantity="2")
        declare(client, on=date(2021, 6, 1 + n).isoformat())
    assert cost(client, address) == few <= MOST[address]


def test_declaring_takes_as_many_statements_the_second_time_and_fewer_again(cast: Cast) -> None:
    a_measure()
    client, request_key = program(cast.secretary), uuid.uuid4()
    declare(client, on="2021-01-01")
    costs = []
    for on in ("2021-01-02", "2021-01-03", "2021-01-03"):
        with CaptureQueriesContext(connection) as statements:
            assert declare(client, on=on, request_key=request_key if on == "2021-01-03" else None).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 30
    assert costs[2] < costs[1]
