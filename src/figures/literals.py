"""Values into statement texts: one strict function, because the same text runs on several engines."""

import re
from collections.abc import Iterable
from datetime import date, datetime

Literal = int | str | date | None
_WORD = re.compile(r"[A-Za-z0-9._-]*\Z")


def literal(value: Literal) -> str:
    """A value as SQL text. Errors: ValueError for text beyond ``[A-Za-z0-9._-]*``, or another type."""
    if value is None:
        return "cast(null as date)"
    if isinstance(value, bool | datetime):
        raise ValueError(f"not a literal: {value!r}")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    if isinstance(value, str) and _WORD.match(value):
        return f"'{value}'"
    raise ValueError(f"not a literal: {value!r}")


def items(values: Iterable[Literal]) -> str:
    """A list for ``in (…)``; an empty one matches nothing."""
    return ", ".join(literal(v) for v in values) or "-1"


def rows(table: Iterable[Iterable[Literal]]) -> str:
    """Rows for ``values …``."""
    return ", ".join(f"({items(row)})" for row in table)
