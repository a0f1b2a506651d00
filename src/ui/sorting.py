"""Vietnamese order and search without diacritics.

Keys are plain ASCII text, kept in a column of their own and sorted with the C collation, so that the database needs
no Vietnamese locale. Letters first (a ă â b c d đ …), then tones, syllable by syllable (ngang, huyền, hỏi, ngã, sắc,
nặng); hòa and hoà are one. Numbers sort by size: Chi bộ 2 before Chi bộ 10.
"""

from __future__ import annotations

import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
SHAPES = frozenset("\u0306\u0302\u031b")  # breve, circumflex, horn: they make another letter
BARRED_D = str.maketrans({"Đ": "đ", "Ð": "đ", "Ɖ": "đ", "ð": "đ", "ɖ": "đ"})

WORD_GAP = '"'  # below every digit and letter of a key
LEVEL_GAP = "!"  # below the word gap, so that the shorter name comes first
PART_GAP = " "
CODES = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}


def fold(text: str) -> str:
    """Text for search: no diacritics, no capitals, single spaces. `Đảng bộ Hòa Bình` is `dang bo hoa binh`."""
    lower = unicodedata.normalize("NFD", text.translate(BARRED_D).casefold())
    bare = "".join(character for character in lower if not unicodedata.combining(character))
    return " ".join(bare.replace("đ", "d").split())


def sort_key(text: str) -> str:
    """The key of a name in Vietnamese order."""
    letters, tones = [], []
    for word in _words(text):
        code, tone = _syllable(word)
        letters.append(code)
        tones.append(tone)
    return WORD_GAP.join(letters) + LEVEL_GAP + "".join(tones)


def given_name_key(full_name: str) -> str:
    """The key of a person: the given name, which stands last, then the rest in its order."""
    *rest, given = full_name.split() or [""]
    return sort_key(given) + PART_GAP + sort_key(" ".join(rest))


def _words(text: str) -> list[str]:
    """Runs of letters or of digits; everything else only separates."""
    lower = unicodedata.normalize("NFD", text.translate(BARRED_D).casefold())
    words = [""]
    for character in lower:
        if unicodedata.combining(character):
            words[-1] += character
            continue
        is_part = character.isalnum()
        if words[-1] and (not is_part or words[-1][-1].isdecimal() != character.isdecimal()):
            words.append("")
        if is_part:
            words[-1] += character
    return [word for word in words if word]


def _syllable(word: str) -> tuple[str, str]:
    """The letters of one word as codes, and its tone."""
    if word[0].isdecimal():
        return _number(word), "0"
    codes: list[str] = []
    tone, base = "0", ""
    for character in word:
        if character in TONES:
            tone = TONES[character]
        elif character in SHAPES and codes:
            base = unicodedata.normalize("NFC", base + character)
            codes[-1] = CODES.get(base, codes[-1])
        elif not unicodedata.combining(character):
            base = character
            codes.append(CODES.get(base, "~"))
    return "".join(codes), tone


def _number(digits: str) -> str:
    """Digits behind their count, so that text order is the order of size."""
    plain = str(int("".join(digit for digit in digits if digit.isdecimal())[:40]))
    return chr(ord("0") + min(len(plain), 9)) + plain
