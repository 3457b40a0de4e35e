"""The home page's latest reports with their grades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections.frameworks.definitions import Judgement
from inspections.models import Inspection
from inspections.record.rows import records_of
from inspections.statistics.standings import InspectionRecord, Result

from .councils import Headline, headlines


@dataclass(frozen=True)
class LatestReport:
    """A report with its overall judgements, or with all if its framework has none."""

    inspection: Inspection
    headlines: tuple[Headline, ...]
    judgements: tuple[tuple[Judgement, Result], ...]


def latest_reports(inspections: Sequence[Inspection]) -> tuple[LatestReport, ...]:
    """The reports in the order given. Prefetch their grades and councils."""
    by_inspection = {record.inspection.id: record for record in records_of(inspections)}
    return tuple(_latest_report(inspection, by_inspection[inspection.pk]) for inspection in inspections)


def _latest_report(inspection: Inspection, record: InspectionRecord) -> LatestReport:
    framework = record.framework
    judgements = tuple((j, record.result(j.id)) for j in framework.judgements) if framework.no_overall else ()
    return LatestReport(inspection, headlines(record), judgements)


def last_march(day: date) -> date:
    """The latest 31 March on or before the day. Ofsted's years end on it."""
    this_year = date(day.year, 3, 31)
    return this_year if this_year <= day else date(day.year - 1, 3, 31)
