"""Every refusal of the one door has its sentence."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from ui import reading
from ui.refusals import SENTENCES, sentence

KINDS = [kind for kind in vars(reading).values() if isinstance(kind, type) and issubclass(kind, reading.ReadingError)]


def test_every_refusal_has_its_own_code_and_a_sentence() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert set(SENTENCES) == {*codes, "english"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4,200", "“4,200” can be read as 4.200 or as 4,2. Write the one you mean."),
        ("1,234,567", "“1,234,567” is written the English way. Write 1.234.567."),
        ("4.2", "“4.2”: dots group thousands, three digits each. Write 4.200 or 4200."),
        ("90", "“90” is out of range: from 0 to 60."),
        ("100%", "“100%” must be a whole number."),
    ],
)
def test_sentence_says_what_is_wrong_and_what_to_write(text: str, said: str) -> None:
    with override("en"), pytest.raises(reading.ReadingError) as caught:
        reading.read_whole(text, most=60)
    with override("en"):
        assert sentence(caught.value) == said


def test_sentence_never_lacks_a_fact() -> None:
    for read, text in [
        (reading.read_text, "a\u200b"),
        (reading.read_text, "a" * 20_000),
        (reading.read_day, "mai"),
        (reading.read_day, "31/2/2021"),
        (reading.read_number, "abc"),
        (reading.read_cell, 1e300),
        (reading.read_cell, 4.2),
    ]:
        with pytest.raises(reading.ReadingError) as caught:
            read(text)  # type: ignore[operator]
        assert "%(" not in sentence(caught.value)
