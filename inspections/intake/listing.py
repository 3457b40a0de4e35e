"""What is known of a file from where it was fetched, for what a report doesn't print itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from inspections.actions import settle_kinds
from inspections.models import Council, ReportProblem
from inspections.reports.findings import ProblemKind, Reading
from inspections.reports.letters.findings import LetterReading
from inspections.wording.words import date_words

from .matching import PublishedRecord

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


def missing_facts(
    reading: Reading | LetterReading, listing: Listing, record: PublishedRecord, problems: list[ReportProblem]
) -> dict[str, Any]:
    """What the listing adds to the reading. Problems about it are closed, and contradictions added to them."""
    facts: dict[str, Any] = {"report_url": listing.address}
    if reading.council is None:
        facts["council"] = listing.council
        because = f"{listing.where} is that of {listing.council}."
        settle_kinds(problems, {ProblemKind.COUNCIL_UNKNOWN.value}, because=because)
    elif reading.council != listing.council.slug:
        read = record.councils.get(reading.council)
        _add(problems, f"The report is about {read or reading.council}, but listed for {listing.council}.")
    kind = reading.visit if isinstance(reading, LetterReading) else "inspection"
    if listing.kind and kind != listing.kind:
        _add(problems, f"The file is read as {_KINDS[kind]}, but listed as {_KINDS[listing.kind]}.")
    day = listing.published_on
    if reading.published_on is None:
        facts["published_on"] = day
        if day:
            because = f"{listing.where} gives {date_words(day)}."
            settle_kinds(problems, {ProblemKind.PUBLICATION_DATE_MISSING.value}, because=because)
    elif day and reading.published_on != day:
        printed, listed = date_words(reading.published_on), date_words(day)
        _add(problems, f"The report gives {printed} as its day of publication. {listing.where} gives {listed}.")
    return facts


def _add(problems: list[ReportProblem], detail: str) -> None:
    problems.append(
        ReportProblem(
            kind=LISTED_OTHERWISE,
            severity=ReportProblem.Severity.ERROR,
            detail=detail,
            advice="See which of the two is right, and correct the draft if the report is wrong.",
        )
    )
