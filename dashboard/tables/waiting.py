"""Days since the last inspection of each council, and the intervals observed between inspections."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.presenters.links import short_date
from dashboard.presenters.waiting import WaitingPage, WaitingRow
from dashboard.values.columns import Column, ColumnKind, FileColumn, GradeColumn, OriginColumn, PageColumn, ToPeople
from dashboard.values.documents import TableBlock
from dashboard.values.facts import facts
from dashboard.values.grade_tags import letter_tag
from dashboard.values.markup import link
from dashboard.values.tables import Table
from inspections.statistics.waiting import Intervals
from inspections.wording.results import result_words, state_words
from inspections.wording.waiting import duration_words, group_name
from inspections.wording.words import MONTHS, date_words

from .common import (
    council_code_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    published_on_column,
    region_column,
)


class WaitingTable(Table):
    """The councils in being on the day, and how long ago the last inspection of each began."""

    heads_row = "council"
    code = council_code_column()
    council = Column("Council", key="name", accessor="name", order_by="name", width=5.0)
    region = region_column("council__region", order_by=("council__region", "name"), css="rare")
    type = FileColumn("Type of council", accessor="council__type")
    days_at_least = FileColumn(
        "Days since, at least",
        accessor="elapsed__least",
        kind=ColumnKind.NUMBER,
        meaning="From the last day on which the inspection can have begun. Empty without an inspection.",
    )
    days_at_most = FileColumn(
        "Days since, at most",
        accessor="elapsed__most",
        kind=ColumnKind.NUMBER,
        meaning="The same where the first day is known. Empty where nobody can tell.",
    )
    days = PageColumn("Days since", accessor="elapsed_words", order_by="least", css="ago", width=3.0)
    not_counted_because = FileColumn(
        "No inspection because", meaning="Empty where there is one.", to_people=ToPeople.WHERE_ANY
    )
    framework = framework_column()
    inspected_from = inspected_from_column()
    published_on = published_on_column()
    counts_from = counts_from_column()
    inspected = PageColumn("Began", order_by="first_day", css="day", width=3.2)
    overall = GradeColumn("Overall grade", accessor="overall", visible=False, meaning="Or in words why there is none.")
    overall_provenance = OriginColumn(
        "Overall grade: where it comes from", key="overall.provenance", accessor="overall"
    )
    last_overall = PageColumn("Overall", accessor="overall", css="rare")
    visits_since = FileColumn(
        "Visits since",
        kind=ColumnKind.NUMBER,
        meaning="Focused and monitoring visits on record here that began later. Empty where no visits are on record.",
    )
    latest_visit = FileColumn("Latest visit since", accessor="last_visit__visited_from", kind=ColumnKind.DAY)
    visits = PageColumn("Visits since", order_by="number_of_visits", css="visits", newest_first=True, width=3.0)

    class Meta:
        row_attrs = {
            "id": lambda record: "row" if record.marked else "",
            "class": lambda record: "marked" if record.marked else "",
        }

    def __init__(self, page: WaitingPage, address: str = "", **options: Any) -> None:
        selection = page.selection
        super().__init__(
            page.rows,
            name=f"waiting-{selection.programme.code}-{selection.day}",
            title=f"{selection.programme.short_name}, days since the last inspection, {date_words(selection.day)}",
            attrs={"class": "lines councils waiting", "caption": {"class": "vh"}},
            about=_about(page, address),
            **options,
        )
        visits = ("visits",) if page.has_visits else ()
        region = () if selection.group.region else ("region",)
        self.page_order = ("council", "days", "inspected", "last_overall", *visits, *region)

    def render_council(self, record: WaitingRow) -> SafeString:
        """The name as a link to the council's page."""
        return link(record.url, record.name)

    def render_inspected(self, record: WaitingRow) -> SafeString | str:
        """The first day of the inspection, as far as it is known, as a link to the scorecard."""
        return link(record.scorecard, _began(record)) if record.inspection else ""

    def words_inspected(self, record: WaitingRow) -> str:
        return date_words(record.inspection.inspected_from) if record.inspection else ""

    def value_overall(self, record: WaitingRow) -> str:
        return result_words(record.overall) if record.overall else ""

    def render_last_overall(self, record: WaitingRow) -> SafeString | str:
        """The grade's letter, or the mark of the state in its place."""
        result = record.overall
        if result is None or result.grade:
            return letter_tag(result) if result else ""
        words = '<b class="cell x"><span class="vh">{}</span><span aria-hidden="true">{}</span></b>'
        return format_html(words, state_words(result.state), STATE_MARKS[result.state])

    def value_not_counted_because(self, record: WaitingRow) -> str:
        return "" if record.inspection else state_words(record.standing.otherwise)

    def value_visits_since(self, record: WaitingRow) -> int | None:
        return None if record.visits is None else record.number_of_visits

    def render_visits(self, record: WaitingRow) -> SafeString | str:
        """`2, last Jun 2025`, or none."""
        if record.visits is None:
            return ""
        last = record.last_visit
        if last is None:
            return "none"
        month = f"{MONTHS[last.first_day.month - 1][:3]} {last.first_day.year}"
        return format_html("{}, <small>last {}</small>", record.number_of_visits, month)

    def words_visits(self, record: WaitingRow) -> str:
        """The number, with the day of the last."""
        last = record.last_visit
        if record.visits is None:
            return ""
        return f"{record.number_of_visits}, last {date_words(last.first_day)}" if last else "none"


