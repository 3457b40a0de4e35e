"""What is doubtful in the reading of a draft: shown on top of its page, and settled with a word of why."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from inspections import actions
from inspections.models import Inspection, Report, ReportProblem
from inspections.reports.findings import ProblemKind


@dataclass(frozen=True)
class ShownProblem:
    """A problem, the place it is about, and what has been typed to close it but is not saved yet."""

    problem: ReportProblem
    place: str
    address: str
    typed: str

    @property
    def field(self) -> str:
        """The name of the field for why it is closed."""
        return field_for(self.problem)


def field_for(problem: ReportProblem) -> str:
    """The name of the field of the form in which a problem is closed."""
    return f"close-{problem.pk}"


def shown(reports: Iterable[Report], inspection: Inspection, typed: Mapping[str, str]) -> list[ShownProblem]:
    """The problems of the reports, open ones first and the gravest first."""
    gravity = [severity.value for severity in ReportProblem.Severity]
    found = [
        _shown(problem, report, inspection, typed.get(field_for(problem), ""))
        for report in reports
        for problem in report.problems.all()
    ]
    return sorted(found, key=lambda item: (item.problem.closed_at is not None, gravity.index(item.problem.severity)))


def close(inspection: Inspection, typed: Mapping[str, str], filled_in: Collection[str], *, by: Any) -> None:
    """Settle the open problems for which a reason was typed, and those about what was missing and is filled in now.

    `filled_in` holds `published_on` and the ids of the judgements to which this save gave a grade.
    """
    for problem in ReportProblem.objects.filter(report__inspection=inspection, closed_at__isnull=True):
        because = typed.get(field_for(problem), "").strip()
        if not because and _gap(problem) in filled_in:
            because = "Filled in by hand."
        if because:
            actions.close_problem(problem, by=by, because=because)


def _gap(problem: ReportProblem) -> str | None:
    """What is missing, as `close` names it; None where the problem is about something else."""
    if problem.kind == ProblemKind.PUBLICATION_DATE_MISSING.value:
        return "published_on"
    unread = (ProblemKind.JUDGEMENT_UNREAD.value, ProblemKind.GRADE_UNCLEAR.value)
    return problem.judgement if problem.kind in unread else None


def _shown(problem: ReportProblem, report: Report, inspection: Inspection, typed: str) -> ShownProblem:
    known = problem.judgement and inspection.framework_definition.has(problem.judgement)
    if known:
        name = inspection.framework_definition.judgement(problem.judgement).name
        return ShownProblem(problem, name, f"#row-{problem.judgement}", typed)
    if problem.page and report.kind == Report.Kind.PDF:
        address = reverse("admin:report_page_picture", args=[report.pk, problem.page])
        return ShownProblem(problem, f"page {problem.page}", address, typed)
    where = f"line {problem.line}" if problem.line else ""
    return ShownProblem(problem, where, "", typed)
