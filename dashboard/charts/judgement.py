"""One judgement's grades, region by region."""

from functools import partial

from dashboard.presenters.judgement import JudgementPage
from dashboard.values.chart import Chart, source_line
from dashboard.values.tables import TableMaker
from inspections.wording.words import date_words

from .region_dots import region_dots_chart


def regions_chart(page: JudgementPage, address: str, *, table: TableMaker) -> Chart:
    """The regions by the share of their councils that are good or outstanding on the judgement of a page."""
    day = page.selection.moment.day
    of = page.selection.framework.short_name
    return region_dots_chart(
        "regions",
        title=f"{page.short_title}, {of}, {date_words(day)}: {page.regions_finding}",
        finding=page.regions_sentence,
        caution=page.sample,
        source=source_line(day, address),
        scale=page.selection.framework.scale,
        every=page.regions[0],
        regions=page.regions_by_share,
        table=partial(table, address),
    )
