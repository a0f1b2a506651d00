"""The reader's own choices: language and theme, and where they lead back to."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path, reverse
from django.utils.translation import get_language

from ui.middleware import LanguageMiddleware
from ui.views import safe_next

urlpatterns = [path("", include("ui.urls"))]  # the addresses of the face alone: no test here needs the database
pytestmark = pytest.mark.urls(__name__)
BARE = override_settings(MIDDLEWARE=["ui.middleware.LanguageMiddleware"])

ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "///example.org/",
    "/\\example.org/",
    "\\\\example.org/",
    "http:example.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://testserver@example.org/",
    "https://testserver.example.org/",
    "\x00/",
    " //example.org/",
    "",
]


@pytest.mark.parametrize(
    ("cookie", "language"), [("", "vi"), ("vi", "vi"), ("en", "en"), ("fr", "vi"), ("en-US", "vi")]
)
def test_language_comes_from_the_cookie_only(cookie: str, language: str) -> None:
    request = RequestFactory(headers={"accept-language": "en"}).get("/")
    request.COOKIES["django_language"] = cookie
    seen: list[str | None] = []

    def page(_: HttpRequest) -> HttpResponse:
        seen.append(get_language())
        return HttpResponse()

    answer = LanguageMiddleware(page)(request)
    assert seen == [language]
    assert answer.headers["Content-Language"] == language
    assert "Cookie" in answer.headers["Vary"]


@BARE
def test_reader_chooses_english_and_goes_back() -> None:
    answer = Client().post(reverse("ui:language"), {"language": "en", "next": "/so-lieu/?tu=1/1/2017"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/so-lieu/?tu=1/1/2017")
    cookie = answer.cookies["django_language"]
    assert (cookie.value, cookie["samesite"], bool(cookie["httponly"])) == ("en", "Lax", True)


@BARE
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_reader_chooses_a_theme(theme: str) -> None:
    assert Client().post(reverse("ui:theme"), {"theme": theme}).cookies["theme"].value == theme


@BARE
@pytest.mark.parametrize("theme", ["", "pink", '"><script>'])
def test_any_other_theme_follows_the_system(theme: str) -> None:
    cookie = Client().post(reverse("ui:theme"), {"theme": theme}).cookies["theme"]
    assert (cookie.value, cookie["max-age"]) == ("", 0)


@BARE
@pytest.mark.parametrize("name", ["ui:theme", "ui:language"])
def test_choice_is_not_made_by_a_link(name: str) -> None:
    assert Client().get(reverse(name)).status_code == 405


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_next_never_leads_to_another_host(wanted: str) -> None:
    assert safe_next(RequestFactory().post("/", {"next": wanted})) == "/"


@pytest.mark.parametrize("wanted", ["/", "/so-lieu/?tu=1/1/2017#mo", "http://testserver/to-chuc/"])
def test_next_leads_to_pages_of_this_host(wanted: str) -> None:
    assert safe_next(RequestFactory().post("/", {"next": wanted})) == wanted
