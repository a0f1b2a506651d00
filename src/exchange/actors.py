"""Who imports from the command line: an operator; on an empty installation, one that is made for it."""

from __future__ import annotations

from ledger import clock
from ledger.operation import operation
from ledger.refusals import IllegalMove, Unfit
from people.logins import login_as_kept
from people.models import Account, Person, Post, named
from people.operations import give_post
from people.roles import Role
from people.rules import persons_who
from units.rules import ACT_ON_TREE

UNNAMED = "Vận hành"
"""The first operator's name, until somebody opens an account for them (``first_operator``)."""


def operator(login: str | None = None) -> Person:
    """The operator of that log-in, or the only one there is.

    Errors: Unfit (no such operator, or several), IllegalMove (nobody is, although others hold posts).
    """
    operators = persons_who(ACT_ON_TREE, None)
    if login is not None:
        account = Account.objects.filter(login=login_as_kept(login), person__in=operators).first()
        if account is None:
            raise Unfit("operator_unknown", "as", login=login)
        return account.person
    found = list(operators[:2])
    if len(found) > 1:
        raise Unfit("operators_several", "as")
    return found[0] if found else _first()


@operation
def _first() -> Person:
    """The operator of an installation in which nobody holds a post yet; without an account."""
    if Post.objects.exists() or Account.objects.exists():
        raise IllegalMove("no_operator")
    person = named(UNNAMED)
    person.save()
    give_post(person=person, role=Role.OPERATOR, unit=None, since=clock.today(), by=None)
    return person
