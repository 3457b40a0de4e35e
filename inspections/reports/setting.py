"""How lines make up text: bullets, numbers, blocks, sentences over several lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inspections.reports.document import TextLine
from inspections.reports.extract import tidy

BULLET = re.compile(r"^(?:[-–—•▪■◼●○◦∙·□▫]|[\ue000-\uf8ff])\s*(?=\S)")
NUMBER = re.compile(r"^(?:[-–—•]\s*)?(\d{1,3})(?:[.)]\s+(?=\S)|\.(?=[^\d\s.]))")
# A longer line of a text, in characters, is a whole paragraph.
_WIDEST_LINE = 120
_SENTENCE_TAIL = 60
_SENTENCE_END = re.compile(r"[.!?:;][)\]’'”\"]*(?:\s\([^()]{1,40}\))?\d{0,2}$")


def blocks(lines: Sequence[TextLine], pitch: float | None = None) -> Iterator[tuple[TextLine, ...]]:
    """The lines grouped as they are printed together. A bullet, a number or a gap begins a block.

    `pitch` is the usual distance between lines, for when there are too few lines to work it out.
    """
    pitch = line_pitch(lines) if pitch is None else pitch
    block: list[TextLine] = []
    for line in lines:
        if block and _begins(line, block, pitch):
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)


def joined(parts: Sequence[str]) -> str:
    """Lines as running text, with words broken at a hyphen joined."""
    pieces: list[str] = []
    for part in parts:
        pieces += [space_between(pieces[-1], part), part] if pieces else [part]
    return "".join(pieces)


def space_between(one: str, two: str) -> str:
    """The space between two lines in running text: none if a word is broken at a hyphen."""
    return "" if re.search(r"[a-z]-$", one[-2:]) and two[:1].islower() else " "


def prose(lines: Sequence[TextLine]) -> str:
    """Lines as running text, without marks of italics that continue over the end of a line."""
    return tidy(joined([line.text for line in lines]))


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence or a lead-in."""
    return _SENTENCE_END.search(text[-_SENTENCE_TAIL:]) is not None


def is_bold_heading(line: TextLine, body_size: float) -> bool:
    """Whether the type alone shows a heading: larger, or bold without the end of a sentence."""
    if BULLET.match(line.text) or NUMBER.match(line.text) or not line.text[:1].isupper():
        return False
    return line.size > body_size + 0.9 or (line.bold and not line.text.endswith((".", ",", ";")))


def body_size(lines: Sequence[TextLine]) -> float:
    """Size of most of the type. 0 in a text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def line_pitch(lines: Sequence[TextLine]) -> float:
    """The usual distance from line to line on a page, in points. 0 in a text."""
    steps: Counter[float] = Counter()
    for one, two in pairwise(lines):
        if one.box and two.box and one.page == two.page and two.box.top > one.box.top:
            steps[round(two.box.top - one.box.top)] += 1
    return steps.most_common(1)[0][0] if steps else 0.0


def _begins(line: TextLine, block: list[TextLine], pitch: float) -> bool:
    last = block[-1]
    if BULLET.match(line.text) or NUMBER.match(line.text):
        return True
    if line.page != last.page:
        return ends_sentence(last.text) and line.text[:1].isupper()
    if line.box is None or last.box is None:
        return line.number > last.number + 1 or not _wraps(last, line)
    if line.box.top < last.box.bottom - 2 and line.box.left >= last.box.right - 2:
        return False
    # A word broken at a hyphen makes one line, two lines high, of the line it begins in and the next.
    above = last.box.bottom - pitch if pitch and last.box.bottom - last.box.top > 1.3 * pitch else last.box.top
    if pitch and line.box.top - above > 1.3 * pitch:
        return True
    first = block[0].box
    hangs = first is not None and len(block) > 1 and last.box.left > first.left + 8
    return hangs and first is not None and line.box.left < first.left + 4


def _wraps(line: TextLine, following: TextLine) -> bool:
    """Whether a text's line continues on the next one. Lines that are whole paragraphs don't wrap."""
    return len(line.text) <= _WIDEST_LINE and (not ends_sentence(line.text) or following.text[:1].islower())
