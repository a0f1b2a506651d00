"""What may be asked: every parameter with its bounds. Text goes through the one door for text; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from exchange import columns
from ledger.refusals import Refused, Unfit
from ui.reading import ReadingError, read_text
from ui.refusals import sentence

LONGEST_KEY, LONGEST_NOTE = 60, 500
MOST_CODES = 20
MOST_PAGE, MOST_SIZE = 100_000, 1000
DIGITS = re.compile(r"[0-9]{1,9}")


def faulty(code: str, words: str, field: str = "") -> PydanticCustomError:
    """A fault with its sentence. ``field``: where it is not in the field that is being read."""
    return PydanticCustomError("told", "{code}", {"code": code, "words": words, "field": field})


def _told(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A reader of text as a validator: what it refuses is a fault with its sentence."""

    def reading(raw: Any) -> Any:
        if not isinstance(raw, str):
            raise faulty_by(Unfit("field_unfit"))
        try:
            return read(raw)
        except ReadingError as error:
            raise faulty(error.code, sentence(error)) from error
        except Refused as refusal:
            raise faulty_by(refusal) from refusal

    return reading


def faulty_by(refusal: Refused, field: str = "") -> PydanticCustomError:
    """The fault that a refusal is."""
    return faulty(refusal.code, refusal.sentence(), field)


def _key(raw: str) -> str:
    text = read_text(raw, most=LONGEST_KEY)
    if not text:
        raise Unfit("field_missing")
    return text


def _note(raw: str) -> str:
    return read_text(raw, most=LONGEST_NOTE, lines=True)


def _codes(raw: str) -> str:
    codes = [_key(code) for code in raw.split(",", MOST_CODES)]
    if len(codes) > MOST_CODES or len(set(codes)) < len(codes):
        raise Unfit("codes_too_many", most=MOST_CODES)
    return ",".join(codes)


def _structure(raw: str) -> date | None:
    return None if raw == "then" else columns.day(raw)


def _whole(most: int) -> BeforeValidator:
    def read(raw: str) -> int:
        number = int(raw) if DIGITS.fullmatch(raw) else 0
        if not 1 <= number <= most:
            raise Unfit("number_out_of_bounds", least=1, most=most)
        return number

    return BeforeValidator(_told(read))


ISO_DAY = WithJsonSchema({"type": "string", "format": "date", "examples": ["2021-05-20"]})
UnitKey = Annotated[str, BeforeValidator(_told(_key)), Field(min_length=1, max_length=LONGEST_KEY)]
Word = Annotated[str, BeforeValidator(_told(lambda raw: read_text(raw, most=40))), Field(max_length=40)]
Note = Annotated[str, BeforeValidator(_told(_note)), Field(max_length=LONGEST_NOTE)]
Day = Annotated[date, BeforeValidator(_told(columns.day)), ISO_DAY]
Structure = Annotated[
    date | None,
    BeforeValidator(_told(_structure)),
    WithJsonSchema({"type": "string", "pattern": "^(then|[0-9]{4}-[0-9]{2}-[0-9]{2})$", "default": "then"}),
]
Codes = Annotated[
    str,
    BeforeValidator(_told(_codes)),
    WithJsonSchema({"type": "string", "examples": ["people.members,study.turns"], "maxLength": 1240}),
]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_told(columns.quantity)),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$", "examples": ["4200.5"]}),
]


class Asked(BaseModel):
    """Parameters of an address. Unknown ones, and known ones given twice, are refused."""

    model_config = ConfigDict(populate_by_name=False)

    lang: Literal["vi", "en"] | None = Field(None, description="language of messages; also the header X-Language")

    @model_validator(mode="before")
    @classmethod
    def _known_and_once(cls, given: Any, info: ValidationInfo) -> Any:
        known = {field.alias or name for name, field in cls.model_fields.items()}
        query = (info.context or {})["request"].GET
        for name in query:
            if name not in known:
                raise faulty_by(Unfit("field_unknown"), shown(name))
            if len(query.getlist(name)) > 1:
                raise faulty_by(Unfit("field_twice"), name)
        return given


def shown(text: str) -> str:
    """A text of somebody else as it may be shown back: short, and without what can't be seen."""
    return "".join(character for character in text[:40] if character.isprintable())


class Paged(Asked):
    """One page of a list."""

    page: Annotated[int, _whole(MOST_PAGE)] = Field(1, ge=1, le=MOST_PAGE)
    size: Annotated[int, _whole(MOST_SIZE)] = Field(200, ge=1, le=MOST_SIZE, description="rows on a page")

    @property
    def rows(self) -> slice:
        """Where the rows of the page lie in the list."""
        first = (self.page - 1) * self.size
        return slice(first, first + self.size)


class Spanned(Paged):
    """A page of what happened in a span. ``to`` is the first day no longer counted."""

    since: Day = Field(date.min, alias="from", description="first day counted")
    before: Day = Field(date.max, alias="to", description="first day no longer counted")

    @property
    def until(self) -> date:
        """The last day counted."""
        return self.before - timedelta(days=1)

    def check(self) -> None:
        """Errors: Unfit ``span_empty``."""
        if self.since >= self.before:
            raise Unfit("span_empty", "to")


class TreeAsked(Paged):
    """The tree of a day."""

    on: Day | None = Field(None, description="the day; today if left out")


class FiguresAsked(Spanned):
    """Figures or measures of units over a span."""

    codes: Codes = Field(description="codes of figures or measures, with commas between")
    structure: Structure = Field(None, description="by the tree of each day (then), or of one day")
    under: UnitKey | None = Field(None, description="a unit and all below it; the key's own unit if left out")
    level: Word = Field("", description="only units of this kind")

    @property
    def names(self) -> list[str]:
        """The codes, one by one."""
        return self.codes.split(",")


class CountsAsked(Spanned):
    """Records of a unit and all below it."""

    unit: UnitKey


class ValuesAsked(Spanned):
    """What a unit declared itself."""

    unit: UnitKey
    measure: UnitKey | None = None


class ValueGiven(BaseModel):
    """One declared value."""

    model_config = ConfigDict(extra="forbid")

    unit: UnitKey
    measure: UnitKey
    on: Day
    quantity: Quantity
    note: Note = ""
