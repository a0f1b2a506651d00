"""Log in, log out, and choose the unit at which to work."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from people.access import WorkRequest, posted, public
from people.forms import LogInForm
from people.middleware import UNIT
from ui.views import safe_next


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@public
def log_in(request: HttpRequest) -> HttpResponse:
    """Begin a session; back to where the reader wanted to go."""
    form = LogInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        return HttpResponseRedirect(safe_next(request))
    if request.method != "POST" and cast("WorkRequest", request).posts:
        return HttpResponseRedirect("/")
    is_waiting = any(error.code == "wait" for error in form.non_field_errors().as_data())
    page = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "ui/login.html", page, status=429 if is_waiting else 200)


@require_POST
@public
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session; what the pages kept in the browser goes with it."""
    logout(request)
    answer = HttpResponseRedirect("/")
    answer["Clear-Site-Data"] = '"storage"'
    return answer


@require_POST
@posted
def switch(request: WorkRequest) -> HttpResponse:
    """Work at another unit where the reader holds a post."""
    chosen = next((p.unit for p in request.posts if p.unit_key == request.POST.get("unit", "") != ""), None)
    if chosen is None:
        raise Http404
    request.session[UNIT] = chosen
    return HttpResponseRedirect(safe_next(request))
