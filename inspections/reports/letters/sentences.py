"""A letter's lines as sentences, each with the line it begins in."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspections.reports.document import TextLine
from inspections.reports.extract import tidy
from inspections.reports.letters.findings import LetterEvidence
from inspections.reports.setting import BULLET, space_between

# A full stop ends a sentence unless it follows a title or an initial: “Mr. Haley”, “St. Helens”.
_BREAK = re.compile(
    r"(?<=[.!?])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\b[A-Z]\.)[’”\"')]?\d?\s+(?=[A-Z‘“])|\n"
)


@dataclass(frozen=True)
class LetterSentence:
    """A sentence, or a point of a list, and the line that it begins in."""

    text: str
    line: TextLine
    is_point: bool = False

    def evidence(self, quote: str = "") -> LetterEvidence:
        return LetterEvidence(quote or self.text, self.line.page, self.line.number, self.line.box)


def sentences(lines: Iterable[TextLine]) -> list[LetterSentence]:
    """The sentences in order. A bullet begins a sentence of its own."""
    pieces: list[str] = []
    starts: list[int] = []
    placed: list[TextLine] = []
    length = 0
    for line in lines:
        if pieces:
            gap = "\n" if BULLET.match(line.text) else space_between(pieces[-1], line.text)
            pieces.append(gap)
            length += len(gap)
        starts.append(length)
        placed.append(line)
        pieces.append(line.text)
        length += len(line.text)
    return list(_split("".join(pieces), starts, placed))


def _split(text: str, starts: Sequence[int], placed: Sequence[TextLine]) -> Iterable[LetterSentence]:
    position = 0
    for end, following in [*((match.start(), match.end()) for match in _BREAK.finditer(text)), (len(text), len(text))]:
        words = tidy(text[position:end])
        if words:
            line = placed[bisect_right(starts, position) - 1]
            yield LetterSentence(BULLET.sub("", words), line, is_point=BULLET.match(words) is not None)
        position = following
