"""What refusals of the API, and events of its keys, say to the reader."""

from django.utils.translation import gettext_lazy as _

from figures.verbs import verbs
from ledger.refusals import sentences

verbs(
    {
        "api.key_given": _("key given"),
        "api.key_revoked": _("key revoked"),
        "api.declared": _("declared by another program"),
    }
)

sentences(
    {
        # the whole request
        "key_refused": _("No living key was sent. Send one: “Authorization: Bearer KEY”."),
        "absent": _("There is nothing here, or not for this key."),
        "method_not_allowed": _("The address does not answer to this method. /api/v1/openapi.json tells which."),
        "request_unfit": _("%(fields)s: %(what)s"),
        "body_not_json": _("The body can't be read. Send JSON in UTF-8, each name once."),
        "body_too_large": _("The body is too large. Send one value at a time."),
        "idempotency_key_reused": _("This Idempotency-Key was used for something else. Make a new one."),
        "database_away": _("The books can't be reached for the moment. Send the same once more in a few seconds."),
        "disk_full": _("The disk is full: nothing can be kept. Tell the operator; reading goes on."),
        # parts of it
        "field_missing": _("This must be given."),
        "field_unknown": _("There is no such name here. /api/v1/openapi.json tells those there are."),
        "field_twice": _("This may be given once only."),
        "field_unfit": _("This is not of the form that /api/v1/openapi.json tells."),
        "number_out_of_bounds": _("This must be a whole number from %(least)s to %(most)s, in digits."),
        "codes_too_many": _("At most %(most)s codes at once, each once, with commas between."),
        "span_empty": _("“to” is the first day no longer counted and must come after “from”."),
        "code_unknown": _(
            "There is no figure or measure “%(figure)s”. /api/v1/figures/dictionary tells those there are."
        ),
        "measure_unknown": _("There is no measure “%(measure)s”. /api/v1/figures/dictionary tells those there are."),
        # keys
        "key_without_name": _("Give the key a name of at most 100 letters that says what it is for."),
        "key_reversed": _("The key must end after %(day)s, its first day."),
        "key_never_opens": _("The key would never open anything: it, or its post, ends on %(day)s."),
        "key_revoked_already": _("The key is revoked already."),
        "key_not_found": _("There is no key that begins with “%(prefix)s”."),
        "login_unknown": _("There is no account “%(login)s”."),
        "post_not_found": _("“%(login)s” holds no such post today. Check --unit and --role."),
        "posts_several": _("“%(login)s” holds several posts today: say which with --unit and --role."),
    }
)
