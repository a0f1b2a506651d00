"""Kinds of unit shipped with the program. An office may use others: they are shown as written."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

PROVINCE = "province"
SUPERIOR = "superior"
BASE_COMMITTEE = "base_committee"
BASE_BRANCH = "base_branch"
SUB_COMMITTEE = "sub_committee"
BRANCH = "branch"

BASE = (BASE_COMMITTEE, BASE_BRANCH)
"""Tổ chức cơ sở đảng: the kinds that stand directly under a superior committee."""

NAMES: dict[str, StrPromise] = {
    PROVINCE: _("provincial committee"),
    SUPERIOR: _("committee directly above the base"),
    BASE_COMMITTEE: _("base party committee"),
    BASE_BRANCH: _("base party branch"),
    SUB_COMMITTEE: _("sub-committee"),
    BRANCH: _("party branch"),
}


def name_of(kind: str) -> str:
    """The kind's name in the active language, or the kind as an office wrote it."""
    return str(NAMES.get(kind, kind))
