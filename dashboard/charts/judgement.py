"""One judgement's grades, region by region."""

from functools import partial

from dashboard.presenters.judgement import JudgementPage
from dashboard.values.chart import Chart, source_line
from dashboard.values.tables import TableMaker
from inspections.wording.words import date_words

from .distribution import distribution_chart


def regions_chart(page: JudgementPage, address: str, *, table: TableMaker) -> Chart:
    """How many councils of each region hold each grade on the judgement of a page."""
    day = page.selection.moment.day
    return distribution_chart(
        "regions",
        title=f"{page.title}, by region, as at {date_words(day)}",
        finding=page.regions_sentence,
        source=source_line(day, address),
        scale=page.selection.framework.scale,
        bars=[row.bar for row in page.regions],
        table=partial(table, address),
    )
