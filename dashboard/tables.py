"""Declarations of the tables that django-tables2 draws."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.links import scorecard_url
from dashboard.presenters.rankings import PROVENANCE_MARKS, RankingPage, Row
from inspections.statistics import Result
from inspections.wording import date_words


class GradeColumn(tables.Column):
    """One counted judgement: its grade's letter, with a mark where it was not read from the report itself."""

    def __init__(self, index: int, heading: str) -> None:
        super().__init__(verbose_name=heading, accessor="results", orderable=False)
        self.index = index

    def render(self, value: tuple[Result, ...]) -> SafeString:
        """The letter in its colour."""
        result = value[self.index]
        return format_html(
            '<b class="cell {}">{}</b>{}', result.grade.code, result.grade.letter, PROVENANCE_MARKS[result.provenance]
        )


class RankingTable(tables.Table):
    """Councils in order of rank, with the grades that were counted and the inspection they come from."""

    rank = tables.Column(order_by="position")
    council = tables.Column(accessor="name", order_by=("council.name", "position"))
    count = tables.Column(orderable=False)
    region = tables.Column(order_by=("region", "position"))
    frameworks = tables.Column(verbose_name="Inspected under", orderable=False)
    published = tables.Column(order_by=("published", "position"))

    class Meta:
        order_by_field = "sort"
        sequence = ("rank", "council", "count", "...", "region", "frameworks", "published")
        template_name = "_partials/ranking_table.html"

    def render_council(self, record: Row) -> SafeString:
        """The name, linked to the council's page."""
        return format_html('<a href="{}">{}</a>', record.url, record.name)

    def render_published(self, record: Row) -> SafeString:
        """The day of publication, or when it was inspected, linked to the scorecard."""
        inspection = record.inspection
        words = date_words(inspection.published_on or inspection.inspected_from)
        return format_html(
            '<a href="{}">{}</a>{}', scorecard_url(inspection), words, "*" if inspection.dated_by_month else ""
        )


def ranking_table(page: RankingPage) -> RankingTable:
    """The ranked councils of a page, sorted as asked for."""
    selection = page.selection
    columns = [(f"grade_{n}", GradeColumn(n, heading)) for n, (_, heading) in enumerate(page.judgements)]
    hidden = [name for name, hide in (("frameworks", not page.mixed), ("region", bool(selection.region))) if hide]
    table = RankingTable(page.rows, extra_columns=columns, exclude=hidden, order_by=selection.sort)
    table.caption = f"{selection.measure.name}, as at {date_words(selection.day)}"
    return table
