"""Problems in the reading of a draft: shown at the top of its page, and closed with a reason."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from inspections import actions
from inspections.models import Inspection, Report, ReportProblem, Visit
from inspections.reports.findings import ProblemKind


@dataclass(frozen=True)
class ShownProblem:
    """A problem, the place it is about, and the text typed to close it but not saved yet."""

    problem: ReportProblem
    place: str
    address: str
    typed: str
    # How many open problems of the draft are of its kind.
    alike: int = 1

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Each standard reason with the value of its button."""
        return [(f"{self.problem.pk}|{code}", words) for code, words in STANDARD_REASONS.items()]

    @property
    def reasons_for_all(self) -> list[tuple[str, str]]:
        """The same for all problems of the kind, if there are several."""
        if self.alike < 2:
            return []
        return [(f"{ALL_OF_KIND}:{self.problem.kind}|{code}", words) for code, words in STANDARD_REASONS.items()]

    @property
    def everywhere(self) -> str:
        """Where all open problems of the kind stand, of every draft, to be closed together."""
        asked = urlencode({"open": "yes", "kind": self.problem.kind})
        return f"{reverse('admin:inspections_reportproblem_changelist')}?{asked}"

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of publication."""
        return _blocks(self.problem)

    @property
    def field(self) -> str:
        """Name of the form field for the reason."""
        return field_for(self.problem)


STANDARD_REASONS = {
    "checked": "Checked in the report: what was read is right.",
    "wording": "Ofsted’s own wording.",
    "other": "Two things that need not agree: another group or another date.",
}
CLOSE = "close_with"
ALL_OF_KIND = "kind"


def field_for(problem: ReportProblem) -> str:
    """Name of the form field for the reason why a problem is closed."""
    return f"close-{problem.pk}"


def shown(reports: Iterable[Report], record: Inspection | Visit, typed: Mapping[str, str]) -> list[ShownProblem]:
    """The problems of the reports: open ones first, then by severity."""
    gravity = [severity.value for severity in ReportProblem.Severity]
    problems = [
        _shown(problem, report, record, typed.get(field_for(problem), ""))
        for report in reports
        for problem in report.problems.all()
    ]
    kinds = Counter(item.problem.kind for item in problems if _blocks(item.problem))
    problems = [replace(item, alike=kinds[item.problem.kind]) for item in problems]
    return sorted(problems, key=lambda item: (item.problem.closed_at is not None, gravity.index(item.problem.severity)))


def _blocks(problem: ReportProblem) -> bool:
    return problem.closed_at is None and problem.severity != ReportProblem.Severity.NOTE


def close(record: Inspection | Visit, typed: Mapping[str, str], filled_in: Collection[str], *, by: Any) -> None:
    """Close the open problems with a reason typed, and those about something missing that is now filled in.

    `filled_in` has the names of the fields and the ids of the judgements that this save filled in.
    """
    whose, _, code = typed.get(CLOSE, "").partition("|")
    for problem in ReportProblem.objects.filter(report__in=record.reports.all(), closed_at__isnull=True):
        because = typed.get(field_for(problem), "").strip()
        if not because and whose in (str(problem.pk), f"{ALL_OF_KIND}:{problem.kind}"):
            because = STANDARD_REASONS.get(code, "")
        if not because and _gap(problem) in filled_in:
            because = "Filled in by hand."
        if because:
            actions.close_problem(problem, by=by, because=because)


_FIELDS = {
    ProblemKind.PUBLICATION_DATE_MISSING.value: "published_on",
    ProblemKind.VISIT_DAYS_MISSING.value: "visited_from",
    ProblemKind.THEME_MISSING.value: "theme",
}


def _gap(problem: ReportProblem) -> str | None:
    """What is missing, in the terms of `close`. None if the problem is about something else."""
    if problem.kind in _FIELDS:
        return _FIELDS[problem.kind]
    unread = (ProblemKind.JUDGEMENT_UNREAD.value, ProblemKind.GRADE_UNCLEAR.value)
    return problem.judgement if problem.kind in unread else None


def _shown(problem: ReportProblem, report: Report, record: Inspection | Visit, typed: str) -> ShownProblem:
    if isinstance(record, Inspection) and problem.judgement and record.framework_definition.has(problem.judgement):
        name = record.framework_definition.judgement(problem.judgement).name
        return ShownProblem(problem, name, f"#row-{problem.judgement}", typed)
    if problem.page and report.kind == Report.FileType.PDF:
        address = reverse("admin:report_page_picture", args=[report.pk, problem.page])
        return ShownProblem(problem, f"page {problem.page}", address, typed)
    if problem.line and report.kind == Report.FileType.TEXT:
        return ShownProblem(problem, f"line {problem.line}", f"#line-{problem.line}", typed)
    return ShownProblem(problem, f"line {problem.line}" if problem.line else "", "", typed)
