"""Who may open a page. Every view declares its rule with one decorator; a view without one is never answered.

- ``public``: everybody, no log-in
- ``posted``: who holds a post today, whatever it is
- ``seen_by(right)``: who holds ``right`` somewhere today; which rows are shown is the queryset's matter
- ``keyed(right)``: the same for other programs, which send a key; being logged in does not count there

Nobody logged in: to the log-in page. Logged in, but the rule doesn't hold: 404, as if there were no such page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from people.models import Person
from people.queries import HeldPost, WorkingUnit
from people.roles import INSTALLATION, RIGHTS

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])


class WorkRequest(HttpRequest):
    """A request behind the log-in, as ``people.middleware`` leaves it. For annotations of views."""

    person: Person
    posts: Sequence[HeldPost]
    working_unit: WorkingUnit | None
    htmx: HtmxDetails


View = Callable[Concatenate[WorkRequest, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True)
class Rule:
    """A view's declared rule. ``right`` "" asks for any post; None for nothing at all. ``keyed``: by key alone."""

    right: str | None
    keyed: bool = False

    def allows(self, posts: Iterable[HeldPost]) -> bool:
        """Whether somebody with these posts may open the view."""
        if self.right is None:
            return True
        return any(self.right == "" or self.right in rights_of(post) for post in posts)


PUBLIC, POSTED = Rule(None), Rule("")


def rights_of(post: HeldPost) -> Iterable[str]:
    """The rights that a post carries somewhere."""
    return RIGHTS[post.role] if post.unit is not None else INSTALLATION.get(post.role, ())


def rule_of(view: Callable[..., HttpResponseBase]) -> Rule | None:
    """The declared rule of a view, None where there is none. Django's ``login_not_required`` counts as public."""
    if not getattr(view, "login_required", True):
        return PUBLIC
    return cast("Rule | None", getattr(view, "rule", None))


def public(view: V) -> V:
    """A view for everybody."""
    cast("Any", view).rule = PUBLIC
    return view


def posted(view: View[P]) -> Guarded[P]:
    """A view for everybody who holds a post today."""
    return _guarded(view, POSTED)


def seen_by(right: str) -> Callable[[View[P]], Guarded[P]]:
    """A view for those who hold ``right`` somewhere today."""

    def guard(view: View[P]) -> Guarded[P]:
        return _guarded(view, Rule(right))

    return guard


def keyed(view: V, right: str) -> V:
    """A view for those who send a key whose post holds ``right``. The view itself reads the key and asks the rule."""
    cast("Any", view).rule = Rule(right, keyed=True)
    return view


def _guarded(view: View[P], rule: Rule) -> Guarded[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        work = cast("WorkRequest", request)
        if getattr(request, "person", None) is None:
            return to_log_in(work)
        if not rule.allows(work.posts):
            raise Http404
        return view(work, *args, **kwargs)

    cast("Any", guarded).rule = rule
    return guarded


def to_log_in(request: WorkRequest) -> HttpResponse:
    """To the log-in page, and back here afterwards where that makes sense."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if request.htmx:
        answer = redirect_to_login(request.htmx.current_url_abs_path or back)
        return HttpResponseClientRedirect(answer.url)
    return redirect_to_login(back)
