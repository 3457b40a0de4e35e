"""From a reading to rows of the database: the texts of a report, which are stored here; grades, areas, figures and
problems, which are not saved yet."""

from collections.abc import Iterable

from inspections.frameworks.loader import framework as framework_of
from inspections.models import (
    AreaForImprovement,
    Grade,
    Inspection,
    Report,
    ReportPage,
    ReportParagraph,
    ReportProblem,
    StatedFigure,
)
from inspections.reports.findings import Improvement, Problem, Reading
from inspections.reports.letters.findings import LetterReading
from inspections.search.index import index_reports

LONGEST_HEADING = 200


def store_texts(read: Iterable[tuple[Report, Reading | LetterReading]]) -> None:
    """Store the pages, paragraphs and search index of reports and letters that have just been saved."""
    pages: list[ReportPage] = []
    paragraphs: list[ReportParagraph] = []
    for report, reading in read:
        pages += [
            ReportPage(report=report, number=number, text=text) for number, text in enumerate(reading.pages, start=1)
        ]
        paragraphs += (
            _letter_paragraphs(report, reading) if isinstance(reading, LetterReading) else _paragraphs(report, reading)
        )
    ReportPage.objects.bulk_create(pages)
    ReportParagraph.objects.bulk_create(paragraphs)
    index_reports(paragraphs)


def _paragraphs(report: Report, reading: Reading) -> Iterable[ReportParagraph]:
    for paragraph in reading.paragraphs:
        yield ReportParagraph(
            report=report,
            order=paragraph.order,
            number=paragraph.number,
            page=paragraph.page,
            service=paragraph.service or "",
            judgement=paragraph.judgement or "",
            text=paragraph.text,
        )


def _letter_paragraphs(report: Report, letter: LetterReading) -> Iterable[ReportParagraph]:
    for paragraph in letter.paragraphs:
        yield ReportParagraph(
            report=report,
            order=paragraph.order,
            page=paragraph.page,
            heading=paragraph.heading[:LONGEST_HEADING],
            text=paragraph.text,
        )


def draft_grades(reading: Reading, framework: str, source: str) -> Iterable[Grade]:
    """Unsaved grades for the judgements that were read. `source` is the address of the report."""
    definition = framework_of(framework)
    for finding in reading.grades:
        # Skip what was read under another framework than staff chose.
        if finding.grade is None or not definition.has(finding.id) or finding.grade not in definition.grade_codes():
            continue
        both = finding.first_paragraph is not None and finding.last_paragraph is not None
        yield Grade(
            service=finding.service,
            judgement=finding.judgement,
            grade=finding.grade,
            provenance=Grade.Provenance.REPORT,
            source=source,
            page=finding.page,
            paragraph_first=finding.first_paragraph if both else None,
            paragraph_last=finding.last_paragraph if both else None,
            paragraphs_derived=both and finding.ranges_derived,
            quoted_line=finding.quoted_line,
        )


def draft_areas(reading: Reading, draft: Inspection) -> Iterable[AreaForImprovement]:
    """Unsaved areas for improvement, numbered within their service."""
    by_service: dict[str, list[Improvement]] = {}
    default = draft.framework_definition.services[0].code
    for improvement in sorted(reading.improvements, key=lambda item: item.order):
        by_service.setdefault(improvement.service or default, []).append(improvement)
    for service, improvements in by_service.items():
        for order, improvement in enumerate(improvements, start=1):
            yield AreaForImprovement(
                inspection=draft,
                service=service,
                order=order,
                timescale=improvement.timescale or "",
                addressee=improvement.addressee or "",
                text=improvement.text,
                page=improvement.page,
            )


def draft_figures(reading: Reading, draft: Inspection) -> Iterable[StatedFigure]:
    """Unsaved figures in the report's order, each kind and age band once."""
    stated = {(figure.kind, figure.age_band or figure.part or ""): figure for figure in reversed(reading.figures)}
    for order, ((kind, band), figure) in enumerate(reversed(stated.items()), start=1):
        if figure.value != int(figure.value):
            continue
        paragraph = figure.paragraph or ""
        yield StatedFigure(
            inspection=draft,
            order=order,
            kind=kind,
            value=int(figure.value),
            qualifier=figure.qualifier or "",
            age_band=band,
            paragraph=int(paragraph) if paragraph.isdecimal() else None,
            page=figure.page,
            quoted_line=figure.quoted_line,
        )


def problem_row(problem: Problem) -> ReportProblem:
    """The unsaved problem of a reading, of no report yet."""
    paragraph = problem.paragraph or ""
    return ReportProblem(
        kind=problem.kind.value,
        severity=problem.severity,
        detail=problem.detail,
        advice=problem.kind.advice,
        page=problem.page,
        line=problem.line,
        paragraph=int(paragraph) if paragraph.isdecimal() else None,
        judgement=problem.judgement or "",
    )
