"""From a report's file to a draft for staff to check."""

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, DataError, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from inspections.actions import ActionRefusedError, close_problem, create_draft, in_turn
from inspections.models import AreaForImprovement, Council, Inspection, Report, ReportProblem, StatedFigure, Visit
from inspections.reports.findings import READER_VERSION, ProblemKind, Reading, Refusal
from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import ReadingOutcome, outcome_from_json
from inspections.wording.words import date_words

from .letters import draft_visit, letter_differences, letter_summary
from .listing import Listing, missing_facts
from .matching import find_on_record, flag_differences
from .transcription import draft_areas, draft_figures, draft_grades, store_findings

DRAFT_NOT_MADE = "draft_not_made"
LONGEST_NAME = 200
# Letters and digits of the shortest text that identifies a report.
LEAST_TEXT = 1000
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class LoadResult:
    """The result of loading one file. `outcome` is loaded, known (loaded before), reread, or refused."""

    name: str
    outcome: str
    message: str
    report: Report | None = None
    differences: tuple[str, ...] = ()

    @property
    def draft(self) -> Inspection | None:
        """The draft of an inspection to check, if there is one."""
        inspection = self.report.inspection if self.report else None
        return inspection if inspection and inspection.status == Inspection.Status.DRAFT else None

    @property
    def visit_draft(self) -> Visit | None:
        """The draft of a visit to check, if there is one."""
        visit = self.report.visit if self.report else None
        return visit if visit and visit.status == Inspection.Status.DRAFT else None


def content_hash(data: bytes) -> str:
    """SHA-256 of a file's content, which identifies a report whatever its name."""
    return hashlib.sha256(data).hexdigest()


def text_hash(pages: Iterable[str]) -> str:
    """SHA-256 of a file's letters and digits, which stay as they are if another program saves it. "" for little text.

    Two reports never share it: each says its council and its dates.
    """
    text = _NEITHER_LETTER_NOR_DIGIT.sub("", " ".join(pages).casefold())
    return hashlib.sha256(text.encode()).hexdigest() if len(text) >= LEAST_TEXT else ""


def already_loaded(data: bytes, name: str) -> LoadResult | None:
    """The result for a file whose content is stored, which needs no reading. None for a new one."""
    report = (
        Report.objects.select_related("inspection__council", "visit__council").filter(sha256=content_hash(data)).first()
    )
    if report is None:
        return None
    older = ", by an older version of the reader" if report.reader_version != str(READER_VERSION) else ""
    return LoadResult(name, "known", f"loaded before, as {report.name}{older}", report)


def store_report(
    data: bytes,
    name: str,
    reading: ReadingOutcome,
    *,
    by: User,
    reread: bool = False,
    again: bool = False,
    listing: Listing | None = None,
) -> LoadResult:
    """Store what was read from a file and make the draft, all or nothing. `listing` is for a file that was fetched.

    A file with known content is not stored again, and the result lists how this reading differs from the stored one.
    With `reread`, the newer reading replaces a draft that nobody has edited; published inspections stay as they are.
    With `again`, a known file without a draft becomes a new one, beside what it became before. A file whose text is
    that of a known one, saved by another program, is recognised too.
    """
    if isinstance(reading, Refusal):
        return LoadResult(name, "refused", reading.message)
    report = Report(
        # A file's name may be longer than the database field.
        name=name[:LONGEST_NAME],
        address=listing.address if listing else "",
        sha256=content_hash(data),
        text_hash=text_hash(reading.pages),
        kind=reading.kind,
        reader_version=str(reading.reader_version),
        reading=reading.to_json(),
        uploaded_by=by,
        read_at=timezone.now(),
    )
    file = report.file.field.generate_filename(report, f"{report.sha256}.{'pdf' if reading.kind == 'pdf' else 'txt'}")
    try:
        with in_turn():
            existing = (
                Report.objects.select_related("inspection__council", "visit__council")
                .filter(sha256=report.sha256)
                .first()
            )
            if existing is not None and not again:
                return _recognised(existing, name, reading, by=by, reread=reread)
            if existing is not None:
                about = existing.inspection or existing.visit
                if about is None or about.status == Inspection.Status.DRAFT:
                    return LoadResult(
                        name, "known", "its draft is still there: check that, or delete it first", existing
                    )
                report.file.name, report.reading_number = existing.file.name, existing.reading_number + 1
            elif twin := _saved_elsewhere(report, listing):
                return LoadResult(name, "known", f"the same report as {twin.name}, saved by another program", twin)
            else:
                # Nobody's, if it is there: its name is its content.
                default_storage.delete(file)
                report.file.name = default_storage.save(file, ContentFile(data))
            report.save()
            store_findings(report, reading)
            _draft_if_complete(report, reading, by=by, listing=listing)
    except BaseException:
        # The disk may be full in the middle of the file or at the commit.
        with suppress(OSError, DatabaseError):
            if not Report.objects.filter(sha256=report.sha256).exists():
                default_storage.delete(file)
        raise
    return LoadResult(name, "loaded", _summary(report, reading), report)


def _saved_elsewhere(report: Report, listing: Listing | None) -> Report | None:
    """The report with the same text, if one is known, which then has the address of the file that was fetched."""
    if not report.text_hash:
        return None
    twin = Report.objects.select_related("inspection__council").filter(text_hash=report.text_hash).first()
    if twin is not None and listing is not None and not twin.address:
        twin.address = listing.address
        twin.save(update_fields=["address"])
    return twin


