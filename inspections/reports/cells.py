"""The cells of a table, or of lines read as one: pieces of text with their positions, joined into labels and grades."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from inspections.reports.document import PageBox, TextLine
from inspections.reports.vocabulary import Labels, is_grade_fragment, is_grade_piece, split_grade, whole_grade

# A wrapped label or grade has at most this many pieces.
MAX_PIECES = 8
# A piece further below than this, in line heights, doesn't continue the piece above it.
MAX_STEP = 1.2
# Width of each cell in a text file, where cells of one line are set side by side.
TEXT_CELL = 1000.0


@dataclass(frozen=True)
class CellPiece:
    """Text of a cell with its position: points down the page in a PDF, lines down the file in a text.

    `kind` says what it can be a part of.
    """

    text: str
    line: TextLine
    box: PageBox
    kind: Literal["label", "grade", "fragment", "other"]


@dataclass(frozen=True)
class Block:
    """Pieces that together are one label or one grade."""

    pieces: tuple[CellPiece, ...]

    @cached_property
    def text(self) -> str:
        """The words of all pieces in order, with a word broken between two lines joined."""
        return _joined(self.pieces)

    @cached_property
    def box(self) -> PageBox:
        box = self.pieces[0].box
        for piece in self.pieces[1:]:
            box = box.join(piece.box)
        return box

    @cached_property
    def line_height(self) -> float:
        """Height of the lowest piece."""
        return max(min(piece.box.bottom - piece.box.top for piece in self.pieces), 1.0)

    @property
    def line(self) -> TextLine:
        return self.pieces[0].line

    @property
    def page(self) -> int:
        return self.line.page


def labels_and_grades(lines: Iterable[TextLine], labels: Labels) -> tuple[list[Block], list[Block], list[CellPiece]]:
    """The labels, the grades, and the pieces that are neither, each down the page."""
    pieces = [piece for line in lines for piece in _pieces(line, labels)]
    pieces.sort(key=lambda piece: (piece.line.page, piece.box.top, piece.box.left))
    grade_pieces = [piece for piece in pieces if piece.kind in {"grade", "fragment"}]
    label_pieces = [piece for piece in pieces if piece.kind == "label"]
    grades = _blocks(grade_pieces, lambda text: whole_grade(text) is not None, close)
    known_labels = _blocks(label_pieces, lambda text: labels.exact(text) is not None, _same_cell)
    used = {id(piece) for block in (*known_labels, *grades) for piece in block.pieces}
    return known_labels, grades, [piece for piece in pieces if id(piece) not in used]


def _pieces(line: TextLine, labels: Labels) -> Iterator[CellPiece]:
    """The line's cells. A cell with the end of a label and a grade is split between them.

    A label may share words with a grade (capacity for *improvement*), so only a whole grade takes precedence.
    """
    for index, span in enumerate(line.spans):
        left = index * TEXT_CELL
        box = span.box or PageBox(left, line.number, left + TEXT_CELL - 2, line.number + 1)
        if whole_grade(span.text):
            yield CellPiece(span.text, line, box, "grade")
        elif labels.is_part(span.text):
            yield CellPiece(span.text, line, box, "label")
        elif is_grade_piece(span.text):
            yield CellPiece(span.text, line, box, "grade")
        elif is_grade_fragment(span.text):
            yield CellPiece(span.text, line, box, "fragment")
        elif (split := split_grade(span.text)) and (labels.is_part(split[0]) or not has_letters(split[0])):
            yield CellPiece(split[0], line, box, "label" if has_letters(split[0]) else "other")
            yield CellPiece(split[1], line, PageBox(box.right, box.top, box.right + 1, box.bottom), "grade")
        else:
            yield CellPiece(span.text, line, box, "other")


def _blocks(
    pieces: Sequence[CellPiece], complete: Callable[[str], bool], follows: Callable[[CellPiece, CellPiece], bool]
) -> list[Block]:
    """Join pieces that follow one another into the longest complete texts, and leave out the others."""
    blocks: list[Block] = []
    taken: set[int] = set()
    for start, first in enumerate(pieces):
        if start in taken:
            continue
        run, best = [start], 1 if complete(first.text) else 0
        for index in range(start + 1, min(start + 1 + 2 * MAX_PIECES, len(pieces))):
            last, piece = pieces[run[-1]], pieces[index]
            if len(run) == MAX_PIECES or not close(last, piece):
                break
            if index in taken or not follows(last, piece):
                continue
            run.append(index)
            if complete(_joined([pieces[number] for number in run])):
                best = len(run)
        if best:
            taken.update(run[:best])
            blocks.append(Block(tuple(pieces[number] for number in run[:best])))
    return blocks


def _joined(pieces: Sequence[CellPiece]) -> str:
    text = pieces[0].text
    for one, two in pairwise(pieces):
        broken = "fragment" in {one.kind, two.kind}
        text = text.removesuffix("-") + two.text if broken else f"{text} {two.text}"
    return text


def close(one: CellPiece, two: CellPiece) -> bool:
    """Whether the second piece is beside the first or on the next line down."""
    height = max(one.box.bottom - one.box.top, two.box.bottom - two.box.top, 1.0)
    return one.line.page == two.line.page and two.box.top - one.box.bottom <= MAX_STEP * height


def _same_cell(one: CellPiece, two: CellPiece) -> bool:
    """Whether the second piece continues the first: under it or to its right."""
    if two.box.middle > one.box.bottom:
        return two.box.left < one.box.right and two.box.right > one.box.left
    return two.box.left >= one.box.right - 1


def has_letters(text: str) -> bool:
    """Whether the text is more than a number or a mark."""
    return any(character.isalpha() for character in text)


def same_page(pieces: Sequence[CellPiece], block: Block) -> Iterator[CellPiece]:
    return (piece for piece in pieces if piece.line.page == block.page)


def overlap(one: PageBox, two: PageBox) -> float:
    """How much of their height two boxes share. Negative if they don't overlap."""
    return min(one.bottom, two.bottom) - max(one.top, two.top)


def runs(pieces: Sequence[CellPiece]) -> list[Block]:
    """The pieces grouped into runs that are close under or beside one another."""
    groups: list[list[CellPiece]] = []
    for piece in pieces:
        if groups and close(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Block(tuple(run)) for run in groups]
