"""What a word is, and which words are the same: those that differ by a plural, and nothing else.

Endings of verbs stay. No rule can tell that *placing* is a form of *place* while *housing* is no form of *house*, and a
search that finds more than was asked for can't be trusted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from inspections.names import unaccented

LONGEST_STEM = 40
SHORTEST_PLURAL = 4
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
    return list(map(stem, WORD.findall(text)))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: `leavers` and `Leaver’s` are `leaver`."""
    plain = unaccented(POSSESSIVE.sub("", word)).replace("'", "").replace("’", "")
    if plain in IRREGULAR:
        return IRREGULAR[plain]
    if len(plain) < SHORTEST_PLURAL or not plain.isascii() or not plain.isalpha():
        return plain[:LONGEST_STEM]
    return _singular(plain)[:LONGEST_STEM]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > SHORTEST_PLURAL else word[:-1]
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
