"""The table of addresses: each view says who may open it, and nobody else gets an answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

from people.access import PUBLIC, Rule, rule_of
from people.tests.cast import Cast

View = Callable[..., HttpResponseBase]
SAMPLES = {"int": "1", "slug": "bloc", "str": "bloc", "path": "bloc", "uuid": str(uuid.UUID(int=1))}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, View]]:
    """Every pattern of the program with its view, samples in place of what varies."""
    for pattern in resolver.url_patterns:
        route = before + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


def _filled(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern)
    names = {id(converter): name for name, converter in get_converters().items()}
    for name, converter in pattern.pattern.converters.items():
        kind = names.get(id(converter), "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(written, SAMPLES.get(kind, "bloc"))
    return route


TABLE = sorted(addresses(get_resolver()), key=lambda row: row[0])
RULES = {route: rule_of(view) or Rule("") for route, view in TABLE}
KEYED = [route for route, rule in RULES.items() if rule.keyed]
CLOSED = [route for route, rule in RULES.items() if rule != PUBLIC and not rule.keyed]
PUBLIC_ADDRESSES = {
    *("khoe/", "dang-nhap/", "dang-xuat/", "giao-dien/nen/", "giao-dien/ngon-ngu/"),
    "api/v1/openapi.json",
}
"""What answers without a log-in. Whoever adds one says so here."""


def test_every_view_declares_its_rule() -> None:
    assert [route for route, view in TABLE if rule_of(view) is None] == []


def test_only_these_addresses_answer_without_a_log_in() -> None:
    assert {route for route, view in TABLE if rule_of(view) == PUBLIC} == PUBLIC_ADDRESSES


def test_the_samples_fill_every_address() -> None:
    assert [route for route, _ in TABLE if "<" in route] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_only_the_way_to_the_log_in(cast: Cast, method: str) -> None:
    client = cast.client(None)
    for route in CLOSED:
        answer = getattr(client, method)(f"/{route}")
        refused = answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
        assert refused or answer.get("Location", "").startswith("/dang-nhap/"), route


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_addresses_for_keys_answer_nobody_without_one_however_logged_in(cast: Cast, method: str) -> None:
    assert all(route.startswith("api/v1/") for route in KEYED)
    assert len(KEYED) > 1
    for client in (cast.client(None), cast.client(cast.operator), cast.client(cast.clerk)):
        codes = {route: getattr(client, method)(f"/{route}").status_code for route in KEYED}
        assert set(codes.values()) <= {HTTPStatus.UNAUTHORIZED, HTTPStatus.METHOD_NOT_ALLOWED}, codes


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nothing_from_any_address(cast: Cast, method: str) -> None:
    client = cast.client(cast.stranger)
    allowed = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    answers = {route: getattr(client, method)(f"/{route}").status_code for route in CLOSED}
    assert {route: code for route, code in answers.items() if code not in allowed} == {}
