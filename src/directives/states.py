"""Types of document, their abbreviations, and the states of a document."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units import kinds


class DocType(TextChoices):
    """Thể loại văn bản. An inspection plan is a plan that is counted apart."""

    PLAN = "plan", pgettext_lazy("document", "plan")
    GUIDANCE = "guidance", pgettext_lazy("document", "guidance")
    OFFICIAL_LETTER = "official_letter", _("official letter")
    THEMATIC_RESOLUTION = "thematic_resolution", _("thematic resolution")
    RESOLUTION = "resolution", pgettext_lazy("document", "resolution")
    INSPECTION_PLAN = "inspection_plan", _("inspection plan")
    PROGRAMME_OF_WORK = "programme_of_work", _("programme of work")
    DIRECTIVE = "directive", pgettext_lazy("document", "directive")
    DECISION = "decision", pgettext_lazy("document", "decision")
    REPORT = "report", pgettext_lazy("document", "report")
    NOTICE = "notice", pgettext_lazy("document", "notice")
    CONCLUSION = "conclusion", pgettext_lazy("document", "conclusion")


class State(TextChoices):
    ISSUED = "issued", pgettext_lazy("document", "issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("document", "withdrawn")


SERIES: Mapping[str, str] = {
    DocType.PLAN: "KH",
    DocType.GUIDANCE: "HD",
    DocType.OFFICIAL_LETTER: "CV",
    DocType.THEMATIC_RESOLUTION: "NQ",
    DocType.RESOLUTION: "NQ",
    DocType.INSPECTION_PLAN: "KH",
    DocType.PROGRAMME_OF_WORK: "CTr",
    DocType.DIRECTIVE: "CT",
    DocType.DECISION: "QĐ",
    DocType.REPORT: "BC",
    DocType.NOTICE: "TB",
    DocType.CONCLUSION: "KL",
}
"""The abbreviation in a document's number. Types that share one share one series of numbers."""

_BRANCHES = frozenset({kinds.BASE_BRANCH, kinds.BRANCH})
_AT_BASE = _BRANCHES | {kinds.BASE_COMMITTEE, kinds.SUB_COMMITTEE}
NOT_ISSUED_BY: Mapping[str, frozenset[str]] = {
    DocType.GUIDANCE: _BRANCHES | {kinds.SUB_COMMITTEE},
    DocType.DIRECTIVE: _AT_BASE,
}
"""Kinds of unit that may not issue a type. *Source*: Quy định 399, Điều 11 and 13."""

BODIES: Mapping[str, str] = {
    kinds.PROVINCE: "TU",
    kinds.SUPERIOR: "ĐU",
    kinds.BASE_COMMITTEE: "ĐU",
    kinds.SUB_COMMITTEE: "ĐU",
    kinds.BASE_BRANCH: "CB",
    kinds.BRANCH: "CB",
}
"""The issuer's abbreviation, where an office gives none of its own."""


def symbol_of(number: int, series: str, body: str) -> str:
    """Số và ký hiệu: ``05-BC/CB``, two digits at least, no colon. *Source*: Hướng dẫn 05-HD/VPTW."""
    return f"{number:02d}-{series}/{body}"
