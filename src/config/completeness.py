"""Whether every text has its Vietnamese: there, settled, with the same places to fill in, and the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from config import translations
from config.extraction import djangos, texts

PLACES = re.compile(r"%\((\w+)\)[#0 +-]*[\d.*]*[a-zA-Z]|\{(\w*)\}|%([sdrf])")


def faults() -> list[str]:
    """What is missing, unsettled, obsolete or at odds, one line each."""
    return [*_of_each_feature(), *_at_odds()]


def _of_each_feature() -> Iterator[str]:
    for feature in translations.features():
        source = feature / "locale" / "vi" / "LC_MESSAGES" / "django.po"
        wanted = texts(feature)
        if not source.exists():
            if len(wanted):
                yield f"{feature.name}: {len(wanted)} texts and no catalogue; ./lantoa manage messages makes it"
            continue
        kept = translations.read(source)
        for message in wanted:
            if message.id:
                yield from (f"{feature.name}: “{_shown(message)}” {fault}" for fault in _faults(message, kept))
        for message in kept:
            is_wanted = wanted.get(_key(message), message.context) is not None
            if message.id and not is_wanted and _key(message) not in djangos():
                yield f"{feature.name}: “{_shown(message)}” is not in the program any more"


def _faults(message: Message, kept: Catalog) -> Iterator[str]:
    translated = kept.get(_key(message), message.context)
    if translated is None:
        yield "is not in the catalogue"
        return
    answers = (
        [each or "" for each in translated.string or ()]
        if isinstance(translated.string, (tuple, list))
        else [translated.string or ""]
    )
    if not all(answers):
        yield "has no Vietnamese"
    elif translated.fuzzy:
        yield "is marked fuzzy"
    else:
        asked = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        wanted = set().union(*(_places(each) for each in asked))
        if any(_places(answer) != wanted for answer in answers):
            yield f"has other places to fill in: {sorted(wanted)}, {sorted(_places(answers[0]))}"


def _at_odds() -> Iterator[str]:
    seen: dict[tuple[str, str | None], tuple[object, str]] = {}
    for source in translations.catalogues():
        feature = source.relative_to(translations.SRC).parts[0]
        if source.name != "django.po":
            continue
        for message in translations.read(source):
            key = (_key(message), message.context)
            if message.id and message.string:
                other, where = seen.setdefault(key, (message.string, feature))
                if other != message.string:
                    yield f"{feature}: “{_shown(message)}” is said otherwise in {where}: give it a context"


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _shown(message: Message) -> str:
    return _key(message).replace("\n", " ")[:90]


def _places(text: str) -> set[str]:
    return {"".join(found) for found in PLACES.findall(text.replace("%%", ""))}
