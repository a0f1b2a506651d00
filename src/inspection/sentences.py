"""What refusals and events about inspections say to the reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "inspection_move": _("This inspection is now: %(state)s. Open it again to see what can be done from there."),
        "inspection_day_ahead": _("%(day)s has not come yet. Choose today or an earlier day."),
        "inspection_day_before": _("The inspection began on %(day)s. Choose that day or a later one."),
        "inspection_object_elsewhere": _("The object does not stand under the unit that inspects. Choose another."),
        "inspection_objects": _("Count at least one object; of organisations, one an inspection."),
        "inspection_recommendations": _("Write how many recommendations were made; 0 if there were none."),
        "inspection_remedied": _("There were %(recommendations)s recommendations: write from 0 to as many."),
    }
)

verbs(
    {
        "inspection.held": pgettext_lazy("event of inspection", "begun"),
        "inspection.closed": pgettext_lazy("event of inspection", "closed"),
        "inspection.remedied": pgettext_lazy("event", "remedied recommendations counted"),
        "inspection.withdrawn": pgettext_lazy("event", "withdrawn"),
    }
)
