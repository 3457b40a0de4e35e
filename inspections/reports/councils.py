"""Finds the council a report is on, by the names the register knows it under."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from inspections.reports.vocabulary import words

# Words that say what kind of council it is, not which: a name of these alone names none.
_KINDS = frozenset(
    [
        "and",
        "authority",
        "borough",
        "city",
        "corporation",
        "council",
        "county",
        "district",
        "for",
        "london",
        "metropolitan",
        "of",
        "royal",
        "the",
        "ua",
        "unitary",
    ]
)
# What may stand before a council's name in a title; any other word may be a part of it, cut off or damaged.
_LEADS = _KINDS | {"", "inspection", "services", "children", "childrens", "in", "first", "trust"}


@dataclass(frozen=True)
class CouncilNames:
    """A council of the register, with every name it goes by and the days of its being (None: open)."""

    slug: str
    names: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_being(self, day: date | None) -> bool:
        """Whether it existed on the day; true where no day is known."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class CouncilMatch:
    """The councils a text may mean, and the words that name them; more than one is no answer.

    `before` is a word before the name that may be a part of it.
    """

    slugs: tuple[str, ...]
    as_printed: str
    before: str = ""


def find_council(texts: Iterable[str], register: Sequence[CouncilNames], day: date | None) -> CouncilMatch:
    """The council named first in the texts, the likeliest text first; only one in being on the day counts.

    The longest name wins: North Northamptonshire is not Northamptonshire, Derbyshire not Derby.
    """
    names = _names(register, day)
    for text in texts:
        found = _longest(words(text), names)
        if found:
            slugs = tuple(dict.fromkeys(slug for name in found for slug in names[name]))
            return CouncilMatch(slugs, _as_printed(text, found[0]), _part_before(words(text), found[0]))
    return CouncilMatch((), "")


def _part_before(text: str, name: str) -> str:
    """The word before a name, where it is not one that may lead up to it."""
    start, _, _ = f" {text} ".partition(f" {name} ")
    word = start.rpartition(" ")[2]
    return "" if word in _LEADS or word.isdigit() else word


def rivals(name: str, text: str, register: Sequence[CouncilNames], day: date | None) -> tuple[str, ...]:
    """The councils with a longer name around this one that the text uses more often.

    The title may have lost a part of it: “North” of North Testshire, “shire” of Testshire.
    """
    names = _names(register, day)
    padded, plain = f" {words(text)} ", words(name)
    own = names.get(plain, set())
    longer = {other: padded.count(f" {other} ") for other in names if plain in other and not names[other] & own}
    within = sum(count for other, count in longer.items() if f" {plain} " in f" {other} ")
    if sum(longer.values()) <= padded.count(f" {plain} ") - within:
        return ()
    return tuple(sorted({slug for other, count in longer.items() if count for slug in names[other]}))


def _names(register: Sequence[CouncilNames], day: date | None) -> dict[str, set[str]]:
    """Every name in words, whole and without its kind of council, with the slugs it may mean."""
    names: dict[str, set[str]] = {}
    for council in register:
        if not council.is_in_being(day):
            continue
        for name in council.names:
            plain = _plain(name)
            if set(plain.split()) - _KINDS or plain in {"city of london", "london corporation"}:
                names.setdefault(plain, set()).add(council.slug)
    return names


@cache
def _plain(name: str) -> str:
    """A name in words; the register's few hundred names are asked for with every report."""
    return words(name)


def _longest(text: str, names: dict[str, set[str]]) -> list[str]:
    """The names in the text that are no part of a longer one there, in order of their place."""
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
    pattern = r"\W+(?:and\W+)?".join(re.escape(word) for word in name.split() if word != "and")
    match = re.search(pattern, text, re.IGNORECASE)
    return match[0] if match else text.strip()
