"""Vietnamese order and search without diacritics."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest

from ui.sorting import fold, given_name_key, sort_key

IN_ORDER = [
    "An",
    "Anh",
    "Ảnh",
    "Ánh",
    "Ăn",
    "Ân",
    "Ẩn",
    "Bình",
    "Bính",
    "Cúc",
    "Dung",
    "Dũng",
    "Duy",
    "Dương",
    "Đạt",
    "Đông",
    "Đức",
    "Em",
    "Êm",
    "Giang",
    "Hà",
    "Hoa",
    "Hòa",
    "Hoàng",
    "Khanh",
    "Lan",
    "Mai",
    "Nga",
    "Ngọc",
    "Oanh",
    "Ông",
    "Ơn",
    "Phúc",
    "Quang",
    "Sơn",
    "Tâm",
    "Thảo",
    "Tuấn",
    "Ty",
    "Uyên",
    "Ưu",
    "Vân",
    "Xuân",
    "Yến",
]
PERSONS = [
    "Đinh Xuân An",
    "Lê Quốc An",
    "Đặng Đình Anh",
    "Nguyễn Hữu Anh",
    "Trần Ngọc Ánh",
    "Phạm Hữu Bách",
    "Đỗ Xuân Bình",
    "Trần Văn Bình",
    "Phạm Thị Chi",
    "Hà Mạnh Duy",
    "Đỗ Hữu Đạt",
    "Đỗ Thu Hòa",
]


def test_names_follow_the_vietnamese_alphabet_then_tones() -> None:
    assert sorted(_shuffled(IN_ORDER), key=sort_key) == IN_ORDER


def test_tones_follow_their_order() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(_shuffled(tones), key=sort_key) == tones


def test_tones_count_only_when_all_letters_are_the_same() -> None:
    assert sorted(["má b", "mà c", "ma d"], key=sort_key) == ["má b", "mà c", "ma d"]


def test_shorter_name_comes_first() -> None:
    names = ["Chi bộ", "Chi bộ An", "Chi bộ Anh", "Chi bộ Ban"]
    assert sorted(_shuffled(names), key=sort_key) == names


def test_numbers_in_names_sort_by_size() -> None:
    names = ["Chi bộ 1", "Chi bộ 2", "Chi bộ 9", "Chi bộ 10", "Chi bộ 101", "Chi bộ Báo"]
    assert sorted(_shuffled(names), key=sort_key) == names


def test_persons_sort_by_given_name_then_the_rest() -> None:
    assert sorted(_shuffled(PERSONS), key=given_name_key) == PERSONS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Hòa", "hòa"),
        ("Đảng ủy", unicodedata.normalize("NFD", "Đảng ủy")),
        ("Ðông", "Đông"),
        ("A-B", "A – B"),
    ],
)
def test_two_writings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_key_is_printable_ascii_and_never_fails() -> None:
    for name in [
        "",
        "  ",
        "Nguyễn Thị Minh Khai",
        "Łódź",
        "日本",
        "٤٢",
        "½",
        "Chi bộ 007",
        "a\u0301\u0302",
        "\u0302a",
        "1\u0301",
        "1" * 5000,
    ]:
        for key in (sort_key(name), given_name_key(name)):
            assert key.isascii()
            assert key.isprintable()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng bộ  Hòa Bình", "dang bo hoa binh"),
        ("hoà bình", "hoa binh"),
        ("ƯƠNG ĐÌNH HUỆ", "uong dinh hue"),
        ("Ðông Ɖà", "dong da"),
        ("Sở TT&TT", "so tt&tt"),
        ("", ""),
    ],
)
def test_search_needs_no_diacritics(text: str, folded: str) -> None:
    assert fold(text) == folded


def _shuffled(names: list[str]) -> list[str]:
    mixed = list(names)
    Random(1).shuffle(mixed)
    return mixed