class IntervalsTable(Table):
    """The days observed between inspections by the grade of the one before."""

    heads_row = "after"

    after = Column("After", meaning="The overall grade of the inspection before.", width=6.0)
    number = Column("Intervals", kind=ColumnKind.NUMBER, css="number", meaning="How many were observed.", width=2.5)
    median = Column(
        "Median", kind=ColumnKind.NUMBER, css="number", meaning="In days. Empty for fewer than ten.", width=2.5
    )
    shortest = Column(
        "Shortest", kind=ColumnKind.NUMBER, css="number", meaning="In days. Empty for fewer than ten.", width=2.5
    )
    longest = Column(
        "Longest", kind=ColumnKind.NUMBER, css="number", meaning="In days. Empty for fewer than ten.", width=2.5
    )

    class Meta:
        attrs = {"class": "intervals", "caption": {"class": "vh"}}

    def __init__(self, page: WaitingPage, address: str = "") -> None:
        selection = page.selection
        self.several = len(page.observed.by_grade) > 1
        super().__init__(
            [*page.observed.by_grade, *([page.observed.all] if self.several else [])],
            name=f"waiting-{selection.programme.code}-{selection.day}-intervals",
            title=f"{selection.programme.short_name}: days observed between inspections, as at "
            f"{date_words(selection.day)}",
            about={**_about(page, address), "left_out": page.left_out or "none"},
            empty_text="No two inspections of one council are on record whose days are known.",
        )
        self.all = page.observed.all

    def value_after(self, record: Intervals) -> str:
        return "After any" if self.several and record == self.all else group_name(record)

    def render_number(self, record: Intervals) -> str:
        return f"{record.number:,}"

    def render_median(self, record: Intervals) -> SafeString | str:
        """The days, with what that is in years and months."""
        if record.median is None:
            return "too few"
        return format_html("{} <small>{}</small>", f"{record.median:,}", duration_words(record.median))


def word_sections(page: WaitingPage) -> Iterator[tuple[str, tuple[TableBlock, ...]]]:
    """The tables of the Word file under their headings: the councils, and the intervals observed."""
    yield "Days since the last inspection", (TableBlock(WaitingTable(page)),)
    if page.observed.by_grade:
        yield "Intervals observed", (TableBlock(IntervalsTable(page)),)


def _began(record: WaitingRow) -> str:
    """`12 Jan 2024`, or `Jun 2010` where only the month is known."""
    assert record.inspection
    began = record.inspection.inspected_from
    if began.until:
        return short_date(record.inspection)
    month = MONTHS[began.month - 1][:3] if began.month else None
    return " ".join(str(part) for part in (began.day, month, began.year) if part)


def _about(page: WaitingPage, address: str) -> dict[str, Any]:
    selection = page.selection
    return facts(
        address,
        {
            "programme": selection.programme.name,
            "counted_from": "the first day of the inspection",
            "councils": page.group or "all councils in England",
            "as_at": selection.day,
            "inspections_on_record": len(page.inspected),
            "in_being": len(page.rows),
        },
    )
