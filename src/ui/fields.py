"""Form fields that read through the one door: text, days and whole numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui import formats
from ui.cells import State
from ui.reading import MOST, NotANumber, ReadingError, read_day, read_text, read_whole
from ui.refusals import sentence


def _refused(error: ReadingError) -> ValidationError:
    return ValidationError(sentence(error), code=error.code)


class TextField(forms.CharField):
    """Text in NFC without hidden characters. `lines=True` keeps line breaks in a larger box."""

    def __init__(self, *, lines: bool = False, max_length: int = 10_000, **kwargs: Any) -> None:
        self.lines = lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(max_length=max_length, strip=True, **kwargs)

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        text = super().to_python(value) or ""
        try:
            return read_text(text, most=self.max_length or 10_000, lines=self.lines)
        except ReadingError as error:
            raise _refused(error) from None


class DayField(forms.Field):
    """A day, typed as `15/5/2016` or ISO."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "15/5/2016"})

    def to_python(self, value: Any) -> date | None:
        """The day, or None where nothing was typed."""
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, date):
            return value
        try:
            return read_day(str(value))
        except ReadingError as error:
            raise _refused(error) from None

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box at first."""
        return formats.typed_day(value) if isinstance(value, date) else value


class WholeField(forms.Field):
    """A whole number, typed as `1.496`. Where the marks for "does not apply" matter, use `ui.reading` itself."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, least: int = 0, most: int = MOST, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number, or None where nothing was typed."""
        if value in self.empty_values or isinstance(value, int):
            return value if isinstance(value, int) else None
        try:
            typed = read_whole(str(value), least=self.least, most=self.most)
        except ReadingError as error:
            raise _refused(error) from None
        if typed.state is State.MISSING:
            return None
        if typed.value is None or typed.qualifier or typed.whole_of is not None:
            raise _refused(NotANumber(text=str(value).strip()))
        return int(typed.value)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box at first, grouped as it is read."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
