"""A report's paragraphs, word for word, each with the judgement whose heading it is under.

Numbers are printed as “14. ”, as “- 14. ”, without a space, or inside the first line of their paragraph; some
paragraphs continue over a page without one. A number counts only if it is the next one due, which excludes wrapped
sentences that begin with a figure and lists inside paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inspections.frameworks.definitions import Framework
from inspections.reports.document import Document, TextLine
from inspections.reports.findings import ParagraphFinding, Problem, ProblemKind
from inspections.reports.headings import timescale_of
from inspections.reports.outline import OutlineSection, outline
from inspections.reports.setting import (
    BULLET,
    NUMBER,
    blocks,
    body_size,
    ends_sentence,
    is_bold_heading,
    joined,
    line_pitch,
    prose,
)

# Up to this many skipped numbers are a gap; with more, the number is a stray figure.
_WIDEST_GAP = 5
_SHORTEST_RESTART = 3
# More than the numbered paragraphs of any report.
_LOOK_AHEAD = 400
_LONGEST_SUBHEADING = 100
_LINES_BEFORE_NUMBER = 3
_SCALE_KEY = re.compile(r"^(?:outstanding|good|adequate|inadequate)\s*\(grade [1-4]\)", re.IGNORECASE)


@dataclass(frozen=True)
class _Start:
    """Where a paragraph begins: its index in the lines, and its number.

    Displaced: the number is inside the text. Bare: it has no point.
    """

    at: int
    number: int
    displaced: bool = False
    again: bool = False
    bare: bool = False


@dataclass(frozen=True)
class _Type:
    """How the report is set, in points. All 0 in a text."""

    size: float
    pitch: float

    @classmethod
    def of(cls, lines: list[TextLine]) -> _Type:
        return cls(body_size(lines), line_pitch(lines))


@dataclass(frozen=True)
class _Placed:
    line: TextLine
    section: OutlineSection
    first_in_section: bool


def read_paragraphs(
    document: Document, framework: Framework | None
) -> tuple[tuple[ParagraphFinding, ...], tuple[Problem, ...]]:
    """The paragraphs in order, with the problems found in their numbers.

    All numbered paragraphs are included, others only if they are under a judgement's heading.
    """
    sections = outline(document, framework)
    placed = [_Placed(line, section, index == 0) for section in sections for index, line in enumerate(section.lines)]
    # The rows of a table of judgements on the first page are numbered too.
    front = len(sections[0].lines) if len(sections) > 1 else 0
    starts, problems = _chain([item.line for item in placed], front)
    type_ = _Type.of([item.line for item in placed])
    paragraphs: list[ParagraphFinding] = []
    for begin, end, start in _stretches(placed, starts):
        paragraphs += _paragraphs(placed[begin:end], start, type_)
    ordered = tuple(replace(paragraph, order=order) for order, paragraph in enumerate(paragraphs, start=1))
    return ordered, tuple(problems)


def paragraph_ranges(paragraphs: Sequence[ParagraphFinding]) -> dict[tuple[str, str], tuple[int, int]]:
    """First and last paragraph number under each judgement's heading, by (service, judgement code)."""
    ranges: dict[tuple[str, str], tuple[int, int]] = {}
    for paragraph in paragraphs:
        if paragraph.number is None or paragraph.service is None or paragraph.judgement is None:
            continue
        key = paragraph.service, paragraph.judgement
        first, last = ranges.get(key, (paragraph.number, paragraph.number))
        ranges[key] = min(first, paragraph.number), max(last, paragraph.number)
    return ranges


def _stretches(placed: list[_Placed], starts: list[_Start]) -> Iterator[tuple[int, int, _Start | None]]:
    """Pairs of indexes from one beginning to the next, of a numbered paragraph or of a section."""
    by_place = {start.at: start for start in starts}
    borders = sorted({*by_place, *(i for i, item in enumerate(placed) if item.first_in_section), len(placed)})
    for begin, end in pairwise(borders):
        yield begin, end, by_place.get(begin)


