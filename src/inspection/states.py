"""States of an inspection, its two kinds and its two objects."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Đang tiến hành, đã kết thúc, đã thu hồi."""

    OPEN = "open", pgettext_lazy("inspection", "under way")
    CLOSED = "closed", pgettext_lazy("inspection", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("inspection", "withdrawn")


class Act(TextChoices):
    """Kiểm tra (it concludes what is right and wrong), giám sát (it watches)."""

    INSPECTION = "inspection", pgettext_lazy("kind of act", "inspection")
    SUPERVISION = "supervision", pgettext_lazy("kind of act", "supervision")


class Object(TextChoices):
    """Tổ chức đảng, đảng viên."""

    ORGANISATION = "organisation", pgettext_lazy("object", "organisation")
    MEMBER = "member", pgettext_lazy("object", "members")
