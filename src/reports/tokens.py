"""Numbers in text: ``{code}``, ``{code 2017-01-01..2020-12-31}``, ``{code | exact}``.

Both days of a token's own span are counted. A brace that doesn't open a token is refused when the
paragraph is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.refusals import Unfit

TOKEN = re.compile(
    r"\{\s*(?P<code>[a-z0-9_.]+)"
    r"(?:\s+(?P<since>\d{4}-\d\d-\d\d)\.\.(?P<last>\d{4}-\d\d-\d\d))?"
    r"(?:\s*\|\s*(?P<how>exact))?\s*\}"
)


@dataclass(frozen=True)
class Token:
    """A number asked in text. ``since``, ``last``: its own span, both counted, or None."""

    code: str
    since: date | None = None
    last: date | None = None
    exact: bool = False


def pieces(text: str) -> Iterator[str | Token]:
    """Text and tokens in turn. Errors: Unfit ``token_unreadable``, ``token_reversed``."""
    at = 0
    for match in TOKEN.finditer(text):
        yield from _plain(text[at : match.start()])
        yield _token(match)
        at = match.end()
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[str]:
    if "{" in text or "}" in text:
        at = min(i for i in (text.find("{"), text.find("}")) if i >= 0)
        raise Unfit("token_unreadable", "text", near=text[at : at + 40])
    if text:
        yield text


def _token(match: re.Match[str]) -> Token:
    try:
        since, last = (date.fromisoformat(match[n]) if match[n] else None for n in ("since", "last"))
    except ValueError as error:
        raise Unfit("token_unreadable", "text", near=match[0]) from error
    if since and last and since > last:
        raise Unfit("token_reversed", "text", near=match[0])
    return Token(match["code"], since, last, match["how"] == "exact")
