"""What refusals about study say to the reader, and what events are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from figures.verbs import verbs
from ledger.refusals import sentences

sentences(
    {
        "topic_without_title": _("Write the title of the topic."),
        "topic_due_too_early": _("The topic would be due before it is announced. Choose a day from %(day)s on."),
        "session_before_topic": _("The topic was announced on %(day)s. Choose that day or a later one."),
        "session_in_future": _("The day %(day)s has not come yet. Enter the session when it has been held."),
        "session_without_turnout": _("Write how many people of each unit were expected and how many came."),
        "session_unit_twice": _("One unit stands twice in this session. Keep one of the two."),
        "session_person_twice": _("One person stands twice in this session. Keep one of the two."),
        "session_person_elsewhere": _(
            "One person did not belong to the unit on %(day)s. Choose people who did, or enter a head count."
        ),
        "session_nobody_expected": _("Write how many people were expected: at least one, and no number below 0."),
        "session_too_many_attended": _(
            "%(attended)d came, but only %(expected)d were expected. Correct one of the two."
        ),
        "session_too_many_excused": _(
            "%(excused)d were excused, but only %(missing)d did not come. Correct one of the two."
        ),
        "session_too_many_made_up": _(
            "%(made_up)d made it up, but only %(missing)d did not come. Correct one of the two."
        ),
        "session_not_held": _("This session has been withdrawn. Open it to see when and why, or enter a new one."),
        "session_unit_not_counted": _("This session has no head count of that unit. Choose a unit that it counts."),
        "session_person_not_seated": _("This session has no seat for one of these people. Choose from its list."),
        "session_person_came": _("One of these people came to the session and has nothing to make up."),
        "session_made_up_too_early": _("It can be made up from %(day)s on, after the session. Choose a later day."),
    }
)
verbs(
    {
        "study.announced": pgettext_lazy("event", "announced"),
        "study.held": pgettext_lazy("event", "entered as held"),
        "study.corrected": pgettext_lazy("event", "turnout corrected"),
        "study.made_up": pgettext_lazy("event", "made up"),
        "study.withdrawn": pgettext_lazy("event", "withdrawn"),
    }
)
