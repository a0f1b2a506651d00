"""Doors from a record to the figures that it counts in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from figures.dictionary import definitions


@dataclass(frozen=True)
class Door:
    """A figure at the record's unit, over the year of the record."""

    name: str
    href: str


def doors(codes: Collection[str], *, unit: str, day: date) -> list[Door]:
    """Doors to these figures, as far as they are in force. ``unit``: its key."""
    year = {"tu": date(day.year, 1, 1).isoformat(), "den": date(day.year, 12, 31).isoformat()}
    return [
        Door(figure.name, f"{reverse('figures:page')}?{urlencode({'so': figure.code, 'don_vi': unit, **year})}")
        for figure in definitions(date(day.year, 12, 31))
        if figure.code in codes
    ]
