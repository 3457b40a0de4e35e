"""The heatmap as a chart: councils × judgements, a letter and a colour in each cell, drawn here or by plotly."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap, HeatmapRow
from dashboard.presenters.rankings import PROVENANCE_MARKS
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys, source_line, state_key
from dashboard.values.palette import GRADES, NO_GRADE, Colour
from dashboard.values.svg import Box, Drawing
from dashboard.values.table import TableMaker
from dashboard.values.text import shortened, width_of
from inspections.statistics.standings import Result
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import counted, date_words

ROW, NAMES, NAMES_NARROW = 16, 150, 96
MOST_CELL = 44
HEADING_AT_MOST = 190


@dataclass(frozen=True)
class Kind:
    """What a cell can hold: words for the hover, a mark for the cell, and its colour."""

    words: str
    mark: str
    colour: Colour


def heatmap_chart(heatmap: Heatmap, address: str, *, table: TableMaker) -> Chart:
    """The heatmap of a page; it stands there as a table, so that its picture is for papers."""
    selection = heatmap.selection
    day = date_words(selection.day)
    among = f", {heatmap.group}" if heatmap.group else ""
    finding = (
        f"{counted(len(heatmap.rows), 'council')} by {counted(len(heatmap.columns), 'judgement')}; each cell holds the "
        "first letter of the grade."
    )
    return Chart(
        name="heatmap",
        title=f"{selection.programme.short_name} grades as at {day}{among}",
        finding=finding,
        source=source_line(selection.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, heatmap),
        figure=lambda: _figure(heatmap),
        legend=(*grade_keys(heatmap.framework.scale), *(state_key(mark, words) for mark, words in heatmap.states)),
    )


def kind_of(result: Result) -> Kind:
    """What a cell with this result holds."""
    grade = result.grade
    if grade is None:
        words = state_words(result.state)
        return Kind(words[:1].upper() + words[1:], STATE_MARKS[result.state], NO_GRADE)
    provenance = result.provenance or "report"
    words = grade.label if result.from_report else f"{grade.label}, {provenance_words(provenance)}"
    return Kind(words, grade.letter + PROVENANCE_MARKS[provenance], GRADES[grade.code])


def _headings(heatmap: Heatmap) -> list[str]:
    """The columns' names, with the service's where there are several: plotly takes equal names for one column."""
    if len(heatmap.spans) == 1:
        return [judgement.short_name for judgement in heatmap.columns]
    services = {service.code: service.short_name for service in heatmap.framework.services}
    return [f"{services[judgement.service]}: {judgement.short_name}" for judgement in heatmap.columns]


def _draw(drawing: Drawing, heatmap: Heatmap) -> None:
    names = NAMES if drawing.width >= theme.WIDE else NAMES_NARROW
    left = MARGIN + names
    cell = min(MOST_CELL, (drawing.width - MARGIN - left) / max(len(heatmap.columns), 1))
    size = min(theme.SMALL, max(cell - 2, 6))
    headings = [shortened(heading, HEADING_AT_MOST, size) for heading in _headings(heatmap)]
    top = drawing.height + max((width_of(heading, size) for heading in headings), default=0) + 8
    for n, heading in enumerate(headings):
        drawing.text(left + cell * (n + 0.5) + size / 3, top - 4, heading, size=size, turned=True)
    for n, row in enumerate(heatmap.rows):
        _draw_row(drawing, row, Box(left, top + ROW * n, cell, ROW), size)


def _draw_row(drawing: Drawing, row: HeatmapRow, first: Box, size: float) -> None:
    weight = "bold" if row.marked else "normal"
    name = shortened(row.council.name, first.x - MARGIN - 6, theme.SMALL, weight)
    drawing.text(MARGIN, first.y + ROW - 4, name, size=theme.SMALL, weight=weight)
    if row.inspection is None:
        drawing.text(first.x + 4, first.y + ROW - 4, state_words(row.results[0].state), size=size, fill=theme.QUIET)
        return
    for n, result in enumerate(row.results):
        kind = kind_of(result)
        drawing.cell(first._replace(x=first.x + first.width * n), kind.colour, kind.mark, size=size)


def _figure(heatmap: Heatmap) -> dict[str, Any]:
    kinds: dict[Kind, int] = {}
    cells = [[kind_of(result) for result in row.results] for row in heatmap.rows]
    numbers = [[kinds.setdefault(kind, len(kinds)) for kind in row] for row in cells]
    steps = max(len(kinds), 1)
    trace = {
        "type": "heatmap",
        "x": _headings(heatmap),
        "y": [row.council.name for row in heatmap.rows],
        "z": numbers,
        "text": [[kind.mark for kind in row] for row in cells],
        "customdata": [[kind.words for kind in row] for row in cells],
        "zmin": -0.5,
        "zmax": len(kinds) - 0.5,
        # Steps: each kind's colour from its lower to its upper bound.
        "colorscale": [[bound / steps, kind.colour.fill] for n, kind in enumerate(kinds) for bound in (n, n + 1)],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "texttemplate": "%{text}",
        # No bold: plotly would write it as an inline style.
        "hovertemplate": "%{y}<br>%{x}<br>%{customdata}<extra></extra>",
    }
    several = len(heatmap.spans) > 1
    layout = {
        "height": (430 if several else 320) + ROW * len(heatmap.rows),
        "top": 350 if several else 240,
        "plot_bgcolor": theme.LINE,
        "xaxis": {"side": "top", "tickangle": -90, "showgrid": False},
        "yaxis": {"autorange": "reversed", "automargin": True, "dtick": 1, "showgrid": False},
    }
    return {"data": [trace], "layout": layout}
