"""A review as text, CSV and JSON. What is printed and what is exact stand side by side."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

from figures.listing import printed
from reports.writing import Document, Number
from ui import formats

HEADS = (
    *("committee", "figure", "from", "to", "scope", "kind", "level", "subject"),
    *("value", "state", "printed", "beside", "reported", "expected"),
)


def as_text(document: Document) -> str:
    """The narrative, a paragraph a line, under its headings."""
    head = document.title or document.unit.name
    lines = [head, formats.span_of_days(document.span.since, document.span.last), ""]
    for section in document.sections:
        lines += [str(section.section.label), ""]
        for paragraph in section.paragraphs:
            lines += [paragraph.text, ""]
    return "\n".join(lines).rstrip() + "\n"


def as_csv(document: Document) -> str:
    """One row a number, in the order of the text, then one row a named record."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(_row(document, number) for number in document.numbers)
    for section in document.sections:
        for p in section.paragraphs:
            for n in p.named:
                facts = (document.unit.name, f"{p.register}.text", *_span(document.span.since, document.span.last))
                writer.writerow((*facts, "named", "", "", "", n.words, "value", f"{n.unit}: “{n.words}”", "", "", ""))
    return stream.getvalue()


def _row(document: Document, number: Number) -> tuple[Any, ...]:
    term, value = number.figure.top[0], number.value
    family = number.figure.family
    return (
        document.unit.name,
        family,
        *_span(number.span.since, number.span.last),
        number.figure.scope,
        term["kind"],
        term["level"],
        term["subject"],
        fraction(number),
        value.state.value,
        number.text,
        number.beside,
        "" if value.reported is None else value.reported,
        "" if value.expected is None else value.expected,
    )


def fraction(number: Number) -> str:
    """The exact value as files hold it: of two parts as ``57/57``, else the number."""
    value = number.value
    if value.top is not None and value.bottom is not None:
        return f"{printed_part(value.top)}/{printed_part(value.bottom)}"
    return printed(value)


def printed_part(part: Any) -> str:
    """One part of a fraction."""
    return str(part.numerator) if part.denominator == 1 else str(part)


def _span(since: Any, last: Any) -> tuple[str, str]:
    """Half-open, as exchange files say it."""
    return since.isoformat(), (last + timedelta(days=1)).isoformat()


def as_json(document: Document) -> str:
    """Everything: paragraphs as pieces, numbers with exact value, span, position and address."""
    since, to = _span(document.span.since, document.span.last)
    facts = {
        "committee": document.unit.name,
        "unit": document.unit.key,
        "title": document.title,
        "from": since,
        "to": to,
        "structure": document.span.structure.isoformat() if document.span.structure else "then",
        "position": document.position,
        "sections": [
            {
                "section": section.section.value,
                "title": str(section.section.label),
                "paragraphs": [
                    {
                        "pieces": [p if isinstance(p, str) else _number(p) for p in paragraph.pieces],
                        "named": [{"unit": n.unit, "words": n.words, "href": n.href} for n in paragraph.named],
                    }
                    for paragraph in section.paragraphs
                ],
            }
            for section in document.sections
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"


def _number(number: Number) -> dict[str, Any]:
    since, to = _span(number.span.since, number.span.last)
    return {
        "figure": number.figure.code,
        "from": since,
        "to": to,
        "value": fraction(number),
        "state": number.value.state.value,
        "printed": number.text,
        "beside": number.beside,
        "reported": number.value.reported,
        "expected": number.value.expected,
        "href": number.href,
    }


FORMATS = {"text": as_text, "csv": as_csv, "json": as_json}
