"""From a report's file to a draft that staff can check: reading, recognising, matching with what is on record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from .actions import ActionRefusedError, close_problem, create_draft
from .dates import PartialDate
from .frameworks import framework as framework_of
from .models import (
    AreaForImprovement,
    Council,
    Grade,
    Inspection,
    Report,
    ReportPage,
    ReportParagraph,
    ReportProblem,
    StatedFigure,
)
from .reports.councils import CouncilNames
from .reports.findings import Improvement, Problem, ProblemKind, Reading, Refusal

DIFFERS_FROM_RECORD = "differs_from_record"


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


@dataclass(frozen=True)
class Difference:
    """One judgement on which a draft and the inspection on record do not agree; grades are display words."""

    judgement: str
    drafted: str
    on_record: str
    provenance: str


def council_register() -> tuple[CouncilNames, ...]:
    """Every council with every name by which a report may call it."""
    councils = Council.objects.prefetch_related("aliases")
    return tuple(
        CouncilNames(
            slug=council.slug,
            names=tuple(
                dict.fromkeys(
                    name
                    for name in (
                        council.official_name,
                        council.short_name,
                        council.ofsted_name,
                        *(alias.name for alias in council.aliases.all()),
                    )
                    if name
                )
            ),
            valid_from=council.valid_from,
            valid_to=council.valid_to,
        )
        for council in councils
    )


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
    known = Report.objects.select_related("inspection__council").filter(sha256=content_hash(data)).first()
    if known is not None:
        return _recognised(known, name, found, by=by, reread=reread)
    with transaction.atomic():
        report = Report(
            name=name,
            sha256=content_hash(data),
            kind=found.kind,
            reader_version=str(found.reader_version),
            reading=found.to_json(),
            uploaded_by=by,
            read_at=timezone.now(),
        )
        report.file.save(f"{report.sha256}.{'pdf' if found.kind == 'pdf' else 'txt'}", ContentFile(data), save=False)
        try:
            with transaction.atomic():
                report.save()
                _store_findings(report, found)
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
    values.setdefault("inspected_from_known_to", Inspection.KnownTo.DAY)
    values.setdefault(
        "replaces",
        find_on_record(values["council"], values["framework"], values["inspected_from"], values["published_on"]),
    )
    with transaction.atomic():
        _take_from_record(report, values, by=by)
        draft = create_draft(by=by, grades=_grades(reading, values["framework"], values["report_url"]), **values)
        StatedFigure.objects.bulk_create(_figures(reading, draft))
        AreaForImprovement.objects.bulk_create(_areas(reading, draft))
        report.inspection = draft
        report.save(update_fields=["inspection"])
        _flag_differences(report, draft)
    return draft


def find_on_record(
    council: Council, framework: str, inspected_from: date, published_on: date | None
) -> Inspection | None:
    """The published inspection that a report seems to be of, or None.

    The same council and day of publication, or the same programme and first day. Where only a month or a year
    is on record it may be that of the inspection or of the publication, so either may match; a doubtful match
    (more than one) is none.
    """
    programme = framework_of(framework).programme
    candidates = []
    for inspection in Inspection.objects.published().filter(council=council).select_related("council"):
        if inspection.framework_definition.programme != programme:
            continue
        if published_on and inspection.published_on == published_on:
            return inspection
        if inspection.inspected.is_exact:
            if inspection.inspected_from == inspected_from:
                return inspection
        elif _may_be(inspection.inspected, inspected_from) or (
            published_on and _may_be(inspection.inspected, published_on)
        ):
            candidates.append(inspection)
    return candidates[0] if len(candidates) == 1 else None


def differences(draft: Inspection) -> list[Difference]:
    """Where the draft and the inspection on record it is about give different grades, in Ofsted's order."""
    if draft.replaces is None:
        return []
    drafted = {grade.judgement_id: grade for grade in draft.grades.all()}
    found = [
        Difference(
            grade.judgement_id,
            drafted[grade.judgement_id].get_grade_display(),
            grade.get_grade_display(),
            grade.get_provenance_display(),
        )
        for grade in draft.replaces.grades.all()
        if grade.judgement_id in drafted and drafted[grade.judgement_id].grade != grade.grade
    ]
    order = {judgement.id: judgement.order for judgement in draft.framework_definition.judgements}
    return sorted(found, key=lambda difference: order.get(difference.judgement, 0))


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
        values["inspected_from_known_to"] = _known_to(reading.inspected_from)
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


def _known_to(day: PartialDate) -> str:
    if day.is_exact:
        return Inspection.KnownTo.DAY
    return Inspection.KnownTo.MONTH if day.month else Inspection.KnownTo.YEAR


def _may_be(partial: PartialDate, day: date) -> bool:
    return partial.earliest <= day <= partial.latest


def _draft_if_complete(report: Report, reading: Reading, *, by: AbstractBaseUser) -> None:
    """Without council, framework or dates there is no draft yet: the review page asks for them first."""
    values = _header(reading)
    if all(values.get(name) for name in _NEEDED):
        make_draft(report, by=by)


def _store_findings(report: Report, reading: Reading) -> None:
    ReportPage.objects.bulk_create(
        ReportPage(report=report, number=number, text=text) for number, text in enumerate(reading.pages, start=1)
    )
    ReportParagraph.objects.bulk_create(
        ReportParagraph(
            report=report,
            order=paragraph.order,
            number=paragraph.number,
            page=paragraph.page,
            service=paragraph.service or "",
            judgement=paragraph.judgement or "",
            text=paragraph.text,
        )
        for paragraph in reading.paragraphs
    )
    ReportProblem.objects.bulk_create(_problem(report, problem) for problem in reading.problems)


def _problem(report: Report, problem: Problem) -> ReportProblem:
    paragraph = problem.paragraph or ""
    return ReportProblem(
        report=report,
        kind=problem.kind.value,
        severity=problem.severity,
        detail=problem.detail,
        advice=problem.kind.advice,
        page=problem.page,
        line=problem.line,
        paragraph=int(paragraph) if paragraph.isdecimal() else None,
        judgement=problem.judgement or "",
    )


def _grades(reading: Reading, framework: str, source: str) -> Iterable[Grade]:
    definition = framework_of(framework)
    for finding in reading.grades:
        # What was read under another framework than staff chose has no place in this one.
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


def _areas(reading: Reading, draft: Inspection) -> Iterable[AreaForImprovement]:
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


def _figures(reading: Reading, draft: Inspection) -> Iterable[StatedFigure]:
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


def _flag_differences(report: Report, draft: Inspection) -> None:
    report.problems.filter(kind=DIFFERS_FROM_RECORD).delete()
    definition = draft.framework_definition
    ReportProblem.objects.bulk_create(
        ReportProblem(
            report=report,
            kind=DIFFERS_FROM_RECORD,
            severity=ReportProblem.Severity.WARNING,
            detail=(
                f"{definition.judgement(found.judgement).name}: {found.drafted} here, "
                f"{found.on_record} on record ({found.provenance.lower()})"
            ),
            advice="Check the grade in the report. Publishing puts it in the place of the one on record.",
            judgement=found.judgement,
        )
        for found in differences(draft)
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
    with transaction.atomic():
        if draft is not None:
            draft.delete()
        known.pages.all().delete()
        known.paragraphs.all().delete()
        known.problems.all().delete()
        known.inspection = None
        known.reading, known.reader_version = found.to_json(), str(found.reader_version)
        known.read_at = timezone.now()
        known.save()
        _store_findings(known, found)
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
