"""Measures (đại lượng): what is counted. Steps declare theirs in their ``measures.py``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models


class Kind(models.TextChoices):
    """How quantities of a measure make a number.

    A *flow* adds up over time; a *stock* is posted as changes and its level is everything up to a
    day; a *reading* is a level that a unit declares for a day.
    """

    FLOW = "flow"
    STOCK = "stock"
    READING = "reading"


@dataclass(frozen=True)
class Declared:
    """A measure shipped with the program. ``kinds``, ``levels``, ``subjects``: what its facets may be."""

    code: str
    kind: Kind
    name_vi: str
    name_en: str
    counted_in: str
    kinds: tuple[str, ...] = ("",)
    levels: tuple[str, ...] = ("",)
    subjects: tuple[str, ...] | None = ("",)

    def allows(self, kind: str, level: str, subject: str) -> bool:
        """Whether a line may carry these facets. ``subjects`` None: any subject."""
        return kind in self.kinds and level in self.levels and (self.subjects is None or subject in self.subjects)


_declared: dict[str, Declared] = {}
_numbers: dict[str, int] = {}


def declare(*measures: Declared) -> None:
    """Make measures known; called by a step's ``measures.py`` when it is loaded."""
    for measure in measures:
        _declared[measure.code] = measure


def declared() -> Iterable[Declared]:
    """Every measure shipped with the program."""
    return _declared.values()


def find(code: str) -> Declared | None:
    """The declaration of a shipped measure, None for one that an office added."""
    return _declared.get(code)


def number_of(code: str) -> int:
    """The number of a measure in the books. Errors: KeyError for an unknown code."""
    if code not in _numbers:
        from ledger.models import Measure

        _numbers.clear()
        _numbers.update(Measure.objects.values_list("code", "id"))
    return _numbers[code]


def forget_numbers() -> None:
    """Drop what is remembered of measure numbers (another database, a new measure)."""
    _numbers.clear()


def keep_measures(**_: Any) -> None:
    """After a migration: the shipped measures stand in the books, with their present names."""
    from django.apps import apps
    from django.db import connection

    from ledger.models import Measure

    if "ledger_measure" not in connection.introspection.table_names():
        return
    for config in apps.get_app_configs():
        if config.name.count(".") == 0:
            _load(config.name)
    forget_numbers()
    Measure.objects.bulk_create(
        [
            Measure(
                code=d.code,
                kind=d.kind,
                name_vi=d.name_vi,
                name_en=d.name_en,
                counted_in=d.counted_in,
            )
            for d in declared()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_vi", "name_en", "counted_in"],
    )


def _load(app: str) -> None:
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(f"{app}.measures") is not None:
        import_module(f"{app}.measures")
