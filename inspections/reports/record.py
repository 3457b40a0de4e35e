"""The record of main findings: finds the report's table of judgements and reads a grade for each row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspections.frameworks.definitions import NOT_JUDGED, Framework
from inspections.reports.cells import Block
from inspections.reports.document import Document, TextLine
from inspections.reports.findings import GradeFinding, Problem, ProblemKind, Source
from inspections.reports.rows import LabelRow, table_rows
from inspections.reports.vocabulary import GradeWords, labels_of, words

_RECORD = re.compile(r"record of main findings\b", re.IGNORECASE)
_FRONT_ENDS = re.compile(
    r"(?:\d{1,2}\s+)?(?:contents|executive summary|what needs to improve\??|(?:summary of (?:key )?findings|summary))"
    r"\s*\d?",
    re.IGNORECASE,
)
FRONT_PAGES, FRONT_LINES = 3, 150
MAX_LINES_APART = 15
# Judgements that SIF reports state in a sentence, outside the table.
IN_A_SENTENCE = frozenset({"whole.overall_effectiveness", "lscb.lscb_effectiveness"})
FIRST_OF_A_SERVICE = "overall_effectiveness"
# “The judgements for the local authority were:”, and the most lines that such a list has.
_EARLIER = re.compile(r"\bjudge?ments?\b.{0,60}\bwere:?$", re.IGNORECASE)
EARLIER_LINES = 12


@dataclass(frozen=True)
class TableOfGrades:
    """The lines of a report's table of judgements, and the lines before and after it."""

    source: Source
    before: tuple[TextLine, ...]
    lines: tuple[TextLine, ...]
    after: tuple[TextLine, ...]


@dataclass(frozen=True)
class TableReading:
    """What the table gives: a finding for each judgement in it, and the problems found.

    `others` are the report's lines outside the table's rows.
    """

    findings: tuple[GradeFinding, ...]
    problems: tuple[Problem, ...]
    others: tuple[TextLine, ...]


def find_table(document: Document) -> TableOfGrades:
    """Find the table: under *Record of main findings* at the end, or else on the first pages.

    The contents list names the record too, so the last line that is not an entry of that list counts.
    """
    lines = tuple(document.lines)
    for index in range(len(lines) - 1, -1, -1):
        if _RECORD.match(lines[index].text) and not lines[index].text[-1].isdigit():
            return TableOfGrades("record", lines[:index], lines[index + 1 :], ())
    end = next((i for i, line in enumerate(lines) if _after_front(line, i)), len(lines))
    return TableOfGrades("table", (), lines[:end], lines[end:])


def _after_front(line: TextLine, index: int) -> bool:
    return line.page > FRONT_PAGES or index >= FRONT_LINES or _FRONT_ENDS.fullmatch(line.text) is not None


def read_record(table: TableOfGrades, framework: Framework) -> TableReading:
    """The grades in the table, each with its line, and problems for rows that are double, unclear or off the scale."""
    rows = _together(table_rows(without_earlier_grades(table.lines), labels_of(framework.code)))
    problems = [_unknown_row(row) for row in rows if row.codes is None]
    placed = with_services(rows, framework)
    if _has_gap(placed, framework):
        placed = [(judgement_id, _with_doubt(row)) for judgement_id, row in placed]
    problems += _misplaced(placed, framework)
    by_id: dict[str, list[LabelRow]] = {}
    for judgement_id, row in placed:
        by_id.setdefault(judgement_id, []).append(row)
    findings = []
    for judgement_id, same in by_id.items():
        # A group may have the same name as a judgement in it: the row with a grade is the judgement.
        graded = [row for row in same if row.grade is not None]
        if len({row.words.code for row in graded if row.words}) > 1:
            problems.append(_twice(judgement_id, graded))
        if not graded and framework.judgement(judgement_id).optional:
            continue
        row = (graded or same)[0]
        findings.append(finding(judgement_id, row, framework, table.source))
        problems += row_problems(judgement_id, row, framework)
    in_rows = {(line.page, line.number) for row in rows for line in row.lines}
    others = tuple(line for line in table.lines if (line.page, line.number) not in in_rows)
    return TableReading(tuple(findings), tuple(problems), (*table.before, *others, *table.after))


