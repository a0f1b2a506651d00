"""The reader's own choices of look and language, kept in cookies. They need no account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ui.middleware import LANGUAGES

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Choose light or dark; anything else follows the system."""
    wanted = request.POST.get("theme", "")
    return _back_with_cookie(request, THEME_COOKIE, wanted if wanted in THEMES else "")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language; anything unknown is Vietnamese."""
    wanted = request.POST.get("language", "")
    return _back_with_cookie(request, settings.LANGUAGE_COOKIE_NAME, wanted if wanted in LANGUAGES else "")


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Where `next` leads, if that is a page of this host."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else otherwise


def _back_with_cookie(request: HttpRequest, name: str, value: str) -> HttpResponse:
    response = HttpResponseRedirect(safe_next(request))
    if value:
        response.set_cookie(
            name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure(), path="/"
        )
    else:
        response.delete_cookie(name, samesite="Lax")
    return response
