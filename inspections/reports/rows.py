"""Rows of a label and a grade, in a report's table of judgements or under its headings.

A grade belongs to a label by its position on the page, never by its position in a list. In a table of a PDF the two
overlap in height. Under a heading, and in a text, the grade is on the label's line or follows it before the next label.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inspections.reports.cells import (
    MAX_STEP,
    Block,
    CellPiece,
    has_letters,
    labels_and_grades,
    overlap,
    runs,
    same_page,
)
from inspections.reports.document import PageBox, TextLine
from inspections.reports.vocabulary import GradeWords, Labels, whole_grade, words

# How far, in line heights, a grade in a table may be above or below its label.
MAX_MISS = 0.7
# If there are other words beside a grade, its label has to overlap it by this much.
MIN_OVERLAP = 0.3
# Heading of the column of grades.
COLUMN_HEAD = "grade"


@dataclass(frozen=True)
class LabelRow:
    """A label with its grade, or None if it has none.

    `codes` has the judgement's code in each service that prints such a label. It is empty for a group, and None if the
    label is not a judgement of the framework. `likely` marks a label that only nearly matches one of the framework's.
    `doubt` says why the grade may not be this label's. `beside` is text in the grade's place that is not a grade.
    """

    label: Block
    grade: Block | None
    codes: dict[str, str] | None
    likely: bool = False
    doubt: str = ""
    beside: str = ""

    @property
    def words(self) -> GradeWords | None:
        return whole_grade(self.grade.text) if self.grade else None

    @property
    def line(self) -> TextLine:
        """The line with the grade, or else with the label."""
        return (self.grade or self.label).line

    @property
    def lines(self) -> list[TextLine]:
        return [piece.line for block in (self.label, self.grade) if block for piece in block.pieces]

    @property
    def is_loose(self) -> bool:
        """Whether only the order of a text's lines connects the grade to the label."""
        return self.grade is not None and self.box is None and all(p.line is not self.line for p in self.label.pieces)

    @property
    def quote(self) -> str:
        """Label and grade as printed."""
        return f"{self.label.text} {self.grade.text}" if self.grade else self.label.text

    @property
    def box(self) -> PageBox | None:
        """The row's place on the page, or None in a text."""
        if self.line.box is None:
            return None
        return self.label.box.join(self.grade.box) if self.grade else self.label.box


Pair = tuple[Block, Block]


def table_rows(lines: Iterable[TextLine], labels: Labels) -> list[LabelRow]:
    """The rows of a table in these lines, down the page, including labels without a grade."""
    lines = list(lines)
    known, grades, rest = labels_and_grades(lines, labels)
    in_text = all(label.line.box is None for label in known)
    pairs = _pairs_below(lines, known, grades, rest) if in_text else _pairs_beside(known, grades, rest)
    paired = {id(grade) for _, grade in pairs}
    orphans = [grade for grade in grades if id(grade) not in paired]
    rows = list(_known_rows(known, pairs, labels, rest, orphans))
    likely = list(_nearly_known(rest, orphans, labels))
    if in_text and known:
        named = {id(row.grade) for row in likely}
        lost = [grade for grade in orphans if id(grade) not in named and _key(grade) > _key(known[0])]
        rows = _with_doubts(rows, labels, uneven=bool(lost) or len({id(label) for label, _ in pairs}) < len(pairs))
    return sorted(rows + likely, key=_down_the_page)


def heading_rows(lines: Iterable[TextLine], labels: Labels) -> list[LabelRow]:
    """The headings in these lines that are a judgement's or a group's label, each with the grade on or below it."""
    lines = list(lines)
    known, grades, rest = labels_and_grades(lines, labels)
    headings = [label for label in known if _may_be_heading(label)]
    return sorted(_known_rows(headings, _pairs_below(lines, headings, grades, rest), labels, ()), key=_down_the_page)


def _may_be_heading(label: Block) -> bool:
    """Whether a label is neither in mid-sentence nor an item of a list, such as one of earlier grades."""
    first = label.line.text[0]
    return label.text[0].isupper() and (first.isupper() or first.isdigit())


def _down_the_page(row: LabelRow) -> tuple[int, float, float]:
    return _key(row.label)


def _key(block: Block) -> tuple[int, float, float]:
    return block.page, block.box.top, block.box.left


