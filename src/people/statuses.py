"""How a person belongs to a unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Đảng viên chính thức, đảng viên dự bị, quần chúng."""

    MEMBER = "member", _("party member")
    PROBATIONARY = "probationary", _("probationary member")
    STAFF = "staff", _("staff, not a member")


PARTY = (Status.MEMBER, Status.PROBATIONARY)
