"""The frame, the log-in and the error pages, as they are sent."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils.translation import override

FOLDER = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((FOLDER / "templates").rglob("*.html"))
ERROR_PAGES = ["400", "403", "403_csrf", "404", "500", "503"]


def _page(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", _page, name="home"),
    path("", include("ui.urls")),
    path("", include(([path("doi/", _page, name="switch"), path("dang-xuat/", _page, name="logout")], "people"))),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def request_of_clerk() -> HttpRequest:
    request = RequestFactory().get("/so-lieu/?tu=1/1/2017")
    posts = [
        SimpleNamespace(unit_name="Khối", unit_key="K01", role_name="Văn thư", since=None),
        SimpleNamespace(unit_name="Văn phòng", unit_key="C1", role_name="Bí thư", since=None),
    ]
    request.person = SimpleNamespace(full_name="Đỗ Thu Hòa", initials="ĐH")  # type: ignore[attr-defined]
    request.user = SimpleNamespace(is_authenticated=True)  # type: ignore[assignment]
    request.working_unit = SimpleNamespace(name="Khối", key="K01")  # type: ignore[attr-defined]
    request.posts = posts  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_template_obeys_the_policy_and_says_its_context(template: Path) -> None:
    source = template.read_text()
    assert "{% comment %}" in source[:90]
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", source)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", source)
    assert len(source.splitlines()) <= 120


def test_frame_names_person_unit_and_posts(request_of_clerk: HttpRequest) -> None:
    page = _frame(request_of_clerk)
    assert "Account: Đỗ Thu Hòa" in page
    assert "Working at</small>Khối" in page
    assert 'name="unit" value="C1"' in page
    assert 'name="unit" value="K01" aria-current="true"' in page
    assert 'action="/doi/"' in page
    assert 'action="/dang-xuat/"' in page


def test_reader_with_one_post_only_sees_where_they_work(request_of_clerk: HttpRequest) -> None:
    request_of_clerk.posts = request_of_clerk.posts[:1]  # type: ignore[attr-defined]
    page = _frame(request_of_clerk)
    assert "Working at</small>Khối</p>" in page
    assert "/doi/" not in page


def test_frame_works_without_person_and_post() -> None:
    page = _frame(RequestFactory().get("/"))
    assert "Working at" not in page
    assert "/dang-xuat/" not in page


def test_frame_has_one_main_and_the_way_to_it(request_of_clerk: HttpRequest) -> None:
    page = _frame(request_of_clerk)
    assert '<a class="vh skip" href="#noi-dung">' in page
    assert page.count('id="noi-dung"') == 1
    assert page.count("<h1>") == 1
    assert '<div id="panel" hidden></div>' in page


@pytest.mark.parametrize(
    ("cookie", "attribute"), [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("x", "")]
)
def test_theme_is_set_by_the_server(cookie: str, attribute: str, request_of_clerk: HttpRequest) -> None:
    request_of_clerk.COOKIES["theme"] = cookie
    assert f'<html lang="en"{attribute}>' in _frame(request_of_clerk)


def test_name_of_a_person_is_escaped(request_of_clerk: HttpRequest) -> None:
    request_of_clerk.person.full_name = "<script>"  # type: ignore[attr-defined]
    assert "<script>" not in _frame(request_of_clerk)


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_speaks_both_languages_without_request_or_database(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert page.startswith("<!doctype html>")
    assert page.count("<h1>") == 1
    assert '<div class="soft" lang="en"><p><b>' in page
    assert 'href="/"' in page


def test_log_in_shows_two_fields_and_no_link() -> None:
    page = _log_in(AuthenticationForm())
    assert re.findall(r'<input[^>]*name="(username|password)"', page) == ["username", "password"]
    assert 'autocomplete="current-password"' in page
    assert "Not logged in" not in page
    assert re.findall(r"<a [^>]*>", page) == ['<a class="vh skip" href="#noi-dung">']


def test_log_in_says_beside_the_field_what_to_do() -> None:
    class Refusing(AuthenticationForm):
        def clean(self) -> dict[str, object]:
            raise ValidationError("Wrong name or password.")

    page = _log_in(Refusing(data={"username": "hoa.dt", "password": "x"}))
    assert 'role="alert"' in page
    assert "Wrong name or password." in page
    assert 'value="hoa.dt"' in page
    assert 'aria-invalid="true" aria-describedby="mk-l"' in page
    assert '<p class="err" id="mk-l">Type the password again' in page
    assert 'value="x"' not in page


def test_log_in_with_an_empty_field_points_at_it() -> None:
    page = _log_in(AuthenticationForm(data={"username": "", "password": "x"}))
    assert "Fill in both fields." in page
    assert 'id="id_username_error"' in page


def test_pager_says_where_the_reader_is_and_keeps_the_query() -> None:
    request = RequestFactory().get("/?loc=a&trang=2")
    page = Paginator(range(1496), 50).get_page(request.GET.get("trang"))
    with override("vi"):
        shown = render_to_string("ui/_pager.html", {"page": page, "noun": "Đơn vị"}, request)
    assert "51–100" in shown
    assert "1.496" in shown
    assert 'href="?loc=a&amp;trang=1"' in shown
    assert 'href="?loc=a&amp;trang=3"' in shown


def test_names_in_lists_have_the_given_name_in_bold() -> None:
    shown = Template("{% load ui %}{% given_name a %}|{% given_name b %}").render(
        Context({"a": "Đỗ Thu Hòa", "b": "An"})
    )
    assert shown == "Đỗ Thu <b>Hòa</b>|<b>An</b>"


def test_unknown_icon_is_a_mistake_of_the_author() -> None:
    with pytest.raises(LookupError):
        Template('{% load ui %}{% icon "unicorn" %}').render(Context())


def test_missing_optional_values_print_nothing() -> None:
    source = "{% load ui %}{{ x|day }}{{ x|moment }}{{ x|whole }}{{ x|percent }}{{ x|clock }}{{ x|deadline:x }}"
    assert Template(source).render(Context({"x": None})) == ""


def _frame(request: HttpRequest) -> str:
    source = '{% extends "ui/base.html" %}{% block title %}T{% endblock %}{% block head %}<h1>T</h1>{% endblock %}'
    with override("en"):
        return Template(source).render(Context({"request": request}))


def _log_in(form: AuthenticationForm) -> str:
    with override("en"):
        return render_to_string("ui/login.html", {"form": form}, RequestFactory().get("/dang-nhap/"))
