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
        "acts_none": _("Nothing is to be done: state at least one act."),
        "unit_without_kind": _("Write the kind of the unit."),
        "unit_not_ended": _("“%(name)s” has not ended by %(day)s: only an ended unit can be reopened."),
        "unit_changed_twice": _("“%(name)s” would be changed twice in the same way. Keep one of the two."),
        "unit_ends_twice": _("“%(name)s” would end twice. Keep one of the two."),
        "unit_changed_and_ended": _("“%(name)s” would change and end on the same day. Keep one of the two."),
        "units_pass_in_a_ring": _("“%(name)s” would be taken over by itself in the end. Name another unit."),
        "level_without_units": _("No unit of the kind “%(kind)s” stands under “%(name)s”. Choose another kind."),
        "act_taken_back": _("This was taken back already. Open the history again."),
        "unit_changed_since": _("“%(name)s” was changed again later (%(basis)s). Take that back first."),
        "unit_has_records": _("%(count)d records were made at “%(name)s” since. It can't be as if it had never been."),
        "act_built_on": _("Something later is built on this. %(why)s"),
        "act_unknown": _("“%(word)s” is no act. Write one of these: %(known)s."),
        "act_field_unknown": _("“%(name)s” says nothing to “%(word)s”. Write one of these: %(known)s."),
        "act_field_missing": _("“%(word)s” also needs: %(names)s."),
        "act_unreadable": _("What stands under “%(word)s” can't be read. See ./lantoa reorganise --help."),
        "acts_unreadable": _("The file can't be read as TOML (%(why)s). See ./lantoa reorganise --help."),
        "acts_without_day": _("Write the day at the head of the file: day = 2025-07-01."),
        "act_in_file": _("Act %(number)d: %(why)s"),
        "person_unknown": _("Nobody is called “%(person)s” in files. Write the key that an export shows."),
        "unit_has_units": _("%(count)d units stand under “%(name)s”. Move them first."),
    }
)
