"""The heatmap of a programme's councils and judgements as at a day."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.heatmap_chart import heatmap_chart
from dashboard.presenters.heatmaps import heatmap_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.tables.heat import heatmap_table
from dashboard.tables.heatmaps import HeatmapTable

from .programmes import read_programme_request


@page_view()
def heatmap(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """Councils × judgements: a letter and a colour in each cell, and a mark for every state without a grade."""
    asked = read_programme_request("heatmap", request, programme, day)
    if isinstance(asked, RedirectTo):
        return asked
    selection = asked.selection
    shown = heatmap_page(selection, asked.group)
    table = partial(HeatmapTable, shown)
    page = asked.page(
        tables={"heatmap": table},
        charts={"heatmap": partial(heatmap_chart, shown, table=table)} if shown.rows else {},
    )

    def context() -> dict[str, Any]:
        return {
            **asked.form(asked.group),
            "page": shown,
            "table": heatmap_table(shown),
            "marked": asked.council,
            "ranking": selection.url(page="ranking"),
        }

    return Shown(page, "heatmap.html", context)
