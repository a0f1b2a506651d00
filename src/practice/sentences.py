"""What refusals about models of practice say to the reader."""

from django.utils.translation import gettext_lazy as _

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
