"""The charts of the national page: by judgement, by region, and through time."""

from collections.abc import Iterator
from functools import partial

from dashboard.exports.national import judgements_file, over_time_file, regions_file
from dashboard.presenters.national import NationalPage
from dashboard.values.chart import Chart, source_line
from inspections.wording.national import trend_name
from inspections.wording.words import date_words

from .distribution import distribution_chart
from .lines import Line, LinePoint, lines_chart


def national_charts(page: NationalPage, address: str) -> Iterator[Chart]:
    """Those of which enough is on record to draw them."""
    day, programme = date_words(page.selection.day), page.selection.programme
    source = source_line(page.selection.day, address)
    scale = programme.frameworks[0].scale
    if page.drawn:
        yield distribution_chart(
            "grades",
            title=f"{programme.short_name} grades in England as at {day}, judgement by judgement",
            finding=page.grades_sentence,
            source=source,
            scale=scale,
            bars=[row.bar for row in page.drawn],
            table=partial(judgements_file, page, address),
        )
    if page.england.base:
        yield distribution_chart(
            "regions",
            title=f"{page.in_words}, by region, as at {day}",
            finding=page.regions_sentence,
            source=source,
            scale=scale,
            bars=[row.bar for row in page.regions],
            table=partial(regions_file, page, address),
        )
    if page.lines:
        lines = [
            Line(trend_name(trend), tuple(LinePoint(p.day, p.good, p.base, p.percent) for p in trend.points))
            for trend in page.lines
        ]
        yield lines_chart(
            "over-time",
            title=f"Councils good or outstanding overall, by programme, to {day}",
            finding=" ".join(page.trend_sentences),
            source=source,
            lines=lines,
            table=partial(over_time_file, page, address),
        )
