"""Councils side by side as a picture: a row for each judgement, a column for each council, a letter in each cell."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from dashboard.presenters.compare import Comparison, ComparisonRow
from dashboard.presenters.heatmaps import letter_or_mark
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys, source_line, state_key
from dashboard.values.palette import GRADES, NO_GRADE
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import TableMaker
from dashboard.values.text import width_of, wrapped
from inspections.statistics.standings import Result
from inspections.wording.heatmaps import grid_words
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import result_words
from inspections.wording.words import date_words, listed, n_of

NAMES, NAMES_NARROW = 190, 128
ROW, MOST_CELL = 26, 90
# In px. In narrower cells names stand upright, so that none is broken within a word.
MIN_CELL_FOR_WORDS = 84
STEP = theme.SMALL * 1.2


def comparison_chart(page: Comparison, address: str, *, table: TableMaker) -> Chart:
    """The table of the page as a picture for a paper or a slide."""
    differ = sum(row.differs for row in page.rows)
    return Chart(
        name="comparison",
        title=f"{page.programme.short_name} grades side by side as at {date_words(page.selection.day)}",
        finding=(
            f"{grid_words(len(page.columns), len(page.rows))}; grades differ on {differ} of them. "
            f"{' '.join(page.findings)}"
        ).strip(),
        headline=(
            f"{listed(page.names)}: grades differ on "
            f"{n_of(differ, len(page.rows), 'judgements' if len(page.rows) > 1 else 'judgement')}"
        ),
        source=source_line(page.selection.day, address),
        table=partial(table, address),
        draw=lambda drawing: _draw(drawing, page),
        figure=lambda: _figure(page),
        legend=(
            *grade_keys(page.legend.scale),
            *(state_key(mark, words) for mark, words in page.legend.states),
        ),
    )


def _draw(drawing: Drawing, page: Comparison) -> None:
    names = NAMES if drawing.width >= theme.WIDE else NAMES_NARROW
    left = MARGIN + names
    cell = (drawing.width - MARGIN - left) / len(page.columns)
    if cell >= MIN_CELL_FOR_WORDS:
        top = _draw_names(drawing, page.names, left, cell)
    else:
        cell = min(MOST_CELL, cell)
        top = drawing.height + max(width_of(name, theme.SMALL) for name in page.names) + 8
        for n, heading in enumerate(page.names):
            drawing.text(left + cell * (n + 0.5) + theme.SMALL / 3, top - 4, heading, size=theme.SMALL, turned=True)
    several = len(page.services) > 1
    for service, rows in page.services:
        if several:
            top = drawing.paragraph(MARGIN, top + 2, service.short_name, names, weight="bold") + 4
        for row in rows:
            top = _draw_row(drawing, row, Box(left, top, cell, ROW))


def _draw_names(drawing: Drawing, names: Sequence[str], left: float, cell: float) -> float:
    """Draw the councils' names in lines above their columns. Returns the y at which the rows start."""
    broken = [wrapped(name, cell - 6, theme.SMALL, "bold") for name in names]
    bottom = drawing.height + STEP * max(map(len, broken)) + 6
    for n, lines in enumerate(broken):
        for up, line in enumerate(reversed(lines)):
            x = left + cell * (n + 0.5)
            drawing.text(x, bottom - STEP * up - 6, line, size=theme.SMALL, anchor="middle", weight="bold")
    return bottom


def _in_cell(result: Result, width: float) -> str:
    """The grade as a word if it fits, or its letter, with the mark of its provenance; or the mark of the state."""
    if result.grade is None:
        return letter_or_mark(result)
    words = f"{result.grade.label}{PROVENANCE_MARKS[result.provenance or 'report']}"
    return words if width_of(words, theme.TEXT, "bold") <= width - 8 else letter_or_mark(result)


def _draw_row(drawing: Drawing, row: ComparisonRow, first: Box) -> float:
    """Draw one judgement. Returns the y at which the next row starts."""
    name = row.line.judgement.short_name + (f" ({row.of_version})" if row.of_version else "")
    lines = wrapped(name, first.x - MARGIN - 6, theme.SMALL)
    height = max(first.height, STEP * len(lines) + 6)
    for n, line in enumerate(lines):
        drawing.text(MARGIN, first.y + (height - STEP * len(lines)) / 2 + STEP * (n + 0.8), line, size=theme.SMALL)
    for n, result in enumerate(row.line.results):
        box = Box(first.x + first.width * n, first.y, first.width, height)
        drawing.cell(box, GRADES[result.grade.code] if result.grade else NO_GRADE, _in_cell(result, first.width))
    drawing.line(MARGIN, first.y + height, first.x + first.width * len(row.line.results), first.y + height)
    return first.y + height


def _figure(page: Comparison) -> dict[str, Any]:
    several = len(page.services) > 1
    rows = [
        (f"{service.short_name}: {row.line.judgement.short_name}" if several else row.line.judgement.short_name, row)
        for service, held in page.services
        for row in held
    ]
    kinds: dict[tuple[str, str], int] = {}
    numbers = [
        [
            kinds.setdefault(
                (result_words(result), GRADES[result.grade.code].fill if result.grade else NO_GRADE.fill), len(kinds)
            )
            for result in row.line.results
        ]
        for _, row in rows
    ]
    trace = {
        "type": "heatmap",
        "x": page.names,
        "y": [name if not row.of_version else f"{name} ({row.of_version})" for name, row in rows],
        "z": numbers,
        "text": [[letter_or_mark(result) for result in row.line.results] for _, row in rows],
        "customdata": [[result_words(result) for result in row.line.results] for _, row in rows],
        "zmin": -0.5,
        "zmax": len(kinds) - 0.5,
        "colorscale": [[bound / len(kinds), fill] for (_, fill), n in kinds.items() for bound in (n, n + 1)],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "texttemplate": "%{text}",
        "hovertemplate": "%{x}<br>%{y}<br>%{customdata}<extra></extra>",
    }
    layout = {
        "height": 320 + ROW * len(rows),
        "top": 170,
        "plot_bgcolor": theme.LINE,
        "xaxis": {"side": "top", "tickangle": -90, "showgrid": False},
        "yaxis": {"autorange": "reversed", "automargin": True, "showgrid": False},
    }
    return {"data": [trace], "layout": layout}
