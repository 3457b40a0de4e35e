"""Grades that a report states outside its table: in headings and in the first sentence under a heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from inspections.frameworks.definitions import Framework
from inspections.reports.document import PageBox, TextLine
from inspections.reports.record import grade_on_scale, with_services, without_earlier_grades
from inspections.reports.rows import heading_rows
from inspections.reports.vocabulary import GradeWords, Labels, grade_code, grade_pattern, heading_labels_of, labels_of

# The contents list and the section after it have ended by this line.
FRONT_LINES = 200
# A sentence that states a judgement takes at most this many lines.
SENTENCE_WRAPS = 4
# How much text after a heading is searched for its first sentence.
SENTENCE_LINES, SENTENCE_CHARACTERS = 8, 600
OVERALL, BOARD, NAMED = "whole.overall_effectiveness", "lscb.lscb_effectiveness", ""

_STARTS = (
    "graded judg",
    "overall ",
    "children",
    "services for",
    "this local authority",
    "local safeg",
    "effectiveness",
    "lscb",
)
_ABOUT = re.compile(r"about this inspection", re.IGNORECASE)
_NUMBERED = re.compile(r"^\W{0,3}\d{1,3}[.)]?\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[a-z)\]’'\"])[.](?=\s|$)")
# “Services for children in need of help and protection are good” is no judgement on all services.
_ONE_SERVICE = re.compile(
    r"\bin\s+need\s+of\s+help\b|\bwho\s+need\s+help\b|\blooked\s+after\b|\bin\s+care\b|\bcare\s+leavers\b|\badoption\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no longer|previous|previously|last|were|was)\b", re.IGNORECASE)


@dataclass(frozen=True)
class BodyGrade:
    """A grade stated outside the table. `code` is None if it is off the scale or doesn't match its number."""

    judgement: str
    code: str | None
    source: Literal["heading", "sentence"]
    quote: str
    page: int
    line: int
    box: PageBox | None = None


def body_grades(lines: Sequence[TextLine], framework: Framework) -> list[BodyGrade]:
    """Every grade stated in these lines, in order. Leave out the lines of the table."""
    lines = without_earlier_grades(lines[body_start(lines) :])
    return [*_headings(lines, framework), *_stated(lines, framework)]


def body_start(lines: Sequence[TextLine]) -> int:
    """Index of the first line after the contents list, in which every heading is named too."""
    about = [index for index, line in enumerate(lines[:FRONT_LINES]) if _ABOUT.fullmatch(line.text)]
    return about[-1] + 1 if about else 0


def _headings(lines: Sequence[TextLine], framework: Framework) -> Iterator[BodyGrade]:
    places = {(line.page, line.number): index for index, line in enumerate(lines)}
    for judgement_id, row in with_services(heading_rows(lines, heading_labels_of(framework.code)), framework):
        if row.words is not None:
            code = None if row.doubt else grade_on_scale(row.words, framework)
            line = row.line
            yield BodyGrade(judgement_id, code, "heading", row.quote, line.page, line.number, row.box)
        if framework.grades_in_sentences:
            last = (row.grade or row.label).pieces[-1].line
            yield from _first_sentence(judgement_id, lines[places[last.page, last.number] + 1 :], framework)


def _first_sentence(judgement_id: str, lines: Sequence[TextLine], framework: Framework) -> Iterator[BodyGrade]:
    """The grade in the first sentence of the numbered paragraph right after a heading."""
    if not lines or not _NUMBERED.match(lines[0].text):
        return
    text = " ".join(line.text for line in lines[:SENTENCE_LINES])[:SENTENCE_CHARACTERS]
    sentence = _SENTENCE_END.split(_NUMBERED.sub("", text), maxsplit=1)[0]
    match = _predicate().search(sentence)
    if match is None or _DENIED.search(sentence[: match.end()]):
        return
    code = grade_on_scale(GradeWords(grade_code(match["grade"])), framework)
    yield BodyGrade(judgement_id, code, "sentence", sentence.strip(), lines[0].page, lines[0].number)


