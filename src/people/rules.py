"""The three faces of a right: may this person here, on which units, and who may here.

All three read the same two things: the posts that hold today, and the tree as it stands today.
"""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from ledger import clock
from ledger.models import OPEN
from people.models import Person, Post
from people.roles import INSTALLATION, Reach, roles_with
from units.models import Place, Unit

P = TypeVar("P", Post, Person)


def posts_today(person: Person | None = None) -> QuerySet[Post]:
    """Posts that hold today, of one person or of all."""
    today = clock.today()
    posts = Post.objects.filter(since__lte=today, until__gt=today)
    return posts.filter(person=person) if person is not None else posts


def places_today() -> QuerySet[Place]:
    """Who stands under whom today: whole subtrees, the unit itself included while alive."""
    today = clock.today()
    return Place.objects.filter(removed=OPEN, via__isnull=True, since__lte=today, until__gt=today)


def may(person: Person, right: str, unit: int | None) -> bool:
    """Whether ``person`` holds ``right`` at ``unit``; None asks where there is no unit yet."""
    if unit is None:
        return installation_wide(person, right)
    if posts_today(person).filter(_own(right), unit_id=unit).exists():
        return True
    wide = posts_today(person).filter(role__in=roles_with(right, Reach.SUBTREE))
    above = places_today().filter(unit_id=unit, above_id__in=wide.values("unit_id"))
    return above.exists() or installation_wide(person, right)


def may_all(person: Person, right: str, units: Collection[int]) -> bool:
    """Whether ``person`` holds ``right`` at every one of these units. Two statements at most."""
    wanted = set(units)
    return wanted <= set(units_where(person, right).filter(pk__in=wanted).values_list("pk", flat=True))


def units_where(person: Person | None, right: str) -> QuerySet[Unit]:
    """The units on which ``person`` holds ``right``. Nobody: none."""
    if person is None:
        return Unit.objects.none()
    if installation_wide(person, right):
        return Unit.objects.all()
    posts = posts_today(person)
    wide = posts.filter(role__in=roles_with(right, Reach.SUBTREE)).values("unit_id")
    below = places_today().filter(above_id__in=wide).values("unit_id")
    own = posts.filter(_own(right), unit__isnull=False).values("unit_id")
    return Unit.objects.filter(Q(pk__in=below) | Q(pk__in=own))


def persons_who(right: str, unit: int | None) -> QuerySet[Person]:
    """Who holds ``right`` at ``unit`` today."""
    roles = [role for role, rights in INSTALLATION.items() if right in rights]
    everywhere = posts_today().filter(unit__isnull=True, role__in=roles, person=OuterRef("pk"))
    if unit is None:
        return Person.objects.filter(Exists(everywhere))
    above = places_today().filter(unit_id=unit).values("above_id")
    wide = posts_today().filter(role__in=roles_with(right, Reach.SUBTREE), unit_id__in=above, person=OuterRef("pk"))
    own = posts_today().filter(_own(right), unit_id=unit, person=OuterRef("pk"))
    return Person.objects.filter(Exists(everywhere) | Exists(wide) | Exists(own))


def installation_wide(person: Person, right: str) -> bool:
    """Whether a post without a unit gives ``person`` this right everywhere."""
    roles = [role for role, rights in INSTALLATION.items() if right in rights]
    return bool(roles) and posts_today(person).filter(unit__isnull=True, role__in=roles).exists()


def _own(right: str) -> Q:
    return Q(role__in=roles_with(right, Reach.OWN))
