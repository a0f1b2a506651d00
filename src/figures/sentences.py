"""What refusals about figures say to the reader."""

from django.utils.translation import gettext_lazy as _

from ledger.refusals import sentences

sentences(
    {
        "figure_unknown": _("There is no figure or measure “%(figure)s”. ./lantoa figures --list shows them all."),
        "bridge_not_additive": _("“%(figure)s” does not add up unit by unit. Open a count or a stock instead."),
        "span_reversed": _("The span ends before it begins. Give an earlier --from or a later --to."),
        "day_unreadable": _("“%(text)s” is not a day. Write it as 2021-05-20 or 20/5/2021."),
        "unit_not_found": _("There is no unit “%(text)s”. ./lantoa units --on DATE shows them all."),
        "unit_ambiguous": _("“%(text)s” may be one of: %(names)s. Write the whole name or the key."),
        "file_unwritable": _("“%(path)s” can't be written (%(why)s). Choose another file with --out."),
    }
)
