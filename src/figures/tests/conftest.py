"""A small world made by hand: units that end, divide and are taken over, and sheets that say what each did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from figures.models import Definition, Reading
from figures.reading import Question, answer, value_at
from figures.values import Value
from ledger.lines import Line
from ledger.measures import forget_numbers
from ledger.models import Books, Record
from ledger.tests.sheets import Sheet, office_measures, write_down
from people.models import Person
from people.operations import give_post
from people.roles import Role
from people.tests.cast import Cast
from units import kinds
from units.models import Unit
from units.tests.brute import EVER, NEVER, Passing, Row, World
from units.tests.raw import lay_down

END = date(2019, 1, 1)
YOUNG = date(2020, 1, 1)
ROWS = [
    Row("root", EVER, NEVER, "Khối thử", kinds.SUPERIOR),
    Row("one", EVER, NEVER, "Cơ sở một", kinds.BASE_COMMITTEE, "root"),
    Row("two", EVER, NEVER, "Cơ sở hai", kinds.BASE_COMMITTEE, "root"),
    Row("divided", EVER, END, "Cơ sở chia", kinds.BASE_COMMITTEE, "root"),
    Row("unclear", EVER, END, "Cơ sở không rõ phần", kinds.BASE_COMMITTEE, "root"),
    Row("merged", EVER, END, "Cơ sở nhập", kinds.BASE_COMMITTEE, "root"),
    Row("dissolved", EVER, END, "Cơ sở thôi", kinds.BASE_COMMITTEE, "root"),
    Row("young", YOUNG, NEVER, "Cơ sở mới", kinds.BASE_COMMITTEE, "root"),
    Row("below", EVER, NEVER, "Chi bộ của một", kinds.BRANCH, "one"),
]
PASSINGS = [
    Passing(END, "divided", "one", "3/7"),
    Passing(END, "divided", "two", "4/7"),
    Passing(END, "unclear", "one", "?"),
    Passing(END, "unclear", "two", "?"),
    Passing(END, "merged", "one"),
]
BEFORE, AFTER, TODAY = date(2018, 5, 1), date(2020, 5, 1), date(2021, 1, 1)


def figure(reading: Reading, measure: str, bottom: str = "", **facts: Any) -> Definition:
    """A figure of one measure, or of two."""
    term = {"kind": "", "level": "", "subject": ""}
    lower = [{"measure": bottom, **term}] if bottom else []
    return Definition(code="f", reading=reading, top=[{"measure": measure, **term}], bottom=lower, **facts)


@dataclass
class Made:
    """The world: units by name, who writes, and what is asked of it."""

    units: dict[str, int]
    by: Person

    def say(
        self, unit: str, measure: str, day: date, quantity: int, member: int = 0, sheet: Sheet | None = None
    ) -> Sheet:
        """Let a unit say a quantity, on a new sheet or beside what a sheet says already."""
        number = self.units[unit]
        sheet = sheet or Sheet(Record.objects.create(kind="test.sheet", unit_id=number))
        line = Line(number, measure, day, quantity, member)
        return write_down(sheet=sheet, lines=[*sheet.lines, line], by=self.by)

    def take_back(self, sheet: Sheet) -> None:
        write_down(sheet=sheet, lines=[], by=self.by)

    def read(self, asked: Definition, unit: str = "root", via: str | int | None = None, **facts: Any) -> Value:
        """The value of a figure at a unit; as of 1/1/2021 over all years, if nothing else is asked."""
        number = self.units[unit]
        given = {"since": date(2016, 1, 1), "until": TODAY, "structure": TODAY, **facts}
        position = given.pop("position", None) or Books.objects.get().head
        question = Question((number,), position=position, own=(number, *self.units.values()), **given)
        spot = (number, self.units[via] if isinstance(via, str) else via)
        return value_at(answer(question, [asked]), asked, spot)


@pytest.fixture
def made(cast: Cast) -> Iterator[Made]:
    """The world, laid down beside the cast's own tree."""
    office_measures()
    laid = lay_down(world=World(ROWS, PASSINGS), by=cast.operator)
    root = Unit.objects.get(pk=laid.numbers["root"])
    give_post(person=cast.operator, role=Role.CLERK, unit=root, since=date(2016, 1, 1), by=cast.operator)
    yield Made(laid.numbers, cast.operator)
    forget_numbers()
