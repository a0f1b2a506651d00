"""Numbers in text: what a token is, and which braces are refused."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.tests.acting import refused
from ledger.refusals import Unfit
from reports.tokens import Token, pieces

CODES = st.from_regex(r"[a-z][a-z0-9_.]{0,20}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SPACES = st.sampled_from(["", " ", "  "])
PLAIN = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), min_size=1, max_size=40)


@st.composite
def tokens(draw: st.DrawFn) -> tuple[str, Token]:
    """A token as it is written, and what it means."""
    code, exact = draw(CODES), draw(st.booleans())
    span = sorted([draw(DAYS), draw(DAYS)]) if draw(st.booleans()) else None
    days = f" {span[0].isoformat()}..{span[1].isoformat()}" if span else ""
    how = f"{draw(SPACES)}|{draw(SPACES)}exact" if exact else ""
    text = f"{{{draw(SPACES)}{code}{days}{how}{draw(SPACES)}}}"
    since, last = span or (None, None)
    return text, Token(code, since, last, exact)


@given(st.lists(st.one_of(PLAIN.map(lambda text: (text, text)), tokens()), max_size=8))
def test_a_text_is_read_as_it_was_written(parts: list[tuple[str, str | Token]]) -> None:
    found = list(pieces("".join(written for written, _ in parts)))
    assert [p for p in found if isinstance(p, Token)] == [p for _, p in parts if isinstance(p, Token)]
    plain = "".join(p for _, p in parts if isinstance(p, str))
    assert "".join(p for p in found if isinstance(p, str)) == plain
    assert "" not in found


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "}",
        "{}",
        "{ }",
        "một { hai",
        "{study.turns",
        "study.turns}",
        "{{study.turns}}",
        "{Study.turns}",
        "{study.lượt}",
        "{study.turns 2017-01-01}",
        "{study.turns 2017-01-01..}",
        "{study.turns 1/1/2017..2/1/2017}",
        "{study.turns 2017-13-01..2018-01-01}",
        "{study.turns 2017-02-30..2018-01-01}",
        "{study.turns 0000-01-01..2018-01-01}",
        "{study.turns | over}",
        "{study.turns|}",
        "{study.turns exact}",
        "{a b}",
        "{study.turns; drop}",
    ],
)
def test_a_brace_that_is_no_token_is_refused(text: str) -> None:
    with refused("token_unreadable"):
        list(pieces(text))


def test_a_reversed_span_is_refused() -> None:
    with refused("token_reversed"):
        list(pieces("{study.turns 2018-01-01..2017-12-31}"))


def test_a_span_of_one_day_is_one_day() -> None:
    (token,) = pieces("{study.turns 2018-01-01..2018-01-01}")
    assert token == Token("study.turns", date(2018, 1, 1), date(2018, 1, 1))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    found: list[str | Token] = []
    with suppress(Unfit):
        found = list(pieces(text))
    assert all(isinstance(p, Token) or p in text for p in found)
