"""What somebody asks for: words that must all occur, and "quoted words" that must stand together in their order."""

import re
from dataclasses import dataclass
from functools import cached_property

from inspections.names import unaccented

from .words import STOP_WORDS, WORD, stems_of

QUOTED = re.compile(r'["“”„]([^"“”„]*)["“”„]')


@dataclass(frozen=True)
class Question:
    """`terms` must all occur: each is the stems of one word, or of words that were quoted together.

    `together` are the stems as they were typed, one after the other: paragraphs that hold them so come first. It is
    empty where that is what the terms say already.
    """

    text: str
    terms: tuple[tuple[str, ...], ...]
    together: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything is asked for that can be found."""
        return bool(self.terms)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem that matters to it."""
        return frozenset(stem for term in (*self.terms, self.together) for stem in term)

    @property
    def runs(self) -> tuple[tuple[str, ...], ...]:
        """What is marked in a text, the longest first."""
        return tuple(sorted({*self.terms, self.together} - {()}, key=lambda run: (-len(run), run)))


def read_question(text: str) -> Question:
    """Read what was typed. A quotation mark without its partner is as if it were not there.

    Words that say nothing (*the*, *of*) need not occur unless they are quoted, or nothing else was typed.
    """
    text = " ".join(text.split())
    phrases = [tuple(stems_of(quoted)) for quoted in QUOTED.findall(text)]
    loose = QUOTED.sub(" ", text)
    words = [(found,) for found in stems_of(" ".join(_telling(loose)))]
    terms = tuple(dict.fromkeys(term for term in (*phrases, *words) if term))
    if not terms:
        terms = tuple(dict.fromkeys((found,) for found in stems_of(text)))
    together = tuple(stems_of(text))
    return Question(text, terms, together if len(together) > 1 and terms != (together,) else ())


def _telling(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if unaccented(word) not in STOP_WORDS]
