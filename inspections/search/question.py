"""What somebody searches for: words that must all occur, and "quoted words" that must be next to each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from inspections.names import unaccented

from .words import STOP_WORDS, WORD, stems_of

QUOTED = re.compile(r'["“”„]([^"“”„]*)["“”„]')


@dataclass(frozen=True)
class Question:
    """`terms` must all occur: each is the stems of one word or of a quoted phrase.

    `together` are all stems in the order typed: paragraphs with these in a row come first. Empty if the terms say the
    same already.
    """

    text: str
    terms: tuple[tuple[str, ...], ...]
    together: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.terms)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for term in (*self.terms, self.together) for stem in term)

    def is_answered_by(self, text: str) -> bool:
        """Whether a text has every word, and the words of every phrase next to each other."""
        stems = stems_of(text)
        return all(_has_run(stems, term) for term in self.terms)

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """What is marked in a text, longest first."""
        return tuple(sorted({*self.terms, self.together} - {()}, key=lambda run: (-len(run), run)))


def read_question(text: str) -> Question:
    """Read what was typed. A quotation mark without a partner is ignored.

    Common words (*the*, *of*) need not occur unless they are quoted or nothing else was typed.
    """
    text = " ".join(text.split())
    phrases = [tuple(stems_of(quoted)) for quoted in QUOTED.findall(text)]
    loose = QUOTED.sub(" ", text)
    words = [(stem,) for stem in stems_of(" ".join(_without_stop_words(loose)))]
    terms = tuple(dict.fromkeys(term for term in (*phrases, *words) if term))
    if not terms:
        terms = tuple(dict.fromkeys((stem,) for stem in stems_of(text)))
    together = tuple(stems_of(text))
    return Question(text, terms, together if len(together) > 1 and terms != (together,) else ())


def _without_stop_words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if unaccented(word) not in STOP_WORDS]


def _has_run(stems: Sequence[str], run: tuple[str, ...]) -> bool:
    if len(run) == 1:
        return run[0] in stems
    return any(tuple(stems[first : first + len(run)]) == run for first in range(len(stems) - len(run) + 1))
