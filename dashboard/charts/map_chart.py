"""The map as a chart: councils as tiles in roughly their places, drawn here or by plotly."""

from functools import partial
from typing import Any

from dashboard.presenters.maps import MapTile, TileMap
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, source_line, state_key
from dashboard.values.palette import GRADES, NO_GRADE, Colour, lightness
from dashboard.values.svg import Box, Drawing, Key
from dashboard.values.tables import TableMaker
from dashboard.values.tiles import RegionPlace, Tile, map_size, region_places
from inspections.wording.national import shares_sentence
from inspections.wording.results import state_words
from inspections.wording.words import capital, date_words

GAP, FRAME = 2, 3
LIGHT = 80
OUTSIDE = Colour(theme.GROUND, theme.QUIET)


def map_chart(page: TileMap, address: str, *, table: TableMaker) -> Chart:
    """The map of a page as a picture for papers; the page itself shows a list of links."""
    selection = page.selection
    among = f", {page.group}" if page.group else ""
    where = f" {page.phrase}" if page.phrase else ""
    base = page.shares.base
    grades = [
        Key(GRADES[share.grade.code], share.grade.letter, f"{share.grade.label}: {share.count} of {base}")
        for share in page.shares.shares
    ]
    states = [state_key(mark, f"{capital(state_words(state))}: {number}") for mark, state, number in page.states]
    return Chart(
        name="map",
        title=f"{page.subject}, {selection.programme.short_name}, as at {date_words(selection.day)}{among}",
        finding=page.finding,
        headline=f"{page.subject}, {selection.programme.short_name}: {shares_sentence(page.shares, where)}",
        source=source_line(selection.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, page),
        figure=lambda: _figure(page),
        legend=(*grades, *states),
        note=" ".join(filter(None, (page.origins, page.sample))),
    )


def colour_of(tile: MapTile) -> Colour:
    """The colour of a council's tile."""
    return GRADES[tile.result.grade.code] if tile.result.grade else NO_GRADE


def _draw(drawing: Drawing, page: TileMap) -> None:
    columns, rows = map_size()
    step = (drawing.width - 2 * MARGIN) / columns
    top = drawing.height + 4
    # The marked tile last, so that its frame is over its neighbours.
    for place, tile in sorted(page.placed, key=lambda pair: pair[1].marked):
        _draw_tile(drawing, tile, Box(MARGIN + step * place.column, top + step * place.row, step - GAP, step - GAP))
    for west, place in page.borders:
        _draw_border(drawing, place, top, step, west=west)
    for place_of_name in region_places().values():
        _draw_name(drawing, place_of_name, top, step)
    drawing.reach(top + step * rows)


def _draw_tile(drawing: Drawing, tile: MapTile, box: Box) -> None:
    """Draw a tile: the label above the grade's letter, or the label alone if the council is outside the group."""
    size = min(theme.SMALL, box.height * 0.36)
    middle = box.x + box.width / 2
    label = tile.tile.label if tile.tile else ""
    if not tile.inside:
        drawing.rect(box, OUTSIDE.fill, edge=theme.LINE)
        drawing.text(middle, box.y + box.height / 2 + size * 0.36, label, size=size, fill=OUTSIDE.text, anchor="middle")
        return
    colour, graded = colour_of(tile), tile.result.grade is not None
    # A light tile needs an outline on the white ground.
    edge = colour.text if lightness(colour.fill) > LIGHT else ""
    if tile.marked:
        drawing.rect(Box(box.x - FRAME, box.y - FRAME, box.width + 2 * FRAME, box.height + 2 * FRAME), theme.INK)
    drawing.rect(box, colour.fill, edge=edge, dash="" if graded else "2 2")
    drawing.text(middle, box.y + box.height * 0.43, label, size=size, fill=colour.text, anchor="middle")
    drawing.text(
        middle, box.y + box.height * 0.85, tile.mark, size=size * 1.15, fill=colour.text, anchor="middle", weight="bold"
    )


def _draw_name(drawing: Drawing, place: RegionPlace, top: float, step: float) -> None:
    """Draw the name of a region on the sea beside it."""
    size = min(theme.SMALL, step * 0.5)
    x = MARGIN + step * (place.column + 1) - 4 if place.ends else MARGIN + step * place.column + 4
    for n, line in enumerate(place.lines):
        y = top + step * place.row + size * (1 + theme.LEADING * n)
        drawing.text(x, y, line, size=size, fill=theme.QUIET, anchor="end" if place.ends else "start")


def _draw_border(drawing: Drawing, place: Tile, top: float, step: float, *, west: bool) -> None:
    """Draw the border of a region on the western or northern edge of a tile."""
    x, y = MARGIN + step * place.column - GAP / 2, top + step * place.row - GAP / 2
    drawing.line(x, y, x if west else x + step, y + step if west else y, theme.INK, width=GAP)


def _figure(page: TileMap) -> dict[str, Any]:
    columns, rows = map_size()
    shown = [(place, tile) for place, tile in page.placed if tile.inside]
    colours = [colour_of(tile) for _, tile in shown]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [place.column for place, _ in shown],
        "y": [place.row for place, _ in shown],
        "text": [f"{place.label}<br>{tile.mark}" for place, tile in shown],
        "textfont": {"size": 10, "color": [colour.text for colour in colours]},
        "customdata": [tile.words for _, tile in shown],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "symbol": "square",
            "size": 33,
            "color": [colour.fill for colour in colours],
            "line": {"width": 1, "color": [colour.text for colour in colours]},
        },
    }
    axis = {"visible": False, "fixedrange": False}
    layout = {
        "height": 36 * rows + 200,
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": axis | {"range": [-0.6, columns - 0.4]},
        "yaxis": axis | {"range": [rows - 0.4, -0.6], "scaleanchor": "x"},
    }
    return {"data": [trace], "layout": layout}
