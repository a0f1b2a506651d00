"""Verbs of events in words. A step registers its own with ``verbs({code: words})``."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

_names: dict[str, StrOrPromise] = {}


def verbs(names: Mapping[str, StrOrPromise]) -> None:
    """Register what a feature's events are called."""
    _names.update(names)


def verb_name(code: str) -> str:
    """The verb in the active language, or its code."""
    return str(_names.get(code, code))


verbs(
    {
        "units.founded": _("founded"),
        "units.renamed": _("renamed"),
        "units.moved": _("moved"),
        "units.dissolved": _("dissolved"),
        "units.kind_changed": _("changed in kind"),
        "units.recoded": _("given another code"),
        "units.reopened": _("reopened"),
        "units.merged": _("merged"),
        "units.split": _("split"),
        "units.level_removed": _("level removed"),
        "units.taken_back": _("act taken back"),
        "people.admitted": _("admitted"),
        "people.released": _("released"),
        "people.carried": _("carried along with the unit"),
        "people.put_back": _("put back where they were"),
        "figures.duty_given": _("duty given"),
        "figures.period_offered": _("span offered"),
    }
)
