"""The addresses of the API. Each declares the right that the post of a key must hold there."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter

from api.doors import api, spoken
from api.views import absent as _views  # noqa: F401  registers the addresses
from people.access import keyed, public
from people.roles import OPEN_RECORDS, SEE_FIGURES
from units.rules import SEE_TREE

BASE = "api/v1/"
RIGHTS = {
    "units": SEE_TREE,
    "units/<path:key>": SEE_TREE,
    "figures": SEE_FIGURES,
    "figures/dictionary": SEE_FIGURES,
    "records/counts": SEE_FIGURES,
    "values": OPEN_RECORDS,
    "<path:rest>": "",
}


@public
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description: what can be asked, and nothing of what is in the books."""
    return api.create_response(request, _description(), status=200)


@cache
def _description() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix=BASE)


class Anything:
    """What is left of an address, line breaks included."""

    regex = "(?s:.*)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Anything, "anything")


def _address(pattern: URLPattern) -> URLPattern:
    route = str(pattern.pattern)
    view = keyed(spoken(pattern.callback), RIGHTS[route])
    return path(BASE + route.replace("<path:rest>", "<anything:rest>"), view, name=pattern.name)


app_name = "api"
urlpatterns = [
    path(BASE + "openapi.json", description, name="description"),
    *(_address(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
]
