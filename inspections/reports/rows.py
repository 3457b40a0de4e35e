"""Rows of a label and a grade, wherever a report sets them out: in its table of judgements or under its headings.

A grade belongs to a label by its place on the page, never by its place in a list. In a table of a PDF the two
overlap in height. Under a heading, and in a text, the grade stands on the label's line or follows it before the
next label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from inspections.reports.document import Box, Line
from inspections.reports.vocabulary import (
    GradeWords,
    Labels,
    is_grade_fragment,
    is_grade_piece,
    split_grade,
    whole_grade,
    words,
)

# A wrapped label or grade has at most this many pieces.
MAX_PIECES = 8
# In heights of a line: what is further below does not continue the piece above it …
MAX_STEP = 1.2
# … and how far a grade may miss its label in a table and still belong to it.
MAX_MISS = 0.7
# Where other words stand beside a grade, only a label that overlaps it by this much can be its own.
MIN_OVERLAP = 0.3
# What stands over the column of grades.
COLUMN_HEAD = "grade"
# The width given to a cell of a text, so that cells of one line stand side by side.
TEXT_CELL = 1000.0


@dataclass(frozen=True)
class Piece:
    """A line's cell and its place: points down the page in a PDF, lines down the file in a text.

    `kind` says what it can be a part of.
    """

    text: str
    line: Line
    box: Box
    kind: Literal["label", "grade", "fragment", "other"]


@dataclass(frozen=True)
class Block:
    """Pieces that are read together as one label or one grade."""

    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """The pieces' words in order; a word broken between two lines is made whole."""
        return _joined(self.pieces)

    @cached_property
    def box(self) -> Box:
        """The place of all pieces together."""
        box = self.pieces[0].box
        for piece in self.pieces[1:]:
            box = box.join(piece.box)
        return box

    @cached_property
    def line_height(self) -> float:
        """The height of its lowest piece."""
        return max(min(piece.box.bottom - piece.box.top for piece in self.pieces), 1.0)

    @property
    def line(self) -> Line:
        """The line of the first piece."""
        return self.pieces[0].line

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.line.page


@dataclass(frozen=True)
class Row:
    """A label with its grade, or with None where it has none.

    `codes` holds the judgement's code in each service that prints such a label; it is empty for a group, and
    None where the label is no judgement of the framework. `likely` marks a label that is only nearly one of the
    framework's. `doubt` says why the grade may not be this label's. `beside` is what stands in the grade's
    place without being a grade.
    """

    label: Block
    grade: Block | None
    codes: dict[str, str] | None
    likely: bool = False
    doubt: str = ""
    beside: str = ""

    @property
    def words(self) -> GradeWords | None:
        """The grade, as printed."""
        return whole_grade(self.grade.text) if self.grade else None

    @property
    def line(self) -> Line:
        """The line that carries the grade, or else the label."""
        return (self.grade or self.label).line

    @property
    def lines(self) -> list[Line]:
        """Every line with a part of it."""
        return [piece.line for block in (self.label, self.grade) if block for piece in block.pieces]

    @property
    def is_loose(self) -> bool:
        """Whether only the order of a text's lines ties the grade to the label."""
        return self.grade is not None and self.box is None and all(p.line is not self.line for p in self.label.pieces)

    @property
    def quote(self) -> str:
        """Label and grade as printed."""
        return f"{self.label.text} {self.grade.text}" if self.grade else self.label.text

    @property
    def box(self) -> Box | None:
        """The row's place on the page; None in a text."""
        if self.line.box is None:
            return None
        return self.label.box.join(self.grade.box) if self.grade else self.label.box


Pair = tuple[Block, Block]


