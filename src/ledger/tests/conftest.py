"""Sheets of the cast."""

from collections.abc import Iterator

import pytest

from ledger.measures import forget_numbers
from ledger.tests.sheets import Sheet, new_sheet, office_measures
from people.tests.cast import Cast


@pytest.fixture
def sheet(cast: Cast) -> Iterator[Sheet]:
    """An empty sheet at the branch, and measures of an office's own."""
    office_measures()
    yield new_sheet(cast.branch)
    forget_numbers()