def _paragraphs(items: list[_Placed], start: _Start | None, type_: _Type) -> Iterator[ParagraphFinding]:
    section = items[0].section
    lines = _without_subheadings([item.line for item in items], type_, numbered=start is not None)
    if start is None:
        if section.kind == "judgement":
            yield from _unnumbered(lines, section, type_)
        return
    end = next((i for i, line in enumerate(lines) if i and _ends_paragraph(line, section)), len(lines))
    text = _text(lines[:end])
    if start.displaced:
        text = BULLET.sub("", re.sub(rf"(?<=\s){start.number}\. ?", "", text, count=1))
    elif start.bare:
        text = _bare_number(start.number).sub("", text, count=1)
    else:
        text = NUMBER.sub("", text, count=1).removeprefix(". ")
    yield ParagraphFinding(
        label=str(start.number),
        number=start.number,
        page=lines[0].page,
        order=0,
        text=text.strip(),
        line=lines[0].number,
        service=section.service if section.judgement else None,
        judgement=section.judgement,
        displaced=start.displaced,
    )


def _unnumbered(lines: list[TextLine], section: OutlineSection, type_: _Type) -> Iterator[ParagraphFinding]:
    groups: list[list[TextLine]] = []
    for block in blocks(lines, type_.pitch):
        if groups and (BULLET.match(block[0].text) or not ends_sentence(groups[-1][-1].text)):
            groups[-1] += block
        else:
            groups.append([*block])
    for group in groups:
        text = _text(group)
        # The rest of a heading or a table's cell is not a paragraph.
        if re.search(r"[.!?]", text):
            yield ParagraphFinding(
                label="",
                number=None,
                page=group[0].page,
                order=0,
                text=text,
                line=group[0].number,
                service=section.service,
                judgement=section.judgement,
                unnumbered=True,
            )


def _without_subheadings(lines: list[TextLine], type_: _Type, *, numbered: bool) -> list[TextLine]:
    """Leave out sub-headings, which are not part of any paragraph."""
    kept: list[TextLine] = []
    for index, line in enumerate(lines):
        before = kept[-1].text if kept else "."
        free = index > 0 or not numbered
        if (
            free
            and ends_sentence(before)
            and is_bold_heading(line, type_.size)
            and len(line.text) <= _LONGEST_SUBHEADING
        ):
            continue
        kept.append(line)
    last = kept[-1] if len(kept) > 1 else None
    # A sub-heading in plain type can be recognised only if it is alone between two paragraphs.
    if last and _is_plain_subheading(last, kept[:-1], type_):
        kept.pop()
    return kept


def _is_plain_subheading(line: TextLine, before: list[TextLine], type_: _Type) -> bool:
    if not line.text[:1].isupper() or ends_sentence(line.text) or len(line.text) > _LONGEST_SUBHEADING:
        return False
    if BULLET.match(line.text) or not ends_sentence(before[-1].text):
        return False
    return len(list(blocks([*before[-2:], line], type_.pitch))) > len(list(blocks(before[-2:], type_.pitch)))


def _ends_paragraph(line: TextLine, section: OutlineSection) -> bool:
    if section.kind == "improvements":
        return timescale_of(line.text) is not None or BULLET.match(line.text) is not None
    return _SCALE_KEY.match(line.text) is not None


def _text(lines: Sequence[TextLine]) -> str:
    """The words as printed. A bullet begins a new line."""
    runs: list[list[TextLine]] = []
    for line in lines:
        if not runs or BULLET.match(line.text):
            runs.append([])
        runs[-1].append(line)
    return "\n".join(prose(run) for run in runs)


def _chain(lines: list[TextLine], front: int) -> tuple[list[_Start], list[Problem]]:
    """The beginnings of numbered paragraphs, each with the number that was due."""
    candidates = [
        _Start(index, int(match[1]))
        for index, line in enumerate(lines)
        if index >= front and (match := NUMBER.match(line.text))
    ]
    starts: list[_Start] = []
    problems: list[Problem] = []
    for index, candidate in enumerate(candidates):
        last = starts[-1] if starts else _Start(-1, 0)
        later = candidates[index + 1 : index + 1 + _LOOK_AHEAD]
        due = last.number + 1
        if candidate.number == due:
            starts.append(_with_words_before(candidate, last, lines))
        elif candidate.number == last.number and _repeats(candidate, later, lines):
            starts.append(replace(candidate, again=True))
            problems.append(_problem(ProblemKind.PARAGRAPH_TWICE, candidate, lines))
        elif candidate.number == 1 and _restarts(due, later):
            starts.append(candidate)
        elif _is_gap(candidate, due, later):
            starts += _displaced(lines, last, candidate, problems)
            starts.append(candidate)
    if starts:
        starts += _displaced_at_end(lines, starts[-1], problems)
    return starts, problems


