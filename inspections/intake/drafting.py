"""From a report's file to a draft for staff to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, DataError, IntegrityError, models
from django.db.models import Q
from django.utils import timezone

from inspections.actions import ActionRefusedError, in_turn, save_draft, save_drafts
from inspections.actions.saving import without_conflicts
from inspections.models import Inspection, Report, ReportProblem, Visit
from inspections.reports.findings import Reading, Refusal
from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import ReadingOutcome, outcome_from_json
from inspections.wording.words import counted

from .letters import draft_of_visit, letter_summary
from .listing import Listing, missing_facts
from .loaded import LoadResult, content_hash, reading_differences, reports_with_records, text_hash
from .matching import PublishedRecord
from .proposing import NEEDED, draft_of_inspection, header_of
from .transcription import problem_row, store_texts

DRAFT_NOT_MADE = "draft_not_made"
LONGEST_NAME = 200


@dataclass(frozen=True)
class ReadFile:
    """A file with what was read from it.

    `listing` is for a file that was fetched. With `again`, a known file without a draft becomes a new one, beside what
    it became before.
    """

    data: bytes
    name: str
    outcome: ReadingOutcome
    listing: Listing | None = None
    again: bool = False


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
    """Store what was read from one file, as `store_reports` does."""
    [result] = store_reports([ReadFile(data, name, reading, listing, again)], by=by, reread=reread)
    return result


def store_reports(files: Iterable[ReadFile], *, by: User, reread: bool = False) -> list[LoadResult]:
    """Store what was read from files and make the drafts, all or nothing. The results are in the files' order.

    A file with known content is not stored again, and the result lists how this reading differs from the stored one;
    one whose text is that of a known file, saved by another program, is recognised too. With `reread`, the newer
    reading replaces a draft that nobody has edited; published inspections stay as they are. Many files take hardly
    more statements than one.
    """
    loading = [_Loading.of(file, by) for file in files]
    read = [one for one in loading if one.result.outcome != "refused"]
    try:
        if read:
            with in_turn():
                for group in without_conflicts(read, lambda one: one.hashes):
                    _store(group, by=by, reread=reread)
    except BaseException:
        # The disk may be full in the middle of a file or at the commit.
        with suppress(DatabaseError):
            _delete_files_of_nobody(read)
        raise
    return [one.result for one in loading]


def _delete_files_of_nobody(loading: Iterable[_Loading]) -> None:
    files = {one.report.sha256: one.report.file.name for one in loading if one.stored}
    kept = set(Report.objects.filter(sha256__in=files).values_list("sha256", flat=True))
    for sha256, name in files.items():
        if sha256 not in kept:
            with suppress(OSError):
                default_storage.delete(name)


@dataclass
class _Loading:
    """A file on its way into the database: its report, not saved yet, its draft with its parts, and its problems."""

    file: ReadFile
    report: Report
    result: LoadResult
    stored: bool = False
    draft: Inspection | Visit | None = None
    parts: Sequence[models.Model] = ()
    problems: list[ReportProblem] = field(default_factory=list)

    @classmethod
    def of(cls, file: ReadFile, by: User) -> _Loading:
        outcome = file.outcome
        if isinstance(outcome, Refusal):
            return cls(file, Report(), LoadResult(file.name, "refused", outcome.message))
        report = Report(
            # A file's name may be longer than the database field.
            name=file.name[:LONGEST_NAME],
            address=file.listing.address if file.listing else "",
            sha256=content_hash(file.data),
            text_hash=text_hash(outcome.pages),
            kind=outcome.kind,
            reader_version=str(outcome.reader_version),
            reading=outcome.to_json(),
            uploaded_by=by,
            read_at=timezone.now(),
        )
        return cls(file, report, LoadResult(file.name, "loaded", ""))

    @property
    def reading(self) -> Reading | LetterReading:
        assert not isinstance(self.file.outcome, Refusal)
        return self.file.outcome

    @property
    def hashes(self) -> set[str]:
        """The hashes of its content and, if it is long enough, its text."""
        return {self.report.sha256, self.report.text_hash} - {""}

    @property
    def councils(self) -> Iterator[str]:
        """The slugs of the councils that it may be about."""
        if self.reading.council:
            yield self.reading.council
        if self.file.listing:
            yield self.file.listing.council.slug


def _store(group: Sequence[_Loading], *, by: User, reread: bool) -> None:
    """Store a group, with the result of each."""
    known = _known(group)
    new = []
    for one in group:
        existing = known.get(one.report.sha256)
        twin = known.get(one.report.text_hash) if one.report.text_hash else None
        if existing is not None:
            is_new = _begin_again(one, existing) if one.file.again else _replace_reading(one, existing, reread)
        elif twin is not None:
            _note_twin(one, twin)
            is_new = False
        else:
            _store_file(one)
            is_new = True
        if is_new:
            new.append(one)
    if new:
        _write(new, PublishedRecord(slug for one in new for slug in one.councils), by=by)


def _known(group: Sequence[_Loading]) -> Mapping[str, Report]:
    """The last report loaded with the content or the text of each file, by both hashes."""
    hashes = {one_hash for one in group for one_hash in one.hashes}
    known: dict[str, Report] = {}
    for report in reports_with_records().filter(Q(sha256__in=hashes) | Q(text_hash__in=hashes)):
        for found in (report.sha256, report.text_hash):
            known.setdefault(found, report)
    return known


def _store_file(one: _Loading) -> None:
    report = one.report
    ending = "pdf" if report.kind == "pdf" else "txt"
    name = report.file.field.generate_filename(report, f"{report.sha256}.{ending}")
    report.file.name, one.stored = name, True
    # Nobody's, if it is there: its name is its content.
    default_storage.delete(name)
    report.file.name = default_storage.save(name, ContentFile(one.file.data))


def _begin_again(one: _Loading, existing: Report) -> bool:
    """Make another reading of the same file, unless the draft of the last is still there. Returns whether it is one."""
    about = existing.inspection or existing.visit
    if about is None or about.status == Inspection.Status.DRAFT:
        message = "its draft is still there: check that, or delete it first"
        one.result = LoadResult(one.file.name, "known", message, existing)
        return False
    one.report.file.name, one.report.reading_number = existing.file.name, existing.reading_number + 1
    return True


def _note_twin(one: _Loading, twin: Report) -> None:
    """The known report has the address of the file that was fetched, from now on."""
    if one.file.listing and not twin.address:
        twin.address = one.file.listing.address
        twin.save(update_fields=["address"])
    message = f"the same report as {twin.name}, saved by another program"
    one.result = LoadResult(one.file.name, "known", message, twin)


def _replace_reading(one: _Loading, report: Report, reread: bool) -> bool:
    """Put this reading in the place of the stored one, if asked to and if nobody has worked on it. Returns whether."""
    name = one.file.name
    changed = tuple(reading_differences(outcome_from_json(report.reading), one.reading))
    draft = report.inspection or report.visit
    message = ""
    if not changed:
        message = f"loaded before, as {report.name}"
    elif not reread:
        message = "loaded before; this reader finds differences"
    elif draft is not None and draft.status != Inspection.Status.DRAFT:
        message = "published before; correct what differs in the admin"
    elif draft is not None and draft.lock_version:
        message = "loaded before; its draft has been edited and is kept"
    if message:
        one.result = LoadResult(name, "known", message, report, changed)
        return False
    if draft is not None:
        draft.delete()
    for found in (report.pages, report.paragraphs, report.words, report.problems):
        found.all().delete()
    for column in ("reading", "reader_version", "read_at"):
        setattr(report, column, getattr(one.report, column))
    report.inspection = report.visit = None
    one.report, one.result = report, LoadResult(name, "reread", "", report, changed)
    return True


def _write(new: Sequence[_Loading], record: PublishedRecord, *, by: User) -> None:
    """Make the drafts and save everything. A draft that the database refuses is left out, with a problem instead."""
    for one in new:
        _prepare(one, record, by=by)
    try:
        save_drafts((one.draft for one in new if one.draft), (part for one in new for part in one.parts), by=by)
    except (IntegrityError, DataError):
        for one in new:
            _save_its_draft(one, record, by=by)
    for one in new:
        one.report.inspection = one.draft if isinstance(one.draft, Inspection) else None
        one.report.visit = one.draft if isinstance(one.draft, Visit) else None
        for problem in one.problems:
            problem.report = one.report
        one.result = replace(one.result, message=_summary(one), report=one.report)
        if one.report.pk:
            one.report.save()
    Report.objects.bulk_create(one.report for one in new if not one.report.pk)
    store_texts([(one.report, one.reading) for one in new])
    ReportProblem.objects.bulk_create(problem for one in new for problem in one.problems)


def _prepare(one: _Loading, record: PublishedRecord, *, by: User) -> None:
    """Make the draft if council, framework and dates are known and possible. Otherwise staff fill them in.

    The draft of a visit needs only its council.
    """
    listed = _begin(one, record)
    try:
        one.draft, one.parts = _draft_of(one, listed, record, by=by) or (None, ())
    except ActionRefusedError as refusal:
        _leave_without_draft(one, record, refusal)


def _begin(one: _Loading, record: PublishedRecord) -> dict[str, Any]:
    """Begin with the problems of the reading. Returns what the listing adds to it."""
    one.draft, one.parts = None, ()
    one.problems = [problem_row(problem) for problem in one.reading.problems]
    return missing_facts(one.reading, one.file.listing, record, one.problems) if one.file.listing else {}


def _draft_of(
    one: _Loading, listed: dict[str, Any], record: PublishedRecord, *, by: User
) -> tuple[Inspection | Visit, Sequence[models.Model]] | None:
    if isinstance(one.reading, LetterReading):
        address = {"letter_url": listed.pop("report_url")} if listed else {}
        return draft_of_visit(one.reading, record, one.problems, by=by, **listed, **address)
    header = header_of(one.reading, record) | listed
    if not all(header.get(name) for name in NEEDED):
        return None
    return draft_of_inspection(one.reading, header, record, one.problems, by=by)


def _save_its_draft(one: _Loading, record: PublishedRecord, *, by: User) -> None:
    """Save one draft by itself, made anew: the keys that the database gave it are not valid any more."""
    _prepare(one, record, by=by)
    if one.draft is None:
        return
    try:
        save_draft(one.draft, one.parts, by=by)
    except (ActionRefusedError, IntegrityError, DataError) as refusal:
        _leave_without_draft(one, record, refusal)


def _leave_without_draft(one: _Loading, record: PublishedRecord, refusal: Exception) -> None:
    """Begin again with the problems of the reading, and add that no draft could be made."""
    _begin(one, record)
    one.problems.append(
        ReportProblem(
            kind=DRAFT_NOT_MADE,
            severity=ReportProblem.Severity.ERROR,
            detail=str(refusal),
            advice="Look these facts up in the report and fill them in.",
        )
    )


def _summary(one: _Loading) -> str:
    """What was read, and what is to be settled."""
    problems = sum(problem.is_blocking for problem in one.problems)
    if isinstance(one.reading, LetterReading):
        if one.draft is None:
            return "a letter on a visit; council not found"
        return f"{letter_summary(one.reading)}, {counted(problems, 'problem')} to settle"
    if one.draft is None:
        return "council, framework or dates not found"
    read = sum(finding.grade is not None for finding in one.reading.grades)
    return f"{read} grades, {problems} problems to settle"
