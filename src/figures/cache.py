"""Values kept by their *effective* position: the last one that touched what they depend on.

A value at the newest position equals the value at its effective one, so a slot holds as long as
nothing touched its measures and years, nor the tree.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from figures.models import Definition, Kept, Reading
from figures.reading import Answers, Question, Spot, answer
from figures.snapshot import Snapshot
from figures.values import Value, decode, encode
from ledger.measures import number_of


def recall(question: Question, figures: Sequence[Definition], books: Snapshot) -> Answers:
    """``answer``, from what is kept where that still holds; what had to be read is kept.

    Asked at an older position a value holds for ever, under that position's own slot.
    """
    if question.programme:
        return answer(question, figures)
    if question.position == books.head:
        effective = _effective(question, figures, books)
    else:
        effective = {f.code: question.position for f in figures}
        books = replace(books, head=-1)
    slots = {f.code: _slot(question, f, newest=books.head >= 0) for f in figures}
    held = {k.slot: k for k in Kept.objects.filter(slot__in=slots.values())}
    found: Answers = {}
    for f in figures:
        kept = held.get(slots[f.code])
        if kept is not None and kept.position == effective[f.code]:
            found[f.code] = _read(kept.values)
    missing = [f for f in figures if f.code not in found]
    if missing:
        fresh = answer(question, missing)
        _keep([(slots[f.code], effective[f.code], fresh[f.code]) for f in missing])
        found |= fresh
    return found


def _effective(q: Question, figures: Sequence[Definition], books: Snapshot) -> dict[str, int]:
    """The last position that touched each figure's measures in the years it counts, or the tree."""
    found = {}
    for f in figures:
        measures = {number_of(t["measure"]) for t in (*f.top, *f.bottom)}
        stock = Reading.BALANCE in (f.reading, f.sides)
        since = 0 if stock else q.since.year
        positions = [p for m, y, p in books.touched if m in measures and since <= y <= q.until.year]
        found[f.code] = max([books.tree, *positions])
    return found


def _slot(q: Question, f: Definition, *, newest: bool) -> str:
    """The name of everything a value depends on but the position; of an older position, that too."""
    covered = sorted(q.owed & {number_of(t["measure"]) for t in f.top})
    facts = (f.pk, q.above, q.own, q.since, q.until, q.structure, covered, newest or q.position)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _read(values: list[list[Any]]) -> dict[Spot, Value]:
    return {(above, via): decode(value) for above, via, value in values}


def _keep(rows: Sequence[tuple[str, int, dict[Spot, Value]]]) -> None:
    """Keep fresh values; a slot already newer stays. Never inside another's transaction of work."""
    from json import dumps

    values = [
        (slot, position, dumps([[*spot, encode(value)] for spot, value in found.items()]))
        for slot, position, found in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into figures_kept (slot, position, values)"
            " select * from unnest(%s::text[], %s::bigint[], %s::jsonb[])"
            " on conflict (slot) do update set position = excluded.position,"
            " values = excluded.values where figures_kept.position < excluded.position",
            [list(column) for column in zip(*values, strict=True)],
        )