def without_earlier_grades(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines without lists of an earlier inspection's judgements, which end in a full stop."""
    current: list[TextLine] = []
    left_out = 0
    for line in lines:
        if left_out:
            left_out = 0 if line.text.endswith(".") else left_out - 1
            continue
        current.append(line)
        sentence = " ".join(other.text for other in current[-2:])
        left_out = EARLIER_LINES if _EARLIER.search(sentence) else 0
    return current


def _together(rows: list[LabelRow]) -> list[LabelRow]:
    """The rows up to the first wide gap. Rows after it are headings of the report's body."""
    for index in range(2, len(rows)):
        one, two = rows[index - 1].label, rows[index].label
        if two.page > one.page + 1 or (two.page == one.page and _lines_apart(one, two) > MAX_LINES_APART):
            return rows[:index]
    return rows


def _lines_apart(one: Block, two: Block) -> float:
    """Number of lines between two labels of a page, whatever the order of cells in the file."""
    return (two.box.top - one.box.bottom) / (one.line_height if one.line.box else 1)


def with_services(rows: Sequence[LabelRow], framework: Framework) -> list[tuple[str, LabelRow]]:
    """Each row with its judgement's id. A service ends where *Overall effectiveness* comes again."""
    services = [service.code for service in framework.services]
    current, begun = 0, False
    placed = []
    for row in rows:
        if not row.codes:
            continue
        if FIRST_OF_A_SERVICE in row.codes.values() and begun:
            current = min(current + 1, len(services) - 1)
        current_service = services[current]
        service = current_service if current_service in row.codes else next(iter(row.codes))
        begun = True
        placed.append((f"{service}.{row.codes[service]}", row))
    return placed


def _has_gap(placed: Sequence[tuple[str, LabelRow]], framework: Framework) -> bool:
    """Whether a label of the table is missing, so that its grade may follow another label."""
    missing = {judgement.id for judgement in framework.expected_judgements} - {
        judgement_id for judgement_id, _ in placed
    }
    return bool(missing - IN_A_SENTENCE)


def _with_doubt(row: LabelRow) -> LabelRow:
    return replace(row, doubt=row.doubt or "a label is missing near it") if row.is_loose else row


def _misplaced(placed: Sequence[tuple[str, LabelRow]], framework: Framework) -> list[Problem]:
    """Rows that may be in the wrong service, because the beginning of a service was lost.

    They have a label that more than one service prints. They come after a later row of their service, or behind such a
    row, or before any row that only their service has while a row of another service follows out of turn.
    """
    # A group's heading may have a judgement's name; only a grade makes it the judgement.
    placed = [(judgement_id, row) for judgement_id, row in placed if row.grade is not None]
    shared = {judgement_id for judgement_id, row in placed if row.codes and len(row.codes) > 1}
    services = [service.code for service in framework.services]
    misplaced: dict[str, LabelRow] = {}
    furthest, out_of_order = 0, ""
    for place, (judgement_id, row) in enumerate(placed):
        order, service = framework.judgement(judgement_id).order, judgement_id.split(".")[0]
        if judgement_id in shared and (order < furthest or service == out_of_order):
            misplaced[judgement_id] = row
            out_of_order = service
        skipped = services.index(service) > services.index(placed[place - 1][0].split(".")[0])
        if place and skipped and FIRST_OF_A_SERVICE not in (row.codes or {}).values():
            misplaced |= {other: earlier for other, earlier in placed[:place] if other in shared}
        furthest = max(furthest, order)
    return [
        Problem(
            ProblemKind.JUDGEMENT_MISPLACED, f"“{row.quote}”", row.line.page, row.line.number, judgement=judgement_id
        )
        for judgement_id, row in misplaced.items()
    ]


def finding(judgement_id: str, row: LabelRow, framework: Framework, source: Source) -> GradeFinding:
    """The row as a finding, without a grade if it is doubtful."""
    service, judgement = judgement_id.split(".")
    return GradeFinding(
        service=service,
        judgement=judgement,
        grade=grade_on_scale(row.words, framework) if not row.doubt else None,
        source=source,
        quoted_line=row.quote,
        page=row.line.page,
        line=row.line.number,
        box=row.box,
    )


def grade_on_scale(printed: GradeWords | None, framework: Framework) -> str | None:
    """The code, or None if the framework doesn't have it or a number beside it disagrees."""
    if printed is None or printed.code not in framework.grade_codes():
        return None
    if printed.number is None or printed.code == NOT_JUDGED:
        return printed.code
    return printed.code if framework.scale.grade(printed.code).rank == printed.number else None


def row_problems(judgement_id: str, row: LabelRow, framework: Framework) -> list[Problem]:
    """The problems of a row of the framework's judgements."""
    kinds: list[tuple[ProblemKind, str]] = []
    if row.doubt:
        kinds.append((ProblemKind.GRADE_UNCLEAR, f"“{row.quote}”: {row.doubt}"))
    elif row.words is None and row.beside:
        kinds.append((ProblemKind.GRADE_UNCLEAR, f"“{row.beside}” stands where the grade should"))
    elif row.words is not None and row.words.code not in framework.grade_codes():
        kinds.append((ProblemKind.GRADE_OFF_SCALE, f"“{row.quote}”"))
    elif row.words is not None and grade_on_scale(row.words, framework) is None:
        kinds.append((ProblemKind.GRADE_UNCLEAR, f"“{row.quote}”: number and word do not go together"))
    if row.likely:
        name = framework.judgement(judgement_id).name
        kinds.append((ProblemKind.LABEL_UNUSUAL, f"“{row.label.text}” was taken for “{name}”"))
    return [Problem(kind, detail, row.line.page, row.line.number, judgement=judgement_id) for kind, detail in kinds]


def _unknown_row(row: LabelRow) -> Problem:
    return Problem(ProblemKind.JUDGEMENT_UNKNOWN, f"“{row.quote}”", row.line.page, row.line.number)


def _twice(judgement_id: str, rows: Sequence[LabelRow]) -> Problem:
    grades = "; ".join(words(row.grade.text) for row in rows if row.grade)
    line = rows[1].line
    return Problem(ProblemKind.JUDGEMENT_TWICE, f"Given as: {grades}", line.page, line.number, judgement=judgement_id)
