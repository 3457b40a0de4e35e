"""Declarations of the tables that django-tables2 draws."""

from collections.abc import Sequence
from functools import cache

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters.councils import CouncilLine
from dashboard.presenters.links import scorecard_url, short_date
from dashboard.presenters.rankings import PROVENANCE_MARKS, RankingPage, Row
from dashboard.templatetags.labels import result as result_tag
from inspections.frameworks.definitions import ScaleGrade
from inspections.statistics.standings import FROM_REPORT, Result
from inspections.wording.results import provenance_words
from inspections.wording.words import date_words


class GradesColumn(tables.Column):
    """The counted judgements: of each its grade's letter, with a mark where it was not read from the report itself.

    One column for all of them, as a ranking has a thousand such cells, and each column asks more of the library.
    """

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__(accessor="results", orderable=False)
        self.headings = headings

    def render(self, value: tuple[Result, ...]) -> SafeString:
        """A whole cell for each: the letter in its colour for the eye, the word for a screen reader."""
        return format_html_join("", "{}", ((_grade_cell(result.grade, result.provenance),) for result in value))


@cache
def _grade_cell(grade: ScaleGrade, provenance: str) -> SafeString:
    words = grade.label if provenance == FROM_REPORT else f"{grade.label}, {provenance_words(provenance)}"
    return format_html(
        '<td class={} aria-label="{}"><b>{}</b>{}',
        grade.letter.lower(),
        words,
        grade.letter,
        PROVENANCE_MARKS[provenance],
    )


class RankingTable(tables.Table):
    """Councils in order of rank, with the grades that were counted and the inspection they come from."""

    rank = tables.Column(order_by="position")
    council = tables.Column(accessor="name", order_by=("council__name", "position"))
    count = tables.Column(orderable=False)
    region = tables.Column(order_by=("region", "position"))
    versions = tables.Column(verbose_name="Version", orderable=False)
    published = tables.Column(order_by=("published", "position"))

    class Meta:
        order_by_field = "sort"
        sequence = ("rank", "council", "count", "...", "region", "versions", "published")
        template_name = "_partials/ranking_table.html"

    def render_council(self, record: Row) -> SafeString:
        """The name, linked to the council's page."""
        return format_html('<a href="{}">{}</a>', record.url, record.name)

    def render_published(self, record: Row) -> SafeString:
        """The day of publication, or when it was inspected, linked to the scorecard."""
        return format_html('<a href="{}">{}</a>', scorecard_url(record.inspection), short_date(record.inspection))


def ranking_table(page: RankingPage) -> RankingTable:
    """The ranked councils of a page, sorted as asked for."""
    selection = page.selection
    columns = [("grades", GradesColumn([heading for _, heading in page.judgements]))]
    hidden = [name for name, hide in (("versions", not page.mixed), ("region", bool(selection.group.region))) if hide]
    table = RankingTable(page.rows, extra_columns=columns, exclude=hidden, order_by=selection.sort)
    table.caption = f"{selection.measure.name}, as at {date_words(selection.day)}"
    return table


class CouncilTable(tables.Table):
    """The list of councils, a row for each `CouncilLine`."""

    council = tables.Column(accessor="council__short_name", order_by=("council__short_name", "council__slug"))
    overall = tables.Column("Latest overall judgement", accessor="headlines", order_by="overall_rank", default="")
    published = tables.Column(
        "Report published",
        accessor="inspection",
        order_by="inspection__counts_from",
        default="",
        attrs={"td": {"class": "dates"}},
    )
    region = tables.Column(accessor="council__region")
    type = tables.Column(accessor="council__get_type_display")

    class Meta:
        order_by_field = "sort"
        attrs = {"class": "stack"}

    def render_council(self, record: CouncilLine) -> SafeString:
        """The name as a link to the council's page."""
        return format_html('<a href="{}">{}</a>', record.council.get_absolute_url(), record.council.display_name)

    def render_overall(self, record: CouncilLine) -> SafeString:
        """A tag for each service's overall judgement."""
        return format_html_join(
            " ",
            '<span class="headline">{}{}</span>',
            ((f"{one.of}: " if one.of else "", result_tag(one.result)) for one in record.headlines),
        )

    def render_published(self, record: CouncilLine) -> SafeString:
        """The day as a link to the scorecard."""
        inspection = record.inspection
        assert inspection is not None
        return format_html(
            '<a href="{}">{}</a> <small class="quiet">{}</small>',
            inspection.get_absolute_url(),
            inspection.day_words,
            inspection.framework_definition.short_name,
        )
