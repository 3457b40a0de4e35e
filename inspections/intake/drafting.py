"""From a report's file to a draft that staff can check: reading, recognising, matching with what is on record."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import DataError
from django.utils import timezone
from django.utils.formats import date_format

from inspections.actions import ActionRefusedError, close_problem, create_draft, in_turn
from inspections.models import AreaForImprovement, Council, Inspection, Report, ReportProblem, StatedFigure
from inspections.reports.findings import ProblemKind, Reading, Refusal

from .matching import find_on_record, flag_differences
from .transcription import draft_areas, draft_figures, draft_grades, store_findings

DRAFT_NOT_MADE = "draft_not_made"
LONGEST_NAME = 200


@dataclass(frozen=True)
class LoadResult:
    """What became of one file. `outcome`: loaded, known (loaded before), reread, or refused."""

    name: str
    outcome: str
    message: str
    report: Report | None = None
    differences: tuple[str, ...] = ()

    @property
    def draft(self) -> Inspection | None:
        """The draft that awaits checking, where there is one."""
        inspection = self.report.inspection if self.report else None
        return inspection if inspection and inspection.status == Inspection.Status.DRAFT else None


def content_hash(data: bytes) -> str:
    """The SHA-256 of a file's content, by which a report is recognised whatever its name."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes, name: str, found: Reading | Refusal, *, by: AbstractBaseUser, reread: bool = False) -> LoadResult:
    """Store what was read from a file, and make the draft; all or nothing.

    A file with the same content is recognised: nothing is stored twice, and where this reading differs from
    the stored one the result says how. With `reread` the newer reading takes the place of a draft that nobody
    has edited; what is published stays as it is.
    """
    if isinstance(found, Refusal):
        return LoadResult(name, "refused", found.message)
    sha256 = content_hash(data)
    with in_turn():
        known = Report.objects.select_related("inspection__council").filter(sha256=sha256).first()
        if known is not None:
            return _recognised(known, name, found, by=by, reread=reread)
        report = Report(
            # A file may have a longer name than a database takes.
            name=name[:LONGEST_NAME],
            sha256=sha256,
            kind=found.kind,
            reader_version=str(found.reader_version),
            reading=found.to_json(),
            uploaded_by=by,
            read_at=timezone.now(),
        )
        report.file.save(f"{sha256}.{'pdf' if found.kind == 'pdf' else 'txt'}", ContentFile(data), save=False)
        try:
            report.save()
            store_findings(report, found)
            _draft_if_complete(report, found, by=by)
        except BaseException:
            report.file.delete(save=False)
            raise
    return LoadResult(name, "loaded", _summary(report, found), report)


def make_draft(report: Report, *, by: AbstractBaseUser, **header: Any) -> Inspection:
    """The draft of a report whose council, framework or dates staff had to fill in.

    `header` holds what the reading lacks: `council` (a Council), `framework` (code), `inspected_from`,
    `published_on` … ActionRefusedError names what is still missing.
    """
    reading = Reading.from_json(report.reading)
    values = {**_header(reading), **{name: value for name, value in header.items() if value is not None}}
    missing = [label for name, label in _NEEDED.items() if not values.get(name)]
    if missing:
        raise ActionRefusedError(f"Before a draft can be made, fill in {' and '.join(missing)}.")
    with in_turn():
        if Report.objects.filter(pk=report.pk, inspection__isnull=False).exists():
            raise ActionRefusedError("Somebody has made the draft of this report meanwhile.")
        return _made(report, reading, values, by=by)


def _made(report: Report, reading: Reading, values: dict[str, Any], *, by: AbstractBaseUser) -> Inspection:
    values.setdefault("inspected_from_known_to", Inspection.KnownTo.DAY)
    values.setdefault(
        "replaces",
        find_on_record(values["council"], values["framework"], values["inspected_from"], values["published_on"]),
    )
    _take_from_record(report, values, by=by)
    draft = create_draft(by=by, grades=draft_grades(reading, values["framework"], values["report_url"]), **values)
    StatedFigure.objects.bulk_create(draft_figures(reading, draft))
    AreaForImprovement.objects.bulk_create(draft_areas(reading, draft))
    report.inspection = draft
    report.save(update_fields=["inspection"])
    flag_differences(report, draft)
    return draft


_NEEDED = {
    "council": "the council",
    "framework": "the framework",
    "inspected_from": "the first day of the inspection",
}


