"""Reading the tree: names on a day, children over a span, the tree of a day, a unit's history, the way down to it.

``position`` asks for the tree as it was known then; None as it is known now. Spans are half-open. Who may see what is
the caller's matter: ``visible`` limits an answer to these units.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When

from ledger.models import OPEN
from ui.sorting import sort_key
from units import kinds
from units.models import EVER, NEVER, Place, Standing, Succession, Unit

Visible = QuerySet[Unit] | Collection[int]


@dataclass(frozen=True)
class Named:
    """How a unit was called on a day. ``alive``: whether it was then; if not, the nearest standing is told."""

    name: str
    short_name: str
    kind: str
    key: str
    code: str = ""
    alive: bool = True

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return kinds.name_of(self.kind)

    @property
    def short(self) -> str:
        """The short name, or the name where there is none."""
        return self.short_name or self.name


@dataclass(frozen=True)
class Child(Named):
    """A unit directly below another."""

    pk: int = 0


@dataclass
class Node:
    """A unit in the tree of a day, with those below it. ``below``: how many these are, at every depth."""

    pk: int
    parent: int | None
    named: Named
    children: list[Node] = field(default_factory=list)
    below: int = 0


@dataclass(frozen=True)
class Crumb:
    """A unit above another."""

    pk: int
    key: str
    name: str


def known(position: int | None, prefix: str = "") -> Q:
    """The rows that were in force at a position."""
    if position is None:
        return Q(**{f"{prefix}removed": OPEN})
    return Q(**{f"{prefix}added__lte": position, f"{prefix}removed__gt": position})


def names_on(units: Iterable[int], day: date, position: int | None = None) -> dict[int, Named]:
    """The names of units on a day: of one that has ended its last, of one not yet founded its first. One statement."""
    wanted = set(units)
    if not wanted:
        return {}
    begun = Case(When(since__lte=day, then=F("since")))
    rows = (
        Standing.objects.filter(known(position), unit_id__in=wanted)
        .order_by("unit_id", begun.desc(nulls_last=True), "since")
        .distinct("unit_id")
        .values_list("unit_id", "since", "until", "name", "short_name", "kind", "unit__key", "code")
    )
    return {
        unit: Named(name, short_name, kind, key, code, since <= day < until)
        for unit, since, until, name, short_name, kind, key, code in rows
    }


def name_on(unit: int, day: date, position: int | None = None) -> Named:
    """The name of one unit on a day. Errors: KeyError for a unit that was not known at the position."""
    return names_on([unit], day, position)[unit]


def children_between(
    above: int,
    since: date,
    until: date,
    structure: date | None = None,
    position: int | None = None,
    *,
    ended: bool = False,
) -> list[Child]:
    """The units directly below ``above`` on some day from ``since`` to before ``until``; by a structure, on that day.

    By code, then by name in Vietnamese order; names are those of the last such day. ``ended``: also those that only
    stand there after their end, without a successor; they are not ``alive``. One statement.
    """
    first, after = (structure, _next(structure)) if structure else (since, until)
    s = "unit__standings__"
    below = Q(**{f"{s}parent_id": above, f"{s}until__gt": first})
    rows = (
        Place.objects.filter(
            known(position),
            known(position, s),
            Q(**{f"{s}since__lt": after}),
            above_id=above,
            via_id=F("unit_id"),
            since__lt=after,
            until__gt=first,
        )
        .exclude(unit_id=above)
        .annotate(alive=Case(When(below, then=Value(1)), default=Value(0), output_field=IntegerField()))
        .order_by("unit_id", "-alive", f"-{s}since")
        .distinct("unit_id")
        .values_list("unit_id", "alive", f"{s}name", f"{s}short_name", f"{s}kind", "unit__key", f"{s}code")
    )
    found = [
        Child(name, short_name, kind, key, code, bool(alive), unit)
        for unit, alive, name, short_name, kind, key, code in rows
        if alive or ended
    ]
    return sorted(found, key=in_order)


def in_order(unit: Named) -> tuple[bool, str, str, str]:
    """The order of units under one: by code (numbers by size), then by name; those without a code last."""
    return (not unit.code, sort_key(unit.code), sort_key(unit.name), unit.key)


def tree_on(day: date, visible: Visible | None = None, position: int | None = None) -> list[Node]:
    """The tree of a day, from its roots down, or what of it is visible. One statement."""
    rows = Standing.objects.filter(known(position), since__lte=day, until__gt=day)
    if visible is not None:
        rows = rows.filter(Q(unit_id__in=visible))
    columns = ("unit_id", "parent_id", "name", "short_name", "kind", "unit__key", "code")
    nodes = {unit: Node(unit, parent, Named(*names)) for unit, parent, *names in rows.values_list(*columns)}
    roots: list[Node] = []
    for node in nodes.values():
        above = nodes.get(node.parent) if node.parent is not None else None
        (above.children if above else roots).append(node)
    for node in _leaves_first(roots):
        node.children.sort(key=lambda n: in_order(n.named))
        node.below = sum(1 + child.below for child in node.children)
    return sorted(roots, key=lambda n: in_order(n.named))


def _leaves_first(roots: Iterable[Node]) -> list[Node]:
    """Every node, children before their parents, however deep."""
    found, todo = [], list(roots)
    while todo:
        node = todo.pop()
        found.append(node)
        todo.extend(node.children)
    return found[::-1]


def counts_below(units: Collection[int], day: date) -> dict[int, int]:
    """How many units are alive below each of these on a day, at every depth. One statement."""
    s = "unit__standings__"
    rows = (
        Place.objects.filter(
            Q(**{f"{s}removed": OPEN, f"{s}since__lte": day, f"{s}until__gt": day}),
            above_id__in=units,
            removed=OPEN,
            via__isnull=True,
            since__lte=day,
            until__gt=day,
        )
        .exclude(unit_id=F("above_id"))
        .values("above_id")
        .annotate(n=Count("id"))
    )
    return {row["above_id"]: row["n"] for row in rows.order_by()}


def breadcrumbs(unit: int, day: date, visible: Visible | None = None) -> list[Crumb]:
    """The units above one on a day, the root first. Of an ended unit: above who took it over. One statement."""
    here = Q(removed=OPEN, via__isnull=True, since__lte=day, until__gt=day)
    rows = Place.objects.filter(here, unit_id=unit, share="1").exclude(above_id=unit)
    if visible is not None:
        rows = rows.filter(Q(above_id__in=visible))
    named = Standing.objects.filter(removed=OPEN, unit_id=OuterRef("above_id"), since__lte=day).order_by("-since")
    depth = Place.objects.filter(here, unit_id=OuterRef("above_id")).order_by().values("unit_id")
    rows = rows.annotate(
        name=Subquery(named.values("name")[:1]), depth=Subquery(depth.annotate(n=Count("id")).values("n"))
    )
    return [Crumb(*row) for row in rows.order_by("depth", "above_id").values_list("above_id", "above__key", "name")]


@dataclass(frozen=True)
class Taken:
    """One side of a succession: the other unit, and the share that passed (``1``, ``3/7`` or ``?``)."""

    day: date
    unit: int
    key: str
    name: str
    share: str


@dataclass(frozen=True)
class Past:
    """One standing in a unit's history. ``position``: when the books first told of it. ``parent``: as last called then.

    ``passed``: who took the unit over when this standing ended; ``received``: whom it took over while it ran.
    """

    name: str
    short_name: str
    kind: str
    code: str
    since: date
    until: date
    basis: str
    position: int
    parent: int | None
    parent_key: str
    parent_name: str
    passed: tuple[Taken, ...] = ()
    received: tuple[Taken, ...] = ()

    @property
    def kind_name(self) -> str:
        """The kind in the reader's language."""
        return kinds.name_of(self.kind)

    @property
    def last(self) -> date | None:
        """The last day that it holds, None while it is open."""
        return None if self.until == NEVER else self.until - timedelta(days=1)

    @property
    def first(self) -> date | None:
        """Its first day, None if since ever."""
        return None if self.since == EVER else self.since


