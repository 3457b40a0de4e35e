"""Shares through time as lines on one scale from 0 to 100 per cent, each labelled where it ends.

Lines differ in dash and marker as well as in colour, and are never joined: each is a programme by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart
from dashboard.values.svg import Box, Drawing
from dashboard.values.tables import Table
from dashboard.values.text import width_of
from inspections.wording.words import date_words, n_of

HEIGHT, AXIS = 230, 34
# px at the right for the labels of lines that end there.
LABELS, LABELS_NARROW = 96, 84
# Ofsted's years end in March: a marker is drawn there.
END_OF_YEAR = 3
DASHES = ("", "7 4", "2 3", "10 3 2 3")
MARKERS = ("circle", "square", "diamond", "cross")
PLOTLY_DASHES = ("solid", "dash", "dot", "dashdot")
MARKER = 3.5

Point = tuple[float, float]


@dataclass(frozen=True)
class LinePoint:
    """`count` of `base` as at a day. `percent` is None if the base is too small."""

    day: date
    count: int
    base: int
    percent: int | None


@dataclass(frozen=True)
class ChartLine:
    """A line and its name. Points without a percentage leave a gap."""

    name: str
    readings: tuple[LinePoint, ...]


@dataclass(frozen=True)
class _Frame:
    """The area of the lines in the picture: `first` to `last` from left to right, 0 to 100 from the bottom up."""

    box: Box
    first: date
    last: date

    def x(self, day: date) -> float:
        """The x of a day."""
        return self.box.x + self.box.width * (day - self.first).days / max((self.last - self.first).days, 1)

    def y(self, percent: float) -> float:
        """The y of a percentage."""
        return self.box.y + self.box.height * (1 - percent / 100)


@dataclass(frozen=True)
class _Drawn:
    """A line in the picture: its name and last point for the label, and the places that it passes."""

    name: str
    last: LinePoint
    ink: str
    points: Sequence[Point]


def lines_chart(
    name: str,
    *,
    title: str,
    finding: str,
    source: str,
    lines: Sequence[ChartLine],
    table: Callable[[], Table],
    headline: str = "",
) -> Chart:
    """A chart of these lines."""
    return Chart(
        name=name,
        title=title,
        finding=finding,
        headline=headline,
        source=source,
        table=table,
        draw=lambda drawing: _draw(drawing, lines),
        figure=lambda: _figure(lines),
        explorable=True,
    )


def _draw(drawing: Drawing, lines: Sequence[ChartLine]) -> None:
    wide = drawing.width >= theme.WIDE
    days = [reading.day for line in lines for reading in line.readings]
    right = LABELS if wide else LABELS_NARROW
    box = Box(MARGIN + AXIS, drawing.height + 10, drawing.width - 2 * MARGIN - AXIS - right, HEIGHT)
    frame = _Frame(box, date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    _grid(drawing, frame, every=2 if wide else 4)
    _label(drawing, [_line(drawing, line, frame, style) for line, style in _styled(lines)], frame)


def _styled(lines: Sequence[ChartLine]) -> list[tuple[ChartLine, int]]:
    """Each line with the number of its style. The last line is the newest and has the plainest style."""
    return [(line, (len(lines) - 1 - n) % len(theme.SERIES)) for n, line in enumerate(lines)]


def _line(drawing: Drawing, line: ChartLine, frame: _Frame, style: int) -> _Drawn:
    ink = theme.SERIES[style]
    passed: list[Point] = []
    for piece in _pieces(line):
        points = [(frame.x(reading.day), frame.y(reading.percent or 0)) for reading in piece]
        drawing.path(points, ink, dash=DASHES[style])
        for reading, point in zip(piece, points, strict=True):
            if reading.day.month == END_OF_YEAR or reading is piece[-1]:
                _mark(drawing, point, MARKERS[style], ink)
        passed += points
    last = [reading for reading in line.readings if reading.percent is not None][-1]
    return _Drawn(line.name, last, ink, passed)


def _grid(drawing: Drawing, frame: _Frame, *, every: int) -> None:
    box = frame.box
    for percent in (0, 25, 50, 75, 100):
        y = frame.y(percent)
        drawing.line(box.x, y, box.x + box.width, y)
        drawing.text(box.x - 5, y + 4, f"{percent}%", size=theme.SMALL, fill=theme.QUIET, anchor="end")
    for year in range(frame.first.year, frame.last.year + 1):
        x = frame.x(date(year, 1, 1))
        drawing.line(x, box.y + box.height, x, box.y + box.height + 4, theme.QUIET)
        if (year - frame.first.year) % every == 0 and year < frame.last.year:
            drawing.text(x, box.y + box.height + 17, str(year), size=theme.SMALL, fill=theme.QUIET, anchor="middle")
    drawing.reach(box.y + box.height + 22)


def _pieces(line: ChartLine) -> list[list[LinePoint]]:
    """The points of a line in pieces without gaps."""
    groups = groupby(line.readings, key=lambda reading: reading.percent is not None)
    return [list(readings) for drawn, readings in groups if drawn]


def _mark(drawing: Drawing, point: Point, marker: str, ink: str) -> None:
    x, y = point
    match marker:
        case "circle":
            drawing.circle(x, y, MARKER, ink)
        case "square":
            drawing.rect(Box(x - MARKER, y - MARKER, 2 * MARKER, 2 * MARKER), ink)
        case "diamond":
            corners = [(x, y - MARKER - 1), (x + MARKER + 1, y), (x, y + MARKER + 1), (x - MARKER - 1, y)]
            drawing.path([*corners, corners[0]], ink)
        case _:
            drawing.path([(x - MARKER, y - MARKER), (x + MARKER, y + MARKER)], ink)
            drawing.path([(x - MARKER, y + MARKER), (x + MARKER, y - MARKER)], ink)


def _label(drawing: Drawing, drawn: Sequence[_Drawn], frame: _Frame) -> None:
    """Draw each line's name and last share, beside its end or wherever no line and no other label is.

    A label is in the colour of its line and has no marker, which would look like a point of the line.
    """
    taken = [Box(x - MARKER, y - MARKER, 2 * MARKER, 2 * MARKER) for line in drawn for x, y in _dense(line.points)]
    step = theme.SMALL * theme.LEADING
    for line in reversed(drawn):
        words = [line.name, f"{line.last.percent}% of {line.last.base}"]
        width = max(width_of(one, theme.SMALL, "bold") for one in words)
        box = _free(line, (width, step * len(words)), frame, taken, drawing.width - MARGIN)
        for n, one in enumerate(words):
            weight = "normal" if n else "bold"
            drawing.text(box.x, box.y + step * (n + 0.8), one, size=theme.SMALL, fill=line.ink, weight=weight)
        taken.append(box)


def _free(line: _Drawn, size: tuple[float, float], frame: _Frame, taken: Sequence[Box], right: float) -> Box:
    """The nearest free place for a label: beside the end of the line, or else above or below it."""
    width, height = size
    x, y = line.points[-1]
    left = min(max((line.points[0][0] + x - width) / 2, frame.box.x + 2), right - width)
    top, bottom = min(y for _, y in line.points), max(y for _, y in line.points)
    beside = Box(x + MARKER + 4, y - height / 2, width, height)
    places = [beside]
    for away in range(6, int(frame.box.height), 6):
        places += [Box(left, top - height - away, width, height), Box(left, bottom + away, width, height)]
    lowest = frame.box.y + frame.box.height - height
    # All places but the first are in one column.
    in_column = [other for other in taken if left < other.x + other.width and other.x < left + width]
    free = (
        place
        for place in places
        if frame.box.y <= place.y <= lowest and place.x + width <= right
        if not any(_touch(place, other) for other in (taken if place is beside else in_column))
    )
    return next(free, Box(left, frame.box.y, width, height))


def _touch(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def _dense(points: Sequence[Point]) -> Iterator[Point]:
    """The points of a line with others between them, so that no label is put between two points."""
    for (x, y), (next_x, next_y) in pairwise(points):
        yield from ((x + (next_x - x) * n / 4, y + (next_y - y) * n / 4) for n in range(4))
    yield points[-1]


def _figure(lines: Sequence[ChartLine]) -> dict[str, Any]:
    data = []
    for line, style in _styled(lines):
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": line.name,
                "x": [reading.day.isoformat() for reading in line.readings],
                "y": [reading.percent for reading in line.readings],
                "customdata": [
                    (f"{date_words(reading.day)}: {n_of(reading.count, reading.base, 'councils')}",)
                    for reading in line.readings
                ],
                "hovertemplate": f"{line.name}<br>%{{customdata[0]}}<extra></extra>",
                "connectgaps": False,
                "line": {"color": theme.SERIES[style], "dash": PLOTLY_DASHES[style], "width": 2},
                "marker": {"symbol": MARKERS[style], "size": 6},
            }
        )
    layout = {
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.08, "yanchor": "top"},
        "height": 480,
        "hovermode": "closest",
        "xaxis": {"type": "date", "gridcolor": theme.LINE},
        "yaxis": {"range": [0, 100], "ticksuffix": "%", "gridcolor": theme.LINE},
    }
    return {"data": data, "layout": layout}
