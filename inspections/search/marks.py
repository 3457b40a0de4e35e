"""Excerpts of paragraphs with the searched words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .question import Question
from .words import Word, words_of

LENGTH, SLACK = 420, 80
SENTENCE_END = re.compile(r"[.;:?!]\s+")


@dataclass(frozen=True)
class Piece:
    """A piece of a text, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class Excerpt:
    """A part of a text in pieces, and whether the text continues before and after it."""

    pieces: tuple[Piece, ...]
    is_cut_before: bool
    is_cut_after: bool


def excerpt(text: str, question: Question, length: int = LENGTH) -> Excerpt:
    """The part of a text, about `length` characters, in which the question's words are closest together."""
    words = list(words_of(text))
    marks = _marks(words, question)
    start, end = _stretch(text, words, marks, length)
    return Excerpt(_pieces(text, start, end, marks), bool(text[:start].strip()), bool(text[end:].strip()))


def marked(text: str, question: Question) -> tuple[Piece, ...]:
    """The whole text in pieces, with every searched word marked."""
    return _pieces(text, 0, len(text), _marks(list(words_of(text)), question))


def _marks(words: Sequence[Word], question: Question) -> list[tuple[int, int]]:
    """Start and end of each mark, in order and without overlaps."""
    stems = [word.stem for word in words]
    taken = [-1] * len(words)
    for number, run in enumerate(question.runs):
        for first, stem in enumerate(stems):
            last = first + len(run)
            if stem != run[0] or last > len(stems):
                continue
            if tuple(stems[first:last]) == run and all(mark < 0 for mark in taken[first:last]):
                # Each run has its own number, so that two adjacent ones are two marks.
                taken[first:last] = [first * len(question.runs) + number] * len(run)
    spans: dict[int, tuple[int, int]] = {}
    for word, mark in zip(words, taken, strict=True):
        if mark >= 0:
            spans[mark] = (spans[mark][0] if mark in spans else word.start, word.end)
    return sorted(spans.values())


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = [], start
    for first, last in marks:
        if first < start or last > end:
            continue
        pieces += [Piece(text[at:first], is_marked=False), Piece(text[first:last], is_marked=True)]
        at = last
    pieces.append(Piece(text[at:end], is_marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _stretch(text: str, words: Sequence[Word], marks: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    if len(text) <= length + SLACK or not words:
        return 0, len(text)
    start = _beginning(text, words, _densest(text, marks, length), length)
    ends = [word.end for word in words if start < word.end <= start + length]
    end = max(ends, default=len(text))
    if len(text) - end <= SLACK:
        end = len(text)
    return start, end


def _densest(text: str, marks: Sequence[tuple[int, int]], length: int) -> int:
    """Start of the mark that begins the best excerpt: most different words, then most marked text."""

    def worth(mark: tuple[int, int]) -> tuple[int, int, int]:
        within = [text[first:last].casefold() for first, last in marks if first >= mark[0] and last <= mark[0] + length]
        return len(set(within)), sum(map(len, within)), -mark[0]

    return max(marks, key=worth)[0] if marks else 0


def _beginning(text: str, words: Sequence[Word], position: int, length: int) -> int:
    """Start of a sentence a little before the position, or else of a word."""
    earliest = max(0, position - length // 3)
    if not earliest:
        return 0
    sentences = [match.end() for match in SENTENCE_END.finditer(text, earliest, position)]
    return sentences[0] if sentences else next(word.start for word in words if word.start >= earliest)