def history(unit: int, position: int | None = None) -> list[Past]:
    """A unit's standings, newest first, with who took it over and whom it took over. Two statements."""
    called = Standing.objects.filter(known(position), unit_id=OuterRef("parent_id"), since__lt=OuterRef("until"))
    told = Standing.objects.filter(unit_id=unit, since=OuterRef("since")).order_by().values("since")
    rows = (
        Standing.objects.filter(known(position), unit_id=unit)
        .select_related("parent")
        .annotate(
            parent_name=Subquery(called.order_by("-since").values("name")[:1]),
            first_told=Subquery(told.annotate(first=Min("added")).values("first")),
        )
        .order_by("-since")
    )
    passed, received = _successions(unit, position)
    return [
        Past(
            *(s.name, s.short_name, s.kind, s.code, s.since, s.until, s.basis),
            position=s.first_told,
            parent=s.parent_id,
            parent_key=s.parent.key if s.parent else "",
            parent_name=s.parent_name or "",
            passed=tuple(t for t in passed if t.day == s.until),
            received=tuple(t for t in received if s.since <= t.day < s.until),
        )
        for s in rows
    ]


def _successions(unit: int, position: int | None) -> tuple[list[Taken], list[Taken]]:
    """(who took the unit over, whom it took over), by day and name. One statement."""
    names = Standing.objects.filter(known(position), since__lte=OuterRef("day")).order_by("-since").values("name")
    rows = (
        Succession.objects.filter(known(position), Q(unit_id=unit) | Q(successor_id=unit))
        .annotate(
            heir_name=Subquery(names.filter(unit_id=OuterRef("successor_id"))[:1]),
            ended_name=Subquery(names.filter(unit_id=OuterRef("unit_id"))[:1]),
        )
        .values_list(
            "day", "share", "unit_id", "unit__key", "ended_name", "successor_id", "successor__key", "heir_name"
        )
    )
    passed, received = [], []
    for day, share, ended, ended_key, ended_name, heir, heir_key, heir_name in rows:
        if ended == unit:
            passed.append(Taken(day, heir, heir_key, heir_name or heir_key, share))
        else:
            received.append(Taken(day, ended, ended_key, ended_name or ended_key, share))
    return sorted(passed, key=_by_name), sorted(received, key=_by_name)


def _by_name(taken: Taken) -> tuple[date, str, str]:
    return (taken.day, sort_key(taken.name), taken.key)


def _next(day: date) -> date:
    """The day after, or the last day there is."""
    return day + timedelta(days=1) if day < NEVER else NEVER
