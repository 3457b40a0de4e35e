"""Cross-checks of the table, the body, the framework's rules and the dates."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from inspections.frameworks.definitions import NOT_JUDGED, Framework
from inspections.reports.body import BOARD, OVERALL, BodyGrade
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
    in_table = {found.id: found for found in findings}
    checked = []
    for judgement in framework.judgements:
        stated = [grade for grade in body if grade.judgement == judgement.id]
        found = in_table.get(judgement.id)
        if found is None or (found.grade is None and judgement.id not in doubtful):
            if not stated:
                if not judgement.optional and (judgement.id != BOARD or with_board):
                    checked.append(found or GradeFinding(judgement.service, judgement.code, None))
                continue
            found, stated = _from_body(judgement.service, judgement.code, stated)
        checked.append(_compared(found, stated))
    return checked


def _from_body(service: str, code: str, stated: Sequence[BodyGrade]) -> tuple[GradeFinding, list[BodyGrade]]:
    """The finding from the first heading, or else from the first sentence, and the statements left to compare."""
    first = next((grade for grade in stated if grade.source == "heading"), stated[0])
    # “The overall judgement is good” is found as a heading and as a sentence; the sentence is the whole text.
    first = [grade for grade in stated if (grade.page, grade.line) == (first.page, first.line)][-1]
    found = GradeFinding(
        service,
        code,
        first.code,
        source=first.source,
        quoted_line=first.quote,
        page=first.page,
        line=first.line,
        box=first.box,
    )
    return found, [grade for grade in stated if (grade.page, grade.line) != (first.page, first.line)]


def _compared(found: GradeFinding, stated: Sequence[BodyGrade]) -> GradeFinding:
    """Compare a finding with the body. Headings outweigh sentences, and any heading that differs is a contradiction."""
    headings = [grade for grade in stated if grade.source == "heading"]
    relevant = headings or list(stated)
    if not relevant or found.grade is None:
        return found
    different = [grade for grade in relevant if grade.code != found.grade]
    shown = (different or relevant)[0]
    return replace(
        found,
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
    if not any(found.source in {"record", "table"} for found in findings):
        problems.append(Problem(ProblemKind.RECORD_MISSING, "No row of the framework's judgements stands in a table."))
    elif unread := [found for found in findings if found.grade is None]:
        # If one row is damaged, its neighbours may be too.
        detail = f"{len(unread)} of {len(findings)} judgements were not read"
        problems.append(Problem(ProblemKind.RECORD_INCOMPLETE, detail))
    for found in findings:
        kind, detail = _doubt(found, framework, above_table=_above_table(found, findings))
        if kind is not None and not (kind is ProblemKind.JUDGEMENT_UNREAD and found.id in flagged):
            problems.append(Problem(kind, detail, found.page, found.line, judgement=found.id))
    problems += _limits(findings, framework)
    return problems


def _above_table(found: GradeFinding, findings: Sequence[GradeFinding]) -> bool:
    """Whether a grade comes before the table's last row, where some reports state the overall grade."""
    rows = [(row.page or 0, row.line or 0) for row in findings if row.source == "table"]
    return (found.page or 0, found.line or 0) < max(rows, default=(0, 0))


def _doubt(found: GradeFinding, framework: Framework, *, above_table: bool) -> tuple[ProblemKind | None, str]:
    """The gravest doubt about one finding."""
    judgement = framework.judgement(found.id)
    if found.grade is None:
        return ProblemKind.JUDGEMENT_UNREAD, f"No grade was read for “{judgement.name}”"
    if found.agreement == "contradict":
        detail = f"“{found.quoted_line}”, but on page {found.body_page}: “{found.body_quote}”"
        return ProblemKind.GRADES_CONTRADICT, detail
    if judgement.optional:
        return ProblemKind.GROUP_GRADED, f"“{found.quoted_line}”"
    in_sentence = framework.overall_in_sentence and found.id == OVERALL and found.source == "sentence" and above_table
    if found.source in {"heading", "sentence"} and found.id != BOARD and not in_sentence:
        return ProblemKind.GRADE_FROM_BODY, f"“{found.quoted_line}”"
    return None, ""


def _limits(findings: Sequence[GradeFinding], framework: Framework) -> Iterator[Problem]:
    rule = framework.overall_rule
    grades = {found.id: found.grade for found in findings}
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
