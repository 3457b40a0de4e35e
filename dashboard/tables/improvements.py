"""A report's areas for improvement: by timescale on the page, and one by one as an action plan."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters.improvements import TimescaleGroup
from dashboard.presenters.scorecard import Scorecard, ServicePart
from dashboard.values.columns import ColumnKind, FileColumn, PageColumn
from dashboard.values.tables import Table
from inspections.models import AreaForImprovement
from inspections.wording.words import date_words

from .common import scorecard_facts


class TimescalesTable(Table):
    """The areas for improvement of one service, by timescale."""

    timescale = PageColumn("Timescale", accessor="name")
    due = PageColumn("Due by", css="dates")
    areas = PageColumn("Areas for improvement", css="wide")

    class Meta:
        attrs = {"class": "stack", "caption": {"class": "vh"}}

    def __init__(self, part: ServicePart) -> None:
        super().__init__(part.improvements, caption=f"Areas for improvement: {part.service.name}")

    def render_due(self, record: TimescaleGroup) -> str:
        return date_words(record.due) if record.due else "none follows"

    def render_areas(self, record: TimescaleGroup) -> SafeString:
        """The areas with their wording as a list, then how many have none on record."""
        items = format_html_join("", "<li>{}{}</li>", ((item.text, _addressee(item)) for item in record.texts))
        return format_html("{}{}", format_html("<ul>{}</ul>", items) if items else "", record.without_text)


def _addressee(item: AreaForImprovement) -> SafeString | str:
    return format_html(' <span class="mark">for {}</span>', item.addressee) if item.addressee else ""


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