def make_draft(report: Report, *, by: User, **header: Any) -> Inspection:
    """Make the draft of a report whose council, framework or dates staff had to fill in.

    `header` has what the reading lacks: `council` (a Council), `framework` (code), `inspected_from`, `published_on` …
    Raises ActionRefusedError with what is still missing.
    """
    reading = Reading.from_json(report.reading)
    values = {**_header(reading), **{name: value for name, value in header.items() if value is not None}}
    missing = [label for name, label in _NEEDED.items() if not values.get(name)]
    if missing:
        raise ActionRefusedError(f"Before a draft can be made, fill in {' and '.join(missing)}.")
    with in_turn():
        if Report.objects.filter(pk=report.pk, inspection__isnull=False).exists():
            raise ActionRefusedError("Somebody has made the draft of this report meanwhile.")
        return _create_draft(report, reading, values, by=by)


def _create_draft(report: Report, reading: Reading, values: dict[str, Any], *, by: User) -> Inspection:
    values.setdefault("inspected_from_known_to", Inspection.KnownTo.DAY)
    values.setdefault(
        "replaces",
        find_on_record(values["council"], values["framework"], values["inspected_from"], values["published_on"]),
    )
    _take_from_record(report, values)
    draft = create_draft(by=by, grades=draft_grades(reading, values["framework"], values["report_url"]), **values)
    bulk_create_with_history(list(draft_figures(reading, draft)), StatedFigure, default_user=by)
    bulk_create_with_history(list(draft_areas(reading, draft)), AreaForImprovement, default_user=by)
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


def _take_from_record(report: Report, values: dict[str, Any]) -> None:
    """Take from the inspection on record what a report doesn't print: its address and day of publication."""
    on_record = values["replaces"]
    if on_record is None:
        return
    values["report_url"] = values["report_url"] or on_record.report_url
    if values["published_on"] is None and on_record.published_on:
        values["published_on"] = on_record.published_on
        for problem in report.problems.blocking().filter(kind=ProblemKind.PUBLICATION_DATE_MISSING.value):
            close_problem(problem, because=f"The inspection on record gives {date_words(on_record.published_on)}.")


def make_visit_draft(report: Report, *, by: User, **header: Any) -> Visit:
    """Make the draft of a letter whose council staff had to fill in.

    `header` has what the reading lacks: `council` (a Council), `visited_from`, `published_on` …
    Raises ActionRefusedError with what is still missing.
    """
    letter = LetterReading.from_json(report.reading)
    with in_turn():
        if Report.objects.filter(pk=report.pk, visit__isnull=False).exists():
            raise ActionRefusedError("Somebody has made the draft of this letter meanwhile.")
        draft = draft_visit(report, letter, by=by, **header)
        if draft is None:
            raise ActionRefusedError("Before a draft can be made, fill in the council.")
        return draft


def _draft_if_complete(
    report: Report, reading: Reading | LetterReading, *, by: User, listing: Listing | None = None
) -> None:
    """Make the draft if council, framework and dates are known and possible. Otherwise staff fill them in.

    The draft of a visit needs only its council.
    """
    listed = missing_facts(report, reading, listing) if listing else {}
    try:
        if isinstance(reading, LetterReading):
            address = {"letter_url": listed.pop("report_url")} if listed else {}
            draft_visit(report, reading, by=by, **listed, **address)
        else:
            values = _header(reading) | listed
            if all(values.get(name) for name in _NEEDED):
                # Refused, it leaves the report as it is.
                with transaction.atomic():
                    _create_draft(report, reading, values, by=by)
    except (ActionRefusedError, DataError) as refusal:
        ReportProblem.objects.create(
            report=report,
            kind=DRAFT_NOT_MADE,
            severity=ReportProblem.Severity.ERROR,
            detail=str(refusal),
            advice="Look these facts up in the report and fill them in.",
        )


def _recognised(report: Report, name: str, reading: Reading | LetterReading, *, by: User, reread: bool) -> LoadResult:
    changed = tuple(_differences(outcome_from_json(report.reading), reading))
    if not changed:
        return LoadResult(name, "known", f"loaded before, as {report.name}", report)
    if not reread:
        return LoadResult(name, "known", "loaded before; this reader finds differences", report, changed)
    draft = report.inspection or report.visit
    if draft is not None and draft.status != Inspection.Status.DRAFT:
        return LoadResult(name, "known", "published before; correct what differs in the admin", report, changed)
    if draft is not None and draft.lock_version:
        return LoadResult(name, "known", "loaded before; its draft has been edited and is kept", report, changed)
    if draft is not None:
        draft.delete()
    report.pages.all().delete()
    report.paragraphs.all().delete()
    report.problems.all().delete()
    report.inspection = report.visit = None
    report.reading, report.reader_version = reading.to_json(), str(reading.reader_version)
    report.read_at = timezone.now()
    report.save()
    store_findings(report, reading)
    _draft_if_complete(report, reading, by=by)
    return LoadResult(name, "reread", _summary(report, reading), report, changed)


def _differences(before: ReadingOutcome, after: Reading | LetterReading) -> Iterable[str]:
    if isinstance(before, LetterReading) and isinstance(after, LetterReading):
        return letter_differences(before, after)
    if isinstance(before, Reading) and isinstance(after, Reading):
        return _reading_differences(before, after)
    return ["read as another kind of document"]


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


def _summary(report: Report, reading: Reading | LetterReading) -> str:
    if isinstance(reading, LetterReading):
        return letter_summary(report, reading)
    if report.inspection_id is None:
        return "council, framework or dates not found"
    read = sum(finding.grade is not None for finding in reading.grades)
    return f"{read} grades, {report.problems.blocking().count()} problems to settle"
