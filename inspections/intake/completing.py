"""Drafts of reports and letters that lack something, which staff have filled in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User

from inspections.actions import ActionRefusedError, in_turn, save_draft
from inspections.models import Inspection, Report, ReportProblem, Visit
from inspections.reports.findings import Reading
from inspections.reports.letters.findings import LetterReading

from .letters import draft_of_visit
from .matching import DIFFERS_FROM_RECORD, PublishedRecord
from .proposing import NEEDED, draft_of_inspection, header_of


def make_draft(report: Report, *, by: User, **header: Any) -> Inspection:
    """Make the draft of a report whose council, framework or dates staff had to fill in.

    `header` has what the reading lacks: `council` (a Council), `framework` (code), `inspected_from`, `published_on` …
    Raises ActionRefusedError with what is still missing.
    """
    reading = Reading.from_json(report.reading)
    given = {name: value for name, value in header.items() if value is not None}
    with in_turn():
        record = _record_of(reading, given)
        values = header_of(reading, record) | given
        missing = [label for name, label in NEEDED.items() if not values.get(name)]
        if missing:
            raise ActionRefusedError(f"Before a draft can be made, fill in {' and '.join(missing)}.")
        if Report.objects.filter(pk=report.pk, inspection__isnull=False).exists():
            raise ActionRefusedError("Somebody has made the draft of this report meanwhile.")
        problems = _open_problems(report)
        draft, parts = draft_of_inspection(reading, values, record, problems, by=by)
        save_draft(draft, parts, by=by)
        report.inspection = draft
        _save_with_draft(report, problems)
    return draft


def make_visit_draft(report: Report, *, by: User, **header: Any) -> Visit:
    """Make the draft of a letter whose council staff had to fill in.

    `header` has what the reading lacks: `council` (a Council), `visited_from`, `published_on` …
    Raises ActionRefusedError with what is still missing.
    """
    letter = LetterReading.from_json(report.reading)
    with in_turn():
        if Report.objects.filter(pk=report.pk, visit__isnull=False).exists():
            raise ActionRefusedError("Somebody has made the draft of this letter meanwhile.")
        problems = _open_problems(report)
        made = draft_of_visit(letter, _record_of(letter, header), problems, by=by, **header)
        if made is None:
            raise ActionRefusedError("Before a draft can be made, fill in the council.")
        draft, areas = made
        save_draft(draft, areas, by=by)
        report.visit = draft
        _save_with_draft(report, problems)
    return draft


def _record_of(reading: Reading | LetterReading, header: Mapping[str, Any]) -> PublishedRecord:
    council = header.get("council")
    return PublishedRecord(filter(None, [reading.council, council.slug if council else None]))


def _open_problems(report: Report) -> list[ReportProblem]:
    """The report's open problems, without those of a draft that was deleted."""
    report.problems.filter(kind=DIFFERS_FROM_RECORD).delete()
    return list(report.problems.blocking())


def _save_with_draft(report: Report, problems: Iterable[ReportProblem]) -> None:
    """Save a report that has its draft now, with the problems that were settled or found in making it."""
    report.save(update_fields=["inspection", "visit"])
    for problem in problems:
        if not problem.pk:
            problem.report = report
            problem.save()
        elif problem.closed_at:
            problem.save(update_fields=["closed_by", "closed_at", "closed_because"])
