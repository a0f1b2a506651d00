"""What acts on the tree would do to people and posts, as a reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from ledger.actors import Actor
from people.carrying import running, sort_out, sort_posts
from people.models import Membership
from people.roles import GIVE_POSTS, SEE_PERSONS, Role
from people.statuses import PARTY
from units.acts.planning import Plan
from units.previewing import Foreseen, Going, Total, told_by


@told_by
def foresee_people(planned: Plan, reader: Actor) -> Foreseen:
    """Who goes where, by counts; names only where the reader may see persons. Totals of the units that end."""
    carried = planned.carried
    units = [leaving.unit for leaving in carried.leaving]
    rows = running(units, planned.day).select_related("person", "record").order_by("person__sort_key", "pk")
    memberships = list(rows)
    sorted_out = sort_out(carried, memberships)
    going: dict[tuple[int, int], list[Membership]] = defaultdict(list)
    for m in memberships:
        going[m.record.unit_id, sorted_out.to[m.pk]].append(m)
    seen = {unit: reader.may(SEE_PERSONS, unit) for unit in units}
    lines = [
        Going(
            planned.name(unit),
            planned.name(to) if to != unit else "",
            len(who),
            [m.person.full_name for m in who] if seen[unit] else (),
        )
        for (unit, to), who in going.items()
    ]
    return Foreseen(lines, _totals(planned, memberships, sorted_out.to), _posts(planned, reader), sorted_out.faults)


def _totals(planned: Plan, memberships: Sequence[Membership], to: dict[int, int]) -> list[Total]:
    """Members and staff at the units that end, before; and those who have a place afterwards."""
    if not memberships:
        return []
    ends = {leaving.unit for leaving in planned.leaving}
    placed = [m for m in memberships if to[m.pk] not in ends]
    counts = [
        (sum(m.status in PARTY for m in who), sum(m.status not in PARTY for m in who)) for who in (memberships, placed)
    ]
    return [
        Total(_("Party members of the units that end"), counts[0][0], counts[1][0]),
        Total(_("Staff of the units that end"), counts[0][1], counts[1][1]),
    ]


def _posts(planned: Plan, reader: Actor) -> list[str]:
    """A sentence for each post that ends or goes on elsewhere; names only where the reader may see them."""
    found = []
    for post, to in sort_posts(planned.carried):
        unit = post.unit_id or 0
        is_seen = reader.may(SEE_PERSONS, unit) or reader.may(GIVE_POSTS, unit)
        facts = {
            "role": Role(post.role).label,
            "unit": planned.name(unit),
            "name": f" ({post.person.full_name})" if is_seen else "",
            "to": planned.name(to) if to is not None else "",
        }
        if to is None:
            found.append(_("The post of %(role)s at “%(unit)s”%(name)s ends.") % facts)
        else:
            found.append(_("The post of %(role)s at “%(unit)s”%(name)s goes on at “%(to)s”.") % facts)
    return found
