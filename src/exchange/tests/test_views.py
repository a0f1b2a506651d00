"""The page of declared values: who sees it, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.importing import import_path
from exchange.models import Declaration
from exchange.tests.folders import folder
from people.tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def declaration(cast: Cast, tmp_path: Path) -> Declaration:
    """A declaration of the cast's branch."""
    values = f"unit,measure,on,quantity,note\n{cast.branch.key},m,2021-05-01,4200.5,biên bản 7\n"
    files = {"measures": "measure,kind,name_vi,name_en\nm,flow,Số buổi,Meetings\n", "values": values}
    import_path(folder(tmp_path / "in", files), by=cast.operator)
    return Declaration.objects.get()


def test_who_may_open_records_sees_what_was_declared(cast: Cast, declaration: Declaration) -> None:
    page = cast.client(cast.secretary, "vi").get(declaration.get_absolute_url())
    assert page.status_code == 200
    text = page.content.decode()
    assert "Số buổi" in text
    assert "4.200,5" in text
    assert "biên bản 7" in text


def test_another_branch_gets_the_answer_for_what_is_not_there(cast: Cast, declaration: Declaration) -> None:
    assert cast.client(cast.other_secretary).get(declaration.get_absolute_url()).status_code == 404
