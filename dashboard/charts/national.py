"""The charts of the national page: by judgement, by region, and through time."""

from collections.abc import Mapping
from functools import partial

from dashboard.errors import NotOnRecordError
from dashboard.presenters.national import NationalPage
from dashboard.values.chart import Chart, ChartMaker, source_line
from dashboard.values.tables import TableMaker
from inspections.wording.national import too_few_for_line_sentence, trend_name
from inspections.wording.over_time import no_columns_sentence
from inspections.wording.words import date_words, lower_first, n_of

from .distribution import distribution_chart
from .lines import ChartLine, LinePoint, lines_chart
from .region_dots import region_dots_chart
from .year_columns import year_columns_chart


def national_charts(page: NationalPage, tables: Mapping[str, TableMaker]) -> dict[str, ChartMaker]:
    """A maker for each chart of which enough is on record. `tables` are those of the page."""
    charts: dict[str, ChartMaker] = {}
    if page.drawn:
        charts["grades"] = partial(_grades_chart, page, table=tables["judgements"])
    if page.by_region.shares.base and page.by_region.is_told:
        charts["regions"] = partial(_regions_chart, page, table=tables["regions"])
    # Only all records together tell whether there is a line, so beside other charts its maker is left to find out.
    if charts or page.over_time.drawn:
        charts["over-time"] = partial(_over_time_chart, page, table=tables["over-time"])
    return charts


def _grades_chart(page: NationalPage, address: str, *, table: TableMaker) -> Chart:
    day, programme, where = page.selection.day, page.selection.programme, page.among or " in England"
    return distribution_chart(
        "grades",
        title=f"{programme.short_name} grades{where} as at {date_words(day)}, judgement by judgement",
        finding=page.grades_sentence,
        headline=_headline(programme.short_name, page.grades_sentence.partition(";")[0].rstrip(".")),
        note=" ".join(filter(None, (page.origins, page.by_region.sample))),
        source=source_line(day, address),
        scale=programme.frameworks[0].scale,
        bars=[row.bar for row in page.drawn],
        table=partial(table, address),
    )


def _headline(programme: str, words: str) -> str:
    """`SLAC, safeguarding, overall effectiveness: 58 of 144 councils (40%) are good or outstanding`."""
    judgement, _, finding = words.rpartition(": ")
    return f"{programme}, {lower_first(judgement).replace(': ', ', ')}: {finding}"


def _regions_chart(page: NationalPage, address: str, *, table: TableMaker) -> Chart:
    day, programme, regions = page.selection.day, page.selection.programme, page.by_region
    subject = f"{lower_first(regions.in_words)}{_group(page)}"
    return region_dots_chart(
        "regions",
        title=f"{programme.short_name}, {subject}, by region, as at {date_words(day)}",
        finding=regions.words,
        caution=regions.sample,
        headline=_headline(programme.short_name, f"{regions.in_words}: {regions.title}"),
        source=source_line(day, address),
        scale=programme.frameworks[0].scale,
        every=regions.all_row,
        regions=regions.by_share,
        table=partial(table, address),
    )


def _group(page: NationalPage) -> str:
    return f", {page.group}" if page.group else ""


def _over_time_chart(page: NationalPage, address: str, *, table: TableMaker) -> Chart:
    day, drawn = page.selection.day, page.over_time.drawn
    if page.group:
        return _columns_chart(page, address, table=table)
    if not drawn:
        raise NotOnRecordError(too_few_for_line_sentence(day))
    lines = [
        ChartLine(trend_name(trend), tuple(LinePoint(p.day, p.good, p.base, p.percent) for p in trend.points))
        for trend in drawn
    ]
    # A line may end before the day asked for, when the judgement was last made.
    latest = max(drawn, key=lambda trend: trend.points[-1].day)
    end = latest.points[-1]
    return lines_chart(
        "over-time",
        title=f"Councils good or outstanding overall, by programme, to {date_words(end.day)}",
        finding=" ".join(page.over_time.sentences),
        headline=(
            f"{trend_name(latest)}: {n_of(end.good, end.base, 'councils')} good or outstanding overall, "
            f"as at {date_words(end.day)}"
        ),
        source=source_line(day, address),
        lines=lines,
        table=partial(table, address),
    )


def _columns_chart(page: NationalPage, address: str, *, table: TableMaker) -> Chart:
    day, over_time = page.selection.day, page.over_time
    if not over_time.drawn:
        raise NotOnRecordError(no_columns_sentence(day))
    end = max(trend.year_ends[-1].day for trend in over_time.drawn)
    return year_columns_chart(
        "over-time",
        title=f"Councils{page.among} by overall grade, year by year, to {date_words(end)}",
        finding=" ".join(over_time.sentences),
        headline=over_time.title,
        source=source_line(day, address),
        trends=over_time.drawn,
        programme=page.selection.programme,
        table=partial(table, address),
    )
