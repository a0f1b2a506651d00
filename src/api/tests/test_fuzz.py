"""No input is a fault: every address of the description, with what fits and what does not, and bodies of any form."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from api.tests.acting import OUTPUT, a_measure, a_session, program
from api.urls import description
from people.tests.cast import set_up

DESCRIBED: dict[str, Any] = json.loads(description(HttpRequest()).content)
EXAMPLES = 100
ODD = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\ud800",
        "\ufffe",
        "\u202e",
        "\u200b",
        "%",
        "%00",
        "..",
        "/",
        "'",
        '"',
        "\\",
        "{}",
        "%s",
    ),
    *("0", "-1", "1", "00", "+1", "1e3", "1_000", "٤٢", "４２", "NaN", "Infinity", "true", "null", "[]"),
    *(str(10**6), str(2**31), str(2**63), str(10**19), "9" * 5000, "x" * 100_000, "e\u0301" * 50, "\u0301" * 5),
    *(
        "2021-02-30",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2021-5-1",
        "20/5/2021",
        "2021-05-20T00:00",
    ),
    *(
        "then",
        "vi",
        "en",
        "branch",
        "bloc",
        "other_branch",
        "people.members",
        "study.lowest_rate",
        OUTPUT,
        "a,b",
        ",",
        "a,a",
    ),
)
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=80))
FIT = {
    "codes": ("people.members", "study.turns,study.lowest_rate"),
    "unit": ("branch", "bloc"),
    "under": ("branch", "bloc"),
    "from": ("2016-01-01",),
    "to": ("2022-01-01",),
    "size": ("3",),
}
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)
BODY = {"unit": "branch", "measure": OUTPUT, "on": "2021-05-20", "quantity": "1", "note": ""}


class Address(NamedTuple):
    """One operation of the description."""

    method: str
    path: str
    parameters: tuple[str, ...]
    codes: frozenset[int]


def addresses() -> Iterator[Address]:
    """Every operation, with its parameters and the codes that it may answer with."""
    for path, methods in DESCRIBED["paths"].items():
        for method, told in methods.items():
            parameters = tuple(p["name"] for p in told["parameters"] if p["in"] == "query")
            yield Address(method, path, parameters, frozenset(int(code) for code in told["responses"]))


ADDRESSES = list(addresses())


@pytest.fixture(scope="module")
def client(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    """A program with a key of the clerk, in one transaction that is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = set_up()
        a_measure()
        a_session(cast)
        made = program(cast.clerk)
        made.raise_request_exception = False
        yield made
        transaction.set_rollback(True)


def sent(client: Client, address: Address, query: dict[str, str], path: str, **more: Any) -> Any:
    text = urlencode(query, errors="surrogatepass")
    return client.generic(address.method.upper(), f"{path}?{text}", **more)


def is_told(answer: Any, address: Address) -> None:
    """A documented code, and a body of the form that belongs to it."""
    assert answer.status_code in address.codes, (answer.status_code, answer.content[:300])
    body = answer.json()
    if answer.status_code >= 400:
        assert set(body) == {"code", "message", "facts"}
        assert body["message"]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.method} {a.path}")
def test_no_parameter_is_a_fault(client: Client, address: Address) -> None:
    names = st.sampled_from([*address.parameters, "khac"])

    @settings(max_examples=EXAMPLES, database=None)
    @given(
        st.dictionaries(names, TEXTS, max_size=3),
        st.lists(names, max_size=5),
        TEXTS,
        st.sampled_from([str(uuid.UUID(int=1)), "", "x"]),
    )
    def tried(odd: dict[str, str], fit: list[str], key: str, request_key: str) -> None:
        query = {name: FIT[name][0] for name in fit if name in FIT and name in address.parameters} | odd
        path = address.path.replace("{key}", quote(key.strip("/.") or "x", safe="", errors="surrogatepass"))
        headers = {"Idempotency-Key": request_key}
        is_told(
            sent(client, address, query, path, data=json.dumps(BODY), content_type="application/json", headers=headers),
            address,
        )

    tried()


