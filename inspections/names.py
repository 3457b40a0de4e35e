"""Finds the council that people mean by a name, in addresses, in reports and in imports.

A name is compared by its own words and by the kinds of council in it: `Newcastle City Council` is *newcastle*, a city.
So `the City of Newcastle` is the same name, and `Newcastle Borough Council` is not.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache

LONGEST_NAME = 100
MOST_NEAR, LIKENESS = 5, 0.75
# Words that don't say which council is meant. Kinds of council do if councils share a name: see `named`.
_NEUTRAL = frozenset(["and", "authority", "council", "metropolitan", "of", "royal", "the", "ua", "unitary"])
_KINDS = frozenset(["borough", "city", "county", "district"])
_SPELT_OUT = {
    "lb": "london borough",
    "mbc": "metropolitan borough council",
    "mdc": "metropolitan district council",
    "rb": "royal borough",
    "saint": "st",
    "upon": "on",
}
_APOSTROPHES = re.compile(r"['’‘`´′ʼ]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_naming_day: ContextVar[date | None] = ContextVar("naming_day", default=None)


def unaccented(text: str) -> str:
    """The text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """A name as lower-case words: no accents or punctuation, *and* for `&`, *st* for `Saint`, *on* for `upon`."""
    letters = _APOSTROPHES.sub("", unaccented(text.replace("&", " and ")))
    return " ".join(_SPELT_OUT.get(word, word) for word in _NOT_WORDS.sub(" ", letters).split())


