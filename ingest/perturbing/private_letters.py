r"""Private letters: an exchange of each letter for one that next to no text uses, and back.

Letters and marks (Unicode's categories L and M) of the basic plane change places with letters of the supplementary
ones, so the exchange is one-to-one, and made twice it gives the text back (its NFC form, which is what is read). What
stands there counts as letters everywhere: \p{L} of regular expressions, `lower` and `upper`, and NFC leaves it alone.

- Pairs of a capital and a small letter that are each other's case become such a pair: of Deseret, Osage, Old
  Hungarian, Warang Citi, Medefaidrin and Vithkuqi, and when these are used up of Cherokee, Glagolitic, Coptic and
  Khutsuri. There are enough for the Latin, Greek, Cyrillic and Armenian alphabets of today. Capitals stay capitals, and
  what is lower-cased and then exchanged is what is exchanged and then lower-cased.
- All else becomes a letter without case, by a fixed distance: Hebrew, Arabic, the scripts of India, Georgian and their
  like become Tangut, kana Anatolian hieroglyphs, Han and Hangul (and what few letters are left) rare ideographs. The
  letters of a pair that found no place, such as those of ancient Greek, are then two letters to `lower`.
- A vowel sign or another mark becomes a letter, so that it cannot be told by its place.

Digits, punctuation, symbols and joiners stay, and so does what is written in a supplementary plane, as Gothic is.
Cherokee is the one script with a WikiANN language whose letters are given to others: in exchange it gets theirs.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

CASED = (
    (0x0041, 0x017F),  # Latin
    (0x0400, 0x045F),  # Cyrillic
    (0x0386, 0x03AB),  # Greek
    (0x1EA0, 0x1EFF),  # Latin with two marks, as in Vietnamese
    (0x0490, 0x04FF),  # Cyrillic of other languages than Slavic ones
    (0x0531, 0x0556),  # Armenian
    (0x0180, 0x024F),  # Latin of Africa, Romanian, Azerbaijani
)
"""Where capitals with a small letter of their own stand, in the order in which they get places."""

PRIVATE_CASED = (
    (0x10400, 0x10427),  # Deseret
    (0x104B0, 0x104D3),  # Osage
    (0x10C80, 0x10CB2),  # Old Hungarian
    (0x118A0, 0x118BF),  # Warang Citi
    (0x16E40, 0x16E5F),  # Medefaidrin
    (0x10570, 0x10595),  # Vithkuqi
    (0x13A0, 0x13F5),  # Cherokee
    (0x2C00, 0x2C2F),  # Glagolitic
    (0x2C80, 0x2CE2),  # Coptic
    (0x10A0, 0x10C5),  # Khutsuri
)
"""The capitals they become; Unicode changes no pair of case once it stands."""

UNCASED = (
    (0x00AA, 0x1896, 0x17000),  # all up to Mongolian: Tangut
    (0x1897, 0x3004, 0x2CEB0),  # what is rare: ideographs, extension F
    (0x3005, 0x31FF, 0x14400),  # kana: Anatolian hieroglyphs
    (0x3400, 0xD7FB, 0x20000),  # Han, Hangul: ideographs, extension B
    (0xF900, 0xFFDC, 0x2B820),  # forms kept for other encodings: ideographs, extension E
)
"""First and last of what becomes a letter without case, and the letter that the first becomes."""


def exchanged(text: str) -> str:
    """The NFC form of a text in private letters; of a text in private letters, the text it was made of."""
    return unicodedata.normalize("NFC", text).translate(_table())


@cache
def _table() -> Mapping[int, int]:
    """Which code point becomes which, both ways."""
    one_way: dict[int, int] = {}
    for capital, private in zip(_capitals(CASED), _capitals(PRIVATE_CASED), strict=False):
        one_way[ord(capital)] = ord(private)
        one_way[ord(capital.lower())] = ord(private.lower())
    taken = {*one_way, *one_way.values()}
    for first, last, private in UNCASED:
        for code in range(first, last + 1):
            if code not in taken and unicodedata.category(chr(code))[0] in "LM":
                one_way[code] = private + code - first
    return one_way | {private: code for code, private in one_way.items()}


def _capitals(ranges: Sequence[tuple[int, int]]) -> list[str]:
    """The letters there that have a small letter whose capital they are."""
    letters = (chr(code) for first, last in ranges for code in range(first, last + 1))
    return [letter for letter in letters if letter.isupper() and _is_of_a_pair(letter)]


def _is_of_a_pair(letter: str) -> bool:
    small = letter.lower()
    return len(small) == 1 and small != letter and small.upper() == letter
