"""The three faces of a right: may this person here, on which units, and who may here.

All three read the same two things: the posts that hold today, and the tree as it stands today.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from ledger import clock
from ledger.models import OPEN
from people.models import Person, Post
from people.roles import INSTALLATION, Reach, roles_with
from units.models import Place, Unit


def posts_today(person: Person | None = None) -> QuerySet[Post]:
    """Posts that hold today, of one person or of all."""
    today = clock.today()
    posts = Post.objects.filter(since__lte=today, until__gt=today)
    if person is None:
        return posts
    if person.only_post is not None:
        posts = posts.filter(pk=person.only_post)
    return posts.filter(person=person)


def places_today() -> QuerySet[Place]:
    """Who stands under whom today: whole subtrees, the unit itself included while alive."""
    today = clock.today()
    return Place.objects.filter(removed=OPEN, via__isnull=True, since__lte=today, until__gt=today)


def may(person: Person, right: str, unit: int | None) -> bool:
    """Whether ``person`` holds ``right`` at ``unit``; None asks where there is no unit yet. One statement."""
    if unit is None:
        return installation_wide(person, right).exists()
    above = places_today().filter(unit_id=unit).values("above_id")
    wide = Q(role__in=roles_with(right, Reach.SUBTREE), unit_id__in=above)
    return posts_today(person).filter(wide | Q(_own(right), unit_id=unit) | _everywhere(right)).exists()


def may_all(person: Person, right: str, units: Collection[int]) -> bool:
    """Whether ``person`` holds ``right`` at every one of these units. Two statements at most."""
    wanted = set(units)
    return wanted <= set(units_where(person, right).filter(pk__in=wanted).values_list("pk", flat=True))


def units_where(person: Person | None, right: str, reach: Reach = Reach.OWN) -> QuerySet[Unit]:
    """The units on which ``person`` holds ``right``, or holds it with this reach. Nobody: none. No statement yet."""
    if person is None:
        return Unit.objects.none()
    posts = posts_today(person)
    wide = posts.filter(role__in=roles_with(right, Reach.SUBTREE)).values("unit_id")
    found = Q(pk__in=places_today().filter(above_id__in=wide).values("unit_id"))
    if reach == Reach.OWN:
        found |= Q(pk__in=posts.filter(_own(right), unit__isnull=False).values("unit_id"))
    return Unit.objects.filter(found | Exists(installation_wide(person, right)))


def persons_who(right: str, unit: int | None) -> QuerySet[Person]:
    """Who holds ``right`` at ``unit`` today."""
    theirs = posts_today().filter(person=OuterRef("pk"))
    everywhere = theirs.filter(_everywhere(right))
    if unit is None:
        return Person.objects.filter(Exists(everywhere))
    above = places_today().filter(unit_id=unit).values("above_id")
    wide = theirs.filter(role__in=roles_with(right, Reach.SUBTREE), unit_id__in=above)
    own = theirs.filter(_own(right), unit_id=unit)
    return Person.objects.filter(Exists(everywhere) | Exists(wide) | Exists(own))


def installation_wide(person: Person, right: str) -> QuerySet[Post]:
    """The posts without a unit that give ``person`` this right everywhere."""
    return posts_today(person).filter(_everywhere(right))


def _everywhere(right: str) -> Q:
    return Q(unit__isnull=True, role__in=[role for role, rights in INSTALLATION.items() if right in rights])


def _own(right: str) -> Q:
    return Q(role__in=roles_with(right, Reach.OWN))
