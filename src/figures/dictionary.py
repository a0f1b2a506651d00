"""The dictionary of figures: shipped as ``<step>/figures.toml``, kept in the database with dates.

A shipped definition that changed supersedes the one before it from the present position on; what an
office added stays. The definitions in force are remembered by this process until the books say that
the dictionary changed.
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import F

from figures.models import Definition
from ledger.models import OPEN, Books

FIELDS = (
    *("family", "section", "order", "reading", "scope", "sides", "top", "bottom", "wording"),
    *("name_vi", "name_en", "what_vi", "what_en", "counted_vi", "counted_en"),
)
FACETS = ("measure", "kind", "level", "subject")
_remembered: dict[str, tuple[int, list[Definition]]] = {}


def shipped() -> Iterator[Definition]:
    """Definitions in the program's own files, in the order of steps and of each file."""
    from django.apps import apps

    order = 0
    for config in apps.get_app_configs():
        path = Path(config.path) / "figures.toml"
        if not path.is_file():
            continue
        for block in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]:
            order += 1
            yield _definition(config.name, order, block)


def _definition(section: str, order: int, block: dict[str, Any]) -> Definition:
    facts = {"family": block["code"], "section": section, "order": order, **block}
    for side in ("top", "bottom"):
        facts[side] = [{f: term.get(f, "") for f in FACETS} for term in facts.get(side, [])]
    return Definition(**facts)


def keep_dictionary(**_: Any) -> None:
    """After a migration: the shipped definitions stand in the database."""
    names = connection.introspection.table_names()
    if not {"figures_definition", "ledger_books"} <= set(names):
        return
    head = Books.objects.values_list("head", flat=True).first() or 0
    held = {d.code: d for d in Definition.objects.filter(removed=OPEN, shipped=True)}
    fresh, gone = [], []
    for definition in shipped():
        old = held.pop(definition.code, None)
        if old is None or _facts(old) != _facts(definition):
            definition.added = head
            fresh.append(definition)
            gone += [old.pk] if old else []
    gone += [d.pk for d in held.values()]
    if fresh or gone:
        Definition.objects.filter(pk__in=gone).update(removed=head)
        Definition.objects.bulk_create(fresh)
        Books.objects.update(dictionary=F("dictionary") + 1)
    _remembered.clear()


def _facts(definition: Definition) -> tuple[Any, ...]:
    return tuple(getattr(definition, f) for f in FIELDS)


def definitions(day: date, version: int | None = None) -> list[Definition]:
    """The definitions in force for spans that end with ``day``, in their order.

    ``version``: the count of changes to the dictionary, where it was read already.
    """
    if version is None:
        version = Books.objects.values_list("dictionary", flat=True).get()
    name = str(connection.settings_dict["NAME"])
    held, known = _remembered.get(name, (-1, []))
    if held != version:
        known = list(Definition.objects.filter(removed=OPEN).order_by("order", "code"))
        _remembered[name] = (version, known)
    return [d for d in known if d.since <= day < d.until]


def find(family: str, *facets: str) -> Definition | None:
    """The figure of a family that is narrowed by these facets, whichever columns they stand in; of a
    family with one figure, that one.
    """
    words = {facet for facet in facets if facet}
    known = list(Definition.objects.filter(removed=OPEN, family=family).order_by("order"))
    for definition in known:
        term = definition.top[0]
        if {term["kind"], term["level"], term["subject"]} - {""} == words:
            return definition
    return known[0] if len(known) == 1 else None
