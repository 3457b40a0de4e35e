"""From a report's file to a draft for staff to check."""

from __future__ import annotations

import hashlib
import re
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
from inspections.models import Inspection, Report, ReportProblem, Visit
from inspections.reports.findings import READER_VERSION, Reading, Refusal
from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import ReadingOutcome, outcome_from_json
from inspections.wording.words import counted

from .letters import draft_of_visit, letter_differences, letter_summary
from .listing import Listing, missing_facts
from .matching import DIFFERS_FROM_RECORD, PublishedRecord
from .proposing import NEEDED, draft_of_inspection, header_of
from .transcription import problem_row, store_texts

DRAFT_NOT_MADE = "draft_not_made"
LONGEST_NAME = 200
# Letters and digits, in bytes, of the shortest text that identifies a report.
LEAST_TEXT = 1000
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


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
    # Signs and spaces are taken out of the bytes, which is faster than out of the text. Nearly all of them are ASCII.
    text = _NOT_ASCII.sub(_letters_and_digits, " ".join(pages).casefold()).encode().translate(None, _ASCII_SIGNS)
    return hashlib.sha256(text).hexdigest() if len(text) >= LEAST_TEXT else ""


def _letters_and_digits(match: re.Match[str]) -> str:
    return "".join(filter(str.isalnum, match.group()))


def already_loaded(data: bytes, name: str) -> LoadResult | None:
    """The result for a file whose content is stored, which needs no reading. None for a new one."""
    # Nearly every file is new, and asking for a report with all that it is about takes longer.
    key = Report.objects.filter(sha256=content_hash(data)).values_list("pk", flat=True).first()
    if key is None:
        return None
    report = _with_records().get(pk=key)
    older = ", by an older version of the reader" if report.reader_version != str(READER_VERSION) else ""
    return LoadResult(name, "known", f"loaded before, as {report.name}{older}", report)


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
    try:
        with in_turn():
            for group in _apart(loading):
                _store(group, by=by, reread=reread)
    except BaseException:
        # The disk may be full in the middle of a file or at the commit.
        with suppress(OSError, DatabaseError):
            for one in loading:
                if one.stored and not Report.objects.filter(sha256=one.report.sha256).exists():
                    default_storage.delete(one.report.file.name)
        raise
    return [one.result for one in loading]


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
    def councils(self) -> Iterator[str]:
        """The slugs of the councils that it may be about."""
        if self.reading.council:
            yield self.reading.council
        if self.file.listing:
            yield self.file.listing.council.slug


def _apart(loading: Iterable[_Loading]) -> Iterator[list[_Loading]]:
    """The files that were read in groups, in none of which two have the same content or text."""
    group: list[_Loading] = []
    seen: set[str] = set()
    for one in loading:
        if one.result.outcome == "refused":
            continue
        hashes = {one.report.sha256, one.report.text_hash} - {""}
        if hashes & seen:
            yield group
            group, seen = [], set()
        group.append(one)
        seen |= hashes
    if group:
        yield group


def _store(group: Sequence[_Loading], *, by: User, reread: bool) -> None:
    """Store a group, with the result of each."""
    known = _known(group)
    new = []
    for one in group:
        existing, twin = known.get(one.report.sha256), known.get(one.report.text_hash)
        if existing is not None:
            is_new = _becomes_new_draft(one, existing) if one.file.again else _is_reread(one, existing, reread)
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
    contents, texts = ({getattr(one.report, name) for one in group} - {""} for name in ("sha256", "text_hash"))
    known: dict[str, Report] = {}
    for report in _with_records().filter(Q(sha256__in=contents) | Q(text_hash__in=texts)):
        for found in {report.sha256, report.text_hash} - {""}:
            known.setdefault(found, report)
    return known


def _with_records() -> models.QuerySet[Report]:
    return Report.objects.select_related("inspection__council", "visit__council")


def _store_file(one: _Loading) -> None:
    report = one.report
    ending = "pdf" if report.kind == "pdf" else "txt"
    name = report.file.field.generate_filename(report, f"{report.sha256}.{ending}")
    report.file.name, one.stored = name, True
    # Nobody's, if it is there: its name is its content.
    default_storage.delete(name)
    report.file.name = default_storage.save(name, ContentFile(one.file.data))


def _becomes_new_draft(one: _Loading, existing: Report) -> bool:
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


def _is_reread(one: _Loading, report: Report, reread: bool) -> bool:
    """Whether this reading replaces the one on record, whose draft and texts are deleted in that case."""
    name = one.file.name
    changed = tuple(_differences(outcome_from_json(report.reading), one.reading))
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
    for texts in (report.pages, report.paragraphs, report.problems):
        texts.all().delete()
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
    except (ActionRefusedError, DataError) as refusal:
        _leave_without_draft(one, record, refusal)


def _leave_without_draft(one: _Loading, record: PublishedRecord, refusal: Exception) -> None:
    """What making the draft settled or found differing is forgotten."""
    _begin(one, record)
    one.problems.append(
        ReportProblem(
            kind=DRAFT_NOT_MADE,
            severity=ReportProblem.Severity.ERROR,
            detail=str(refusal),
            advice="Look these facts up in the report and fill them in.",
        )
    )


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
        problems = _problems_but_differences(report)
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
        problems = _problems_but_differences(report)
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


def _problems_but_differences(report: Report) -> list[ReportProblem]:
    """The report's problems, without those of a draft that was deleted."""
    report.problems.filter(kind=DIFFERS_FROM_RECORD).delete()
    return list(report.problems.all())


def _save_with_draft(report: Report, problems: Iterable[ReportProblem]) -> None:
    """Save a report that has its draft now, with problems that were settled or found in making it."""
    report.save(update_fields=["inspection", "visit"])
    for problem in problems:
        problem.report = report
        problem.save()


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
