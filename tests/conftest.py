"""The browser of the tests that look at pages. Tests that ask for one are skipped, and named, where there is none."""

from __future__ import annotations

import os
from typing import Any

import pytest

from config import browser

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in the test's thread
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, and what is long where it is not asked for."""
    missing = pytest.mark.skip(reason="there is no browser")
    long = pytest.mark.skip(reason="runs with --nightly")
    has_browser = browser.find() is not None
    is_nightly = os.environ.get("LANTOA_NIGHTLY") == "1"
    for item in items:
        if not has_browser and {"page", "context", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(missing)
        if not is_nightly and item.get_closest_marker("nightly"):
            item.add_marker(long)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the browser that was found, without its calls home."""
    return {**browser_type_launch_args, "executable_path": browser.find(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Vietnamese reader in Vietnam."""
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}
