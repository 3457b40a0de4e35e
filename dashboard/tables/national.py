"""The national page: grades by judgement, by region and through time, and Ofsted's own totals."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.distributions import DistributionRow
from dashboard.presenters.national import NationalPage
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, ToPeople, Value
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.statistics.trends import Point
from inspections.wording.national import trend_name
from inspections.wording.words import date_words

from .common import framework_column
from .distributions import DistributionTable, RegionsTable, good_column, in_being_column, percent_column


class NationalTable(DistributionTable):
    """A row for each judgement of the programme, whether or not any grade is on record."""

    heads_row = "name"

    framework = framework_column("framework")
    judgement = FileColumn(
        "Judgement’s code", meaning="Service and code, which never change.", to_people=ToPeople.NEVER
    )
    name = Column("Judgement", accessor="short_label", css="wide")

    class Meta(DistributionTable.Meta):
        sequence = ("framework", "judgement", "name", "...")

    def __init__(self, page: NationalPage, address: str = "", rows: Iterable[DistributionRow] | None = None) -> None:
        super().__init__(
            page.judgements if rows is None else rows,
            page.england,
            first=["framework", "judgement", "name"],
            name=_name(page, "judgements"),
            title=f"{_title(page)}, judgement by judgement",
            caption=page.caption,
            about=_about(page, address),
        )

    def headings_of(self, record: DistributionRow) -> list[str]:
        return [record.heading]

    def render_name(self, record: DistributionRow) -> SafeString:
        """The name as a link to the judgement's page, with the reasons why councils have no grade."""
        note = format_html('<br><small class="quiet">{}</small>', record.note) if record.note else ""
        return format_html('<a href="{}">{}</a>{}', record.url, record.label, note)


class NationalRegionsTable(RegionsTable):
    """The regions on one judgement. Files have England first."""

    def __init__(self, page: NationalPage, address: str = "") -> None:
        self.england = DistributionRow("England", page.england, "")
        super().__init__(
            page.regions,
            page.england,
            name=_name(page, "regions"),
            title=f"{page.in_words}, by region, as at {date_words(page.selection.day)}",
            caption=page.regions_caption,
            about={"judgement": page.in_words, **_about(page, address)},
        )

    def file_records(self) -> Iterable[DistributionRow]:
        return (self.england, *self.data)


class TrendPoint(NamedTuple):
    """A point of a programme's trend."""

    programme: str
    point: Point


class OverTimeTable(Table):
    """A row for each programme, service and end of a quarter."""

    programme = FileColumn("Programme")
    day = FileColumn("As at", kind=ColumnKind.DAY, accessor="point__day")
    good_or_better = good_column(accessor="point__good")
    graded = FileColumn(
        "Councils graded",
        kind=ColumnKind.NUMBER,
        accessor="point__base",
        meaning="Those whose latest report has an overall grade.",
    )
    good_or_better_percent = percent_column(accessor="point__percent")
    in_being = in_being_column(accessor="point__in_being")

    def __init__(self, page: NationalPage, address: str) -> None:
        super().__init__(
            [TrendPoint(trend_name(trend), point) for trend in page.trends for point in trend.points],
            name=_name(page, "over-time"),
            title=f"Councils good or outstanding overall, by programme, to {date_words(page.selection.day)}",
            about=facts(address, {"as_at": page.selection.day}),
        )


class TotalsTable(Table):
    """A row for each total that Ofsted has published for the programme, and what is on record for its day."""

    total = Column("Total", accessor="checked__total__name", css="wide")
    day = FileColumn("As at", kind=ColumnKind.DAY, accessor="checked__total__day")
    ofsted = Column("Ofsted", meaning="A number of councils, or a percentage of them.", css="number", narrow="Ofsted ")
    on_record = PageColumn("On record here", css="dates", narrow="Here ")
    count = FileColumn("On record", kind=ColumnKind.NUMBER, accessor="checked__count")
    of = FileColumn(
        "Of", kind=ColumnKind.NUMBER, accessor="checked__councils", meaning="Councils on record as at the day."
    )
    not_on_record = FileColumn("Not on record", kind=ColumnKind.NUMBER, accessor="checked__missing")
    explanation = Column("How they compare", accessor="words", css="wide")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, page: NationalPage, address: str = "") -> None:
        super().__init__(
            page.totals,
            name=_name(page, "totals"),
            title=f"{page.selection.programme.short_name}: Ofsted’s own totals against what is on record",
            caption="National totals that Ofsted has published, against what is on record here for the same day",
            about=_about(page, address),
        )


def _name(page: NationalPage, table: str) -> str:
    return f"national-{page.selection.programme.code}-{page.selection.day}-{table}"


def _title(page: NationalPage) -> str:
    return f"{page.selection.programme.short_name} grades in England as at {date_words(page.selection.day)}"


def _about(page: NationalPage, address: str) -> Mapping[str, Value]:
    return facts(
        address,
        {
            "programme": page.selection.programme.name,
            "as_at": page.selection.day,
            "councils_in_being": len(page.councils_as_at.councils),
            **({"provenance": page.origins} if page.origins else {}),
            **(page.weak.about if page.weak else {}),
        },
    )
