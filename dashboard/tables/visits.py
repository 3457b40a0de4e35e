"""Visits, and what their letters ask for."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.visits import VisitList, VisitPage
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, Value
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.models import Council, Visit, VisitArea
from inspections.wording.results import NOT_ON_RECORD
from inspections.wording.visits import days_on_site
from inspections.wording.words import counted, date_words

from .common import council_code_column


class VisitsTable(Table):
    """A row for each visit."""

    heads_row = "name"

    council = council_code_column("council__slug")
    name = Column("Council", accessor="council__display_name")
    region = FileColumn("Region", accessor="council__region")
    kind = Column("Kind", words=dict(Visit.Kind.choices), css="dates")
    visited_from = FileColumn("Visited from", kind=ColumnKind.DAY, meaning="The first day on site.")
    visited_to = FileColumn(
        "Visited to", kind=ColumnKind.DAY, meaning="The last day on site; empty where it is not known."
    )
    published_on = FileColumn("Letter published", kind=ColumnKind.DAY, meaning="Empty where the day is not known.")
    counts_from = FileColumn(
        "Counts from",
        kind=ColumnKind.DAY,
        meaning="The day of publication; where it is not known, the end of the third month after the visit.",
    )
    theme = Column("Theme", meaning="In Ofsted’s words; empty where it is not known.", css="wide")
    has_priority_action = FileColumn(
        "Areas for priority action",
        kind=ColumnKind.YES_OR_NO,
        meaning="Whether the letter has any; empty where it has not been read.",
    )
    lead_inspectors = FileColumn("Lead inspectors", meaning="As the letter names them; empty where not known.")
    letter_url = FileColumn("Letter", meaning="Its address.")
    provenance = FileColumn("Where it comes from", words=dict(Visit.Provenance.choices))
    document = FileColumn(
        "Document", accessor="source", meaning="Name of the list, where it was not read from the letter."
    )
    note = FileColumn("Note", meaning="Remarks.")
    day = PageColumn("Inspectors on site", accessor="visited_from", css="dates")
    priority = PageColumn(
        "Priority action", accessor="has_priority_action", css="dates", narrow="Priority action: ", default=""
    )

    class Meta:
        attrs = {"class": "stack", "caption": {"class": "vh"}}

    def __init__(
        self,
        visits: Sequence[Visit],
        *,
        all_visits: Iterable[Visit] | None = None,
        name: str = "visits",
        title: str,
        about: Mapping[str, Value] | None = None,
        years: Mapping[int, int] | None = None,
    ) -> None:
        """`years` are the numbers of visits by year, for the headings; none without."""
        self.all_visits = visits if all_visits is None else all_visits
        self.years = years or {}
        known = any(visit.has_priority_action is not None for visit in visits)
        self.page_order = ("name", "day", "kind", "theme", *(["priority"] if known else []))
        super().__init__(
            visits,
            name=name,
            title=title,
            caption=title,
            about=about,
            empty_text="No visit is on record here that fits.",
        )

    def headings_of(self, record: Visit) -> list[SafeString]:
        if not self.years:
            return []
        year = record.first_day.year
        return [format_html("{} <small>{}</small>", year, counted(self.years[year], "visit"))]

    def file_records(self) -> Iterable[Visit]:
        return self.all_visits

    def render_day(self, record: Visit) -> str:
        return days_on_site(record.first_day, record.visited_to, " – ")

    def render_name(self, record: Visit) -> SafeString:
        """The council as a link to the page of the visit."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.council.display_name)

    def render_theme(self, record: Visit) -> str:
        return record.theme or NOT_ON_RECORD

    def render_priority(self, record: Visit) -> str:
        return priority_words(record.has_priority_action)


def priority_words(has_priority_action: bool | None) -> str:
    """`yes`, `no` or that it is not on record."""
    if has_priority_action is None:
        return NOT_ON_RECORD
    return "yes" if has_priority_action else "no"


def visits_table(page: VisitList, address: str = "") -> VisitsTable:
    """The table of the list of visits."""
    selection = page.selection
    return VisitsTable(
        page.shown,
        all_visits=page.found,
        name=f"visits-{selection.day}",
        title=f"Focused and monitoring visits, as at {date_words(selection.day)}",
        years=page.by_year,
        about=facts(
            address,
            {
                "councils": page.group or "all councils in England",
                "visits": len(page.found),
                "as_at": selection.day,
            },
        ),
    )


def council_visits_table(council: Council, visits: Sequence[Visit], day: date, address: str) -> VisitsTable:
    """All visits to one council."""
    return VisitsTable(
        visits,
        name=f"visits-{council.slug}-{day}",
        title=f"{council.display_name}: focused and monitoring visits",
        about=facts(address, {"as_at": day}),
    )


def visit_table(page: VisitPage, address: str = "") -> VisitsTable:
    """The facts about one visit, in one row."""
    visit = page.visit
    return VisitsTable(
        [visit],
        name=f"visit-{page.council.slug}-{visit.first_day}",
        title=page.title,
        about=facts(address, {"as_at": visit.public_from}),
    )


class PointOfLetter(NamedTuple):
    """A point of a letter with the visit it is of."""

    visit: Visit
    area: VisitArea


class LetterPointsTable(Table):
    """What a letter asks for, point by point."""

    council = council_code_column("visit__council__slug")
    kind = FileColumn("Kind", accessor="area__kind", words=dict(VisitArea.Kind.choices))
    number = FileColumn(
        "Number", accessor="area__order", kind=ColumnKind.NUMBER, meaning="In the letter’s order, within its kind."
    )
    text = FileColumn("Words", accessor="area__text", meaning="Word for word.")
    paragraph = FileColumn("Paragraph", accessor="area__paragraph", kind=ColumnKind.NUMBER, meaning="As printed.")
    page = FileColumn("Page", accessor="area__page", kind=ColumnKind.NUMBER)

    def __init__(self, page: VisitPage, address: str = "") -> None:
        areas = (*page.priority_actions, *page.improvements)
        super().__init__(
            [PointOfLetter(page.visit, area) for area in areas],
            name=f"visit-{page.council.slug}-{page.visit.first_day}-areas",
            title=f"{page.title}, what its letter asks for",
            about=facts(address, {"as_at": page.visit.public_from, "letter": page.visit.letter_url}),
        )
