"""An act as plain facts and back: as it is kept, and as a file states it. Units by key, people by what is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from ledger.refusals import Unfit
from units.acts.stating import (
    Act,
    ChangeKind,
    Dissolve,
    Found,
    Merge,
    Move,
    Part,
    Recode,
    Ref,
    RemoveLevel,
    Rename,
    Reopen,
    Shares,
    Split,
)
from units.models import Unit

Facts = dict[str, Any]
WORDS: Mapping[type[Any], str] = {
    Found: "found",
    Rename: "rename",
    Move: "move",
    ChangeKind: "change-kind",
    Recode: "recode",
    Reopen: "reopen",
    Merge: "merge",
    Split: "split",
    Dissolve: "dissolve",
    RemoveLevel: "remove-level",
}
ACTS = {word: act for act, word in WORDS.items()}
VERBS: Mapping[type[Any], str] = {
    Found: "units.founded",
    Rename: "units.renamed",
    Move: "units.moved",
    ChangeKind: "units.kind_changed",
    Recode: "units.recoded",
    Reopen: "units.reopened",
    Merge: "units.merged",
    Split: "units.split",
    Dissolve: "units.dissolved",
    RemoveLevel: "units.level_removed",
}
"""The verb of an act as a whole, which its events may say more closely."""


def facts_of(act: Act) -> Facts:
    """An act as facts; what says nothing is left out."""
    facts = {"do": WORDS[type(act)], **{name: _plain(fact) for name, fact in vars(act).items()}}
    return {name: fact for name, fact in facts.items() if fact not in ("", None, [], {}, False)}


def _plain(fact: Any) -> Any:
    match fact:
        case Unit():
            return fact.key
        case Fraction():
            return str(fact)
        case Found():
            return {k: _plain(v) for k, v in vars(fact).items() if v not in ("", None)}
        case Part(unit=Found() as unit, share=share):
            return {**_plain(unit), **({"share": str(share)} if share is not None else {})}
        case Part(unit=unit, share=share):
            return {"unit": _plain(unit), **({"share": str(share)} if share is not None else {})}
        case tuple():
            return [_plain(each) for each in fact]
        case Mapping():
            return {str(_plain(k)): _plain(v) for k, v in fact.items()}
        case _:
            return fact


def act_of(facts: Mapping[str, Any], person: Callable[[str], int] = int) -> Act:
    """The act that facts state. ``person``: the number of who is called so there.

    Errors: Unfit, naming what is missing, not known or unreadable.
    """
    word = str(facts.get("do", ""))
    if word not in ACTS:
        raise Unfit("act_unknown", "do", word=word, known=", ".join(ACTS))
    given = {name.replace("-", "_"): fact for name, fact in facts.items() if name != "do"}
    act: Act = _made(ACTS[word], given, word, person)
    return act


def _made(kind: type[Any], given: Facts, word: str, person: Callable[[str], int]) -> Any:
    fields = kind.__dataclass_fields__
    for name in given:
        if name not in fields:
            raise Unfit("act_field_unknown", name, word=word, name=name, known=", ".join(fields))
    if kind is Found:
        given.setdefault("parent", None)
    try:
        return kind(**{name: _fact(name, fact, person) for name, fact in given.items()})
    except TypeError as error:
        missing = [name for name in fields if name not in given]
        raise Unfit("act_field_missing", missing[0], word=word, names=", ".join(missing)) from error
    except (ValueError, AttributeError, ZeroDivisionError) as error:
        raise Unfit("act_unreadable", "", word=word) from error


def _fact(name: str, fact: Any, person: Callable[[str], int]) -> Any:
    match name:
        case "units":
            return tuple(_text(each) for each in fact)
        case "into":
            return _taker(fact, person)
        case "parts":
            return tuple(_part(each, person) for each in fact)
        case "shares":
            return Shares(fact)
        case "people":
            return {person(str(who)): _text(where) for who, where in fact.items()}
        case "to":
            return {_text(unit): _text(where) for unit, where in fact.items()}
        case "with_units" | "with_posts":
            if not isinstance(fact, bool):
                raise ValueError(name)
            return fact
        case _:
            return _text(fact) if fact is not None else None


def _text(fact: Any) -> str:
    if not isinstance(fact, str):
        raise ValueError(fact)
    return fact


def _taker(fact: Any, person: Callable[[str], int]) -> Ref | Found:
    if isinstance(fact, Mapping):
        made: Found = _made(Found, dict(fact), "found", person)
        return made
    return _text(fact)


def _part(fact: Any, person: Callable[[str], int]) -> Part:
    if isinstance(fact, str):
        return Part(fact)
    given = dict(fact)
    share = Fraction(_text(given.pop("share"))) if "share" in given else None
    return Part(_text(given["unit"]) if set(given) == {"unit"} else _taker(given, person), share)
