"""A report's areas for improvement as an action plan."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.presenters.improvements import TimescaleGroup
from dashboard.presenters.scorecard import Scorecard
from dashboard.values.columns import ColumnKind, FileColumn
from dashboard.values.tables import Table
from inspections.models import AreaForImprovement

from .common import scorecard_facts


class PlannedArea(NamedTuple):
    """An area for improvement with its service, number and timescale."""

    service: str
    number: int
    timescale: TimescaleGroup
    item: AreaForImprovement


class ActionPlanTable(Table):
    """An action plan: the areas for improvement one by one, with empty columns for what is done about them."""

    heads_row = "number"

    service = FileColumn("Service", meaning="The part of the framework it belongs to.")
    number = FileColumn("Number", kind=ColumnKind.NUMBER, meaning="Counted within the service, in the report’s order.")
    timescale = FileColumn("Timescale", accessor="timescale__name", meaning="As the report gives it.")
    due = FileColumn(
        "Due by",
        accessor="timescale__due",
        kind=ColumnKind.DAY,
        meaning="Counted from the day of publication; empty where no day follows.",
    )
    area_for_improvement = FileColumn("Area for improvement", meaning="Word for word, where it is loaded.")
    addressee = FileColumn(
        "For", accessor="item__addressee", meaning="Whom the report names; empty where nobody is named."
    )
    owner = FileColumn("Owner", meaning="Empty, for the council to fill in.")
    progress = FileColumn("Progress", meaning="Empty, for the council to fill in.")
    status = FileColumn("Status", meaning="Empty, for the council to fill in.")

    def __init__(self, page: Scorecard, address: str = "") -> None:
        inspection = page.inspection
        super().__init__(
            _planned(page),
            name=f"action-plan-{inspection.council.slug}-{inspection.address_date}",
            title=f"{inspection.council.display_name}: areas for improvement, {page.framework.short_name}",
            about=scorecard_facts(page, address),
            widths={"area_for_improvement": 5.4, "timescale": 2.9, "due": 2.7, "owner": 2.3, "progress": 2.7},
        )

    def headings_of(self, record: PlannedArea) -> list[str]:
        return [record.service]

    def value_area_for_improvement(self, record: PlannedArea) -> str:
        return record.item.text or "not loaded: see the report"

    def value_owner(self) -> str:
        return ""

    value_progress = value_status = value_owner


def _planned(page: Scorecard) -> Iterator[PlannedArea]:
    for part in page.services:
        items = ((timescale, item) for timescale in part.improvements for item in timescale.items)
        for number, (timescale, item) in enumerate(items, 1):
            yield PlannedArea(part.service.name, number, timescale, item)
