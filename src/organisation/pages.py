"""What the two pages show, read from the tree, the people and the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page

from ledger import clock
from organisation.counting import address, counts
from organisation.shown import Row, find, shown
from organisation.timeline import Moment, line_of, mentioned
from people.models import Person
from people.queries import Holder, posts_at
from people.rules import units_where
from ui.cells import Cell
from units.models import EVER, NEVER, Unit
from units.queries import (
    Child,
    Crumb,
    Named,
    Node,
    Past,
    breadcrumbs,
    children_between,
    counts_below,
    history,
    name_on,
    tree_on,
)
from units.rules import SEE_TREE


@dataclass(frozen=True)
class TreePage:
    """The tree of a day. ``with_numbers``: the reader may see some figures; ``whole``: units that day, shown or not."""

    day: date
    crumbs: Sequence[Crumb]
    rows: Sequence[Row]
    page: Page[Node]
    with_numbers: bool
    whole: int


def tree_page(person: Person, day: date, top: str, page: str | None) -> TreePage:
    """The tree of ``day`` from where the reader may see it, or from the unit with the key ``top`` down."""
    visible = units_where(person, SEE_TREE)
    roots = tree_on(day, visible)
    root = find(roots, top) if top else None
    laid = shown([root] if root else roots, page)
    numbers = counts(person, {node.pk: node.named.key for node in laid.nodes}, day)
    crumbs = breadcrumbs(root.pk, day, visible) if root else []
    return TreePage(day, crumbs, laid.rows(numbers), laid.page, bool(numbers), sum(1 + r.below for r in roots))


@dataclass(frozen=True)
class ChildRow:
    """A unit directly below, how many stand below it, and its numbers."""

    child: Child
    below: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class UnitPage:
    """One unit. ``born``, ``ended``: the ends of its life, None where it has none; ``figures``: their page."""

    key: str
    named: Named
    born: date | None
    ended: date | None
    crumbs: Sequence[Crumb]
    moments: Sequence[Moment]
    children: Sequence[ChildRow]
    below: int
    cells: Mapping[str, Cell]
    posts: Sequence[Holder]
    figures: str


def unit_page(person: Person, unit: Unit) -> UnitPage:
    """The unit as it stands today, with its history."""
    today, visible = clock.today(), units_where(person, SEE_TREE)
    past = history(unit.pk)
    children = children_between(unit.pk, today, today, today)
    keys = {unit.pk: unit.key, **{child.pk: child.key for child in children}}
    below, numbers = counts_below(keys, today), counts(person, keys, today)
    others = set(visible.filter(pk__in=mentioned(past)).values_list("pk", flat=True))
    return UnitPage(
        unit.key,
        name_on(unit.pk, today),
        *_life(past),
        breadcrumbs(unit.pk, today, visible),
        line_of(past, today, others),
        [ChildRow(child, below.get(child.pk, 0), numbers.get(child.pk, {})) for child in children],
        below.get(unit.pk, 0),
        numbers.get(unit.pk, {}),
        posts_at(unit.pk, person),
        address(unit.key, today) if unit.pk in numbers else "",
    )


def _life(past: Sequence[Past]) -> tuple[date | None, date | None]:
    """The first day of a unit and its last, None where it was there since ever or goes on."""
    born, until = past[-1].since, past[0].until
    return (None if born == EVER else born, None if until == NEVER else past[0].last)
