"""What refusals and events about exemplars and awards say to the reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "exemplar_move": _("This exemplar is now: %(state)s. Open it again to see what can be done from there."),
        "exemplar_subject": _("Name one person or one unit."),
        "exemplar_day_before": _("The step before was on %(day)s. Choose that day or a later one."),
        "day_ahead": _("%(day)s has not come yet. Choose today or an earlier day."),
        "person_elsewhere": _("%(name)s does not belong to this unit on the day. Choose the unit of that person."),
        "unit_elsewhere": _("The collective does not stand under this unit. Choose another."),
        "decision_without_number": _("Write the number and symbol of the decision; without it no award can be given."),
        "decision_without_awards": _("Name at least one person or unit that the decision commends."),
        "decision_period": _("The period of the achievement ends before it begins. Change one of its days."),
        "decision_withdrawn": _("Decision %(symbol)s has been withdrawn already. Open it to see when and why."),
        "award_subject": _("Name one person or one unit; a status only with a person."),
        "award_twice": _("%(name)s stands in the list twice. Leave one of the two."),
        "award_duplicate": _(
            "%(name)s already received an award of this level for an overlapping period: decision %(symbol)s. "
            "Take the name off, or confirm that this is another achievement."
        ),
        "award_move": _("This award is now: %(state)s. Open the decision again."),
    }
)

verbs(
    {
        "recognition.registered": pgettext_lazy("event", "registered"),
        "recognition.selected": pgettext_lazy("event", "selected"),
        "recognition.forwarded": pgettext_lazy("event", "forwarded to the province"),
        "recognition.withdrawn": pgettext_lazy("event", "withdrawn"),
        "recognition.granted": pgettext_lazy("event", "awards given"),
        "recognition.revoked": pgettext_lazy("event", "an award revoked"),
        "recognition.decision_withdrawn": pgettext_lazy("event", "decision withdrawn"),
    }
)
