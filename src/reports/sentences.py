"""What refusals about reviews say to the reader, and what their events are called."""

from django.utils.translation import gettext_lazy as _

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "token_unreadable": _("“%(near)s” is not a number of the books. Write {figure.code}, or take the brace out."),
        "token_reversed": _("“%(near)s” ends before it begins. Write the earlier day first."),
        "token_unknown": _("There is no figure “%(figure)s”. Choose one from the figures page."),
        "review_without_title": _("Write the title of the review."),
        "review_empty": _("A review has at least one paragraph."),
        "review_reversed": _("The span ends before it begins. Choose a later end."),
        "review_unknown_record": _("A named record is not there any more. Choose it again."),
    }
)
verbs({"reports.drafted": _("drafted"), "reports.rewritten": _("rewritten")})
