"""Sections of a review, in the order that offices use."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Section(TextChoices):
    SITUATION = "situation", _("I. The organisation")
    DIRECTION = "direction", _("II. Leadership and direction")
    RESULTS = "results", _("III. Results")
    ASSESSMENT = "assessment", _("IV. Assessment")
    TASKS = "tasks", _("V. Tasks ahead")
