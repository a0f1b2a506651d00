"""What refusals of acts on the tree say to the reader."""

from django.utils.translation import gettext_lazy as _

from ledger.refusals import sentences

sentences(
    {
        "unit_without_name": _("Write the name of the unit."),
        "unit_unknown": _("There is no unit “%(key)s”. Choose one from the tree."),
        "unit_key_taken": _("The key “%(key)s” already belongs to a unit. Choose another."),
        "unit_span_reversed": _("“%(name)s” would end before it begins (%(day)s). Choose a later end."),
        "unit_spans_overlap": _("“%(name)s” would stand twice on %(day)s. Choose another day."),
        "unit_parent_ended": _("The unit above “%(name)s” is not alive on %(day)s. Choose another parent or day."),
        "unit_root_without_successor": _("“%(name)s” stands at the top: name who takes it over before it ends."),
        "unit_goes_on": _("“%(name)s” does not end on %(day)s: only an ended unit has successors."),
        "unit_successor_not_alive": _("A unit that takes over “%(name)s” is not alive on %(day)s. Choose another."),
        "unit_shares_unfit": _("The shares of “%(name)s” on %(day)s must add up to 1, or all be left open."),
        "unit_cycle": _("“%(name)s” would stand below itself on %(day)s. Choose another parent."),
        "unit_not_alive": _("“%(name)s” does not exist on %(day)s. Choose a day of its life."),
        "unit_receiver_not_alive": _(
            "“%(name)s” can't receive from %(day)s on: it does not go on. Choose another unit."
        ),
        "unit_has_units": _("%(count)d units stand under “%(name)s”. Move them first."),
    }
)
