"""A report's areas for improvement as an action plan."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.presenters.improvements import TimescaleGroup
from dashboard.presenters.scorecard import Scorecard
from dashboard.values.columns import CellText, ColumnKind, FileColumn
from dashboard.values.tables import Table
from inspections.models import AreaForImprovement

from .common import scorecard_facts

WIDTHS = {"area_for_improvement": 7.3, "timescale": 2.4, "due": 2.3, "owner": 1.9, "progress": 2.1}
WIDTHS_WITHOUT_DAYS = {"area_for_improvement": 9.5, "owner": 3.0, "progress": 3.5}


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
        rows = list(_planned(page))
        super().__init__(
            rows,
            name=f"action-plan-{inspection.council.slug}-{inspection.address_date}",
            title=f"{inspection.council.display_name}: areas for improvement, {page.framework.short_name}",
            about=scorecard_facts(page, address),
            widths=WIDTHS if any(row.item.timescale for row in rows) else WIDTHS_WITHOUT_DAYS,
        )

    def headings_of(self, record: PlannedArea) -> list[str]:
        return [record.service]

    def value_area_for_improvement(self, record: PlannedArea) -> str:
        return record.item.text or "not loaded: see the report"

    def words_area_for_improvement(self, record: PlannedArea) -> CellText:
        """The area with its number and, below it, whom the report names."""
        words = f"{record.number}. {self.value_area_for_improvement(record)}"
        return CellText(words, below=f"for {record.item.addressee}" if record.item.addressee else "")

    def value_owner(self) -> str:
        return ""

    value_progress = value_status = value_owner


def _planned(page: Scorecard) -> Iterator[PlannedArea]:
    for part in page.services:
        items = ((timescale, item) for timescale in part.improvements for item in timescale.items)
        for number, (timescale, item) in enumerate(items, 1):
            yield PlannedArea(part.service.name, number, timescale, item)
