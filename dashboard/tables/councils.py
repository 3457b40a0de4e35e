"""The list of councils, each with its latest inspection."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters.councils import CouncilLine
from dashboard.values.columns import Column, ColumnKind, FileColumn, GradeColumn, OriginColumn, PageColumn, ToPeople
from dashboard.values.facts import facts
from dashboard.values.grade_tags import result_tag
from dashboard.values.markup import link
from dashboard.values.tables import Table
from inspections.wording.results import result_words
from inspections.wording.words import date_words

from .common import council_code_column, framework_column, inspected_from_column, published_on_column, region_column

NO_INSPECTION = "no inspection on record here"


class CouncilsTable(Table):
    """The selected councils. Files have a row for each overall judgement of a council's latest inspection."""

    heads_row = "council"
    page_order = ("council", "overall", "published", "region", "type")

    code = council_code_column()
    council = Column(
        "Council",
        key="name",
        accessor="council__short_name",
        order_by=("council__short_name", "council__slug"),
    )
    official_name = FileColumn("Official name", accessor="council__official_name")
    region = region_column(order_by="council__region")
    type = PageColumn("Type", accessor="council__get_type_display", order_by="council__get_type_display")
    type_of_council = FileColumn("Type of council", key="type")
    in_being_from = FileColumn(
        "In being from",
        accessor="council__valid_from",
        kind=ColumnKind.DAY,
        meaning="Empty for a council that is older than these data.",
        to_people=ToPeople.WHERE_ANY,
    )
    in_being_to = FileColumn(
        "In being to",
        accessor="council__valid_to",
        kind=ColumnKind.DAY,
        meaning="The last day; empty for a council of today.",
        to_people=ToPeople.WHERE_ANY,
    )
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    overall_of = FileColumn(
        "Overall grade of",
        accessor="headline__of",
        meaning="The service that the overall grade is of.",
        to_people=ToPeople.WHERE_ANY,
    )
    overall_grade = GradeColumn(
        "Overall grade",
        key="overall",
        accessor="headline__result",
        visible=False,
        meaning="The latest, or in words why there is none here. Never empty.",
    )
    overall_provenance = OriginColumn(
        "Overall grade: where it comes from", key="overall.provenance", accessor="headline__result"
    )
    overall = PageColumn("Latest overall judgement", order_by="overall_rank")
    published = PageColumn("Report published", order_by="inspection__counts_from", css="dates")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(
        self, lines: Sequence[CouncilLine], *, shown: str, day: date, address: str = "", order_by: str | None = None
    ) -> None:
        """`shown` says how many of which councils the table has."""
        super().__init__(
            lines,
            name=f"councils-{day}",
            title=f"Councils, as at {date_words(day)}",
            caption=f"Councils with their latest inspection, as at {date_words(day)}",
            about=facts(address, {"councils": shown, "as_at": day}),
            order_by=order_by,
        )

    def file_records(self) -> Iterator[CouncilLine]:
        """A row for each overall judgement."""
        for line in self.data:
            yield from (replace(line, headlines=(headline,)) for headline in line.headlines)
            if line.inspection is None:
                yield line

    def value_type_of_council(self, record: CouncilLine) -> str:
        return record.council.get_type_display()

    def value_overall_grade(self, record: CouncilLine) -> str:
        return result_words(record.headline.result) if record.headline else NO_INSPECTION

    def render_council(self, record: CouncilLine) -> SafeString:
        """The name as a link to the council's page."""
        return link(record.council.get_absolute_url(), record.council.display_name)

    def render_type(self, record: CouncilLine) -> str:
        return record.council.get_type_display()

    def render_overall(self, record: CouncilLine) -> SafeString:
        """A tag for each service's overall judgement."""
        return format_html_join(
            " ",
            '<span class="headline">{}{}</span>',
            ((f"{one.of}: " if one.of else "", result_tag(one.result)) for one in record.headlines),
        )

    def render_published(self, record: CouncilLine) -> SafeString | str:
        """The day of publication, or when it was inspected, as a link to the scorecard."""
        if record.record is None:
            return ""
        return format_html(
            '<a href="{}">{}</a> <small class="quiet">{}</small>',
            record.scorecard,
            record.dated,
            record.record.framework.short_name,
        )