def _header(reading: Reading) -> dict[str, Any]:
    values: dict[str, Any] = {
        "council": Council.objects.filter(slug=reading.council).first() if reading.council else None,
        "framework": reading.framework or "",
        "published_on": reading.published_on,
        "lead_inspector": ", ".join(reading.lead_inspectors),
        "report_url": "",
    }
    if reading.inspected_from:
        values["inspected_from"] = reading.inspected_from.earliest
        values["inspected_from_known_to"] = reading.inspected_from.known_to
    if reading.inspected_to and reading.inspected_to.is_exact:
        values["inspected_to"] = reading.inspected_to.earliest
    if reading.other_periods:
        second = reading.other_periods[0]
        values["second_inspected_from"], values["second_inspected_to"] = second.first.earliest, second.last.latest
    return values


def _take_from_record(report: Report, values: dict[str, Any], *, by: AbstractBaseUser) -> None:
    """What a report does not print but the inspection on record says: its address, and the day it came out."""
    on_record = values["replaces"]
    if on_record is None:
        return
    values["report_url"] = values["report_url"] or on_record.report_url
    if values["published_on"] is None and on_record.published_on:
        values["published_on"] = on_record.published_on
        for problem in report.problems.blocking().filter(kind=ProblemKind.PUBLICATION_DATE_MISSING.value):
            close_problem(
                problem, by=by, because=f"The inspection on record gives {date_format(on_record.published_on)}."
            )


def _draft_if_complete(report: Report, reading: Reading, *, by: AbstractBaseUser) -> None:
    """No draft yet where council, framework or dates are missing or cannot be right: staff are asked first."""
    values = _header(reading)
    if not all(values.get(name) for name in _NEEDED):
        return
    try:
        make_draft(report, by=by)
    except (ActionRefusedError, DataError) as refusal:
        ReportProblem.objects.create(
            report=report,
            kind=DRAFT_NOT_MADE,
            severity=ReportProblem.Severity.ERROR,
            detail=str(refusal),
            advice="Look these facts up in the report and fill them in.",
        )


def _recognised(known: Report, name: str, found: Reading, *, by: AbstractBaseUser, reread: bool) -> LoadResult:
    changed = tuple(_reading_differences(Reading.from_json(known.reading), found))
    if not changed:
        return LoadResult(name, "known", f"loaded before, as {known.name}", known)
    if not reread:
        return LoadResult(name, "known", "loaded before; this reader finds differences", known, changed)
    draft = known.inspection
    if draft is not None and draft.status != Inspection.Status.DRAFT:
        return LoadResult(name, "known", "published before; correct what differs in the admin", known, changed)
    if draft is not None and draft.lock_version:
        return LoadResult(name, "known", "loaded before; its draft has been edited and is kept", known, changed)
    if draft is not None:
        draft.delete()
    known.pages.all().delete()
    known.paragraphs.all().delete()
    known.problems.all().delete()
    known.inspection = None
    known.reading, known.reader_version = found.to_json(), str(found.reader_version)
    known.read_at = timezone.now()
    known.save()
    store_findings(known, found)
    _draft_if_complete(known, found, by=by)
    return LoadResult(name, "reread", _summary(known, found), known, changed)


def _reading_differences(before: Reading, after: Reading) -> Iterable[str]:
    for name in ("council", "framework", "inspected_from", "inspected_to", "published_on"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{name.replace('_', ' ')}: {old or 'not found'} → {new or 'not found'}"
    grades = {finding.id: finding.grade for finding in before.grades}
    for finding in after.grades:
        old_grade = grades.pop(finding.id, None)
        if old_grade != finding.grade:
            yield f"{finding.id}: {old_grade or 'not read'} → {finding.grade or 'not read'}"
    for judgement_id, grade in grades.items():
        yield f"{judgement_id}: {grade or 'not read'} → not found"
    for name in ("paragraphs", "improvements", "figures", "problems"):
        old_count, new_count = len(getattr(before, name)), len(getattr(after, name))
        if old_count != new_count:
            yield f"{name}: {old_count} → {new_count}"


def _summary(report: Report, reading: Reading) -> str:
    if report.inspection_id is None:
        return "council, framework or dates not found"
    read = sum(finding.grade is not None for finding in reading.grades)
    return f"{read} grades, {report.problems.blocking().count()} problems to settle"
