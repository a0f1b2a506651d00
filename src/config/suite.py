"""`./lantoa test`: the tests, with what they need; what could not be tried is named at the very end."""

from __future__ import annotations

import os
import subprocess
import sys

from config import browser
from config.errors import say, sentence
from config.folders import ROOT


def run(arguments: list[str]) -> int:
    """Run pytest with these arguments; `--nightly` adds the long tests."""
    not_run = []
    environment = dict(os.environ)
    if "--nightly" in arguments:
        arguments = [each for each in arguments if each != "--nightly"]
        environment["LANTOA_NIGHTLY"] = "1"
    elif environment.get("LANTOA_NIGHTLY") != "1":
        not_run.append(say(sentence("the long tests (--nightly)")))
    found = browser.obtain()
    if found:
        environment["LANTOA_BROWSER"] = found
    else:
        not_run.append(say(sentence("the tests in a browser (no Chromium here, and none could be installed)")))
    done = subprocess.run([sys.executable, "-P", "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False)
    for each in not_run:
        print(say(sentence("Not run: %(what)s."), what=each))
    return done.returncode
