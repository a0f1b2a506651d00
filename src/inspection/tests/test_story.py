"""A year of inspection: held at two levels, closed, remedied in part, one taken back."""

from datetime import date

from directives.tests.acting import fraction, read
from inspection.operations import close_inspection, report_remedied, withdraw_inspection
from inspection.states import Act, Object
from inspection.tests.conftest import CLOSED, Make
from people.tests.cast import Cast
from units.models import Unit


def numbers(unit: Unit) -> list[int]:
    """Inspections, supervisions, organisations and members looked at."""
    codes = ("held.inspection", "held.supervision", "organisations", "members")
    return [int(read(f"inspections.{code}", unit).top or 0) for code in codes]


def test_acts_add_up_over_levels_and_remedies_never_exceed_recommendations(cast: Cast, hold: Make) -> None:
    first = hold(cast.base)
    second = hold(cast.branch, unit=cast.base, kind=Act.SUPERVISION, object=Object.MEMBER, count=3)
    mistaken = hold(cast.other_base)
    close_inspection(inspection=first, day=CLOSED, recommendations=4, by=cast.inspector)
    close_inspection(inspection=second, day=date(2020, 1, 9), recommendations=2, remedied=2, by=cast.inspector)
    report_remedied(inspection=first, remedied=3, by=cast.inspector)
    withdraw_inspection(inspection=mistaken, by=cast.inspector)
    assert numbers(cast.bloc) == [1, 1, 1, 3]
    assert numbers(cast.base) == [0, 1, 0, 3]
    assert fraction("inspections.remedied", cast.bloc) == (5, 6)
    assert fraction("inspections.remedied", cast.base) == (2, 2)
