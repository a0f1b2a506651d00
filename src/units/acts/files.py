"""A file of acts of one day, in TOML: ``day``, ``basis``, and ``[[act]]`` tables as ``facts`` names them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ledger.refusals import Refused, Unfit
from ui.reading import ReadingError, read_day
from units.acts.facts import act_of
from units.acts.stating import Act

EXAMPLE = """
    day = 2025-07-01
    basis = "60-NQ/TW"

    [[act]]
    do = "merge"
    units = ["a", "b"]
    into = { name = "Đảng bộ C", kind = "base_committee", parent = "root", key = "c" }

    [[act]]
    do = "split"
    unit = "d"
    parts = ["e", { unit = "f" }]     # shares = "stated": { unit = "f", share = "3/7" }
    shares = "members"                # "members", "stated", "open"
    people = { P0001 = "e", P0002 = "f" }

    found         name, kind, parent, key, short-name, code
    rename        unit, name, short-name
    move          unit, parent
    change-kind   unit, kind
    recode        unit, code
    reopen        unit, parent, name
    merge         units, into, with-units, with-posts
    split         unit, parts, shares, people, with-posts
    dissolve      unit, receiver, with-posts
    remove-level  kind, under, to
"""
"""What such a file looks like, and what each act may say."""


@dataclass(frozen=True)
class Written:
    """What a file of acts says."""

    day: date
    basis: str
    acts: list[Act]


def read_acts(text: str, person: Callable[[str], int]) -> Written:
    """Read a file of acts. ``person``: the number of who is called so in files. Errors: Unfit."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unfit("acts_unreadable", why=str(error)) from error
    acts = said.get("act", [])
    if not isinstance(acts, list) or not all(isinstance(facts, dict) for facts in acts):
        raise Unfit("acts_unreadable", why="[[act]]")
    return Written(
        _day(said.get("day")), str(said.get("basis", "")), [_act(n, f, person) for n, f in enumerate(acts, 1)]
    )


def _act(number: int, facts: dict[str, Any], person: Callable[[str], int]) -> Act:
    try:
        return act_of(facts, person)
    except Refused as refused:
        raise Unfit("act_in_file", number=number, why=refused.sentence()) from refused


def _day(said: Any) -> date:
    if isinstance(said, date) and not isinstance(said, datetime):
        return said
    try:
        return read_day(said if isinstance(said, str) else "")
    except ReadingError as error:
        raise Unfit("acts_without_day", "day") from error
