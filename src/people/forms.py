"""The log-in form: the same answer for an unknown log-in and a wrong password, and a wait for whoever guesses."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.guessing import Attempt, address_of, attempt, worked
from people.logins import login_as_kept, password_as_kept
from people.models import Account
from people.queries import held_posts


class LogInForm(AuthenticationForm):
    """Log-in and password."""

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError with a sentence that says what to do next."""
        given = self.cleaned_data
        if "username" not in given or "password" not in given or self.request is None:
            return given
        tried = attempt(login_as_kept(given["username"])[:60], address_of(self.request))
        if tried.wait:
            raise ValidationError(_too_often(tried.wait), code="wait")
        account = authenticate(self.request, username=tried.login, password=password_as_kept(given["password"]))
        if not isinstance(account, Account):
            raise ValidationError(_wrong(tried), code="wrong")
        worked(tried)
        if not held_posts(account.person):
            raise ValidationError(
                _("You hold no post today. Ask the office of your unit to give you one."), code="no_post"
            )
        self.user_cache = account
        return given


def _wrong(tried: Attempt) -> str:
    said = _("User name or password is wrong.")
    left = ngettext(
        "%(left)d more try before you have to wait.", "%(left)d more tries before you have to wait.", tried.left
    )
    return f"{said} {left % {'left': tried.left}}" if tried.left else f"{said} {_('The next try has to wait.')}"


def _too_often(wait: timedelta) -> str:
    minutes = math.ceil(wait.total_seconds() / 60)
    return ngettext(
        "Too many tries. Wait %(minutes)d minute, then try again.",
        "Too many tries. Wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}
