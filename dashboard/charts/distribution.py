"""Stacked bars of the number of councils with each grade: one bar for each judgement, region or programme."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.presenters.distributions import Bar
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys
from dashboard.values.palette import GRADES
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import Table
from dashboard.values.text import width_of, wrapped
from inspections.frameworks.definitions import Scale
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares
from inspections.wording.words import counted

from .grade_letters import draw_letters

BAR, GAP = 24, 10
LABELS = 190


def distribution_chart(
    name: str,
    *,
    title: str,
    finding: str,
    source: str,
    scale: Scale,
    bars: Sequence[Bar],
    table: Callable[[], Table],
    note: str = "",
    headline: str = "",
) -> Chart:
    """Bars of equal length, divided by the share of councils with each grade; letters if there are fewer than ten."""
    return Chart(
        name=name,
        title=title,
        finding=finding,
        source=source,
        table=table,
        draw=lambda drawing: _draw(drawing, bars),
        figure=lambda: _figure(scale, bars),
        legend=grade_keys(scale),
        note=note,
        headline=headline,
    )


def _draw(drawing: Drawing, bars: Sequence[Bar]) -> None:
    """Draw the bars with their labels beside them or, in a narrow picture, above them."""
    beside = drawing.width >= theme.WIDE
    width = drawing.width - 2 * MARGIN
    y = drawing.height
    for bar in bars:
        words = f"{bar.label} ({bar.shares.base})"
        lines = wrapped(words, LABELS - 10 if beside else width, theme.TEXT)
        step = theme.TEXT * theme.LEADING
        top = y if beside else y + step * len(lines) + 2
        middle = max(0.0, (BAR - step * len(lines)) / 2) if beside else 0
        for n, line in enumerate(lines):
            drawing.text(MARGIN, y + middle + step * (n + 0.75), line)
        left = MARGIN + LABELS if beside else MARGIN
        _bar(drawing, bar.shares, left, top, drawing.width - MARGIN - left)
        y = max(top + BAR, y + step * len(lines)) + GAP
    drawing.reach(y - GAP)


def _bar(drawing: Drawing, shares: Shares, left: float, top: float, width: float) -> None:
    if shares.base < SMALLEST_BASE_FOR_PERCENT:
        draw_letters(drawing, shares, left, top + BAR / 2, width)
        return
    for share in shares.shares:
        if share.count:
            part = width * share.count / shares.base
            words = f"{share.grade.letter} {share.count}"
            fits = width_of(words, theme.TEXT, "bold") <= part - 4
            drawing.cell(Box(left, top, part, BAR), GRADES[share.grade.code], words if fits else str(share.count))
            left += part
    drawing.rect(Box(left - width, top, width, BAR), "none", edge=theme.QUIET)


def _figure(scale: Scale, bars: Sequence[Bar]) -> dict[str, Any]:
    labels = [f"{bar.label} ({bar.shares.base})" for bar in bars]
    data = []
    for n, grade in enumerate(scale.grades):
        counts = [bar.shares.shares[n].count for bar in bars]
        percents = [
            100 * count / bar.shares.base if bar.shares.base >= SMALLEST_BASE_FOR_PERCENT else 0
            for count, bar in zip(counts, bars, strict=True)
        ]
        colour = GRADES[grade.code]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": grade.label,
                "y": labels,
                "x": percents,
                "text": [
                    f"{grade.letter} {count}" if part else "" for count, part in zip(counts, percents, strict=True)
                ],
                "textposition": "inside",
                "insidetextfont": {"color": colour.text},
                "customdata": [
                    f"{counted(count, 'council')} of {bar.shares.base}" for count, bar in zip(counts, bars, strict=True)
                ],
                "hovertemplate": f"%{{y}}<br>{grade.label}: %{{customdata}}<extra></extra>",
                "marker": {"color": colour.fill, "line": {"color": theme.QUIET, "width": 1}},
            }
        )
    layout = {
        "barmode": "stack",
        "showlegend": False,
        "height": 170 + 40 * len(bars),
        "xaxis": {"visible": False, "range": [0, 100]},
        "yaxis": {"autorange": "reversed", "automargin": True},
    }
    return {"data": data, "layout": layout}
