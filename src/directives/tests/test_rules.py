"""Marks of secrecy, and how numbers are written."""

import unicodedata

import pytest

from directives.rules import is_marked_secret
from directives.states import SERIES, DocType, symbol_of

MARKED = (
    "MẬT",
    "TỐI MẬT: kế hoạch",
    "Kế hoạch số 3 TUYỆT MẬT",
    "Kế hoạch kiểm tra (mật)",
    "[Tối mật] Kế hoạch".replace("Tối", "tối"),
    "mật: về việc rà soát",
    unicodedata.normalize("NFD", "Công văn MẬT về việc rà soát"),
    "TỐI  MẬT",
)
OPEN = (
    "về công tác bảo vệ bí mật nhà nước",
    "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "về mật độ sinh hoạt chuyên đề",
    "học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "quan hệ mật thiết với nhân dân",
    "MẬTGÌ",
)


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_of_secrecy_is_seen(text: str) -> None:
    assert is_marked_secret(text)


@pytest.mark.parametrize("text", OPEN)
def test_a_subject_that_speaks_of_secrets_is_no_mark(text: str) -> None:
    assert not is_marked_secret(text)


def test_every_type_has_a_series() -> None:
    assert set(SERIES) == set(DocType)


def test_a_number_has_two_digits_at_least_and_no_colon() -> None:
    assert [symbol_of(n, "BC", "CB") for n in (5, 12, 123)] == ["05-BC/CB", "12-BC/CB", "123-BC/CB"]
