"""What surrounds every page: a database that is away or full, the end of a session, the headers."""

from __future__ import annotations

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db.utils import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from psycopg.errors import DiskFull

from config.errors import Refusal
from config.middleware import SESSION_STEP, SessionEnd, away, failed


def full() -> OperationalError:
    error = OperationalError("no room")
    error.__cause__ = DiskFull("no room")
    return error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("gone"), 503),
        (InterfaceError("gone"), 503),
        (Refusal("gone"), 503),
        (full(), 507),
        (ProgrammingError("our fault"), None),
        (ValueError("our fault"), None),
        (None, None),
    ],
)
def test_only_a_database_that_is_away_or_full_is_asked_to_come_back(
    error: Exception | None, status: int | None
) -> None:
    answer = away(error)
    assert (answer.status_code if answer else None) == status
    if answer:
        assert answer.headers["Retry-After"].isdecimal()
        assert answer.headers["Cache-Control"] == "no-store"
        assert len(answer.content) > 200


def test_error_outside_a_view_is_told_apart_too(rf: RequestFactory) -> None:
    for error, status in ((OperationalError("gone"), 503), (ValueError("our fault"), 500)):
        try:
            raise error
        except type(error):
            assert failed(rf.get("/")).status_code == status


@pytest.mark.django_db
def test_session_end_moves_on_with_use_and_is_written_rarely(rf: RequestFactory) -> None:
    session = SessionStore()
    session["who"] = 1

    def page(request: HttpRequest) -> HttpResponse:
        request.session.get("who")
        return HttpResponse()

    def visit() -> bool:
        session.modified = False
        request = rf.get("/")
        request.session = session
        SessionEnd(page)(request)
        return session.modified

    assert visit()
    assert not visit()
    session["seen"] = int(time.time()) - SESSION_STEP - 1
    assert visit()


@pytest.mark.django_db
def test_session_of_a_visitor_is_not_made() -> None:
    assert "sessionid" not in Client().get("/khoe/").cookies


@pytest.mark.django_db
def test_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = Client().get("/khoe/").headers["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == "'self'"
    assert parts["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