PUT = next(address for address in ADDRESSES if address.method == "put")


def put(client: Client, body: bytes | str) -> Any:
    return client.put(PUT.path, body, content_type="application/json", headers={"Idempotency-Key": str(uuid.uuid4())})


@settings(max_examples=EXAMPLES * 2, database=None)
@given(st.dictionaries(st.sampled_from([*BODY, "id", "record", "unit_id"]), JSON, max_size=3))
def test_no_field_of_a_body_is_a_fault(client: Client, odd: dict[str, Any]) -> None:
    is_told(put(client, json.dumps({**BODY, **odd})), PUT)


@settings(max_examples=EXAMPLES, database=None)
@given(st.one_of(st.binary(max_size=60), JSON.map(lambda value: json.dumps(value).encode())))
def test_no_body_is_a_fault(client: Client, body: bytes) -> None:
    is_told(put(client, body), PUT)


DEEP = 100_000
BODIES: dict[str, bytes | str] = {
    "deep list": ("[" * DEEP + "]" * DEEP)[:60_000],
    "deep object": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "many fields": json.dumps({f"f{n}": n for n in range(3000)}),
    "a name twice": '{"unit": "branch", "unit": "bloc"}',
    "no number": '{"unit": "branch", "quantity": NaN}',
    "long number": '{"quantity": ' + "9" * 20_000 + "}",
    "other encoding": b'{"note": "\xff\xfe"}',
    "with a mark": b"\xef\xbb\xbf{}",
    "nothing": "",
    "half": '{"unit": "bran',
}


@pytest.mark.parametrize("name", sorted(BODIES))
def test_a_hostile_body_is_refused(client: Client, name: str) -> None:
    answer = put(client, BODIES[name])
    assert answer.status_code in (400, 422), answer.content[:200]
    is_told(answer, PUT)


@pytest.mark.parametrize("size", [70_000, 3_000_000])
def test_a_large_body_is_refused(client: Client, size: int) -> None:
    answer = put(client, json.dumps({**BODY, "note": "x" * size}))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"])
def test_other_kinds_of_bodies_are_no_fault(client: Client, content_type: str) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    is_told(client.put(PUT.path, "--x", content_type=content_type, headers=headers), PUT)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.method} {a.path}")
def test_other_methods_are_refused_in_words(client: Client, address: Address) -> None:
    for method in ("POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"):
        answer = client.generic(method, address.path.replace("{key}", "branch"))
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert "GET" in answer["Allow"]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.method} {a.path}")
def test_a_parameter_given_twice_or_unknown_is_refused_by_name(client: Client, address: Address) -> None:
    path = address.path.replace("{key}", "branch")
    for query, field, code in (("lang=vi&lang=en", "lang", "field_twice"), ("form=1", "form", "field_unknown")):
        answer = client.generic(address.method.upper(), f"{path}?{query}")
        assert (answer.status_code, answer.json()["code"]) in (
            (422, code),
            (422, "field_missing"),
            (400, "body_not_json"),
        )
        if answer.json()["code"] == code:
            assert answer.json()["facts"]["faults"][0]["field"] == field


def test_messages_come_in_the_language_asked_for(client: Client) -> None:
    plain = {"X-Language": "", "Accept-Language": "en", "Cookie": "django_language=en"}
    for query, headers, words in (
        ("", plain, "không có gì"),
        ("", {"X-Language": "en"}, "nothing here"),
        ("?lang=en", plain, "nothing here"),
        ("?lang=vi", {"X-Language": "en"}, "không có gì"),
    ):
        answer = client.get(f"/api/v1/units/khong-co{query}", headers=headers)
        assert words in answer.json()["message"], (query, headers)


def test_the_description_bounds_every_number_and_says_how_to_get_in() -> None:
    for methods in DESCRIBED["paths"].values():
        for told in methods.values():
            assert told["security"] == [{"Bearer": []}]
            for parameter in told["parameters"]:
                schema = parameter["schema"]
                if schema.get("type") == "integer":
                    assert {"minimum", "maximum"} <= set(schema)
