"""The tree of a day as rows to show: nested, with numbers, and cut where it grows too long for a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from organisation.counting import Counts
from ui.cells import Cell
from units.queries import Node

PAGE, LONGEST, DEEPEST = 100, 300, 8
"""Units of the topmost family on one page; rows on one page; levels below those. Beyond, a link leads a step down."""


@dataclass
class Row:
    """One unit as shown. ``cut``: its units are left out here and stand on a page of their own."""

    node: Node
    cells: Mapping[str, Cell]
    rows: list[Row] = field(default_factory=list)
    cut: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Shown:
    """What of a tree stands on one page: ``page`` of the topmost family, under ``head`` where that has one unit."""

    head: Node | None
    page: Page[Node]
    fits: frozenset[int]

    @property
    def nodes(self) -> list[Node]:
        """Every node that gets a row."""
        top = [self.head] if self.head else []
        return top + [node for node in walk(self.page.object_list) if node.pk in self.fits]

    def rows(self, counts: Counts) -> list[Row]:
        """The rows, nested. Only the topmost family is unfolded."""
        below = [_row(node, self.fits, counts) for node in self.page.object_list]
        if self.head is None:
            return below
        return [Row(self.head, counts.get(self.head.pk, {}), below, is_open=True)]


def shown(roots: Sequence[Node], page: str | None) -> Shown:
    """Lay a forest out on a page: the families from the top down that still fit."""
    head = roots[0] if len(roots) == 1 else None
    top = Paginator(head.children if head else list(roots), PAGE).get_page(page)
    level, fits = list(top.object_list), {node.pk for node in top.object_list}
    for _ in range(DEEPEST):
        families = [node.children for node in level]
        level = []
        for family in families:
            if len(fits) + len(family) <= LONGEST:
                fits.update(node.pk for node in family)
                level += family
    return Shown(head, top, frozenset(fits))


def _row(node: Node, fits: Collection[int], counts: Counts) -> Row:
    below = [_row(child, fits, counts) for child in node.children if child.pk in fits]
    return Row(node, counts.get(node.pk, {}), below, cut=bool(node.children) and not below)


def find(roots: Iterable[Node], key: str) -> Node | None:
    """The node of a key, wherever it stands."""
    return next((node for node in walk(roots) if node.named.key == key), None)


def walk(roots: Iterable[Node]) -> Iterator[Node]:
    """Every node, in no special order, however deep."""
    todo = list(roots)
    while todo:
        node = todo.pop()
        yield node
        todo += node.children
