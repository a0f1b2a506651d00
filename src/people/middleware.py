"""Who is at work: ``request.person``, ``request.posts`` and ``request.working_unit``.

Three statements in all: the session, the account with its person, the posts with their units. Read at every request,
so that a post that was ended opens nothing at the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from people.access import WorkRequest, rule_of
from people.models import Account
from people.queries import HeldPost, WorkingUnit, held_posts

UNIT = "unit"
"""Where the session keeps the number of the chosen unit."""


class WorkMiddleware:
    """Says who works and where. A view without a declared rule is not answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nobody = cast("Any", request)
        nobody.person, nobody.posts, nobody.working_unit = None, (), None
        response = self.get_response(request)
        if nobody.person is not None and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any) -> None:
        """Fill in person, posts and unit. Raises Http404 for a view without a rule."""
        rule = rule_of(view)
        if rule is None:
            raise Http404
        if not rule.keyed and isinstance(request.user, Account):
            work = cast("WorkRequest", request)
            work.person = request.user.person
            work.posts = held_posts(work.person)
            work.working_unit = working_unit(work.posts, request.session.get(UNIT))


def working_unit(posts: Sequence[HeldPost], chosen: int | None) -> WorkingUnit | None:
    """The chosen unit if a post is held there, else that of the highest post."""
    units = [unit for post in posts if (unit := post.working_unit)]
    return next((u for u in units if u.pk == chosen), units[0] if units else None)
