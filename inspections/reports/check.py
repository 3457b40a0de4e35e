"""Cross-checks of the table, the body, the framework's rules and the dates."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from inspections.frameworks.definitions import NOT_JUDGED, Framework
from inspections.reports.body import BOARD, OVERALL, BodyGrade
from inspections.reports.document import Document
from inspections.reports.findings import GradeFinding, Problem, ProblemKind

MAX_DAYS_FROM_FIRST_TO_LAST = 130
MAX_DAYS_TO_PUBLICATION = 400


def cross_check(
    findings: Iterable[GradeFinding],
    body: Sequence[BodyGrade],
    framework: Framework,
    doubtful: Collection[str] = (),
    *,
    with_board: bool = False,
) -> list[GradeFinding]:
    """Every judgement of the framework in order, from the table or else from the body, with whether the two agree.

    A judgement that is nowhere in the report has no grade, nor has one whose row is `doubtful` (ids). Optional
    judgements, and the board's unless `with_board`, are left out if they are not in the report.
    """
    in_table = {finding.id: finding for finding in findings}
    checked = []
    for judgement in framework.judgements:
        stated = [grade for grade in body if grade.judgement == judgement.id]
        finding = in_table.get(judgement.id)
        if finding is None or (finding.grade is None and judgement.id not in doubtful):
            if not stated:
                if not judgement.optional and (judgement.id != BOARD or with_board):
                    checked.append(finding or GradeFinding(judgement.service, judgement.code, None))
                continue
            finding, stated = _from_body(judgement.service, judgement.code, stated)
        checked.append(_compared(finding, stated))
    return checked


def _from_body(service: str, code: str, stated: Sequence[BodyGrade]) -> tuple[GradeFinding, list[BodyGrade]]:
    """The finding from the first heading, or else from the first sentence, and the statements left to compare."""
    first = next((grade for grade in stated if grade.source == "heading"), stated[0])
    # “The overall judgement is good” is found as a heading and as a sentence; the sentence is the whole text.
    first = [grade for grade in stated if (grade.page, grade.line) == (first.page, first.line)][-1]
    finding = GradeFinding(
        service,
        code,
        first.code,
        source=first.source,
        quoted_line=first.quote,
        page=first.page,
        line=first.line,
        box=first.box,
    )
    return finding, [grade for grade in stated if (grade.page, grade.line) != (first.page, first.line)]


def _compared(finding: GradeFinding, stated: Sequence[BodyGrade]) -> GradeFinding:
    """Compare a finding with the body. Headings outweigh sentences, and any heading that differs is a contradiction."""
    headings = [grade for grade in stated if grade.source == "heading"]
    relevant = headings or list(stated)
    if not relevant or finding.grade is None:
        return finding
    different = [grade for grade in relevant if grade.code != finding.grade]
    shown = (different or relevant)[0]
    return replace(
        finding,
        body_grade=shown.code,
        body_quote=shown.quote,
        body_page=shown.page,
        body_line=shown.line,
        agreement="contradict" if different else "agree",
    )


def grade_problems(findings: Sequence[GradeFinding], framework: Framework, known: Sequence[Problem]) -> list[Problem]:
    """What is missing, contradictory or against the framework's rules, except for the `known` problems."""
    flagged = {problem.judgement for problem in known}
    problems = []
    if not any(finding.source in {"record", "table"} for finding in findings):
        problems.append(Problem(ProblemKind.RECORD_MISSING, "No row of the framework's judgements stands in a table."))
    elif unread := [finding for finding in findings if finding.grade is None]:
        # If one row is damaged, its neighbours may be too.
        detail = f"{len(unread)} of {len(findings)} judgements were not read"
        problems.append(Problem(ProblemKind.RECORD_INCOMPLETE, detail))
    for finding in findings:
        kind, detail = _doubt(finding, framework, above_table=_above_table(finding, findings))
        if kind is not None and not (kind is ProblemKind.JUDGEMENT_UNREAD and finding.id in flagged):
            problems.append(Problem(kind, detail, finding.page, finding.line, judgement=finding.id))
    problems += _limits(findings, framework)
    return problems


