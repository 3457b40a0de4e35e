"""Recognises the framework of a report by its title, rows and dates, and refuses other papers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice, pairwise

from inspections.frameworks.definitions import Framework
from inspections.frameworks.loader import all_frameworks
from inspections.reports.document import Document, TextLine
from inspections.reports.extract import RefusedError
from inspections.reports.findings import RefusalKind
from inspections.reports.record import TableOfGrades
from inspections.reports.rows import LabelRow, table_rows
from inspections.reports.vocabulary import label_words, labels_of, words

TITLE_LINES = 45
PAPER_LINES = 25

_BOARD = "review of the effectiveness of the local safeguarding children board"
_ILACS_ROW = re.compile(
    r"\bimpact of leaders on\b|\bexperiences and progress of (?:children (?:who need help|in care)|care leavers)\b",
    re.IGNORECASE,
)
_ILACS_TITLE = re.compile(r"\binspection of (?:\w+ ){0,12}childrens (?:social care )?services\b")
_VISIT = re.compile(r"\b(?:focused visit|monitoring visit|assurance visit)\b", re.IGNORECASE)
# Titles of inspections of several services together, at the start of a line; the title may wrap after any word.
_JOINT = re.compile(r"(?:the )?joint targeted area inspections?\b|JTAI\b", re.IGNORECASE)
_SEND = re.compile(
    r"(?:joint )?(?:local )?area (?:SEND|special educational needs)\b|SEND (?:area )?inspection\b"
    r"|(?:joint )?(?:local )?area inspections? of (?:SEND|special educational needs)\b",
    re.IGNORECASE,
)
OTHER_TITLE_LINES = 60
# What only a council's own paper prints at the start of a line. Two of these make one.
_PAPER_MARKS = tuple(
    re.compile(rf"[#*\W]*(?:{mark})", re.IGNORECASE)
    for mark in (
        r"(?:the )?(?:cabinet|executive)\b(?! member)[^.]{0,20}$|meeting of (?:the )?(?:cabinet|council|executive)",
        r"(?:.{0,60} )?(?:scrutiny|select|overview|corporate parenting) (?:committee|panel|board)\b[^.]{0,20}$",
        r"report (?:of|by|from) (?:the )?\w+|report author|(?:contact|lead|report) officer|portfolio holder",
        r"report (?:to|for) (?:the )?\w+",
        r"purpose of (?:the |this )?report|reason(?:s)? for (?:the )?(?:report|decision)",
        r"agenda(?: item)?\b|item (?:no|number)\b",
        r"(?:electoral )?wards? affected|key decision|background papers",
    )
)


@dataclass(frozen=True)
class Recognised:
    """The framework with the words and the line that identify it. `doubt` says which sign disagrees.

    `with_board` is true if the title also names a review of the safeguarding board.
    """

    framework: Framework | None
    evidence: str
    line: TextLine | None
    doubt: str = ""
    with_board: bool = False


def recognise(document: Document, table: TableOfGrades, first_day: date | None) -> Recognised:
    """The framework of the document. Raises RefusedError if it is another kind of paper."""
    front = tuple(document.lines)[:TITLE_LINES]
    text = _singular(label_words(" ".join(line.text for line in front)))
    if is_council_paper(front) and "inspection date" not in text:
        raise RefusedError(RefusalKind.CABINET_PAPER)
    other = _other_inspection(document)
    if other is not None:
        raise RefusedError(other)
    if _VISIT.search(" ".join(line.text for line in front[:8])):
        raise RefusedError(_what_else(front, text))
    titles = _titles()
    named = min((title for title in titles if title in text), key=text.find, default=None)
    first_row = _ILACS_ROW.search(text)
    # The text of an ILACS report may name an earlier inspection, but below its table.
    if named is not None and (first_row is None or text.find(named) < first_row.start()):
        recognised = _of_versions(titles[named], table, first_day, _line_of(named, front))
        return replace(recognised, with_board=_BOARD in text)
    candidates = (*front, *_joined(front))
    row = next((line for line in candidates if _ILACS_ROW.search(line.text)), None) or next(
        (line for line in candidates if _ILACS_TITLE.search(words(line.text))), None
    )
    if row is not None:
        untitled = [framework for framework in all_frameworks() if not framework.report_titles]
        return _of_versions(untitled, table, first_day, row)
    raise RefusedError(_what_else(front, text))


@cache
def _titles() -> dict[str, list[Framework]]:
    """Frameworks by the words of their reports' title, as `label_words` gives them. ILACS reports have no title."""
    titles: dict[str, list[Framework]] = {}
    for framework in all_frameworks():
        for title in framework.report_titles:
            titles.setdefault(_singular(label_words(title)), []).append(framework)
    return titles