def _with_words_before(candidate: _Start, last: _Start, lines: list[TextLine]) -> _Start:
    """The start, moved back if the number at the start of a line is inside its sentence."""
    goes_on = NUMBER.sub("", lines[candidate.at].text)[:1].islower()
    for at in range(candidate.at - 1, max(last.at, candidate.at - 1 - _LINES_BEFORE_NUMBER), -1):
        if not goes_on or ends_sentence(lines[at].text):
            break
        if BULLET.match(lines[at].text) or ends_sentence(lines[at - 1].text):
            return _Start(at, candidate.number, displaced=True)
    return candidate


def _repeats(candidate: _Start, later: list[_Start], lines: list[TextLine]) -> bool:
    before = lines[candidate.at - 1].text if candidate.at else "."
    goes_on = any(other.number == candidate.number + 1 for other in later)
    return candidate.number > 1 and ends_sentence(before) and (goes_on or not later)


def _restarts(due: int, later: list[_Start]) -> bool:
    """Whether a 1 restarts the numbers: they continue past the number that was due, or that number never comes."""
    run = 1
    for other in later:
        if other.number == run + 1:
            run += 1
        elif other.number == due and run + 1 != due:
            return False
        if run >= due:
            return True
    return run >= _SHORTEST_RESTART


def _is_gap(candidate: _Start, due: int, later: list[_Start]) -> bool:
    if not due < candidate.number <= due + _WIDEST_GAP or any(other.number == due for other in later):
        return False
    follows = any(other.number == candidate.number + 1 for other in later[:3])
    return follows or not later


def _displaced(lines: list[TextLine], last: _Start, upto: _Start, problems: list[Problem]) -> Iterator[_Start]:
    """Paragraphs between two numbers whose own number is inside their first lines, or a problem for each."""
    at = last.at
    for number in range(last.number + 1, upto.number):
        bare = next((i for i in range(at + 1, upto.at) if _begins_with_bare_number(lines, i, number)), None)
        if bare is not None:
            at = bare
            yield _Start(at, number, bare=True)
            continue
        index = next((i for i in range(at + 1, upto.at) if _contains_number(lines, i, number)), None)
        if index is None:
            place = replace(upto, number=number)
            problems.append(_problem(ProblemKind.PARAGRAPH_MISSING, place, lines))
            continue
        at = index
        start = _Start(at, number, displaced=True)
        problems.append(_problem(ProblemKind.PARAGRAPH_DISPLACED, start, lines))
        yield start


def _displaced_at_end(lines: list[TextLine], last: _Start, problems: list[Problem]) -> Iterator[_Start]:
    for index in range(last.at + 1, len(lines)):
        if _contains_number(lines, index, last.number + 1):
            start = _Start(index, last.number + 1, displaced=True)
            problems.append(_problem(ProblemKind.PARAGRAPH_DISPLACED, start, lines))
            yield start
            return


def _bare_number(number: int) -> re.Pattern[str]:
    """Matches a number without its point: “34 The …”, “46 . . The …”."""
    return re.compile(rf"^(?:[-–—•]\s*)?{number}(?:\s+\.)*\s+(?=[A-Z‘“\"(])")


def _begins_with_bare_number(lines: list[TextLine], index: int, number: int) -> bool:
    """Whether a paragraph begins here with its number, which is due, but without a point after it."""
    text = joined([line.text for line in lines[index : index + 2]])
    return _bare_number(number).match(text) is not None and ends_sentence(lines[index - 1].text if index else ".")


def _contains_number(lines: list[TextLine], index: int, number: int) -> bool:
    """Whether a paragraph begins here with its number among its first words: “… young people 30. are …”."""
    text = BULLET.sub("", lines[index].text)
    if not text[:1].isupper() or not ends_sentence(lines[index - 1].text if index else "."):
        return False
    text = joined([text, *(line.text for line in lines[index + 1 : index + 2])])
    return re.search(rf"^.{{10,200}}[a-z,.] {number}\. (?=[A-Za-z])", text) is not None


def _problem(kind: ProblemKind, start: _Start, lines: list[TextLine]) -> Problem:
    line = lines[start.at]
    detail = {
        ProblemKind.PARAGRAPH_TWICE: f"There are two paragraphs {start.number}.",
        ProblemKind.PARAGRAPH_MISSING: f"There is no paragraph {start.number}.",
        ProblemKind.PARAGRAPH_DISPLACED: f"The number {start.number} stands inside its paragraph.",
    }[kind]
    return Problem(kind, detail, page=line.page, line=line.number, paragraph=str(start.number))