def _above_table(finding: GradeFinding, findings: Sequence[GradeFinding]) -> bool:
    """Whether a grade comes before the table's last row, where some reports state the overall grade."""
    rows = [(row.page or 0, row.line or 0) for row in findings if row.source == "table"]
    return (finding.page or 0, finding.line or 0) < max(rows, default=(0, 0))


def _doubt(finding: GradeFinding, framework: Framework, *, above_table: bool) -> tuple[ProblemKind | None, str]:
    """The gravest doubt about one finding."""
    judgement = framework.judgement(finding.id)
    if finding.grade is None:
        return ProblemKind.JUDGEMENT_UNREAD, f"No grade was read for “{judgement.name}”"
    if finding.agreement == "contradict":
        detail = f"“{finding.quoted_line}”, but on page {finding.body_page}: “{finding.body_quote}”"
        return ProblemKind.GRADES_CONTRADICT, detail
    if judgement.optional:
        return ProblemKind.GROUP_GRADED, f"“{finding.quoted_line}”"
    in_sentence = (
        framework.overall_in_sentence and finding.id == OVERALL and finding.source == "sentence" and above_table
    )
    if finding.source in {"heading", "sentence"} and finding.id != BOARD and not in_sentence:
        return ProblemKind.GRADE_FROM_BODY, f"“{finding.quoted_line}”"
    return None, ""


def _limits(findings: Sequence[GradeFinding], framework: Framework) -> Iterator[Problem]:
    rule = framework.overall_rule
    grades = {finding.id: finding.grade for finding in findings}
    if rule is None or grades.get(rule.judgement) in {None, NOT_JUDGED}:
        return
    overall = grades[rule.judgement]
    low = [id_ for id_ in rule.inadequate_where if grades.get(id_) == "inadequate"]
    deciding = (*rule.inadequate_where, *rule.may_be_inadequate_where)
    if low and overall != "inadequate":
        names = ", ".join(framework.judgement(id_).short_name for id_ in low)
        detail = f"{names}: inadequate, but overall effectiveness is not"
        yield Problem(ProblemKind.LIMITING_RULE_BROKEN, detail, judgement=rule.judgement)
    elif overall == "inadequate" and not any(grades.get(id_) in {"inadequate", None} for id_ in deciding):
        detail = "Overall effectiveness is inadequate, but nothing that decides it is"
        yield Problem(ProblemKind.LIMITING_RULE_BROKEN, detail, judgement=rule.judgement)


def date_problems(first: date | None, last: date | None, published: date | None, unread: str = "") -> Iterator[Problem]:
    """Dates that are missing or can't be right together. `unread` is text with a part that was not read."""
    if first is None or last is None:
        yield Problem(ProblemKind.INSPECTION_DATES_MISSING, "The front of the report gives no days on site.")
    elif last < first:
        yield Problem(ProblemKind.INSPECTION_DATES_DOUBTFUL, f"{last} is before {first}")
    elif (last - first).days > MAX_DAYS_FROM_FIRST_TO_LAST:
        yield Problem(ProblemKind.INSPECTION_DATES_DOUBTFUL, f"{first} to {last} is very long")
    elif unread:
        yield Problem(ProblemKind.INSPECTION_DATES_DOUBTFUL, f"“{unread}” was read as {first} to {last}")
    if published is None:
        yield Problem(ProblemKind.PUBLICATION_DATE_MISSING, "The report does not say when it was published.")
    elif last is not None and not 0 <= (published - last).days <= MAX_DAYS_TO_PUBLICATION:
        yield Problem(ProblemKind.PUBLICATION_DATE_DOUBTFUL, f"Published {published}, last day on site {last}")


def page_problems(document: Document) -> list[Problem]:
    """Pages of a PDF that hold no text."""
    if document.kind == "text":
        return []
    return [
        Problem(ProblemKind.PAGE_WITHOUT_TEXT, f"Page {page.number}", page.number)
        for page in document.pages
        if not page.lines
    ]
