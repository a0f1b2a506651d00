"""What refusals about people say to the reader."""

from django.utils.translation import gettext_lazy as _

from ledger.refusals import sentences

sentences(
    {
        "person_without_name": _("Write the person's full name."),
        "membership_reversed": _("The end lies before %(day)s, the first day. Choose a later end."),
        "membership_outlives_unit": _("“%(name)s” ends on %(day)s. Give an end up to that day."),
        "membership_not_running": _("The membership does not run on %(day)s. Choose another day."),
        "unit_has_people": _("%(count)d people belong to “%(name)s”. Name the unit that takes them."),
        "unit_people_unnamed": _("%(count)d people of “%(name)s” are not named. Say where each of them goes."),
        "people_not_there": _("%(count)d people who are named do not belong to “%(name)s”. Leave them out."),
        "people_to_another_unit": _("Somebody of “%(name)s” would go to a unit that takes over nothing of it."),
        "people_moved_since": _("%(count)d people have moved on since. They can't be put back."),
        "unit_has_people_since": _("%(count)d people or posts have come to “%(name)s” since. End that first."),
        "post_unfit": _("Choose a unit, and an end after the beginning."),
        "post_not_held": _("The post is not held on %(day)s. Choose another day."),
        "installation_begun": _("Somebody already holds a post here. Let an operator open further accounts."),
        "login_unfit": _("“%(login)s” is no log-in. Use 2 to 60 letters a–z, digits, dots and hyphens."),
        "login_taken": _("The log-in “%(login)s” is taken. Choose another."),
        "password_weak": _("Choose another password. %(why)s"),
    }
)
