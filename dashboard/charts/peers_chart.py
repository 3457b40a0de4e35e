"""A few councils by a few judgements, with the grades in words: the picture of a paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.presenters.heatmaps import STATE_MARKS
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys, state_key
from dashboard.values.svg import Box, Drawing, Key
from dashboard.values.tables import Table
from dashboard.values.text import width_of, wrapped
from inspections.frameworks.definitions import Scale
from inspections.statistics.standings import Result
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import provenance_words, state_words

from .heatmap_chart import look_of

# With more councils the rows are low and the cells hold letters, so that the picture fits on a page.
MAX_HIGH_ROWS = 20
HIGH, LOW = 32, 17
STEP = 14
NAMES, NAMES_NARROW = 172, 112
# px; "improvement" doesn't fit into a narrower cell.
MIN_WIDTH_FOR_WORDS = 72
SMALLEST_HEADING = 8


@dataclass(frozen=True)
class PeerRow:
    """A council: its name, when its report was published in words, and its results in the order of the columns.

    `state` says why it has no inspection; then its results aren't drawn.
    """

    name: str
    published: str
    results: tuple[Result, ...]
    marked: bool
    state: str = ""


def peers_chart(
    *,
    title: str,
    finding: str,
    headline: str,
    source: str,
    headings: tuple[str, ...],
    scale: Scale,
    rows: tuple[PeerRow, ...],
    table: Callable[[], Table],
) -> Chart:
    """A chart of the councils in the order given, the marked one in bold."""
    return Chart(
        name="peers",
        title=title,
        finding=finding,
        headline=headline,
        source=source,
        table=table,
        draw=lambda drawing: _draw(drawing, headings, rows),
        figure=lambda: _figure(headings, rows),
        legend=_legend(scale, rows),
    )


def _legend(scale: Scale, rows: tuple[PeerRow, ...]) -> tuple[Key, ...]:
    """The grades of the scale, and the states and provenances that are drawn."""
    results = [result for row in rows if not row.state for result in row.results]
    states = {result.state for result in results if result.grade is None}
    provenances = {result.provenance for result in results if result.grade and not result.from_report}
    return (
        *grade_keys(scale),
        *(state_key(mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in states),
        *(state_key(mark, provenance_words(code)) for code, mark in PROVENANCE_MARKS.items() if code in provenances),
    )


def _draw(drawing: Drawing, headings: tuple[str, ...], rows: tuple[PeerRow, ...]) -> None:
    names = NAMES if drawing.width >= theme.WIDE else NAMES_NARROW
    left = MARGIN + names
    cell = (drawing.width - MARGIN - left) / max(len(headings), 1)
    is_high = len(rows) <= MAX_HIGH_ROWS
    in_words = cell >= MIN_WIDTH_FOR_WORDS and is_high
    top = _draw_headings(drawing, headings, left, cell) + 4
    for row in rows:
        lines = wrapped(row.name, names - 6, theme.TEXT, "bold" if row.marked else "normal")
        has_day = is_high and row.published
        high = HIGH if is_high and not row.state else LOW
        place = Box(MARGIN, top, names, max(high, STEP * (len(lines) + bool(has_day)) + 3))
        _draw_name(drawing, row, lines, place, row.published if has_day else "")
        if row.state:
            drawing.paragraph(left + 4, top + 2, row.state, cell * len(headings), size=theme.SMALL, fill=theme.QUIET)
        else:
            for column, result in enumerate(row.results):
                _draw_cell(drawing, result, place._replace(x=left + cell * column, width=cell), in_words=in_words)
        top += place.height
    drawing.reach(top)


def _draw_headings(drawing: Drawing, headings: tuple[str, ...], left: float, cell: float) -> float:
    """Draw the headings with their last lines level. Returns the y at which the rows start."""
    size = _heading_size(headings, cell - 4)
    broken = [wrapped(heading, cell - 4, size, "bold") for heading in headings]
    step = size * 1.2
    bottom = drawing.height + step * max(map(len, broken), default=0) + 2
    for n, lines in enumerate(broken):
        for up, line in enumerate(reversed(lines)):
            x = left + cell * (n + 0.5)
            drawing.text(x, bottom - step * up - 3, line, size=size, anchor="middle", weight="bold")
    return bottom


def _heading_size(headings: tuple[str, ...], width: float) -> float:
    """The usual size or, if a word would be broken, a smaller one that can still be read."""
    longest = max((width_of(word, theme.SMALL, "bold") for heading in headings for word in heading.split()), default=1)
    return max(SMALLEST_HEADING, min(theme.SMALL, theme.SMALL * width / longest))


def _draw_name(drawing: Drawing, row: PeerRow, lines: Sequence[str], place: Box, day: str) -> None:
    """Draw the name in its lines and the day under it, in the middle of the place's height."""
    y = place.y + (place.height - STEP * (len(lines) + bool(day))) / 2 + theme.TEXT
    for n, line in enumerate(lines):
        drawing.text(place.x, y + STEP * n, line, weight="bold" if row.marked else "normal")
    if day:
        drawing.text(place.x, y + STEP * len(lines), day, size=theme.SMALL, fill=theme.QUIET)


def _draw_cell(drawing: Drawing, result: Result, place: Box, *, in_words: bool) -> None:
    look = look_of(result)
    if not in_words or result.grade is None:
        drawing.cell(place, look.colour, look.mark, size=theme.SMALL)
        return
    drawing.rect(place, look.colour.fill, edge=theme.GROUND)
    words = f"{result.grade.label}{PROVENANCE_MARKS[result.provenance or 'report']}"
    lines = wrapped(words, place.width - 4, theme.SMALL, "bold")
    step = theme.SMALL * 1.15
    y = place.y + place.height / 2 - step * (len(lines) - 1) / 2 + theme.SMALL * 0.36
    for n, line in enumerate(lines):
        x = place.x + place.width / 2
        drawing.text(x, y + step * n, line, size=theme.SMALL, fill=look.colour.text, anchor="middle", weight="bold")


def _figure(headings: tuple[str, ...], rows: tuple[PeerRow, ...]) -> dict[str, Any]:
    cells = [[look_of(result) for result in row.results] for row in rows]
    looks = list(dict.fromkeys(look for row in cells for look in row))
    steps = max(len(looks), 1)
    trace = {
        "type": "heatmap",
        "x": list(headings),
        "y": [row.name for row in rows],
        "z": [[looks.index(look) for look in row] for row in cells],
        "text": [[look.mark for look in row] for row in cells],
        "customdata": [[look.words for look in row] for row in cells],
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": [[bound / steps, look.colour.fill] for n, look in enumerate(looks) for bound in (n, n + 1)],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "texttemplate": "%{text}",
        "hovertemplate": "%{y}<br>%{x}<br>%{customdata}<extra></extra>",
    }
    layout = {
        "height": 220 + 22 * len(rows),
        "top": 80,
        "plot_bgcolor": theme.LINE,
        "xaxis": {"side": "top", "showgrid": False, "automargin": True},
        "yaxis": {"autorange": "reversed", "automargin": True, "dtick": 1, "showgrid": False},
    }
    return {"data": [trace], "layout": layout}
