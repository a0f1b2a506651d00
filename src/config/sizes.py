"""How long things may be: files, templates, views, operations. Exceptions stand in pyproject.toml; the list shrinks."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from config.folders import ROOT

FILE, TEMPLATE, VIEW, OPERATION = 400, 120, 15, 40
FUNCTIONS = {"views": VIEW, "operations": OPERATION}


def faults() -> list[str]:
    """What is too long, and which exceptions are not needed any more."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        allowed: dict[str, int] = tomllib.load(file)["tool"].get("lantoa", {}).get("sizes", {})
    found = {place: (size, limit) for place, size, limit in _measured() if size > limit}
    wrong = [
        f"{place}: {size} lines, {max(limit, allowed.get(place, 0))} at most"
        for place, (size, limit) in sorted(found.items())
        if size > allowed.get(place, 0)
    ]
    unneeded = [f"{place}: take it off the list of exceptions" for place in sorted(set(allowed) - set(found))]
    return wrong + unneeded


def _measured() -> Iterator[tuple[str, int, int]]:
    for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), ROOT / "lantoa"]:
        if "migrations" not in path.parts:
            text = path.read_text()
            yield _name(path), len(text.splitlines()), FILE
            yield from _functions(path, text)
    for path in ROOT.glob("src/**/templates/**/*.html"):
        yield _name(path), len(path.read_text().splitlines()), TEMPLATE


def _functions(path: Path, text: str) -> Iterator[tuple[str, int, int]]:
    kind = next((kind for kind in FUNCTIONS if kind in (path.stem, path.parent.name)), None)
    if kind is None or "tests" in path.parts:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.body:
            has_words = ast.get_docstring(node) is not None and len(node.body) > 1
            first = node.body[1 if has_words else 0]
            yield f"{_name(path)}:{node.name}", (node.end_lineno or 0) - first.lineno + 1, FUNCTIONS[kind]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
