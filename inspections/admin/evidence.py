"""What a draft was read from: lines beside the grades, pictures of pages, the file itself. Only for staff."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from inspections.intake.pictures import keep_picture, picture_path
from inspections.models import Grade, Inspection, Report, ReportProblem
from inspections.reports.document import PageBox
from inspections.reports.findings import GradeFinding, Reading
from inspections.reports.outcomes import outcome_from_json
from inspections.reports.sandbox import render_region
from inspections.wording.results import provenance_words

from .grades import LABELS, GradeForm, GradeFormSet

AGREEMENT = {
    "agree": "The text of the report says the same",
    "silent": "The text of the report gives no grade of its own",
    "contradict": "The text of the report says otherwise",
}
staff_with_reports = permission_required("inspections.view_report", raise_exception=True)


@dataclass(frozen=True)
class RowEvidence:
    """Evidence beside one judgement: what was read, and what is already on record for the inspection."""

    report: Report | None
    finding: GradeFinding | None
    on_record: Grade | None
    differs: bool
    problems: tuple[ReportProblem, ...]

    @property
    def on_record_from(self) -> str:
        """Where the grade on record comes from."""
        return provenance_words(self.on_record.provenance, self.on_record.evidence) if self.on_record else ""

    @property
    def has_picture(self) -> bool:
        """Whether the part of the page can be shown."""
        return bool(self.report and self.report.kind == Report.FileType.PDF and self.finding and self.finding.page)

    @property
    def place(self) -> list[tuple[str, str]]:
        """Where the grade was read, for the page beside the form: page and height on it, or the line of a text."""
        finding = self.finding
        if finding is None or self.report is None:
            return []
        line = finding.line if self.report.kind == Report.FileType.TEXT else None
        box = finding.box
        known = {"page": finding.page, "line": line, "top": box and box.top, "bottom": box and box.bottom}
        return [(name, str(value)) for name, value in known.items() if value is not None]

    def summary_of(self, grade: Grade) -> str:
        """Where a drafted grade is from, in a line: Read, page 2, paragraphs 9 to 13; the text agrees."""
        is_read = grade.provenance == Grade.Provenance.REPORT and self.finding is not None
        words = ["Read" if is_read else grade.get_provenance_display()]
        if grade.page and not (self.report and self.report.kind == Report.FileType.TEXT):
            words.append(f"page {grade.page}")
        if grade.paragraph_first is not None:
            words.append(f"paragraphs {grade.paragraph_first} to {grade.paragraph_last}")
        agrees = self.finding is not None and self.finding.agreement == "agree"
        return ", ".join(words) + ("; the text agrees" if agrees else "")

    @property
    def on_record_alike(self) -> bool:
        """Whether the grade on record is the drafted one."""
        return self.on_record is not None and not self.differs

    @property
    def is_doubtful(self) -> bool:
        """Whether the evidence should be looked at first."""
        blocks = any(problem.severity != ReportProblem.Severity.NOTE for problem in self.problems)
        return self.differs or blocks or bool(self.finding and self.finding.agreement == "contradict")

    @property
    def agreement(self) -> str:
        """Whether the body of the report agrees with the record of main findings."""
        if self.finding is None or self.finding.grade is None:
            return ""
        words = AGREEMENT[self.finding.agreement]
        return f"{words}: {LABELS[self.finding.body_grade]}" if self.finding.body_grade else words


def set_beside(formset: GradeFormSet, draft: Inspection, report: Report | None) -> None:
    """Give every row of the form its evidence."""
    reading = Reading.from_json(report.reading) if report else None
    on_record = {grade.judgement_id: grade for grade in draft.replaces.grades.all()} if draft.replaces else {}
    problems = list(report.problems.filter(closed_at__isnull=True)) if report else []
    for form in formset.forms:
        form.evidence = _row(form, report, reading, on_record, problems)


def _row(
    form: GradeForm,
    report: Report | None,
    reading: Reading | None,
    on_record: dict[str, Grade],
    problems: list[ReportProblem],
) -> RowEvidence:
    judgement_id = form.instance.judgement_id
    current = on_record.get(judgement_id)
    drafted = form["grade"].value()
    return RowEvidence(
        report=report,
        finding=reading.grade(judgement_id) if reading else None,
        on_record=current,
        differs=current is not None and bool(drafted) and current.grade != drafted,
        problems=tuple(problem for problem in problems if problem.judgement == judgement_id),
    )


@staff_with_reports
def judgement_picture(_request: HttpRequest, pk: int, judgement: str) -> FileResponse:
    """PNG of the part of the page that a grade was read from."""
    report = get_object_or_404(Report, pk=pk, kind=Report.FileType.PDF)
    reading = outcome_from_json(report.reading)
    finding = reading.grade(judgement) if isinstance(reading, Reading) else None
    if finding is None or finding.page is None:
        raise Http404
    return _picture(report, finding.page, finding.box, f"{judgement}-{report.reader_version}")


@staff_with_reports
def page_picture(_request: HttpRequest, pk: int, page: int) -> FileResponse:
    """PNG of a whole page."""
    return _picture(get_object_or_404(Report, pk=pk, kind=Report.FileType.PDF), page, None, f"page-{page}")


def _picture(report: Report, page: int, box: PageBox | None, name: str) -> FileResponse:
    """Draw the picture once, in the limited process, and keep it beside the reports, which are not served."""
    path = picture_path(report, name)
    if default_storage.exists(path):
        picture: File[bytes] = default_storage.open(path)
    else:
        with report.file.open() as file:
            png = render_region(file.read(), page, box)
        if png is None:
            raise Http404
        keep_picture(path, png)
        picture = ContentFile(png)
    response = FileResponse(picture, content_type="image/png")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@staff_with_reports
def source_file(_request: HttpRequest, pk: int) -> FileResponse:
    """The file as uploaded, as a download, so that it is never opened within the site."""
    report = get_object_or_404(Report, pk=pk)
    kind = "application/pdf" if report.kind == Report.FileType.PDF else "text/plain; charset=utf-8"
    response = FileResponse(report.file.open(), as_attachment=True, filename=report.name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response
