"""Finds the council that a report is about, by the names in the register."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from inspections.reports.vocabulary import words

# Words for kinds of council. A name of only these words names no council.
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
# Words that may come before a council's name in a title. Any other word may be a damaged part of the name.
_LEADS = _KINDS | {"", "inspection", "services", "children", "childrens", "in", "first", "trust"}


@dataclass(frozen=True)
class CouncilNames:
    """A council of the register with all its names and its first and last day. None means open."""

    slug: str
    names: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_being(self, day: date | None) -> bool:
        """Whether the council existed on the day. True if no day is given."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


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
        named = _longest(words(text), names)
        if named:
            slugs = tuple(dict.fromkeys(slug for name in named for slug in names[name]))
            return CouncilMatch(slugs, _as_printed(text, named[0]), _part_before(words(text), named[0]))
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
    padded, plain = f" {words(text)} ", words(name)
    own = names.get(plain, set())
    longer = {other: padded.count(f" {other} ") for other in names if plain in other and not names[other] & own}
    within = sum(count for other, count in longer.items() if f" {plain} " in f" {other} ")
    if sum(longer.values()) <= padded.count(f" {plain} ") - within:
        return ()
    return tuple(sorted({slug for other, count in longer.items() if count for slug in names[other]}))


def _names(register: Sequence[CouncilNames], day: date | None) -> dict[str, set[str]]:
    """Every name as words, with and without the kind of council, with the slugs that it may mean."""
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
    """A name as words. Cached, because every report asks for all the names in the register."""
    return words(name)


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
    pattern = r"\W+(?:and\W+)?".join(re.escape(word) for word in name.split() if word != "and")
    match = re.search(pattern, text, re.IGNORECASE)
    return match[0] if match else text.strip()