def table_rows(lines: Iterable[Line], labels: Labels) -> list[Row]:
    """The rows of a table in these lines, down the page; labels without a grade are among them."""
    lines = list(lines)
    known, grades, rest = _sorted_out(lines, labels)
    in_text = all(label.line.box is None for label in known)
    pairs = _pairs_below(lines, known, grades, rest) if in_text else _pairs_beside(known, grades, rest)
    paired = {id(grade) for _, grade in pairs}
    orphans = [grade for grade in grades if id(grade) not in paired]
    found = list(_known_rows(known, pairs, labels, rest, orphans))
    likely = list(_nearly_known(rest, orphans, labels))
    if in_text and known:
        named = {id(row.grade) for row in likely}
        lost = [grade for grade in orphans if id(grade) not in named and _key(grade) > _key(known[0])]
        found = _doubted(found, labels, uneven=bool(lost) or len({id(label) for label, _ in pairs}) < len(pairs))
    return sorted(found + likely, key=_down_the_page)


def heading_rows(lines: Iterable[Line], labels: Labels) -> list[Row]:
    """The headings in these lines that are a judgement's or a group's label, with the grade on or below each."""
    lines = list(lines)
    known, grades, rest = _sorted_out(lines, labels)
    headings = [label for label in known if _may_be_heading(label)]
    return sorted(_known_rows(headings, _pairs_below(lines, headings, grades, rest), labels, ()), key=_down_the_page)


def _may_be_heading(label: Block) -> bool:
    """Not in mid-sentence, and no item of a list: reports list the grades of the previous inspection so."""
    first = label.line.text[0]
    return label.text[0].isupper() and (first.isupper() or first.isdigit())


def _down_the_page(row: Row) -> tuple[int, float, float]:
    return _key(row.label)


def _key(block: Block) -> tuple[int, float, float]:
    return block.page, block.box.top, block.box.left


def _sorted_out(lines: Iterable[Line], labels: Labels) -> tuple[list[Block], list[Block], list[Piece]]:
    """The labels, the grades, and the pieces that are neither; each down the page."""
    pieces = [piece for line in lines for piece in _pieces(line, labels)]
    pieces.sort(key=lambda piece: (piece.line.page, piece.box.top, piece.box.left))
    grade_pieces = [piece for piece in pieces if piece.kind in {"grade", "fragment"}]
    label_pieces = [piece for piece in pieces if piece.kind == "label"]
    grades = _blocks(grade_pieces, lambda text: whole_grade(text) is not None, _close)
    known = _blocks(label_pieces, lambda text: labels.exact(text) is not None, _same_cell)
    used = {id(piece) for block in (*known, *grades) for piece in block.pieces}
    return known, grades, [piece for piece in pieces if id(piece) not in used]


def _pieces(line: Line, labels: Labels) -> Iterator[Piece]:
    """The line's cells; one that holds the end of a label and a grade is split between them.

    A label may share words with a grade (capacity for *improvement*): only a whole grade outweighs that.
    """
    for index, span in enumerate(line.spans):
        left = index * TEXT_CELL
        box = span.box or Box(left, line.number, left + TEXT_CELL - 2, line.number + 1)
        if whole_grade(span.text):
            yield Piece(span.text, line, box, "grade")
        elif labels.is_part(span.text):
            yield Piece(span.text, line, box, "label")
        elif is_grade_piece(span.text):
            yield Piece(span.text, line, box, "grade")
        elif is_grade_fragment(span.text):
            yield Piece(span.text, line, box, "fragment")
        elif (split := split_grade(span.text)) and (labels.is_part(split[0]) or not _has_letters(split[0])):
            yield Piece(split[0], line, box, "label" if _has_letters(split[0]) else "other")
            yield Piece(split[1], line, Box(box.right, box.top, box.right + 1, box.bottom), "grade")
        else:
            yield Piece(span.text, line, box, "other")


def _blocks(
    pieces: Sequence[Piece], complete: Callable[[str], bool], follows: Callable[[Piece, Piece], bool]
) -> list[Block]:
    """Joins pieces that follow one another into the longest texts that are complete; leaves the others out."""
    blocks: list[Block] = []
    taken: set[int] = set()
    for start, first in enumerate(pieces):
        if start in taken:
            continue
        run, best = [start], 1 if complete(first.text) else 0
        for index in range(start + 1, min(start + 1 + 2 * MAX_PIECES, len(pieces))):
            last, piece = pieces[run[-1]], pieces[index]
            if len(run) == MAX_PIECES or not _close(last, piece):
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


