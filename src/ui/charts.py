"""Charts drawn on the server: an SVG with its words, and a table of the same values under it.

Geometry and light colours are presentation attributes, so a drawing stands alone in a document; classes re-colour it
on screen. At most 400 units wide with text of 13, legible on a phone. Bars start at 0; a line starts where its values
do and prints them. A value that is missing is drawn as missing, never as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ui import formats

INK, SOFT, RED, EDGE, WASH = "#1d1a16", "#5c554a", "#941b1e", "#8b8271", "#a39273"
WIDEST = 400
FONT = 13
LETTER = 7.4  # width of one character of 13
EMPTY = mark_safe("")


@dataclass(frozen=True)
class Point:
    """One value of a chart. *value*: None when missing. *text*: the value as written, if not plainly a number.

    *of*: a further column of the table, such as how many were owed. *href*: its records. *marked*: drawn in red.
    """

    label: str
    value: formats.Exact | None
    text: str = ""
    of: str = ""
    href: str = ""
    marked: bool = False

    @property
    def written(self) -> str:
        """The value in print; three dots when it is missing."""
        if self.value is None:
            return "…"
        return self.text or formats.number(self.value)

    @property
    def spoken(self) -> str:
        """The value in words."""
        return _("no figure yet") if self.value is None else self.written


def in_words(points: Iterable[Point]) -> str:
    """The values in words, for those who hear the page."""
    return "; ".join(f"{point.label}: {point.spoken}" for point in points)


def bars(points: Sequence[Point], *, name: str = "") -> SafeString:
    """Upright bars from 0, one a point: for counts by month or kind."""
    step = min(50.0, (WIDEST - 10) / max(1, len(points)))
    width = round(step * len(points) + 10)
    values = [float(point.value) for point in points if point.value is not None]
    high, low = max([*values, 0.0]), min([*values, 0.0])
    scale = 88 / ((high - low) or 1)
    base = 16 + high * scale
    keep = _thinned([max((point.label, point.written), key=len) for point in points], step)
    shapes = []
    for place, point in enumerate(points):
        middle = 5 + step * (place + 0.5)
        top = base if point.value is None else base - float(point.value) * scale
        shapes.append(_bar(point, middle, step * 0.6, base, top))
        if place in keep or point.marked:
            shapes.append(text(_inside(middle, point.written, width), min(base, top) - 6, point.written))
            shapes.append(text(_inside(middle, point.label, width), 121, point.label, soft=True))
    axis = line(6, base + 0.5, width - 6, base + 0.5, "s-edge", EDGE)
    return drawing(width, 126, _title(_("Bar chart"), name), in_words(points), [axis, *shapes])


def trend(points: Sequence[Point], *, name: str = "", floor: formats.Exact | None = None) -> SafeString:
    """A line over time with every value printed; `floor` is a dashed mark, such as the promised share."""
    step = min(62.0, (WIDEST - 40) / max(1, len(points) - 1))
    width = round(step * max(0, len(points) - 1) + 60)
    values = [float(point.value) for point in points if point.value is not None]
    marks = values + ([float(floor)] if floor is not None else [])
    low, high = min(marks, default=0.0), max(marks, default=0.0)
    scale = 62 / ((high - low) or 1)

    def height(value: formats.Exact) -> float:
        return 84 - (float(value) - low) * scale if high > low else 52.0

    shapes = [line(12, 118.5, width - 12, 118.5, "s-edge", EDGE)]
    if floor is not None:
        shapes.append(line(12, height(floor), width - 12, height(floor), "s-red", RED, dashed=True))
    places = [(30 + step * place, point) for place, point in enumerate(points)]
    runs = ([(x, height(point.value)) for x, point in run if point.value is not None] for run in _runs(places))
    shapes.extend(map(_polyline, runs))
    keep = _thinned([max((point.label, point.written), key=len) for point in points], step)
    for place, (x, point) in enumerate(places):
        y = 52.0 if point.value is None else height(point.value)
        shapes.extend(_stop(point, x, y, width, shown=place in keep))
    return drawing(width, 140, _title(_("Line chart"), name), in_words(points), shapes)


def drawing(width: float, height: float, title: str, words: str, shapes: Iterable[SafeString]) -> SafeString:
    """An SVG of that size with its title and its values in words; `shapes` lie in it in their order."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}"><title>{}</title>{}'
        "</svg>",
        _short(width),
        _short(height),
        f"{title}. {words}." if words else f"{title}.",
        title,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def text(x: float, y: float, words: str, *, soft: bool = False, anchor: str = "middle", size: int = FONT) -> SafeString:
    """Words in a drawing."""
    css, colour = (mark_safe(' class="t2"'), SOFT) if soft else (EMPTY, INK)
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}"{}>{}</text>',
        _short(x),
        _short(y),
        size,
        anchor,
        colour,
        css,
        words,
    )


def line(x1: float, y1: float, x2: float, y2: float, css: str, colour: str, *, dashed: bool = False) -> SafeString:
    """A straight line in a drawing."""
    dash = mark_safe(' stroke-dasharray="3 4"') if dashed else EMPTY
    ends = (_short(x1), _short(x2), _short(y1), _short(y2))
    return format_html('<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}" class="{}"{}/>', *ends, colour, css, dash)


def rect(x: float, y: float, width: float, height: float, css: str, colour: str) -> SafeString:
    """A filled rectangle in a drawing."""
    sides = (_short(x), _short(y), _short(width), _short(height))
    return format_html('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" class="{}"/>', *sides, colour, css)


def _bar(point: Point, middle: float, width: float, base: float, top: float) -> SafeString:
    if point.value is None:
        return line(middle - width / 2, base, middle + width / 2, base, "s-red", RED, dashed=True)
    css, colour = ("f-red", RED) if point.marked else ("h3", WASH)
    return rect(middle - width / 2, min(base, top), width, abs(base - top), css, colour)


def _stop(point: Point, x: float, y: float, width: float, *, shown: bool) -> Iterable[SafeString]:
    if point.value is not None:
        size, css, colour = (6, "f-red", RED) if point.marked else (4, "f-ink", INK)
        yield format_html(
            '<circle cx="{}" cy="{}" r="{}" fill="{}" class="{}"/>', _short(x), _short(y), size, colour, css
        )
    if shown or point.marked:
        yield text(_inside(x, point.written, width), y + 20 if point.marked else y - 11, point.written)
        yield text(_inside(x, point.label, width), 136, point.label, soft=True)


def _polyline(places: Sequence[tuple[float, float]]) -> SafeString:
    path = " ".join(f"{_short(x)},{_short(y)}" for x, y in places)
    return format_html('<polyline points="{}" fill="none" stroke="{}" class="s-ink" stroke-width="2"/>', path, INK)


def _runs(places: Iterable[tuple[float, Point]]) -> list[list[tuple[float, Point]]]:
    """The stretches of a line without a gap."""
    runs: list[list[tuple[float, Point]]] = [[]]
    for x, point in places:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append((x, point))
    return [run for run in runs if len(run) > 1]


def _thinned(labels: Sequence[str], step: float) -> set[int]:
    """Which labels have room: all, or every second, third …, the last always."""
    widest = max((len(label) for label in labels), default=0) * LETTER + 14
    every = max(1, -int(-widest // step))
    return set(range(len(labels) - 1, -1, -every))


def _inside(middle: float, words: str, width: float) -> float:
    """The middle of a text, moved so that its ends stay in the drawing."""
    half = min(len(words) * LETTER, width) / 2
    return min(max(middle, half), width - half)


def _title(kind: str, name: str) -> str:
    return f"{kind}: {name}" if name else kind


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
