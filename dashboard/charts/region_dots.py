"""Regions as dots in order of the share that are good or outstanding, with that of all councils as a line."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.presenters.distributions import DistributionRow
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys
from dashboard.values.svg import Drawing
from dashboard.values.tables import Table
from dashboard.values.text import width_of, wrapped
from inspections.frameworks.definitions import Scale

from .grade_letters import draw_letters

ROW, RADIUS = 30, 6
# px for the names at the left, by whether the picture is wide, and for the counts at the right.
NAMES, COUNTS = {True: 180, False: 100}, 64


def region_dots_chart(
    name: str,
    *,
    title: str,
    finding: str,
    source: str,
    scale: Scale,
    every: DistributionRow,
    regions: Sequence[DistributionRow],
    table: Callable[[], Table],
    headline: str = "",
    caution: str = "",
) -> Chart:
    """A dot for each region on a line from 0 to 100%; a letter for each council where fewer than ten are graded.

    `every` is the row of all councils, drawn as a line. `caution` stands below the picture.
    """
    few = any(row.percent is None for row in regions)
    letters = "; letters where fewer than ten are" if few else ""
    return Chart(
        name=name,
        title=title,
        finding=finding,
        headline=headline,
        source=source,
        table=table,
        draw=lambda drawing: _draw(drawing, every, regions),
        figure=lambda: _figure(regions),
        legend=grade_keys(scale) if few else (),
        note=f"A dot is the share of a region’s councils that are good or outstanding{letters}. {caution}".rstrip(),
    )


def _draw(drawing: Drawing, every: DistributionRow, regions: Sequence[DistributionRow]) -> None:
    left = MARGIN + NAMES[drawing.width >= theme.WIDE]
    width = drawing.width - MARGIN - COUNTS - left
    top = drawing.height + 18
    free = (left + width, left + width)
    if every.percent is not None:
        x = left + width * every.percent / 100
        drawing.text(x, top - 4, f"{every.label} {every.percent}%", fill=theme.QUIET, anchor="middle")
        drawing.line(x, top, x, top + ROW * len(regions), theme.DOT, dash="2 3")
        free = (x, left + width)
    for n, row in enumerate(regions):
        y = top + ROW * (n + 0.5)
        lines = wrapped(row.label, left - MARGIN - 8, theme.TEXT)
        step = theme.TEXT * theme.LEADING
        for k, line in enumerate(lines):
            drawing.text(MARGIN, y + 4 + step * (k - (len(lines) - 1) / 2), line)
        words = f"{row.shares.good_or_better} of {row.shares.base}"
        drawing.text(drawing.width - MARGIN, y + 4, words, fill=theme.QUIET, anchor="end")
        if row.percent is None:
            draw_letters(drawing, row.shares, left, y, width)
        else:
            drawing.line(left, y, left + width, y)
            _dot(drawing, left + width * row.percent / 100, y, f"{row.percent}%", free)
        drawing.line(MARGIN, y + ROW / 2, drawing.width - MARGIN, y + ROW / 2)


def _dot(drawing: Drawing, x: float, y: float, words: str, free: tuple[float, float]) -> None:
    """Draw a dot with its words at the right or, where they would cross one of the places to keep free, at the left."""
    drawing.circle(x, y, RADIUS, theme.INK)
    fits = not any(x < place < x + RADIUS + 9 + width_of(words, theme.TEXT, "bold") for place in free)
    place, anchor = (x + RADIUS + 5, "start") if fits else (x - RADIUS - 5, "end")
    drawing.text(place, y + 4, words, anchor=anchor, weight="bold")


def _figure(regions: Sequence[DistributionRow]) -> dict[str, Any]:
    shown = [row for row in regions if row.percent is not None]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row.percent for row in shown],
        "y": [row.label for row in shown],
        "text": [f"{row.percent}%" for row in shown],
        "textposition": "middle right",
        "customdata": [row.good_or_better for row in shown],
        "hovertemplate": "%{y}<br>%{customdata}<extra></extra>",
        "marker": {"color": theme.INK, "size": 2 * RADIUS},
    }
    layout = {
        "showlegend": False,
        "height": 170 + ROW * len(shown),
        "xaxis": {"range": [0, 105], "ticksuffix": "%"},
        "yaxis": {"autorange": "reversed", "automargin": True},
    }
    return {"data": [trace], "layout": layout}
