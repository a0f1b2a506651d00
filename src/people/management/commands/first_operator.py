"""``first_operator``: the first person of an empty installation, who founds units and gives posts."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, gettext_noop

from people.operations import begin_installation


class Command(BaseCommand):
    """Opens the first account. The password is asked for, or read as one line where no one is at the terminal."""

    help = gettext_noop("Open the account of the first operator of an empty installation.")

    def add_arguments(self, parser: CommandParser) -> None:
        """Who it is."""
        parser.add_argument("--login", required=True, help=gettext("the log-in: a–z, digits, dots and hyphens"))
        parser.add_argument("--name", required=True, help=gettext("the person's full name"))

    def handle(self, *, login: str, name: str, **options: Any) -> None:
        """Ask for the password, then begin."""
        account = begin_installation(full_name=name, login=login, password=_password())
        self.stdout.write(
            gettext("%(name)s can log in as %(login)s.") % {"name": account.person.full_name, "login": account.login}
        )


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass(gettext("Password: "))
    if getpass(gettext("Once more: ")) != first:
        raise CommandError(gettext("The two passwords differ. Start again."))
    return first
