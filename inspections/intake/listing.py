"""What is known of a file from where it was fetched, for what a report doesn't print itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from inspections.actions import close_problem
from inspections.models import Council, Report, ReportProblem
from inspections.reports.findings import ProblemKind, Reading
from inspections.reports.letters.findings import LetterReading
from inspections.wording.words import date_words

LISTED_OTHERWISE = "listed_otherwise"
_KINDS = {
    "inspection": "the report of an inspection",
    "focused_visit": "a letter on a focused visit",
    "monitoring_visit": "a letter on a monitoring visit",
}


@dataclass(frozen=True)
class Listing:
    """A file's address, with the council and day of publication for which it is listed, and where that is said.

    `kind` is inspection, focused_visit or monitoring_visit, or "" where nothing is said of it.
    """

    address: str
    council: Council
    published_on: date | None
    where: str
    kind: str = ""


def missing_facts(report: Report, reading: Reading | LetterReading, listing: Listing) -> dict[str, Any]:
    """What the listing adds to the reading: problems about it are closed, and contradictions become problems."""
    facts: dict[str, Any] = {"report_url": listing.address}
    if reading.council is None:
        facts["council"] = listing.council
        _close(report, ProblemKind.COUNCIL_UNKNOWN, f"{listing.where} is that of {listing.council}.")
    elif reading.council != listing.council.slug:
        read = Council.objects.filter(slug=reading.council).first()
        _add(report, f"The report is about {read or reading.council}, but listed for {listing.council}.")
    kind = reading.visit if isinstance(reading, LetterReading) else "inspection"
    if listing.kind and kind != listing.kind:
        _add(report, f"The file is read as {_KINDS[kind]}, but listed as {_KINDS[listing.kind]}.")
    day = listing.published_on
    if reading.published_on is None:
        facts["published_on"] = day
        if day:
            _close(report, ProblemKind.PUBLICATION_DATE_MISSING, f"{listing.where} gives {date_words(day)}.")
    elif day and reading.published_on != day:
        printed = date_words(reading.published_on)
        _add(report, f"The report gives {printed} as its day of publication. {listing.where} gives {date_words(day)}.")
    return facts


def _close(report: Report, kind: ProblemKind, because: str) -> None:
    for problem in report.problems.blocking().filter(kind=kind.value):
        close_problem(problem, because=because)


def _add(report: Report, detail: str) -> None:
    ReportProblem.objects.create(
        report=report,
        kind=LISTED_OTHERWISE,
        severity=ReportProblem.Severity.ERROR,
        detail=detail,
        advice="See which of the two is right, and correct the draft if the report is wrong.",
    )
