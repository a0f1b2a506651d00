"""What the page of two structures shows: the bridge, with units called by name and every difference in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from figures.behind import called
from figures.bridge import Pier, Why, bridge
from figures.choosing import Choice
from ledger.refusals import Refused
from ui import formats
from ui.reading import ReadingError, read_day
from ui.refusals import sentence

WORDS: Mapping[Why, StrOrPromise] = {
    Why.MOVED_IN: _("moved in"),
    Why.MOVED_OUT: _("moved out"),
    Why.CHANGED: _("a part of it counts otherwise"),
    Why.NOT_FOUNDED: _("not yet founded on that day"),
    Why.UNDETERMINED: _("divided in shares that were not stated"),
}


@dataclass(frozen=True)
class Row:
    """One unit of the bridge."""

    unit: str
    words: str
    pier: Pier


def compared(choice: Choice, typed: str) -> dict[str, object]:
    """The bridge from the chosen structure to the typed one (empty: as then), or why there is none."""
    question, figure, _spot = choice.asking()
    shown: dict[str, object] = {"typed": typed, "bridge": None, "error": ""}
    try:
        against = read_day(typed) if typed.strip() else None
        found = bridge(question, figure, against)
    except ReadingError as error:
        return shown | {"error": sentence(error)}
    except Refused as refusal:
        return shown | {"error": refusal.sentence()}
    names = called([p.unit for p in found.piers], question.fixed)
    rows = [Row(names.get(p.unit, ""), str(WORDS[p.why]), p) for p in found.piers]
    return shown | {
        "bridge": found,
        "rows": rows,
        "first": _structure(question.structure),
        "second": _structure(against),
    }


def _structure(day: date | None) -> str:
    """How a structure is called in a heading."""
    return pgettext("structure", "as then") if day is None else gettext("as of %(day)s") % {"day": formats.day(day)}
