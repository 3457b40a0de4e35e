"""Addresses of public pages, from the statistics' rows."""

from __future__ import annotations

from inspections.statistics import CouncilRow, InspectionRow


def council_url(council: CouncilRow) -> str:
    """The council's page."""
    return f"/councils/{council.slug}/"


def scorecard_url(inspection: InspectionRow) -> str:
    """The inspection's scorecard; where the day of publication is not known, by when it was inspected."""
    return f"/councils/{inspection.council}/{inspection.published_on or f'inspected-{inspection.inspected_from}'}/"
