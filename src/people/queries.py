"""What a person holds today, as the frame of every page shows it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from ledger import clock
from ledger.models import OPEN
from people.models import Person, Post
from people.roles import GIVE_POSTS, SEE_PERSONS, Role
from people.rules import places_today, posts_today
from units.models import Standing


@dataclass(frozen=True)
class WorkingUnit:
    """The unit at which somebody is at work."""

    pk: int
    key: str
    name: str


@dataclass(frozen=True)
class HeldPost:
    """A post that holds today. ``unit`` None: without a unit, everywhere."""

    role: Role
    since: date
    unit: int | None
    unit_key: str = ""
    unit_name: str = ""

    @property
    def role_name(self) -> str:
        """The role in the reader's language."""
        return str(self.role.label)

    @property
    def working_unit(self) -> WorkingUnit | None:
        """The unit of the post."""
        return None if self.unit is None else WorkingUnit(self.unit, self.unit_key, self.unit_name)


def held_posts(person: Person) -> list[HeldPost]:
    """The posts that ``person`` holds today, the highest in the tree first. One statement.

    A unit is called as today; one that has ended, by its last name. Posts without a unit come first.
    """
    called = Standing.objects.filter(unit=OuterRef("unit"), removed=OPEN, since__lte=clock.today())
    above = places_today().filter(unit_id=OuterRef("unit_id")).order_by().values("unit_id")
    rows = (
        posts_today(person)
        .annotate(
            unit_name=Subquery(called.order_by("-since").values("name")[:1]),
            depth=Coalesce(Subquery(above.annotate(n=Count("id")).values("n")), Value(0)),
        )
        .order_by("depth", "unit_id", "since", "id")
        .values_list("role", "since", "unit_id", "unit__key", "unit_name")
    )
    return [HeldPost(Role(role), since, unit, key or "", name or key or "") for role, since, unit, key, name in rows]


@dataclass(frozen=True)
class Holder:
    """A post at a unit that holds today. ``full_name`` "" where the reader may not see persons there."""

    role: Role
    since: date
    full_name: str
    count: int = 1

    @property
    def role_name(self) -> str:
        """The role in the reader's language."""
        return str(self.role.label)


def posts_at(unit: int, reader: Person) -> list[Holder]:
    """The posts held at a unit, by role and name. Three statements at most.

    Names are for those who may see persons there or give posts there; everybody sees their own. The rest is counted.
    """
    is_seen = any(reader.may(right, unit) for right in (SEE_PERSONS, GIVE_POSTS))
    posts = posts_today().filter(unit_id=unit).select_related("person").order_by("person__sort_key", "since")
    by_role: dict[Role, list[Post]] = {role: [] for role in Role}
    for post in posts:
        by_role[Role(post.role)].append(post)
    found = []
    for role, held in by_role.items():
        named = [p for p in held if is_seen or p.person_id == reader.pk]
        found += [Holder(role, p.since, p.person.full_name) for p in named]
        if len(held) > len(named):
            found.append(Holder(role, min(p.since for p in held), "", len(held) - len(named)))
    return found
