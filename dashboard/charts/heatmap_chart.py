"""The heatmap as a chart: councils × judgements, a letter and a colour in each cell, drawn here or by plotly."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap, HeatmapRow
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys, source_line, state_key
from dashboard.values.palette import GRADES, NO_GRADE, Colour
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import TableMaker
from dashboard.values.text import width_of, wrapped
from inspections.statistics.standings import Result
from inspections.wording.frameworks import judgement_name
from inspections.wording.heatmaps import grid_words
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import capital, date_words

ROW, NAMES, NAMES_NARROW = 16, 150, 96
MOST_CELL = 44
STEP = theme.SMALL * 1.2
# px; a longer heading has several lines if there is room for them.
HEADING_AT_MOST = 190
# Rows that can be read on a slide.
MOST_ON_SLIDE = 45


@dataclass(frozen=True)
class CellLook:
    """The look of a cell: words for the hover, a mark for the cell, and its colour."""

    words: str
    mark: str
    colour: Colour


def heatmap_chart(heatmap: Heatmap, address: str, *, table: TableMaker) -> Chart:
    """The heatmap of a page as a picture for papers; the page itself shows a table."""
    selection = heatmap.selection
    day = date_words(selection.day)
    among = f", {heatmap.group}" if heatmap.group else ""
    size = grid_words(len(heatmap.rows), len(heatmap.columns))
    return Chart(
        name="heatmap",
        title=f"{selection.programme.short_name} grades as at {day}{among}",
        finding=f"{size}; each cell holds the first letter of the grade.",
        headline=f"{selection.programme.short_name}: {heatmap.answer}" if heatmap.answer != size else "",
        source=source_line(selection.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, heatmap),
        figure=lambda: _figure(heatmap),
        legend=(
            *grade_keys(heatmap.framework.scale),
            *(state_key(mark, words) for mark, words in (*heatmap.states, *heatmap.origins.items())),
        ),
        note=heatmap.weak.sentence if heatmap.weak else "",
        fits_slide=len(heatmap.rows) <= MOST_ON_SLIDE,
    )


def look_of(result: Result) -> CellLook:
    """The look of a cell with this result."""
    grade = result.grade
    if grade is None:
        words = state_words(result.state)
        return CellLook(capital(words), STATE_MARKS[result.state], NO_GRADE)
    provenance = result.provenance or "report"
    words = grade.label if result.from_report else f"{grade.label}, {provenance_words(provenance)}"
    return CellLook(words, grade.letter + PROVENANCE_MARKS[provenance], GRADES[grade.code])


def _headings(heatmap: Heatmap) -> list[str]:
    """The columns' names, with the service if there are several: plotly merges columns of the same name."""
    services = {judgement.service for judgement in heatmap.columns}
    return [
        judgement_name(heatmap.framework, judgement, short=True, services=services) for judgement in heatmap.columns
    ]


def _draw(drawing: Drawing, heatmap: Heatmap) -> None:
    names = NAMES if drawing.width >= theme.WIDE else NAMES_NARROW
    left = MARGIN + names
    cell = min(MOST_CELL, (drawing.width - MARGIN - left) / max(len(heatmap.columns), 1))
    size = min(theme.SMALL, max(cell - 2, 6))
    headings = [_heading_lines(heading, cell, size) for heading in _headings(heatmap)]
    top = drawing.height + max((width_of(line, size) for lines in headings for line in lines), default=0) + 8
    for n, lines in enumerate(headings):
        middle = left + cell * (n + 0.5) + size / 3
        for m, line in enumerate(lines):
            drawing.text(middle + size * 1.1 * (m - (len(lines) - 1) / 2), top - 4, line, size=size, turned=True)
    for row in heatmap.rows:
        top = _draw_row(drawing, row, Box(left, top, cell, ROW), size)


def _heading_lines(heading: str, cell: float, size: float) -> list[str]:
    lines = wrapped(heading, HEADING_AT_MOST, size)
    return lines if len(lines) * size * 1.1 <= cell else [heading]


def _draw_row(drawing: Drawing, row: HeatmapRow, first: Box, size: float) -> float:
    """Draw one council, with its name in as many lines as it needs. Returns the y at which the next row starts."""
    weight = "bold" if row.marked else "normal"
    lines = wrapped(row.council.name, first.x - MARGIN - 6, theme.SMALL, weight)
    place = first._replace(height=first.height + STEP * (len(lines) - 1))
    for n, line in enumerate(lines):
        drawing.text(MARGIN, first.y + ROW - 4 + STEP * n, line, size=theme.SMALL, weight=weight)
    if row.inspection is None:
        drawing.text(first.x + 4, first.y + ROW - 4, state_words(row.results[0].state), size=size, fill=theme.QUIET)
    else:
        for n, result in enumerate(row.results):
            look = look_of(result)
            drawing.cell(place._replace(x=first.x + first.width * n), look.colour, look.mark, size=size)
    return place.y + place.height


def _figure(heatmap: Heatmap) -> dict[str, Any]:
    looks: dict[CellLook, int] = {}
    cells = [[look_of(result) for result in row.results] for row in heatmap.rows]
    numbers = [[looks.setdefault(look, len(looks)) for look in row] for row in cells]
    steps = max(len(looks), 1)
    trace = {
        "type": "heatmap",
        "x": _headings(heatmap),
        "y": [row.council.name for row in heatmap.rows],
        "z": numbers,
        "text": [[look.mark for look in row] for row in cells],
        "customdata": [[look.words for look in row] for row in cells],
        "zmin": -0.5,
        "zmax": len(looks) - 0.5,
        # A colour scale of steps: each look has one colour from its lower to its upper bound.
        "colorscale": [[bound / steps, look.colour.fill] for n, look in enumerate(looks) for bound in (n, n + 1)],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "texttemplate": "%{text}",
        # No bold text, because plotly would set it by an inline style.
        "hovertemplate": "%{y}<br>%{x}<br>%{customdata}<extra></extra>",
    }
    several = len({column.service for column in heatmap.columns}) > 1
    layout = {
        "height": (430 if several else 320) + ROW * len(heatmap.rows),
        "top": 300 if several else 190,
        "plot_bgcolor": theme.LINE,
        "xaxis": {"side": "top", "tickangle": -90, "showgrid": False},
        "yaxis": {"autorange": "reversed", "automargin": True, "dtick": 1, "showgrid": False},
    }
    return {"data": [trace], "layout": layout}
