"""The national page: grades by judgement, by region and through time, and Ofsted's own totals."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.distributions import DistributionRow
from dashboard.presenters.national import NationalPage
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, ToPeople, Value
from dashboard.values.facts import facts
from dashboard.values.palette import GRADES
from dashboard.values.tables import Table
from inspections.statistics.trends import Point
from inspections.wording.national import trend_name
from inspections.wording.words import date_words

from .common import framework_column
from .distributions import (
    DistributionTable,
    RegionsTable,
    good_column,
    in_being_column,
    letters,
    linked_bar,
    percent_column,
)

# The columns of numbers beside those of the grades.
NUMBERS = ("graded", "good_or_better")


class NationalTable(DistributionTable):
    """A row for each judgement of the programme, whether or not any grade is on record."""

    heads_row = "name"

    framework = framework_column("framework")
    judgement = FileColumn(
        "Judgement’s code", meaning="Service and code, which never change.", to_people=ToPeople.NEVER
    )
    name = Column("Judgement", accessor="short_label", css="wide")
    england = PageColumn("In England", css="number", narrow="In England ")
    year = PageColumn("In a year, same councils", css="number", narrow="In a year ")

    class Meta(DistributionTable.Meta):
        sequence = ("framework", "judgement", "name", "...")

    def __init__(
        self,
        page: NationalPage,
        address: str = "",
        rows: Iterable[DistributionRow] | None = None,
        *,
        as_bars: bool = False,
    ) -> None:
        """`as_bars`: the page has bars with the numbers in them, in place of a column for each grade."""
        self.as_bars, self.years = as_bars, page.years_on if as_bars else {}
        self.beside = page.beside_rows if as_bars else {}
        grades = [share.grade.code for share in page.by_region.shares.shares]
        more = (*(("england",) if self.beside else ()), *(("year",) if self.years else ()))
        self.page_order = ("name", "bar", *NUMBERS, *more) if as_bars else ("name", "bar", *grades, *NUMBERS)
        super().__init__(
            page.judgements if rows is None else rows,
            page.by_region.shares,
            first=["framework", "judgement", "name"],
            name=_name(page, "judgements"),
            title=f"{_title(page)}, judgement by judgement",
            caption=page.caption,
            about=_about(page, address),
        )

    def render_bar(self, record: DistributionRow) -> SafeString | str:
        if not self.as_bars:
            return super().render_bar(record)
        return linked_bar(record) if record.has_bar else letters(record.shares)

    def render_england(self, record: DistributionRow) -> str:
        """`107 of 142 (75%)`."""
        return self.beside.get(record.lists, "–")

    def render_year(self, record: DistributionRow) -> str:
        """`100 to 107 of 142`."""
        return self.years.get(record.lists, "")

    def headings_of(self, record: DistributionRow) -> list[str]:
        return [record.heading]

    def render_name(self, record: DistributionRow) -> SafeString:
        """The name as a link to the judgement's page, with the reasons why councils have no grade."""
        note = format_html('<br><small class="quiet">{}</small>', record.note) if record.note else ""
        label = record.short_label if self.as_bars else record.label
        return format_html('<a href="{}">{}</a>{}', record.url, label, note)


class NationalRegionsTable(RegionsTable):
    """The regions on one judgement. Files have all councils counted first."""

    def __init__(self, page: NationalPage, address: str = "") -> None:
        self.all = page.by_region.all_row
        super().__init__(
            page.by_region.rows,
            page.by_region.shares,
            name=_name(page, "regions"),
            title=f"{page.by_region.in_words}, by region, as at {date_words(page.selection.day)}",
            caption=page.by_region.caption,
            about={"judgement": page.by_region.in_words, **_about(page, address)},
        )

    def file_records(self) -> Iterable[DistributionRow]:
        return (self.all, *self.data)


class TrendPoint(NamedTuple):
    """A point of a programme's trend, with its number of councils for each of `GRADES`, None if there is no such."""

    programme: str
    point: Point
    by_grade: Sequence[int | None]


def _grade_column(label: str, code: str) -> FileColumn:
    meaning = "Councils with this grade. Empty if the programme’s scale hasn’t got it."
    return FileColumn(
        label, kind=ColumnKind.NUMBER, meaning=meaning, accessor="by_grade", place=list(GRADES).index(code)
    )


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
    outstanding = _grade_column("Outstanding", "outstanding")
    good = _grade_column("Good", "good")
    adequate = _grade_column("Adequate", "adequate")
    requires_improvement = _grade_column("Requires improvement", "requires_improvement")
    inadequate = _grade_column("Inadequate", "inadequate")

    def __init__(self, page: NationalPage, address: str) -> None:
        day = date_words(page.selection.day)
        super().__init__(
            [
                TrendPoint(trend_name(trend), point, [*map(trend.by_grade(point).get, GRADES)])
                for trend in page.over_time.trends
                for point in trend.points
            ],
            name=_name(page, "over-time"),
            title=f"Councils{page.among} good or outstanding overall, by programme, to {day}",
            about=facts(address, {"as_at": page.selection.day, "councils": _councils(page)}),
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
            page.totals.rows,
            name=_name(page, "totals"),
            title=f"{page.selection.programme.short_name}: Ofsted’s own totals against what is on record",
            caption="National totals that Ofsted has published, against what is on record here for the same day",
            about=_about(page, address),
        )


def _name(page: NationalPage, table: str) -> str:
    return f"national-{page.selection.programme.code}-{page.selection.day}-{table}"


def _title(page: NationalPage) -> str:
    where = page.councils_as_at.group or "in England"
    return f"{page.selection.programme.short_name} grades {where} as at {date_words(page.selection.day)}"


def _councils(page: NationalPage) -> str:
    return page.group or "all councils in England"


def _about(page: NationalPage, address: str) -> Mapping[str, Value]:
    return facts(
        address,
        {
            "programme": page.selection.programme.name,
            "as_at": page.selection.day,
            "councils": _councils(page),
            "councils_in_being": len(page.councils_as_at.councils),
            **({"provenance": page.origins} if page.origins else {}),
            **(page.weak.about if page.weak else {}),
        },
    )
