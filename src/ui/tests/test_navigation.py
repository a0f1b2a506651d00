"""The sections: those that exist, the current one, four on a phone, and the chosen span goes along."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, include, path

from ui.navigation import SECTIONS, Section, address, tabs


def _page(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _section(prefix: str, namespace: str, name: str) -> URLResolver:
    return path(prefix, include(([path("", _page, name=name)], namespace)))


class Addresses:
    """An installation with these sections."""

    def __init__(self, *sections: Section) -> None:
        self.urlpatterns: list[URLPattern | URLResolver] = [path("", _page, name="home")]
        self.urlpatterns += [
            _section(f"{each.key}/", *each.address.split(":")) for each in sections if ":" in each.address
        ]


SOME = Addresses(*(section for section in SECTIONS if section.key in ("units", "directives", "study")))
ALL = Addresses(*SECTIONS)


@pytest.mark.urls(SOME)
def test_section_without_an_address_is_left_out() -> None:
    assert [tab.section.key for tab in tabs(None)] == ["home", "directives", "study", "units"]
    assert all(tab.on_phone for tab in tabs(None))
    assert address("people:switch") == ""


@pytest.mark.urls(ALL)
def test_four_sections_stand_at_the_foot_of_a_phone() -> None:
    assert [tab.section.key for tab in tabs(None) if tab.on_phone] == ["home", "figures", "study", "reports"]
    assert len(tabs(None)) == len(SECTIONS)


@pytest.mark.urls(SOME)
@pytest.mark.parametrize(
    ("namespaces", "url_name", "named", "current"),
    [
        (["units"], "tree", "", "units"),
        ([], "home", "", "home"),
        (["units"], "tree", "study", "study"),
        ([], "x", "", ""),
    ],
)
def test_current_section_is_known_by_its_namespace_or_named(
    namespaces: list[str], url_name: str, named: str, current: str
) -> None:
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(namespaces=namespaces, url_name=url_name)  # type: ignore[assignment]
    assert "".join(tab.section.key for tab in tabs(request, named) if tab.current) == current


@pytest.mark.urls(SOME)
def test_chosen_span_goes_along_to_every_section() -> None:
    request = RequestFactory().get("/", {"tu": "1/1/2017", "trang": "2"})
    assert {tab.href.partition("?")[2] for tab in tabs(request)} == {"tu=1%2F1%2F2017"}


class Nobodys:
    """A rule that only somebody with a post meets."""

    @staticmethod
    def allows(posts: object) -> bool:
        return bool(posts)


def _ruled(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


_ruled.__dict__["rule"] = Nobodys
RULED = Addresses()
RULED.urlpatterns.append(path("study/", include(([path("", _ruled, name="list")], "study"))))


@pytest.mark.urls(RULED)
def test_section_that_the_readers_posts_do_not_open_is_left_out() -> None:
    request = RequestFactory().get("/")
    assert [tab.section.key for tab in tabs(request)] == ["home"]
    request.__dict__["posts"] = ["clerk"]
    assert [tab.section.key for tab in tabs(request)] == ["home", "study"]