def _pairs_beside(labels: Sequence[Block], grades: Sequence[Block], rest: Sequence[CellPiece]) -> list[Pair]:
    """Pair each grade with the label at its height, best fit first, each block once."""
    fits = []
    for number, grade in enumerate(grades):
        has_other = any(
            has_letters(piece.text) and overlap(piece.box, grade.box) > 0 for piece in same_page(rest, grade)
        )
        for place, label in enumerate(labels):
            if label.page != grade.page or label.box.left >= grade.box.left:
                continue
            height = min(label.line_height, grade.line_height)
            shared = overlap(label.box, grade.box)
            if shared < (MIN_OVERLAP if has_other else -MAX_MISS) * height:
                continue
            fits.append((max(-shared, 0.0), abs(label.box.middle - grade.box.middle), place, number))
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
    lines: Sequence[TextLine], labels: Sequence[Block], grades: Sequence[Block], rest: Sequence[CellPiece]
) -> list[Pair]:
    """Pair each grade with the label on its line, or with one that ends on the line before.

    A grade with other words on its line belongs to those, not to the label above.
    """
    places = {(line.page, line.number): place for place, line in enumerate(lines)}
    others = {places[piece.line.page, piece.line.number] for piece in rest if has_letters(piece.text)}

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


def _known_rows(
    known: Sequence[Block],
    pairs: Sequence[Pair],
    labels: Labels,
    rest: Sequence[CellPiece],
    loose: Sequence[Block] = (),
) -> Iterator[LabelRow]:
    """A row for each label. `loose` are the grades that belong to no label."""
    for label in known:
        grades = [grade for one, grade in pairs if one is label]
        own = grades[0] if grades else None
        beside = "" if grades else " ".join(piece.text for piece in rest if _right_of(label, piece))
        level = [grade for grade in loose if own and _is_beside(grade, own, label)]
        doubt = _doubt([*grades, *level], list(_more(label, own, known, rest)) if own else [])
        yield LabelRow(label, own, labels.exact(label.text), doubt=doubt, beside=beside)


def _doubt(grades: Sequence[Block], more: Sequence[Block]) -> str:
    """Why the grade beside a label may not be its own, or may not be all that is there."""
    if len({printed.code for grade in grades if (printed := whole_grade(grade.text))}) > 1:
        return "more than one grade stands beside it"
    return f"“{more[0].text}” stands with the grade" if more else ""


def _is_beside(grade: Block, own: Block, label: Block) -> bool:
    """Whether another grade is in the same row of a PDF's table."""
    if own.line.box is None or grade.page != own.page or grade.box.left < label.box.left:
        return False
    return overlap(grade.box, own.box) > MIN_OVERLAP * min(grade.line_height, own.line_height)


def _more(label: Block, own: Block, known: Sequence[Block], rest: Sequence[CellPiece]) -> Iterator[Block]:
    """Other words in the grade's cell: on its lines in a text; in a PDF, close to it and to no other label."""
    pieces = [piece for piece in same_page(rest, own) if has_letters(piece.text) and words(piece.text) != COLUMN_HEAD]
    if own.line.box is None:
        lines = {piece.line.number for piece in (*label.pieces, *own.pieces)}
        yield from (Block((piece,)) for piece in pieces if piece.line.number in lines)
        return
    lefts = [block.box for block in known if block.page == own.page] + [piece.box for piece in pieces]
    for run in runs([piece for piece in pieces if piece.box.left >= label.box.right]):
        if overlap(run.box, own.box) < -MAX_STEP * own.line_height:
            continue
        beside = [box for box in lefts if box.right <= run.box.left]
        if max(beside, key=lambda box: min(overlap(box, run.box), 0) - abs(box.middle - run.box.middle)) == label.box:
            yield run


def _right_of(label: Block, piece: CellPiece) -> bool:
    box = label.box
    return piece.line.page == label.page and piece.box.left >= box.right and box.top <= piece.box.middle <= box.bottom


def _with_doubts(rows: list[LabelRow], labels: Labels, *, uneven: bool) -> list[LabelRow]:
    """Doubt every grade that is not on its label's line, if a text's labels and grades don't match in number."""
    if not uneven and not any(row.grade is None and row.codes and not labels.is_group(row.label.text) for row in rows):
        return rows
    return [
        LabelRow(row.label, row.grade, row.codes, doubt=row.doubt or "labels and grades do not go up evenly")
        if row.is_loose
        else row
        for row in rows
    ]


def _nearly_known(rest: Sequence[CellPiece], orphans: Sequence[Block], labels: Labels) -> Iterator[LabelRow]:
    """Rows with a clear grade and a label that only nearly matches the framework's."""
    for grade in orphans:
        beside = [piece for piece in rest if _level_with(piece, grade)]
        label = _run_around(beside, grade)
        if label is not None:
            codes = labels.nearest(label.text)
            yield LabelRow(label, grade, codes, likely=bool(codes) and not labels.is_end_of(label.text, codes or {}))


def _level_with(piece: CellPiece, grade: Block) -> bool:
    reach = MAX_STEP * max(piece.box.bottom - piece.box.top, 1.0)
    left_of_it = piece.line.page == grade.page and piece.box.right <= grade.box.left
    return left_of_it and grade.box.top - reach <= piece.box.middle <= grade.box.bottom + reach


def _run_around(pieces: Sequence[CellPiece], grade: Block) -> Block | None:
    """The run of pieces closest to the grade."""
    return min(runs(pieces), key=lambda run: abs(run.box.middle - grade.box.middle), default=None)
