"""Finds the council that a report is about, by the names in the register."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from inspections.names import CouncilNames, fold, says_which

# Words that may come before a council's name in a title. Any other word may be a damaged part of the name.
_LEADS = frozenset(
    [
        "",
        "and",
        "authority",
        "borough",
        "children",
        "childrens",
        "city",
        "corporation",
        "council",
        "county",
        "district",
        "first",
        "for",
        "in",
        "inspection",
        "london",
        "metropolitan",
        "of",
        "royal",
        "services",
        "the",
        "trust",
        "ua",
        "unitary",
    ]
)
# How the words that `fold` makes one of may be printed.
_PRINTED = {"on": "(?:up)?on", "st": "(?:st|saint)"}


@dataclass(frozen=True)
class CouncilMatch:
    """The councils that a text may mean, and the words that name them. More than one means it is undecided.

    `before` is a word before the name that may be a part of it.
    """

    slugs: tuple[str, ...]
    as_printed: str
    before: str = ""


def find_council(texts: Iterable[str], register: Sequence[CouncilNames], day: date | None) -> CouncilMatch:
    """The first council in being on the day that the texts name. Put the likeliest text first.

    The longest name wins: North Northamptonshire is not Northamptonshire, Derbyshire is not Derby.
    """
    names = _names(register, day)
    for text in texts:
        named = _longest(fold(text), names)
        if named:
            slugs = tuple(dict.fromkeys(slug for name in named for slug in names[name]))
            return CouncilMatch(slugs, _as_printed(text, named[0]), _part_before(fold(text), named[0]))
    return CouncilMatch((), "")


def _part_before(text: str, name: str) -> str:
    """The word before a name, unless it is one that often comes before a name."""
    start, _, _ = f" {text} ".partition(f" {name} ")
    word = start.rpartition(" ")[2]
    return "" if word in _LEADS or word.isdigit() else word


def rivals(name: str, text: str, register: Sequence[CouncilNames], day: date | None) -> tuple[str, ...]:
    """Councils with a longer name that contains this one and is used more often in the text.

    The title may have lost a part of the name: “North” of North Testshire, “shire” of Testshire.
    """
    names = _names(register, day)
    padded, plain = f" {fold(text)} ", fold(name)
    own = names.get(plain, set())
    longer = {other: padded.count(f" {other} ") for other in names if plain in other and not names[other] & own}
    within = sum(count for other, count in longer.items() if f" {plain} " in f" {other} ")
    if sum(longer.values()) <= padded.count(f" {plain} ") - within:
        return ()
    return tuple(sorted({slug for other, count in longer.items() if count for slug in names[other]}))


def _names(register: Sequence[CouncilNames], day: date | None) -> dict[str, set[str]]:
    """Every name as words, with the slugs of the councils that it may mean on the day."""
    names: dict[str, set[str]] = {}
    for council in register:
        if council.is_in_being(day):
            for name in filter(says_which, council.names):
                names.setdefault(_plain(name), set()).add(council.slug)
    return names


@cache
def _plain(name: str) -> str:
    """A name as words. Cached, because every report asks for all the names in the register."""
    return fold(name)


def _longest(text: str, names: dict[str, set[str]]) -> list[str]:
    """The names in the text that are not part of a longer name there, in order of position."""
    spans = []
    padded = f" {text} "
    for name in names:
        start = padded.find(f" {name} ")
        if start >= 0:
            spans.append((start, start + len(name) + 1, name))
    kept = [span for span in spans if not any(_inside(span, other) for other in spans)]
    return [name for _, _, name in sorted(kept)]


def _inside(one: tuple[int, int, str], two: tuple[int, int, str]) -> bool:
    return one != two and two[0] <= one[0] and one[1] <= two[1]


def _as_printed(text: str, name: str) -> str:
    printed = (_PRINTED.get(word, re.escape(word)) for word in name.split() if word != "and")
    pattern = r"\W+(?:and\W+)?".join(printed)
    match = re.search(pattern, text, re.IGNORECASE)
    return match[0] if match else text.strip()