@dataclass(frozen=True)
class CouncilNames:
    """A council with all its names, the usual one first, and its first and last day. None means open."""

    slug: str
    names: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None

    def is_in_being(self, day: date | None) -> bool:
        """Whether the council existed on the day. True if no day is given."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def shares_a_day_with(self, other: "CouncilNames") -> bool:
        first = max(self.valid_from or date.min, other.valid_from or date.min)
        return first <= min(self.valid_to or date.max, other.valid_to or date.max)

    @property
    def display_name(self) -> str:
        return display_name(self.names[0], self.valid_to)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """The names as words without the kind of council. The council is found by these."""
        return frozenset(filter(None, (_parts(name)[0] for name in (*self.names, self.slug))))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The names and the slug as words."""
        return tuple(dict.fromkeys(fold(name) for name in (*self.names, self.slug)))

    def holds(self, text: str) -> bool:
        """Whether one of the names has every word of the text or its letters: `stock` of Stockton."""
        words = fold(text).split()
        return bool(words) and any(all(word in name for word in words) for name in self.folded)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of council in the names: `city`, `county`. Empty if there are none."""
        return frozenset().union(*(_parts(name)[1] for name in self.names))


class CouncilRegister:
    """All councils, found by any of their names."""

    def __init__(self, councils: Iterable[CouncilNames]) -> None:
        self.by_slug: Mapping[str, CouncilNames] = {council.slug: council for council in councils}
        self._bearers: dict[str, list[CouncilNames]] = {}
        for council in self.by_slug.values():
            for name in council.own_words:
                self._bearers.setdefault(name, []).append(council)

    @property
    def councils(self) -> tuple[CouncilNames, ...]:
        return tuple(self.by_slug.values())

    def resolve(self, text: str, day: date) -> CouncilNames | None:
        """The council that a slug or a name means on the day, or None if it means none or several."""
        meant = self.meant_by(text, day)
        return meant[0] if len(meant) == 1 else None

    def meant_by(self, text: str, day: date) -> tuple[CouncilNames, ...]:
        """The councils that the text may mean on the day.

        A slug means its council on every day. If councils share a name, the one of that day is meant or, if none of
        them existed then, the last one.
        """
        if text in self.by_slug:
            return (self.by_slug[text],)
        councils = self.named(text)
        in_being = tuple(council for council in councils if council.is_in_being(day))
        if in_being or not councils:
            return in_being
        last = max(council.valid_to or date.max for council in councils)
        return tuple(council for council in councils if (council.valid_to or date.max) == last)

    def named(self, text: str) -> tuple[CouncilNames, ...]:
        """The councils of any day with this name.

        A kind of council in the text has to be theirs: `Dorset County Council` is the one abolished in 2019. If a
        council's names don't say its kind, any kind will do.
        """
        name, kinds = _parts(text)
        bearers = self._bearers.get(name, ())
        of_kind = [council for council in bearers if kinds <= council.kinds]
        return tuple(of_kind or [council for council in bearers if not council.kinds])

    def near(self, text: str, day: date) -> list[CouncilNames]:
        """Councils that may be meant by a text that names none: likeliest first, in being before others.

        They have the name but are of another kind, or have a name that is spelt much like it, begins with its words, or
        shares a word with it.
        """
        words = _parts(text[:LONGEST_NAME])[0].split()
        begun = (name for name in self._bearers if words and _begins(words, name))
        shared = (name for word in words for name in self._names_with(word))
        return self._nearest([*self._spelt_like(text), *begun, *shared], day)

    def spelt_like(self, text: str, day: date) -> list[CouncilNames]:
        """The councils with a name spelt much like the text."""
        return self._nearest(self._spelt_like(text), day)

    def others_named(self, name: str, council: CouncilNames) -> list[CouncilNames]:
        """Other councils with this name on a day on which this council exists too."""
        bearers = self._bearers.get(_parts(name)[0], ())
        return [other for other in bearers if other.slug != council.slug and other.shares_a_day_with(council)]

    def _spelt_like(self, text: str) -> list[str]:
        wanted = _parts(text[:LONGEST_NAME])[0]
        alike = get_close_matches(wanted, self._bearers, n=MOST_NEAR, cutoff=LIKENESS)
        return [wanted, *alike] if wanted in self._bearers else alike

    def _nearest(self, names: Iterable[str], day: date) -> list[CouncilNames]:
        """The first few councils with these names, in being before others."""
        councils = list(dict.fromkeys(council for name in names for council in self._bearers[name]))[:MOST_NEAR]
        return sorted(councils, key=lambda council: not council.is_in_being(day))

    def _names_with(self, word: str) -> list[str]:
        """The names with the word, or none if too many councils have it."""
        names = [name for name in self._bearers if word in name.split()]
        return names if len({council for name in names for council in self._bearers[name]}) <= MOST_NEAR else []


def says_which(name: str) -> bool:
    """Whether a name says more than a kind of council: `City of` does not."""
    return bool(_parts(name)[0])


def display_name(usual_name: str, valid_to: date | None, day: date | None = None) -> str:
    """The usual name, with the last year of a council abolished by the day, since its name may live on.

    Without a day, by that of `named_as_of`, or today.
    """
    abolished = valid_to is not None and valid_to < (day or _naming_day.get() or date.today())  # noqa: DTZ011
    return f"{usual_name} (to {valid_to.year})" if valid_to and abolished else usual_name


def typed_name(slug: str, usual_name: str, valid_to: date | None, day: date) -> str:
    """The name in a field for a council, or the slug of one abolished by the day, since its name may live on."""
    return slug if valid_to and valid_to < day else usual_name


def name_as_of(day: date) -> None:
    """Name councils as of the day, until `named_as_of` ends."""
    _naming_day.set(day)


@contextmanager
def named_as_of(day: date) -> Iterator[None]:
    """Name councils as of the day: those to be abolished later keep their names."""
    token = _naming_day.set(day)
    try:
        yield
    finally:
        _naming_day.reset(token)


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, frozenset[str]]:
    """A name's own words and the kinds of council in it."""
    words = fold(name).replace("london borough", "borough").split()
    kinds = frozenset(words) & _KINDS
    own = " ".join(word for word in words if word not in _KINDS and word not in _NEUTRAL)
    # The City of London is not London.
    return ("city london", frozenset()) if own == "london" and kinds == {"city"} else (own, kinds)


def _begins(words: Iterable[str], name: str) -> bool:
    """Whether every word begins a word of the name."""
    return all(any(part.startswith(word) for part in name.split()) for word in words)
