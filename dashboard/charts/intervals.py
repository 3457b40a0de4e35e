"""The intervals observed between inspections: each as a dot by its days, with the median of each grade."""

from collections import Counter
from typing import Any

from dashboard.presenters.waiting import WaitingPage
from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, source_line
from dashboard.values.palette import GRADES, NO_GRADE, Colour
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import TableMaker
from dashboard.values.text import wrapped
from inspections.statistics.waiting import Intervals
from inspections.wording.waiting import group_name
from inspections.wording.words import counted

# px: room for the median, the least for the dots, and for one dot.
HEAD, ROW, STEP, RADIUS = 22, 40, 7, 3.5
# px for the names at the left, by whether the picture is wide.
NAMES = {True: 150, False: 96}
DAYS_IN_YEAR = 365.25
NOTE = "A dot is the time between two inspections of one council; the line is the median, from ten intervals on."


def intervals_chart(page: WaitingPage, address: str, *, table: TableMaker) -> Chart:
    """A row of dots for each grade. The page has at least one interval."""
    selection = page.selection
    return Chart(
        name="intervals",
        title=f"{selection.programme.short_name}: {page.intervals_title[:1].lower()}{page.intervals_title[1:]}",
        finding=_finding(page),
        source=source_line(selection.day, address),
        table=lambda: table(address),
        draw=lambda drawing: _draw(drawing, page.observed.by_grade),
        figure=lambda: _figure(page.observed.by_grade),
        note=f"{NOTE} {page.left_out}".strip(),
    )


def _finding(page: WaitingPage) -> str:
    """`After good: 65 intervals, 1,050 to 2,128 days, median 1,561.`"""
    return " ".join(
        f"{group_name(group)}: {counted(group.number, 'interval')}"
        + (f", {group.shortest:,} to {group.longest:,} days, median {group.median:,}." if group.are_enough else ".")
        for group in page.observed.by_grade
    )


def _colour(group: Intervals) -> Colour:
    return GRADES[group.grade.code] if group.grade else NO_GRADE


def _draw(drawing: Drawing, groups: tuple[Intervals, ...]) -> None:
    left = MARGIN + NAMES[drawing.width >= theme.WIDE]
    width = drawing.width - MARGIN - 16 - left
    years = int(max(group.days[-1] for group in groups) / DAYS_IN_YEAR) + 1
    scale = width / (years * DAYS_IN_YEAR)
    y = top = drawing.height + 20
    tops = []
    for group in groups:
        tops.append(y)
        y += HEAD + max(ROW, STEP * max(Counter(_places(group, scale)).values()))
    for year in range(years + 1):
        x = left + width * year / years
        words = counted(year, "year") if drawing.width >= theme.WIDE else f"{year} y"
        drawing.text(x, top - 6, words, size=theme.TEXT, fill=theme.QUIET, anchor="middle")
        drawing.line(x, top, x, y)
    for group, start, end in zip(groups, tops, [*tops[1:], y], strict=True):
        _draw_group(drawing, group, Box(left, start, width, end - start), scale)
    drawing.reach(y)


def _places(group: Intervals, scale: float) -> list[int]:
    """Where the dots stand, in steps from the left."""
    return [round(days * scale / STEP) for days in group.days]


def _draw_group(drawing: Drawing, group: Intervals, box: Box, scale: float) -> None:
    """Draw the dots, stacked where they would cover each other, and the median with its days."""
    end = box.y + box.height
    step = theme.TEXT * theme.LEADING
    lines = wrapped(group_name(group), box.x - MARGIN - 12, theme.TEXT)
    for n, line in enumerate((*lines, counted(group.number, "interval"))):
        drawing.text(MARGIN, box.y + 18 + step * n, line, fill=theme.INK if n < len(lines) else theme.QUIET)
    colour = _colour(group)
    edge = colour.edge if group.grade else colour.text
    taken: Counter[int] = Counter()
    for place in _places(group, scale):
        drawing.circle(box.x + place * STEP, end - 8 - taken[place] * STEP, RADIUS, colour.fill, edge=edge)
        taken[place] += 1
    if group.median is not None:
        x = box.x + group.median * scale
        drawing.line(x, box.y + 6, x, end - 2, theme.INK, width=2)
        drawing.text(x + 5, box.y + 15, f"{group.median:,} days", weight="bold")
    drawing.line(MARGIN, end, drawing.width - MARGIN, end)


def _figure(groups: tuple[Intervals, ...]) -> dict[str, Any]:
    traces = [
        {
            "type": "box",
            "name": group_name(group),
            "x": list(group.days),
            "boxpoints": "all",
            "orientation": "h",
            "marker": {"color": _colour(group).edge or _colour(group).fill},
            "line": {"color": theme.INK},
        }
        for group in groups
    ]
    layout = {
        "showlegend": False,
        "height": 170 + 2 * ROW * len(groups),
        "xaxis": {"ticksuffix": " days"},
        "yaxis": {"autorange": "reversed", "automargin": True},
    }
    return {"data": traces, "layout": layout}
