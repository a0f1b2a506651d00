"""What happens around every page: the end of a session, and a database that is away."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error
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
    """A database that is away is a 503 with a time to come back; a full disk is a 507, and reading goes on."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for what a view raised."""
        return away(error)


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an error that no view answered for: the database is away, or the program is at fault."""
    return away(sys.exc_info()[1]) or server_error(request)


def away(error: BaseException | None) -> HttpResponse | None:
    """The answer for a database that is away or full, None for any other error. Asks nothing of the database."""
    if not isinstance(error, OperationalError | InterfaceError | Refusal):
        return None
    status = 507 if isinstance(error.__cause__, DiskFull) else 503
    headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    return HttpResponse(render_to_string(f"{status}.html"), status=status, headers=headers)
