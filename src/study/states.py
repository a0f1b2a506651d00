"""Kinds of topic, states of a session and of a seat."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class TopicKind(TextChoices):
    """Chuyên đề toàn khóa, chuyên đề hằng năm."""

    WHOLE_TERM = "whole_term", pgettext_lazy("topic", "whole term")
    YEARLY = "yearly", pgettext_lazy("topic", "yearly")


class State(TextChoices):
    HELD = "held", pgettext_lazy("session", "held")
    WITHDRAWN = "withdrawn", pgettext_lazy("session", "withdrawn")


class SeatState(TextChoices):
    """Dự học; vắng có lý do; vắng không lý do."""

    ATTENDED = "attended", pgettext_lazy("seat", "attended")
    EXCUSED = "excused", pgettext_lazy("seat", "excused")
    ABSENT = "absent", pgettext_lazy("seat", "absent without reason")
