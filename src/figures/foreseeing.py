"""What acts on the tree would do to duties."""

from __future__ import annotations

from django.utils.translation import gettext as _

from figures.models import Duty, Owes
from ledger.actors import Actor
from ledger.models import OPEN
from units.acts.planning import Plan
from units.previewing import Foreseen, told_by


@told_by
def foresee_duties(planned: Plan, reader: Actor) -> Foreseen:
    """Duties given for below a unit that ends: from that day nobody owes them by it. What the unit itself owed ends."""
    sentences = []
    for leaving in planned.leaving:
        given = Duty.objects.filter(above=leaving.unit, until__gt=planned.day).count()
        owed = Owes.objects.filter(unit_id=leaving.unit, removed=OPEN, until__gt=planned.day).count()
        facts = {"name": leaving.name, "given": given, "owed": owed}
        if given:
            sentences.append(_("%(given)d duties given for the units under “%(name)s” end: give them anew.") % facts)
        if owed and leaving.receivers:
            sentences.append(
                _("What “%(name)s” owed in %(owed)d duties is owed by those that take over, as their kind owes it.")
                % facts
            )
    return Foreseen(ending=sentences)
