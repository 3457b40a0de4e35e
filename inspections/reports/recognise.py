"""Recognises the framework of a report by its title, rows and dates, and refuses other papers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from inspections.frameworks.definitions import Framework
from inspections.frameworks.loader import all_frameworks
from inspections.reports.document import Document, TextLine
from inspections.reports.extract import RefusedError
from inspections.reports.findings import RefusalKind
from inspections.reports.record import TableOfGrades
from inspections.reports.rows import LabelRow, table_rows
from inspections.reports.vocabulary import label_words, labels_of, words

TITLE_LINES = 45

_BOARD = "review of the effectiveness of the local safeguarding children board"
_ILACS_ROW = re.compile(
    r"\bimpact of leaders on\b|\bexperiences and progress of (?:children (?:who need help|in care)|care leavers)\b",
    re.IGNORECASE,
)
_ILACS_TITLE = re.compile(r"\binspection of (?:\w+ ){0,12}childrens (?:social care )?services\b")
_VISIT = re.compile(
    r"\b(?:focused visit|monitoring visit|joint targeted area inspection|assurance visit)\b", re.IGNORECASE
)
_PAPER = re.compile(
    r"\b(?:cabinet|committee|report of|report to|purpose of (?:the )?report|scrutiny|agenda)\b", re.IGNORECASE
)
_OFSTED = re.compile(r"\bofsted\b|office for standards in education", re.IGNORECASE)


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
    if _is_paper(front, text):
        raise RefusedError(RefusalKind.CABINET_PAPER)
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


def _is_paper(front: Sequence[TextLine], title: str) -> bool:
    """Whether this is a council's own paper: it calls itself one and has no line with the days on site."""
    text = " ".join(line.text for line in front[:25])
    return len({match.lower() for match in _PAPER.findall(text)}) >= 2 and "inspection date" not in title


def _what_else(front: Sequence[TextLine], title: str) -> RefusalKind:
    text = " ".join(line.text for line in front)
    if _BOARD in title:
        return RefusalKind.BOARD_REVIEW
    if _VISIT.search(text):
        return RefusalKind.FOCUSED_VISIT
    if _OFSTED.search(text) and _PAPER.search(text):
        return RefusalKind.CABINET_PAPER
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
