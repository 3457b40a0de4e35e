"""What a word is, and which words are the same: plurals and the endings -ed and -ing are removed, nothing else.

These are the first and the last step of M. F. Porter's "An algorithm for suffix stripping" (Program 14, 1980), which
remove grammatical endings. The steps between them, which make *organisation* and *organ* the same, would find more than
was asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from inspections.names import unaccented

LONGEST_STEM = 40
SHORTEST_WITH_ENDING = 4
# A word may contain apostrophes, but doesn't begin or end with one.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
IRREGULAR = {"children": "child", "men": "man", "women": "woman"}
# Words that need not occur in a paragraph, unless they are quoted.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by did do does for from had has have how in is it its of on or that the their there "
        "these they this to was were what when where which who why will with",
    )
)


@dataclass(frozen=True)
class Word:
    """A word of a text with its position and its stem."""

    start: int
    end: int
    stem: str


def words_of(text: str) -> Iterator[Word]:
    for match in WORD.finditer(text):
        yield Word(match.start(), match.end(), stem(match.group()))


def stems_of(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What all forms of a word have in common: `leavers` and `Leaver’s` are `leaver`, `placing` is `place`."""
    plain = unaccented(POSSESSIVE.sub("", word)).replace("'", "").replace("’", "")
    if plain in IRREGULAR:
        return IRREGULAR[plain]
    if len(plain) < SHORTEST_WITH_ENDING or not plain.isascii() or not plain.isalpha():
        return plain[:LONGEST_STEM]
    return _without_e(_i_for_y(_without_ed_or_ing(_without_s(plain))))[:LONGEST_STEM]


def _without_s(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_ed_or_ing(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    ending = next((suffix for suffix in ("ed", "ing") if word.endswith(suffix)), "")
    rest = word.removesuffix(ending)
    if not ending or not _has_vowel(rest):
        return word
    if rest.endswith(("at", "bl", "iz")):
        return f"{rest}e"
    if _ends_twice(rest) and rest[-1] not in "lsz":
        return rest[:-1]
    return f"{rest}e" if _measure(rest) == 1 and _ends_short(rest) else rest


def _i_for_y(word: str) -> str:
    return f"{word[:-1]}i" if word.endswith("y") and _has_vowel(word[:-1]) else word


def _without_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1])):
            word = word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _shape(word: str) -> str:
    """The word as consonants and vowels: `leaver` is `cvvcvc`. A `y` after a consonant is a vowel."""
    shape = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    """Number of times that consonants follow vowels."""
    return _shape(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _shape(word)


def _ends_twice(word: str) -> bool:
    return word[-2:-1] == word[-1:] and _shape(word).endswith("c")


def _ends_short(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"
