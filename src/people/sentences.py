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
        "post_unfit": _("Choose a unit, and an end after the beginning."),
        "post_not_held": _("The post is not held on %(day)s. Choose another day."),
        "installation_begun": _("Somebody already holds a post here. Let an operator open further accounts."),
        "login_unfit": _("“%(login)s” is no log-in. Use 2 to 60 letters a–z, digits, dots and hyphens."),
        "login_taken": _("The log-in “%(login)s” is taken. Choose another."),
        "password_weak": _("Choose another password. %(why)s"),
    }
)
