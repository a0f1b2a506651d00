"""The colours are legible: text 4.5:1 on every ground, edges 3:1, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[1] / "static/ui"
PAIR = re.compile(r"--([a-z0-9-]+): var\(--L,(#[0-9a-f]{6})\) var\(--D,(#[0-9a-f]{6})\)")
GROUNDS = ["paper", "sheet", "well"]


def _colours(mode: int) -> dict[str, str]:
    found = PAIR.findall((STATIC / "tokens.css").read_text())
    return {name: pair[mode] for name, *pair in found}


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["ink", "soft", "red", "gold", "green"])
def test_text_is_legible_on_every_ground(text: str, ground: str, mode: int) -> None:
    colours = _colours(mode)
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), [("red", "red-wash"), ("gold", "gold-wash"), ("ink", "red-wash"), ("soft", "red-wash")]
)
def test_text_is_legible_on_its_wash(text: str, ground: str, mode: int) -> None:
    colours = _colours(mode)
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("mark", ["edge", "blue"])
def test_edges_and_focus_are_seen(mark: str, ground: str, mode: int) -> None:
    colours = _colours(mode)
    assert _contrast(colours[mark], colours[ground]) >= 3


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_white_is_legible_on_the_filled_button(mode: int) -> None:
    assert _contrast("#ffffff", _colours(mode)["red-fill"]) >= 4.5


def test_no_colour_is_written_outside_the_tokens() -> None:
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[;,) ])", (STATIC / "app.css").read_text())


def test_nothing_comes_from_elsewhere() -> None:
    for file in STATIC.iterdir():
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "://" not in text
        assert "@import" not in text
