"""The heatmap of a programme's councils and judgements as at a day."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.heatmap_chart import heatmap_chart
from dashboard.presenters.heatmaps import heatmap_page
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.tables.heat_grid import heatmap_table
from dashboard.tables.heatmaps import HeatmapTable

from .programmes import read_programme_request


@page_view()
def heatmap(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """`/heatmap/<programme>/[<day>/]`: councils × judgements, each cell a grade or the mark of a state."""
    programme_request = read_programme_request("heatmap", request, programme, day)
    if isinstance(programme_request, RedirectTo):
        return programme_request
    selection = programme_request.selection
    shown = heatmap_page(selection, programme_request.group)
    table = partial(HeatmapTable, shown)
    page = programme_request.page(
        tables={"heatmap": table},
        charts={"heatmap": partial(heatmap_chart, shown, table=table)} if shown.rows else {},
    )

    def context() -> dict[str, Any]:
        return {
            **programme_request.form(programme_request.group),
            "page": shown,
            "table": heatmap_table(shown),
            "marked": programme_request.council,
            "ranking": selection.url(page="ranking"),
        }

    return Shown(page, "heatmap.html", context)
