"""A directive carried out: the bloc plans, the base follows, and every number is right."""

from datetime import date

from directives.operations import withdraw_document
from directives.tests.acting import SINCE, fraction, read
from directives.tests.conftest import Make
from figures.duties import give_duty
from ledger.checking import verify
from people.tests.cast import Cast
from units import kinds


def test_the_bloc_plans_the_base_follows_and_the_figures_tell(cast: Cast, issue: Make) -> None:
    give_duty(
        measure="documents.issued", kind="plan", above=cast.bloc, unit_kinds=kinds.BASE, since=SINCE, by=cast.clerk
    )
    issue(cast.bloc, "plan", "plan", "guidance", "official_letter", "inspection_plan", "thematic_resolution")
    issue(cast.base, "plan", day=date(2017, 4, 1))
    issue(cast.branch, "plan", day=date(2017, 5, 1))
    own = {t: read(f"documents.issued.{t}", cast.bloc).exact for t in ("plan", "guidance", "inspection_plan")}
    assert own == {"plan": 2, "guidance": 1, "inspection_plan": 1}
    assert read("documents.below", cast.bloc).exact == 2
    assert fraction("documents.planning", cast.bloc) == (1, 2)

    (late,) = issue(cast.other_base, "plan", day=date(2018, 1, 1))
    assert fraction("documents.planning", cast.bloc) == (2, 2)
    withdraw_document(document=late, by=cast.approver)
    assert fraction("documents.planning", cast.bloc) == (1, 2)
    assert verify() == []


def test_a_units_own_documents_never_add_up_with_those_below(cast: Cast, issue: Make) -> None:
    issue(cast.base, "guidance")
    assert read("documents.issued.guidance", cast.bloc).exact is None
    assert read("documents.issued.guidance", cast.base).exact == 1
