"""What refusals about documents say to the reader, and what events are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "programme_without_name": _("Write the programme's code and its name."),
        "programme_known": _("There is already a programme “%(known)s”. Choose another code."),
        "register_in_use": _("The register %(series)s of this term already gives numbers. Issue the document in it."),
        "document_without_summary": _("Write what the document is about."),
        "document_in_future": _("The day %(day)s has not come yet. Enter the document on the day it is issued."),
        "document_marked_secret": _(
            "This document carries a mark of secrecy. Secret documents are not kept here: use the register for them."
        ),
        "document_type_impossible": _(
            "“%(unit)s” may not issue a document of this type (%(doc_type)s). Choose another type or unit."
        ),
        "document_not_issued": _("Document %(symbol)s has been withdrawn already. Open it to see when and why."),
    }
)
verbs(
    {
        "directives.programme_opened": _("programme opened"),
        "directives.register_opened": _("register opened"),
        "directives.issued": pgettext_lazy("event", "issued"),
        "directives.withdrawn": pgettext_lazy("event", "withdrawn"),
    }
)
