"""What has been loaded: how a file is recognised again, and how a newer reading of it differs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from inspections.models import Inspection, Report, Visit
from inspections.reports.findings import READER_VERSION, Reading
from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import ReadingOutcome

from .letters import letter_differences

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
    report = reports_with_records().get(pk=key)
    older = ", by an older version of the reader" if report.reader_version != str(READER_VERSION) else ""
    return LoadResult(name, "known", f"loaded before, as {report.name}{older}", report)


def reports_with_records() -> QuerySet[Report]:
    """Reports and letters with what they are about, the last loaded first."""
    return Report.objects.select_related("inspection__council", "visit__council")


def reading_differences(before: ReadingOutcome, after: Reading | LetterReading) -> Iterable[str]:
    """How a newer reading of a file differs from the stored one, in lines."""
    if isinstance(before, LetterReading) and isinstance(after, LetterReading):
        return letter_differences(before, after)
    if isinstance(before, Reading) and isinstance(after, Reading):
        return _differences(before, after)
    return ["read as another kind of document"]


def _differences(before: Reading, after: Reading) -> Iterator[str]:
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
