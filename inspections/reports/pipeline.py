"""Reading a report or a letter: every step in order, from bytes to what was found or a Refusal."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TypeVar

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework
from inspections.names import CouncilNames
from inspections.reports.body import body_grades
from inspections.reports.check import cross_check, date_problems, grade_problems, page_problems
from inspections.reports.councils import CouncilMatch, find_council, rivals
from inspections.reports.document import Document
from inspections.reports.extract import RefusedError, load
from inspections.reports.figures import read_figures
from inspections.reports.findings import GradeFinding, Period, Problem, ProblemKind, Reading, Refusal, RefusalKind
from inspections.reports.header import Header, read_header
from inspections.reports.improvements import read_improvements
from inspections.reports.letters.letter import read_letter
from inspections.reports.letters.title import find_title
from inspections.reports.outcomes import ReadingOutcome
from inspections.reports.paragraphs import paragraph_ranges, read_paragraphs
from inspections.reports.recognise import Recognised, is_council_paper, recognise
from inspections.reports.record import TableOfGrades, find_table, read_record

TITLE_LINES = 12
# Enough lines to see which council the report is about.
COUNCIL_LINES = 300
Found = TypeVar("Found")


def read_report(data: bytes, register: Sequence[CouncilNames]) -> ReadingOutcome:
    """Everything found in the bytes of a report or of a letter on a visit, or why they are not read. Never raises.

    For a file from outside use `sandbox.read_safely`, which does this under limits.
    """
    try:
        document, sha256 = load(data), hashlib.sha256(data).hexdigest()
        title = find_title(document)
        if title is not None and not is_council_paper(list(document.lines)[: title.after]):
            return read_letter(document, title, register, sha256)
        return read_document(document, register, sha256)
    except RefusedError as refused:
        return Refusal(refused.kind)
    except Exception:
        return Refusal(RefusalKind.UNREADABLE)


def read_document(document: Document, register: Sequence[CouncilNames], sha256: str = "") -> Reading:
    """Everything found in a document. Raises RefusedError if it is no report."""
    header = read_header(document)
    first = min((days.first for days in header.periods), default=None)
    last = max((days.last for days in header.periods), default=None)
    table = find_table(document)
    recognised = recognise(document, table, first)
    council = _council(document, register, first or header.published_on)
    problems = [*_front_problems(recognised, council, header, first, last)]
    grades: list[GradeFinding] = []
    if recognised.framework is not None:
        grades, grade_doubts = _grades(table, recognised.framework, with_board=recognised.with_board)
        problems += grade_doubts
    problems += page_problems(document)
    evidence = _Evidence(document, recognised.framework)
    return Reading(
        kind=document.kind,
        framework=recognised.framework.code if recognised.framework else None,
        framework_evidence=recognised.evidence,
        framework_page=recognised.line.page if recognised.line else None,
        council=council.slugs[0] if len(council.slugs) == 1 else None,
        council_as_printed=council.as_printed,
        inspected_from=PartialDate.of(first) if first else None,
        inspected_to=PartialDate.of(last) if last else None,
        other_periods=tuple(Period(PartialDate.of(d.first), PartialDate.of(d.last)) for d in header.periods[1:]),
        published_on=header.published_on,
        lead_inspectors=header.lead_inspectors,
        grades=tuple(evidence.with_ranges(grades)),
        paragraphs=evidence.paragraphs,
        improvements=evidence.improvements,
        figures=evidence.figures,
        problems=(*problems, *evidence.problems),
        pages=tuple("\n".join(line.text for line in page.lines) for page in document.pages),
        sha256=sha256,
    )


def _grades(
    table: TableOfGrades, framework: Framework, *, with_board: bool
) -> tuple[list[GradeFinding], list[Problem]]:
    record = read_record(table, framework)
    doubtful = {problem.judgement for problem in record.problems if problem.judgement}
    body = body_grades(record.others, framework)
    grades = cross_check(record.findings, body, framework, doubtful, with_board=with_board)
    return grades, [*record.problems, *grade_problems(grades, framework, record.problems)]


class _Evidence:
    """Paragraphs, areas for improvement and figures; a step that fails leaves a problem and not the others."""

    def __init__(self, document: Document, framework: Framework | None) -> None:
        self.problems: list[Problem] = []
        self.paragraphs = self._step("paragraphs", lambda: read_paragraphs(document, framework))
        self.improvements = self._step("areas for improvement", lambda: read_improvements(document, framework))
        self.figures = self._step("figures", lambda: read_figures(document, framework, self.paragraphs))

    def _step(self, name: str, step: Callable[[], tuple[tuple[Found, ...], tuple[Problem, ...]]]) -> tuple[Found, ...]:
        try:
            found, problems = step()
        except Exception as error:
            self.problems.append(Problem(ProblemKind.STEP_FAILED, f"Reading the {name}: {type(error).__name__}"))
            return ()
        self.problems += problems
        return found

    def with_ranges(self, grades: Sequence[GradeFinding]) -> list[GradeFinding]:
        """The findings with the first and last paragraph under each one's heading."""
        ranges = paragraph_ranges(self.paragraphs)
        placed = []
        for finding in grades:
            first, last = ranges.get((finding.service, finding.judgement), (None, None))
            placed.append(replace(finding, first_paragraph=first, last_paragraph=last))
        return placed


def _council(document: Document, register: Sequence[CouncilNames], day: date | None) -> CouncilMatch:
    """The council in the title or running headers, with any rival that the first pages name more often."""
    match = find_council(_titles(document), register, day)
    if len(match.slugs) != 1:
        return match
    text = " ".join(line.text for line in islice(document.lines, COUNCIL_LINES))
    return replace(match, slugs=(*match.slugs, *rivals(match.as_printed, text, register, day)))


def _titles(document: Document) -> list[str]:
    """Texts that name the council, the likeliest first: the title's lines together, then the running headers."""
    lines = [line.text for line in document.lines][: TITLE_LINES * 2]
    end = next((i for i, text in enumerate(lines) if text.lower().startswith("inspection date")), TITLE_LINES)
    running = [line.text for page in document.pages[1:3] for line in page.lines if line.furniture]
    return [" ".join(lines[: end + 1]), *running]


def _front_problems(
    recognised: Recognised, council: CouncilMatch, header: Header, first: date | None, last: date | None
) -> list[Problem]:
    page = recognised.line.page if recognised.line else None
    line = recognised.line.number if recognised.line else None
    problems = []
    if recognised.framework is None:
        problems.append(Problem(ProblemKind.FRAMEWORK_UNKNOWN, recognised.doubt, page, line))
    elif recognised.doubt:
        detail = f"Taken for {recognised.framework.short_name}: {recognised.doubt}"
        problems.append(Problem(ProblemKind.FRAMEWORK_DOUBTFUL, detail, page, line))
    if not council.slugs:
        problems.append(Problem(ProblemKind.COUNCIL_UNKNOWN, "The title names no council of the register.", 1))
    elif len(council.slugs) > 1:
        problems.append(Problem(ProblemKind.COUNCIL_DOUBTFUL, f"It may be: {', '.join(council.slugs)}", 1))
    elif council.before:
        detail = f"“{council.before}” stands before “{council.as_printed}” and may be a part of the name"
        problems.append(Problem(ProblemKind.COUNCIL_DOUBTFUL, detail, 1))
    if not header.lead_inspectors:
        problems.append(Problem(ProblemKind.LEAD_INSPECTOR_MISSING, "No lead inspector is named."))
    problems += date_problems(first, last, header.published_on, header.dates_unread)
    return problems
