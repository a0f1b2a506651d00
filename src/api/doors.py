"""The door of the API: who is let in, in which language, and how what goes wrong is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.db.utils import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer
from psycopg.errors import DiskFull

from api import keys
from api.asking import shown
from api.models import Key
from ledger.refusals import NotPermitted, Refused, Unfit, describe
from people.access import WorkRequest, rule_of
from people.queries import held_posts
from ui.middleware import LANGUAGES

LARGEST = 64 * 1024
RETRY_AFTER = "5"
ABSENT = "absent"


class Bearer(HttpBearer):
    """A key in the header. Says who works and with which posts: those of the key alone."""

    def authenticate(self, request: HttpRequest, token: str) -> Key | None:
        """The key, None for one that does not open. Raises Http404 where its post lacks the right of the address."""
        key = keys.find(token)
        if key is None:
            return None
        work = cast("WorkRequest", request)
        work.person = key.post.person
        work.person.only_post = key.post_id
        work.posts = held_posts(work.person)
        rule = rule_of(request.resolver_match.func) if request.resolver_match else None
        if rule is None or not rule.allows(work.posts):
            raise Http404
        return key


class StrictParser(Parser):
    """JSON as it is meant: UTF-8, each name once, no NaN, and not without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Errors: ValueError, RecursionError; ninja tells them as a body that can't be read."""
        if len(request.body) > LARGEST:
            raise RequestDataTooBig
        return json.loads(request.body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


class Renderer(JSONRenderer):
    """JSON with letters as they are; what UTF-8 can't hold is escaped."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The body of an answer."""
        text = json.dumps(data, cls=self.encoder_class, ensure_ascii=False)
        return text.encode("utf-8", "backslashreplace")


api = NinjaAPI(
    title="Lan Tỏa",
    version="1",
    auth=Bearer(),
    parser=StrictParser(),
    renderer=Renderer(),
    openapi_url=None,
    docs_url=None,
)


def refuse(
    request: HttpRequest, status: int, refusal: Refused, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """A refusal as the API tells it."""
    facts = {name: _plain(fact) for name, fact in refusal.facts.items()}
    if isinstance(refusal, Unfit) and refusal.field:
        facts["field"] = refusal.field
    body = {"code": refusal.code, "message": describe(refusal), "facts": facts}
    answer = api.create_response(request, body, status=status)
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def _plain(fact: Any) -> Any:
    if isinstance(fact, date):
        return fact.isoformat()
    return fact if isinstance(fact, int | list) else str(fact)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    if isinstance(refusal, NotPermitted):
        return _absent(request, refusal)
    return refuse(request, 422 if isinstance(refusal, Unfit) else 409, refusal)


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Exception) -> HttpResponse:
    return refuse(request, 404, Refused(ABSENT))


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    return refuse(request, 401, Refused("key_refused"), {"WWW-Authenticate": "Bearer"})


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, RequestDataTooBig):
        return _too_large(request, error)
    return refuse(request, 400, Refused("body_not_json"))


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return refuse(request, 413, Refused("body_too_large"))


@api.exception_handler(UnreadablePostError)
def _broken_off(request: HttpRequest, error: Exception) -> HttpResponse:
    return refuse(request, 400, Refused("body_not_json"))


@api.exception_handler(ValidationError)
def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [_fault(each) for each in error.errors]
    first = faults[0]
    refusal = Unfit("request_unfit", fields=first["field"], what=first["message"], faults=faults)
    answer = refuse(request, 422, refusal)
    body = {"code": first["code"], "message": refusal.sentence(), "facts": {"faults": faults}}
    answer.content = api.renderer.render(request, body, response_status=422)
    return answer


def _fault(told: Mapping[str, Any]) -> dict[str, str]:
    """One fault of a request: where, and what. Of our own validators with their sentence."""
    field = shown(str(told["loc"][-1]))
    if told["type"] == "told":
        context = told["ctx"]
        return {"field": context["field"] or field, "code": context["code"], "message": context["words"]}
    code = {"missing": "field_missing", "extra_forbidden": "field_unknown"}.get(told["type"], "field_unfit")
    return {"field": field, "code": code, "message": Unfit(code).sentence()}


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _away(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error.__cause__, DiskFull):
        return refuse(request, 507, Refused("disk_full"), {"Retry-After": RETRY_AFTER})
    return refuse(request, 503, Refused("database_away"), {"Retry-After": RETRY_AFTER})


Answering = Callable[..., HttpResponseBase]


def spoken(view: Answering) -> Answering:
    """A view in the language asked for, whatever the browser or its cookie say; its answers are never kept."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("lang") or request.headers.get("X-Language")
        language = asked if asked in LANGUAGES else LANGUAGES[0]
        with translation.override(language):
            answer = view(request, *args, **kwargs)
            if answer.status_code == 405:
                allowed = {"Allow": answer.headers["Allow"]}
                answer = refuse(request, 405, Refused("method_not_allowed"), allowed)
        answer["Content-Language"] = language
        patch_vary_headers(answer, ["Authorization", "X-Language"])
        patch_cache_control(answer, private=True, no_store=True)
        return answer

    return answering
