"""States of a pledge and of a breakthrough."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RoundState(TextChoices):
    OPEN = "open", pgettext_lazy("round", "open")
    WITHDRAWN = "withdrawn", pgettext_lazy("round", "withdrawn")


class PledgeState(TextChoices):
    """Đang viết, đã nộp, chi bộ đã thông qua, trả lại để bổ sung."""

    DRAFT = "draft", pgettext_lazy("pledge", "being written")
    SUBMITTED = "submitted", pgettext_lazy("pledge", "submitted")
    ACCEPTED = "accepted", pgettext_lazy("pledge", "accepted")
    RETURNED = "returned", pgettext_lazy("pledge", "given back")


class Result(TextChoices):
    """How a breakthrough ended: đạt, chưa đạt; empty while it runs."""

    OPEN = "", pgettext_lazy("breakthrough", "under way")
    MET = "met", pgettext_lazy("breakthrough", "met")
    NOT_MET = "not_met", pgettext_lazy("breakthrough", "not met")


WRITABLE = (PledgeState.DRAFT, PledgeState.RETURNED)
"""States in which a pledge's words may still be changed."""
