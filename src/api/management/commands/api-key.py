"""``api-key``: give, revoke and list keys of the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext, gettext_noop, pgettext

from api import sentences as _sentences  # noqa: F401  registers what refusals say
from api.models import Key
from api.operations import give_key, revoke_key
from exchange.actors import operator
from figures.terminal import day
from ledger import clock
from ledger.refusals import Unfit
from people.logins import login_as_kept
from people.models import Account, Person, Post
from people.roles import Role
from people.rules import posts_today
from units.models import NEVER


class Command(BaseCommand):
    """Acts for the operator, or for who is named with ``--as``. A key is shown once, when it is given."""

    help = gettext_noop("Give, revoke or list keys by which other programs use the API.")

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and for whom."""
        acts = parser.add_subparsers(dest="act", required=True)
        give = acts.add_parser("give", help=gettext("give a key to a post"))
        give.add_argument("login", metavar="LOGIN", help=gettext("who holds the post"))
        give.add_argument("--name", required=True, help=gettext("what the key is for"))
        give.add_argument("--unit", metavar="KEY", help=gettext("the unit of the post"))
        give.add_argument("--role", choices=Role.values, help=gettext("the role of the post"))
        give.add_argument("--from", dest="since", metavar="DATE", help=gettext("first day; today if left out"))
        give.add_argument("--to", dest="until", metavar="DATE", help=gettext("first day on which it opens nothing"))
        revoke = acts.add_parser("revoke", help=gettext("let a key open nothing from now on"))
        revoke.add_argument("prefix", metavar="PREFIX", help=gettext("how the key begins, as the list shows it"))
        acts.add_parser("list", help=gettext("list the keys"))
        for act in (give, revoke):
            act.add_argument("--as", dest="actor", metavar="LOGIN", help=gettext("who does it, if not the operator"))

    def handle(self, *, act: str, **options: Any) -> None:
        """Do it."""
        acts: dict[str, Callable[..., None]] = {"give": self._give, "revoke": self._revoke, "list": self._list}
        acts[act](**options)

    def _give(self, *, login: str, name: str, since: str | None, until: str | None, **options: Any) -> None:
        post = _post(login, options["unit"], options["role"])
        first = day(since) if since else clock.today()
        last = day(until) if until else NEVER
        key, secret = give_key(post=post, name=name, since=first, until=last, by=_actor(options["actor"]))
        self.stderr.write(gettext("Keep the key now: it is not shown again. It begins with %s.") % key.prefix)
        self.stdout.write(secret)

    def _revoke(self, *, prefix: str, actor: str | None, **options: Any) -> None:
        key = Key.objects.filter(prefix=prefix).first()
        if key is None:
            raise Unfit("key_not_found", "prefix", prefix=prefix)
        revoke_key(key=key, by=_actor(actor))
        self.stdout.write(gettext("%(prefix)s opens nothing any more.") % {"prefix": key.prefix})

    def _list(self, **options: Any) -> None:
        keys = Key.objects.select_related("post__person", "post__unit").order_by("since", "prefix")
        for key in keys:
            post = key.post
            self.stdout.write(
                "\t".join(
                    [
                        key.prefix,
                        key.name,
                        post.person.full_name,
                        post.role,
                        post.unit.key if post.unit else "",
                        _written(key.since),
                        _written(key.until),
                        pgettext("a key", "revoked") if key.revoked else "",
                        _written(key.last_used),
                    ]
                )
            )


def _written(on: date | None) -> str:
    return "" if on in (None, NEVER) else str(on)


def _actor(login: str | None) -> Person:
    return _person(login) if login else operator()


def _person(login: str) -> Person:
    account = Account.objects.filter(login=login_as_kept(login)).first()
    if account is None:
        raise Unfit("login_unknown", "login", login=login)
    return account.person


def _post(login: str, unit: str | None, role: str | None) -> Post:
    """The one post of somebody that is meant. Errors: Unfit."""
    posts = posts_today(_person(login))
    if unit:
        posts = posts.filter(unit__key=unit)
    if role:
        posts = posts.filter(role=role)
    found = list(posts[:2])
    if len(found) != 1:
        raise Unfit("posts_several" if found else "post_not_found", "login", login=login)
    return found[0]
