"""From the reading of an inspection's report to a draft, with what differs from the record. Nothing is saved."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from inspections.actions import new_draft, settle_kinds
from inspections.models import Inspection, ReportProblem
from inspections.reports.findings import ProblemKind, Reading
from inspections.wording.words import date_words

from .matching import PublishedRecord, find_on_record, problems_with_record
from .transcription import draft_areas, draft_figures, draft_grades

# What a draft can't be made without, with its name.
NEEDED = {
    "council": "the council",
    "framework": "the framework",
    "inspected_from": "the first day of the inspection",
}


def header_of(reading: Reading, record: PublishedRecord) -> dict[str, Any]:
    """The fields of the draft that were read. What was not found is None or empty, or left out."""
    values: dict[str, Any] = {
        "council": record.councils.get(reading.council or ""),
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


def draft_of_inspection(
    reading: Reading, header: dict[str, Any], record: PublishedRecord, problems: list[ReportProblem], *, by: User
) -> tuple[Inspection, list[models.Model]]:
    """The unsaved draft with its grades, figures and areas. `header` has all that is NEEDED.

    What is taken from the inspection on record settles its problems; what differs from it is added to them. Raises
    ActionRefusedError.
    """
    values = {"inspected_from_known_to": Inspection.KnownTo.DAY} | header
    if "replaces" not in values:
        published = record.inspections[values["council"].pk]
        values["replaces"] = find_on_record(
            published, values["framework"], values["inspected_from"], values["published_on"]
        )
    _take_from_record(values, problems)
    draft, grades = new_draft(by=by, grades=draft_grades(reading, values["framework"], values["report_url"]), **values)
    problems += problems_with_record(draft, grades)
    return draft, [*grades, *draft_figures(reading, draft), *draft_areas(reading, draft)]


def _take_from_record(values: dict[str, Any], problems: Iterable[ReportProblem]) -> None:
    """Take from the inspection on record what a report doesn't print: its address and day of publication."""
    on_record = values["replaces"]
    if on_record is None:
        return
    values["report_url"] = values["report_url"] or on_record.report_url
    if values["published_on"] is None and on_record.published_on:
        values["published_on"] = on_record.published_on
        because = f"The inspection on record gives {date_words(on_record.published_on)}."
        settle_kinds(problems, {ProblemKind.PUBLICATION_DATE_MISSING.value}, because=because)