def _singular(text: str) -> str:
    """The words of a title with “children services” for “children’s services”, because both are printed."""
    return text.replace("childrens ", "children ")


def is_council_paper(lines: Sequence[TextLine]) -> bool:
    """Whether this is a council's own paper about an inspection, by what only such papers print."""
    texts = [line.text for line in lines[:PAPER_LINES]]
    return sum(any(mark.match(text) for text in texts) for mark in _PAPER_MARKS) >= 2


def _other_inspection(document: Document) -> RefusalKind | None:
    """The kind of joint inspection of an area that the title names. None if the title of a report comes first."""
    for line in islice(document.lines, OTHER_TITLE_LINES):
        if _JOINT.match(line.text):
            return RefusalKind.JOINT_INSPECTION
        if _SEND.match(line.text):
            return RefusalKind.SEND_INSPECTION
        if _ILACS_TITLE.search(words(line.text)) or _ILACS_ROW.search(line.text):
            return None
    return None


def _what_else(front: Sequence[TextLine], title: str) -> RefusalKind:
    text = " ".join(line.text for line in front)
    if _BOARD in title:
        return RefusalKind.BOARD_REVIEW
    if _VISIT.search(text):
        return RefusalKind.OTHER_VISIT
    if re.search(r"\bjoint targeted area inspection\b", text, re.IGNORECASE):
        return RefusalKind.JOINT_INSPECTION
    if re.search(r"\barea SEND\b|\blocal area partnership\b", text, re.IGNORECASE):
        return RefusalKind.SEND_INSPECTION
    return RefusalKind.NOT_A_REPORT


def _joined(lines: Sequence[TextLine]) -> list[TextLine]:
    """Each line with the next one's words added, to find what wraps."""
    return [TextLine(one.page, one.number, f"{one.text} {two.text}", one.raw, one.box) for one, two in pairwise(lines)]


def _line_of(start: str, lines: Sequence[TextLine]) -> TextLine | None:
    """The line in which a title begins."""
    first = " ".join(start.split()[:3])
    return next((line for line in lines if first in _singular(label_words(line.text))), None)


def _of_versions(
    versions: Sequence[Framework], table: TableOfGrades, first_day: date | None, line: TextLine | None
) -> Recognised:
    """The version of a programme that matches the table's rows best. Its dates should agree."""
    if len(versions) == 1:
        return _checked(versions[0], first_day, line)
    by_day = next((version for version in versions if first_day and _in_force(version, first_day)), None)
    rows = {version.code: _known_rows(version, table) for version in versions}
    scores = {version.code: 2 * len(rows[version.code]) - _labels_in(version) for version in versions}
    best_score = max(scores.values())
    by_rows = [version for version in versions if scores[version.code] == best_score and rows[version.code]]
    if not by_rows:
        doubt = "told by the dates alone" if by_day else "neither rows nor dates tell the version"
        return Recognised(by_day, line.text if line else "", line, doubt)
    best = by_day if by_day in by_rows else by_rows[0]
    assert best is not None
    doubt = ""
    if by_day and by_day != best:
        doubt = f"the days on site are in the time of {by_day.short_name}"
    elif by_day is None:
        doubt = "the days on site are in no version's time" if first_day else "there are no dates to confirm it"
    others = [labels_of(version.code) for version in versions if version is not best]
    own = next((row for row in rows[best.code] if not any(other.exact(row.label.text) for other in others)), None)
    if own is not None:
        return Recognised(best, own.label.text, own.label.line, doubt)
    return Recognised(best, line.text if line else "", line, doubt)


def _known_rows(version: Framework, table: TableOfGrades) -> list[LabelRow]:
    """The table's rows with labels of the version, one for each label."""
    rows = table_rows(table.lines, labels_of(version.code))
    return list({label_words(row.label.text): row for row in rows if row.codes and not row.likely}.values())


def _labels_in(version: Framework) -> int:
    """Number of differently named rows in a full table of the version."""
    return len({judgement.wordings for judgement in version.expected_judgements})


def _checked(framework: Framework, first_day: date | None, line: TextLine | None) -> Recognised:
    doubt = "the days on site are outside its time" if first_day and not _in_force(framework, first_day) else ""
    return Recognised(framework, line.text if line else "", line, doubt)


def _in_force(version: Framework, day: date) -> bool:
    end = version.in_force_to
    return version.in_force_from.earliest <= day and (end is None or day <= end.latest)
