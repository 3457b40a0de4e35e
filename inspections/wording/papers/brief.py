"""Sentences of a brief for a meeting: how long the latest grades have stood, and what has happened since."""

from datetime import date

from inspections.dates import PartialDate
from inspections.wording.results import NOT_ON_RECORD
from inspections.wording.words import capital, counted, date_words

VISITS_LEAD = "Ofsted’s letters on these visits give no grades."
FROM_ONE_INSPECTION = (
    "Grades are what inspectors found on the days they were there. They say nothing about what has changed since."
)


def brief_title(council: str) -> str:
    """Its title: `County Durham: brief on Ofsted’s inspections`."""
    return f"{council}: brief on Ofsted’s inspections"


def age_sentence(published_on: date | None, inspected: PartialDate, day: date) -> str:
    """How long ago the inspection was.

    "The report was published on 13 May 2025. The inspection began on 31 March 2025, 605 days before 26 November 2026."
    """
    report = f"The report was published on {date_words(published_on)}. " if published_on else ""
    if not inspected.is_exact:
        return f"{report}The inspection, or its report, is dated {date_words(inspected)}; no day is on record here."
    days = (day - inspected.earliest).days
    return f"{report}The inspection began on {date_words(inspected)}, {counted(days, 'day')} before {date_words(day)}."


def visits_since_sentence(number: int, inspected: PartialDate, day: date) -> str:
    """How many visits there were: `No visit between then and 26 November 2026 is on record here.`"""
    if not number:
        return f"No visit after the inspection of {date_words(inspected)} is on record here, as at {date_words(day)}."
    return f"{capital(counted(number, 'visit'))} after the inspection, by {date_words(day)}. {VISITS_LEAD}"


def no_improvements_sentence() -> str:
    """That the areas for improvement have to be copied."""
    return f"The areas for improvement are {NOT_ON_RECORD}: copy them from the report."