@cache
def _predicate() -> re.Pattern[str]:
    """Matches a grade that is the whole predicate: “… is good”, “… are outstanding overall”, not “is good practice”."""
    return re.compile(
        rf"\b(?:(?:is|are|remains?)\s+(?:judged\s+(?:to\s+be\s+)?)?)?(?P<grade>{grade_pattern()})"
        r"(?=\s*(?:[.,;:]|$)|\s+(?:overall|and|but|although|because|as|with|for|in|across|at)\b)",
        re.IGNORECASE,
    )


@cache
def _statements() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Sentences in SIF reports that state a judgement by name, to be matched at a line's start."""
    # Only “requires improvement” contains a verb; other words before “good” may be a damaged grade.
    grade = (
        r"(?:(?:is|are)\s+(?:that\s+it\s+(?:is\s+)?)?(?:judged\s+to\s+be\s+)?|(?=requires?\s))"
        rf"(?P<grade>{grade_pattern()})"
        r"(?=[ ]*\d?[ ]*(?:[.,\n]|$)|\s+(?:(?:and\s+is\s+not\s+yet\s+good\s+)?because\b|(?-i:[A-Z(])))"
    )
    board = (
        r"(?:effectiveness\s+of\s+the\s+)?"
        r"(?:local\s+safeguarding\s+children(?:['’]?s)?\s+boards?(?:\s*\(LSCB\))?|LSCB)"
    )
    # No full stop inside a sentence, except in St. Helens.
    on = r"\b(?:[^.:]|(?<=\bSt)\.)"
    starts = (
        (NAMED, r"graded\s+judge?ment\s+(?:for|about|on|of)\s+(?P<label>[^.:]{5,80}?)"),
        (BOARD, board),
        (OVERALL, rf"overall\s+(?:judge?ment|effectiveness){on}{{0,120}}?"),
        (OVERALL, rf"children['’]?s\s+(?:social\s+care\s+)?services{on}{{0,120}}?"),
        (OVERALL, rf"services\s+for\s+children\s+in{on}{{3,120}}?"),
        (OVERALL, r"this\s+local\s+authority"),
    )
    return tuple((name, re.compile(rf"(?:the\s+)?{start}\s+{grade}", re.IGNORECASE)) for name, start in starts)


def _stated(lines: Sequence[TextLine], framework: Framework) -> Iterator[BodyGrade]:
    labels = labels_of(framework.code)
    for index, line in enumerate(lines):
        start = line.text.lower().removeprefix("the ")
        # A line that begins in lower case continues another sentence.
        if line.text[0].islower() or not start.startswith(_STARTS):
            continue
        text = "\n".join(other.text for other in _unbroken(lines[index : index + SENTENCE_WRAPS]))
        for name, pattern in _statements():
            match = pattern.match(text)
            if match is None:
                continue
            subject = match[0][: match.start("grade") - match.start()]
            if _DENIED.search(subject) or (name == OVERALL and _names_one_service(subject)):
                continue
            judgement_id = _named(match["label"], labels) if name == NAMED else name
            if judgement_id is not None and framework.has(judgement_id):
                code = grade_on_scale(GradeWords(grade_code(match["grade"])), framework)
                yield BodyGrade(
                    judgement_id, code, "sentence", " ".join(match[0].split()), line.page, line.number, line.box
                )
                break


def _names_one_service(subject: str) -> bool:
    """Whether a sentence is about some of the services only. SIF names all three together, or begins with *overall*."""
    named = {match[0].lower() for match in _ONE_SERVICE.finditer(subject)}
    return 0 < len(named) < 3 and not re.match(r"(?:the\s+)?overall", subject, re.IGNORECASE)


def _unbroken(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines up to the first gap, where lines such as a table's rows were left out."""
    yield lines[0]
    for one, two in pairwise(lines):
        if two.page != one.page or two.number > one.number + 2:
            return
        yield two


def _named(label: str, labels: Labels) -> str | None:
    codes = labels.exact(label) or labels.nearest(label) or {}
    return next((f"{service}.{code}" for service, code in codes.items()), None)
