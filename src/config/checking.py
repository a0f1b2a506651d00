"""`./lantoa check`: format, lint, types, boundaries, migrations, translations, sizes. All run; each reports a line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from config import completeness, sizes
from config.errors import Refusal, say, sentence
from config.folders import ROOT

HTTPS = {"LANTOA_HTTPS": "1"}


@dataclass(frozen=True)
class Check:
    """One check: a program of the environment that ends in 0, or a function that lists what is wrong."""

    name: str
    command: tuple[str, ...] = ()
    function: Callable[[], list[str]] | None = None


TEMPLATES = sorted(str(each) for each in ROOT.glob("src/**/templates/**/*.html"))
CHECKS = (
    Check(sentence("types"), ("mypy", "src", "tests", "conftest.py")),
    Check(sentence("types of the launcher"), ("mypy", "lantoa")),
    Check(sentence("format"), ("ruff", "format", "--check", "--diff", ".")),
    Check(sentence("lint"), ("ruff", "check", ".")),
    Check(sentence("templates"), ("djade", "--check", *TEMPLATES)),
    Check(sentence("boundaries"), ("lint-imports", "--no-cache", "--no-logo")),
    Check(sentence("migrations"), ("django-admin", "makemigrations", "--check", "--dry-run")),
    Check(sentence("settings"), ("django-admin", "check", "--deploy", "--fail-level", "WARNING")),
    Check(sentence("translations"), function=completeness.faults),
    Check(sentence("sizes"), function=sizes.faults),
)


FIXES = (("ruff", "format", "."), ("ruff", "check", "--fix", "."), ("djade", *TEMPLATES))


def run(names: list[str]) -> int:
    """Run all checks, or those named; `--fix` first mends what is a matter of form. Returns 1 if any failed."""
    if "--fix" in names:
        names = [each for each in names if each != "--fix"]
        for command in FIXES:
            _run(command)
    known = {word for check in CHECKS for word in (check.name, say(check.name))}
    for name in names:
        if name not in known:
            raise Refusal(sentence("There is no check “%(name)s”: leave the name out to run all."), name=name)
    chosen = [check for check in CHECKS if not names or say(check.name) in names or check.name in names]
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for check, (said, seconds) in zip(chosen, pool.map(_try, chosen), strict=True):
            verdict = say(sentence("failed")) if said else say(sentence("ok"))
            print(f"{say(check.name):28} {verdict:12} {seconds:5.1f} s", flush=True)
            if said:
                failed += 1
                print("\n".join(f"    {line}" for line in said), flush=True)
    return 1 if failed else 0


def _try(check: Check) -> tuple[list[str], float]:
    began = time.monotonic()
    said = check.function() if check.function else _run(check.command)
    return said, time.monotonic() - began


def _run(command: tuple[str, ...]) -> list[str]:
    environment = {**os.environ, **HTTPS, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [Path(sys.executable).with_name(command[0]), *command[1:]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return (said or [f"exit code {done.returncode}"]) if done.returncode else []
