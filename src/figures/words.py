"""Codes in words: what facets, states and fields of records are called to a reader."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from people.statuses import Status
from ui import formats
from units import kinds

FIELDS: Mapping[str, StrOrPromise] = {
    "state": _("state"),
    "until": _("last day"),
    "day": _("day"),
    "name": _("name"),
    "parent": _("stands under"),
    "basis": _("basis"),
    "expected": _("expected to attend"),
    "attended": _("attended"),
    "excused": _("excused"),
    "made_up": _("made up"),
    "seat": _("attendance"),
    "tasks": _("tasks"),
    "tasks_done": _("tasks done"),
    "result": _("result"),
    "paragraphs": _("paragraphs"),
    "remedied": _("remedied"),
    "recommendations": _("recommendations"),
    "registered_on": _("registered on"),
    "recognised_on": _("recognised on"),
    "recognised_level": _("level"),
    "selected_on": _("selected on"),
    "forwarded_on": _("forwarded on"),
    "withdrawn_on": _("withdrawn on"),
    "ended_on": _("ended on"),
    "closed_on": _("closed on"),
    "judged_on": _("judged on"),
    "accepted_on": _("accepted on"),
    "submitted_on": _("submitted on"),
    "revoked": _("revoked"),
    "withdrawn": _("withdrawn"),
}


@cache
def _choices(app: str) -> dict[str, StrOrPromise]:
    """What the choices of a step's fields are called."""
    found: dict[str, StrOrPromise] = dict(Status.choices)
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.get_fields():
            found.update((str(code), label) for code, label in getattr(field, "choices", None) or ())
    return found


def word(code: str, kind: str) -> str:
    """A facet or state in words; ``kind`` is the kind of record it belongs to. Unknown: as it is."""
    return str(_choices(kind.partition(".")[0]).get(code) or kinds.NAMES.get(code) or code)


def field_name(field: str) -> str:
    """A field's name in words."""
    return str(FIELDS.get(field, field))


def said(value: Any, kind: str) -> str:
    """A value of a change in words: days as days, codes as labels, nothing as a dash."""
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, int):
        return formats.whole(value)
    try:
        return formats.day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return word(str(value), kind)
