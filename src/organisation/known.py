"""The units that a person may act on, found by what is typed: a key, or a name exactly as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger import clock
from people.models import Person
from people.rules import units_where
from units import kinds
from units.queries import names_on
from units.rules import ACT_ON_TREE

OFFERED = 300
"""Up to so many units are offered while typing."""


@dataclass
class Known:
    """Names by key, of units in reach and of those that the list founds; ``used``: kinds of unit in use."""

    person: Person
    names: dict[str, str]
    used: set[str]

    @classmethod
    def of(cls, person: Person, acts: Iterable[dict[str, Any]]) -> Known:
        """What ``person`` may act on today, with what ``acts`` found."""
        units = units_where(person, ACT_ON_TREE).values_list("pk", flat=True)
        named = names_on(list(units), clock.today()).values()
        founded = {facts["key"]: facts["name"] for facts in acts if facts["do"] == "found"}
        return cls(person, {n.key: n.name for n in named} | founded, {n.kind for n in named})

    @property
    def offered(self) -> list[tuple[str, str]]:
        """Key and name of each unit, where they are few enough to be offered."""
        return sorted(self.names.items(), key=lambda at: at[1]) if len(self.names) <= OFFERED else []

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds to choose from."""
        known = [*kinds.NAMES, *sorted(self.used - kinds.NAMES.keys())]
        return [("", "—"), *((kind, kinds.name_of(kind).capitalize()) for kind in known)]

    def key(self, typed: str) -> str:
        """The key of the unit that is meant. Errors: ValidationError; absent and out of reach are told alike."""
        if typed in self.names:
            return typed
        meant = [key for key, name in self.names.items() if name.casefold() == typed.casefold()]
        if len(meant) > 1:
            keys = ", ".join(sorted(meant)[:5])
            raise ValidationError(
                _("Several units are called “%(name)s”. Write a key: %(keys)s."), params={"name": typed, "keys": keys}
            )
        if not meant:
            raise ValidationError(
                _("No unit that you may act on is called “%(name)s”. Write its key or its whole name."),
                params={"name": typed},
            )
        return meant[0]

    def member(self, who: str) -> int:
        """The number of somebody in a unit in reach, by the key that exports show. Errors: ValidationError."""
        here = units_where(self.person, ACT_ON_TREE)
        named = Person.objects.filter(Q(key=who) | Q(public_id=who), memberships__record__unit__in=here)
        found = named.values_list("pk", flat=True).first() if who else None
        if found is None:
            raise ValidationError(_("Nobody is called “%(who)s” in exports. Write: key = unit."), params={"who": who})
        return found
