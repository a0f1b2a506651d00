"""What refusals and events about models of practice say to the reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "model_move": _("This model is now: %(state)s. Open it again to see what can be done from there."),
        "model_without_title": _("Write the title of the model."),
        "model_day_ahead": _("%(day)s has not come yet. Choose today or an earlier day."),
        "model_day_before": _("The model was registered on %(day)s. Choose that day or a later one."),
        "model_owner_unfit": _("Name a person only where the model is an individual's."),
        "model_person_elsewhere": _(
            "%(name)s does not belong to this unit on the day. Choose the unit of that person."
        ),
        "model_own": _("The model already belongs to this unit. Choose the unit that takes it over."),
        "model_already_adopted": _("The unit already took this model over. Open its record instead."),
        "model_is_adopted": _("%(count)s units took this model over. Withdraw their records first."),
    }
)

verbs(
    {
        "practice.registered": pgettext_lazy("event", "registered"),
        "practice.recognised": pgettext_lazy("event", "recognised"),
        "practice.adopted": pgettext_lazy("event", "taken over"),
        "practice.ended": pgettext_lazy("event", "ended"),
        "practice.withdrawn": pgettext_lazy("event", "withdrawn"),
    }
)