def _joined(pieces: Sequence[Piece]) -> str:
    text = pieces[0].text
    for one, two in pairwise(pieces):
        broken = "fragment" in {one.kind, two.kind}
        text = text.removesuffix("-") + two.text if broken else f"{text} {two.text}"
    return text


def _close(one: Piece, two: Piece) -> bool:
    """Whether the second stands beside the first or on the next line down."""
    height = max(one.box.bottom - one.box.top, two.box.bottom - two.box.top, 1.0)
    return one.line.page == two.line.page and two.box.top - one.box.bottom <= MAX_STEP * height


def _same_cell(one: Piece, two: Piece) -> bool:
    """Whether the second goes on where the first ends: under it, or to its right."""
    if two.box.middle > one.box.bottom:
        return two.box.left < one.box.right and two.box.right > one.box.left
    return two.box.left >= one.box.right - 1


def _pairs_beside(labels: Sequence[Block], grades: Sequence[Block], rest: Sequence[Piece]) -> list[Pair]:
    """Pairs each grade with the label at its height; the best fit first, and each block once."""
    fits = []
    for number, grade in enumerate(grades):
        has_other = any(
            _has_letters(piece.text) and _overlap(piece.box, grade.box) > 0 for piece in _same_page(rest, grade)
        )
        for place, label in enumerate(labels):
            if label.page != grade.page or label.box.left >= grade.box.left:
                continue
            height = min(label.line_height, grade.line_height)
            overlap = _overlap(label.box, grade.box)
            if overlap < (MIN_OVERLAP if has_other else -MAX_MISS) * height:
                continue
            fits.append((max(-overlap, 0.0), abs(label.box.middle - grade.box.middle), place, number))
    pairs: list[Pair] = []
    labels_used: set[int] = set()
    grades_used: set[int] = set()
    for _, _, place, number in sorted(fits):
        if place not in labels_used and number not in grades_used:
            labels_used.add(place)
            grades_used.add(number)
            pairs.append((labels[place], grades[number]))
    return pairs


def _pairs_below(
    lines: Sequence[Line], labels: Sequence[Block], grades: Sequence[Block], rest: Sequence[Piece]
) -> list[Pair]:
    """Pairs each grade with the label on its line, or with the one that ends on the line before.

    A grade with other words on its line belongs to those, not to the label above.
    """
    places = {(line.page, line.number): place for place, line in enumerate(lines)}
    others = {places[piece.line.page, piece.line.number] for piece in rest if _has_letters(piece.text)}

    def span(block: Block) -> tuple[int, int]:
        found = [places[piece.line.page, piece.line.number] for piece in block.pieces]
        return min(found), max(found)

    spans = [(*span(label), label) for label in labels]
    pairs: list[Pair] = []
    for grade in grades:
        place, _ = span(grade)
        above = [(last, label) for first, last, label in spans if first <= place]
        if above and place - above[-1][0] <= (0 if place in others else 1):
            pairs.append((above[-1][1], grade))
    return pairs


def _has_letters(text: str) -> bool:
    """Not only a number or a mark, as stands before a label."""
    return any(character.isalpha() for character in text)


def _same_page(pieces: Sequence[Piece], block: Block) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.line.page == block.page)


def _overlap(one: Box, two: Box) -> float:
    """How much of the height two boxes share; less than nothing where they miss each other."""
    return min(one.bottom, two.bottom) - max(one.top, two.top)


def _known_rows(
    known: Sequence[Block], pairs: Sequence[Pair], labels: Labels, rest: Sequence[Piece], loose: Sequence[Block] = ()
) -> Iterator[Row]:
    """A row for each label; `loose` are the grades that are no label's."""
    for label in known:
        grades = [grade for one, grade in pairs if one is label]
        own = grades[0] if grades else None
        beside = "" if grades else " ".join(piece.text for piece in rest if _right_of(label, piece))
        level = [grade for grade in loose if own and _stands_beside(grade, own, label)]
        doubt = _doubt([*grades, *level], list(_more(label, own, known, rest)) if own else [])
        yield Row(label, own, labels.exact(label.text), doubt=doubt, beside=beside)


