"""What refusals about pledges and breakthroughs say to the reader, and what events are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "round_in_future": _("The day %(day)s has not come yet. Open the round on its day."),
        "round_known": _("A unit already has a pledge round for %(year)s. Open that one."),
        "round_nobody_owes": _(
            "Nobody belongs to a unit on %(day)s, so nobody would owe a pledge. Choose another day."
        ),
        "round_person_elsewhere": _("One person did not belong to the unit on %(day)s. Choose people who did."),
        "round_not_open": _("The round of %(year)s has been withdrawn. Open a new one."),
        "round_has_accepted": _("%(count)d pledges of this round are accepted. Give them back before withdrawing it."),
        "pledge_not_owed": _("One person owes no pledge in this round. Choose people from its list."),
        "pledge_known": _("One person already has a pledge in this round. Open that one."),
        "pledge_not_now": _("The pledge is now: %(state)s. Open it to see what can be done with it."),
        "pledge_without_text": _("Write what the person pledges before it is submitted."),
        "pledge_day_unfit": _("The day lies before the round (%(first)s) or after today. Choose one between."),
        "pledge_tasks_unfit": _("%(done)d tasks were done, but only %(tasks)d were pledged. Correct one of the two."),
        "breakthrough_without_content": _("Write what the unit sets out to break through, and for which term or year."),
        "breakthrough_day_unfit": _(
            "The day %(day)s has not come yet, or lies before the registration. Choose another."
        ),
        "breakthrough_not_now": _("The breakthrough was withdrawn or judged so already. Open it to see when."),
    }
)
verbs(
    {
        "commitments.round_opened": pgettext_lazy("event", "round opened"),
        "commitments.round_withdrawn": pgettext_lazy("event", "withdrawn"),
        "commitments.pledge_drafted": pgettext_lazy("event", "begun"),
        "commitments.pledge_rewritten": pgettext_lazy("event", "rewritten"),
        "commitments.pledge_submitted": pgettext_lazy("event", "submitted"),
        "commitments.pledge_returned": pgettext_lazy("event", "given back"),
        "commitments.pledge_accepted": pgettext_lazy("event", "accepted"),
        "commitments.pledge_taken_in": pgettext_lazy("event", "entered from paper as accepted"),
        "commitments.tasks_reported": pgettext_lazy("event", "tasks reported"),
        "commitments.breakthrough_registered": pgettext_lazy("event", "registered"),
        "commitments.breakthrough_judged": pgettext_lazy("event", "judged"),
        "commitments.breakthrough_withdrawn": pgettext_lazy("event", "withdrawn"),
    }
)
