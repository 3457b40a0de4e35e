"""The map of a programme's councils by one judgement, as at a day."""

from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.addresses import PageRequest
from dashboard.charts.map_chart import map_chart
from dashboard.charts.map_list import map_tiles
from dashboard.presenters.maps import TileMap, judgement_choices, map_page, marked_words
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.tables.maps import MapTable
from inspections.statistics.same_councils import year_before

from .programmes import read_programme_request


@page_view()
def tile_map(request: PageRequest, programme: str, day: str | None = None) -> Shown | RedirectTo:
    """`/map/<programme>/[<day>/]`: England's councils as tiles in roughly their places, and as a list."""
    programme_request = read_programme_request("map", request, programme, day)
    if isinstance(programme_request, RedirectTo):
        return programme_request
    selection = programme_request.selection
    before = replace(selection, moment=replace(selection.moment, as_at=year_before(selection.day)))
    shown = map_page(
        selection,
        programme_request.england,
        programme_request.councils,
        before.programme_as_at(selection.programme),
    )
    page = programme_request.page(**map_forms(shown))

    def context() -> dict[str, Any]:
        table = MapTable(shown)
        return {
            **programme_request.form(programme_request.england),
            "page": shown,
            "tiles": map_tiles(shown, counts=shown.counts),
            "regions": [(region, table.of_region(region)) for region in shown.regions],
            "judgements": judgement_choices(selection),
            "marked": marked_words(shown, programme_request.council) if programme_request.council else "",
            "ranking": selection.url(page="ranking"),
            "heatmap": selection.url(page="heatmap"),
        }

    return Shown(page, "map.html", context)


def map_forms(shown: TileMap) -> dict[str, Any]:
    """The table and the picture of a map, for its own page and the home page."""
    table = partial(MapTable, shown)
    return {
        "tables": {"map": table},
        "charts": {"map": partial(map_chart, shown, table=table)} if shown.is_known else {},
    }