def _doubt(grades: Sequence[Block], more: Sequence[Block]) -> str:
    """Why the grade beside a label may not be its own, or not all of what stands there."""
    if len({found.code for grade in grades if (found := whole_grade(grade.text))}) > 1:
        return "more than one grade stands beside it"
    return f"“{more[0].text}” stands with the grade" if more else ""


def _stands_beside(grade: Block, own: Block, label: Block) -> bool:
    """Whether another grade stands in the row of a PDF's table."""
    if own.line.box is None or grade.page != own.page or grade.box.left < label.box.left:
        return False
    return _overlap(grade.box, own.box) > MIN_OVERLAP * min(grade.line_height, own.line_height)


def _more(label: Block, own: Block, known: Sequence[Block], rest: Sequence[Piece]) -> Iterator[Block]:
    """The words that stand in the grade's cell: on its lines in a text; in a PDF close to it and by no other label."""
    pieces = [piece for piece in _same_page(rest, own) if _has_letters(piece.text) and words(piece.text) != COLUMN_HEAD]
    if own.line.box is None:
        lines = {piece.line.number for piece in (*label.pieces, *own.pieces)}
        yield from (Block((piece,)) for piece in pieces if piece.line.number in lines)
        return
    lefts = [block.box for block in known if block.page == own.page] + [piece.box for piece in pieces]
    for run in _runs([piece for piece in pieces if piece.box.left >= label.box.right]):
        if _overlap(run.box, own.box) < -MAX_STEP * own.line_height:
            continue
        beside = [box for box in lefts if box.right <= run.box.left]
        if max(beside, key=lambda box: min(_overlap(box, run.box), 0) - abs(box.middle - run.box.middle)) == label.box:
            yield run


def _right_of(label: Block, piece: Piece) -> bool:
    box = label.box
    return piece.line.page == label.page and piece.box.left >= box.right and box.top <= piece.box.middle <= box.bottom


def _doubted(found: list[Row], labels: Labels, *, uneven: bool) -> list[Row]:
    """Where a text's labels and grades do not go up evenly, doubts every grade that is not on its label's line."""
    if not uneven and not any(row.grade is None and row.codes and not labels.is_group(row.label.text) for row in found):
        return found
    return [
        Row(row.label, row.grade, row.codes, doubt=row.doubt or "labels and grades do not go up evenly")
        if row.is_loose
        else row
        for row in found
    ]


def _nearly_known(rest: Sequence[Piece], orphans: Sequence[Block], labels: Labels) -> Iterator[Row]:
    """Rows whose grade is clear, but whose label is not in the framework's words."""
    for grade in orphans:
        beside = [piece for piece in rest if _level_with(piece, grade)]
        label = _run_around(beside, grade)
        if label is not None:
            codes = labels.nearest(label.text)
            yield Row(label, grade, codes, likely=bool(codes))


def _level_with(piece: Piece, grade: Block) -> bool:
    reach = MAX_STEP * max(piece.box.bottom - piece.box.top, 1.0)
    left_of_it = piece.line.page == grade.page and piece.box.right <= grade.box.left
    return left_of_it and grade.box.top - reach <= piece.box.middle <= grade.box.bottom + reach


def _run_around(pieces: Sequence[Piece], grade: Block) -> Block | None:
    """The pieces level with the grade that stand close under one another."""
    runs = _runs(pieces)
    return min(runs, key=lambda run: abs(run.box.middle - grade.box.middle), default=None)


def _runs(pieces: Sequence[Piece]) -> list[Block]:
    """The pieces that stand close under one another, or beside one another, together."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _close(runs[-1][-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [Block(tuple(run)) for run in runs]
