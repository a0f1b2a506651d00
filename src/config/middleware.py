"""What happens around every page: the end of a session, and a database that is away."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext
from psycopg.errors import DiskFull

from config.errors import Refusal

Handler = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER = "5"
SESSION_STEP = 600  # seconds between two moves of a session's end


class SessionEnd:
    """A session ends twelve hours after its last page. Its row is written at most every ten minutes for that."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        now = int(time.time())
        if session.accessed and not session.is_empty() and now - session.get("seen", 0) > SESSION_STEP:
            session["seen"] = now
        return response


class DatabaseAway:
    """A database that is away is a 503 with a time to come back; a full disk is a 507. Reading goes on where it can."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for an error of the database that is not the program's fault."""
        if not isinstance(error, OperationalError | InterfaceError | Refusal):
            return None
        if isinstance(error.__cause__, DiskFull):
            return _page(request, 507, gettext("The disk of the program is full. What you entered was not kept."))
        connection.close()
        return _page(request, 503, gettext("The program can not reach its database. Try again in a moment."))


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    try:
        body = render_to_string(f"{status}.html", {"sentence": sentence}, None)
    except TemplateDoesNotExist:
        body = sentence
    return HttpResponse(body, status=status, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"})
