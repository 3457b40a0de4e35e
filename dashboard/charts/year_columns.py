"""A group's councils by overall grade at the end of each of Ofsted's years: a block of columns for each programme.

Every council is a part of its column: at the foot those outstanding, at the top those without a grade. In a narrow
picture the page's own programme stands alone, so that its numbers have room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.values import theme
from dashboard.values.chart import MARGIN, Chart, grade_keys, state_key
from dashboard.values.palette import GRADES, NO_GRADE
from dashboard.values.svg import Box, Drawing, Key
from dashboard.values.tables import Table
from dashboard.values.text import width_of, wrapped
from inspections.frameworks.definitions import Programme, ScaleGrade
from inspections.statistics.trends import YEAR_END, Point, Trend, services_judged_overall
from inspections.wording.national import trend_name
from inspections.wording.words import MONTHS, date_words

# px: the highest column and the most for one council; the least height of a part with its number.
HEIGHT, MOST_PX, LEAST_FOR_NUMBER = 190, 20, 13
# In widths of a column: between two blocks, the least for a block with its name, and the least for all.
GAP, LEAST_BLOCK, LEAST_WIDTH = 0.8, 3, 6
# The parts of every column from the foot up. The third step has two words and one colour.
PARTS = (
    ("Outstanding", GRADES["outstanding"]),
    ("Good", GRADES["good"]),
    ("Adequate or requires improvement", GRADES["requires_improvement"]),
    ("Inadequate", GRADES["inadequate"]),
    ("No overall grade", NO_GRADE),
)
NOTE = (
    "Each column is the councils at the end of March; a programme’s last is of the quarter of its last overall grade. "
    "Programmes judged different things, on two scales."
)


@dataclass(frozen=True)
class YearColumn:
    """A column: where it begins and how wide it is, as parts of the whole width."""

    point: Point
    left: float
    width: float
    label: str

    def stacked(self, scale: Sequence[ScaleGrade]) -> list[tuple[ScaleGrade | None, int, int]]:
        """The parts with any council from the foot up: the grade, the number below it, and its own number."""
        parts: list[tuple[ScaleGrade | None, int, int]] = []
        below = 0
        numbers = [*zip(scale, self.point.by_grade, strict=True), (None, self.point.in_being - self.point.base)]
        for grade, number in numbers:
            if number:
                parts.append((grade, below, number))
            below += number
        return parts


@dataclass(frozen=True)
class ColumnBlock:
    """The columns of one programme and service, and where the block begins and ends."""

    trend: Trend
    left: float
    right: float
    columns: tuple[YearColumn, ...]

    @property
    def scale(self) -> tuple[ScaleGrade, ...]:
        return self.trend.programme.frameworks[0].scale.grades

    @property
    def name(self) -> str:
        return self.trend.programme.short_name

    @property
    def service(self) -> str:
        """The service, if the programme judged several overall."""
        return self.trend.service.short_name if len(services_judged_overall(self.trend.programme)) > 1 else ""


def blocks(trends: Sequence[Trend]) -> list[ColumnBlock]:
    """The blocks side by side. Each trend has at least one end of a year."""
    widths = [max(len(trend.year_ends), LEAST_BLOCK) for trend in trends]
    unit = 1 / max(sum(widths) + GAP * (len(widths) - 1), LEAST_WIDTH)
    placed = []
    left = 0.0
    for trend, width in zip(trends, widths, strict=True):
        columns = tuple(
            YearColumn(point, left + n * unit, unit, _label(trend.year_ends, n))
            for n, point in enumerate(trend.year_ends)
        )
        placed.append(ColumnBlock(trend, left, left + width * unit, columns))
        left += (width + GAP) * unit
    return placed


def own_programme(trends: Sequence[Trend], programme: Programme) -> list[Trend]:
    """The trends of the programme, or all if it has none."""
    return [trend for trend in trends if trend.programme == programme] or list(trends)


def px_of_a_council(placed: Sequence[ColumnBlock]) -> float:
    """The height of one council in px."""
    return min(MOST_PX, HEIGHT / most_councils(placed))


def most_councils(placed: Sequence[ColumnBlock]) -> int:
    """The number of councils in the highest column."""
    return max(column.point.in_being for block in placed for column in block.columns)


def _label(points: Sequence[Point], n: int) -> str:
    """`2024`; of a last column that ends no year its month, with the year if it stands alone."""
    day = points[n].day
    if (day.month, day.day) == YEAR_END:
        return str(day.year)
    month = MONTHS[day.month - 1][:3]
    return month if n and points[n - 1].day.year == day.year else f"{month} {day.year}"


def year_columns_chart(
    name: str,
    *,
    title: str,
    finding: str,
    source: str,
    trends: Sequence[Trend],
    programme: Programme,
    table: Callable[[], Table],
    headline: str,
) -> Chart:
    """A chart of these trends, beside which `programme` stands alone where there is little room."""
    return Chart(
        name=name,
        title=title,
        finding=finding,
        headline=headline,
        source=source,
        table=table,
        draw=lambda drawing: _draw(
            drawing, blocks(trends if drawing.width >= theme.WIDE else own_programme(trends, programme))
        ),
        figure=lambda: _figure(trends),
        legend=column_keys(trends),
        note=NOTE,
    )


def column_keys(trends: Sequence[Trend]) -> tuple[Key, ...]:
    """The legend: the grades of every scale, and the councils without one."""
    keys = [key for trend in trends for key in grade_keys(trend.programme.frameworks[0].scale)]
    order = [key.words for key in keys]
    return (*sorted(dict.fromkeys(keys), key=lambda key: _place(key, order)), state_key("", "No overall grade"))


def _place(key: Key, order: Sequence[str]) -> tuple[int, int]:
    """Sort key: the place on its scale, then the older scale first."""
    return order.index(key.words) % 4, order.index(key.words)


def _draw(drawing: Drawing, placed: Sequence[ColumnBlock]) -> None:
    width = drawing.width - 2 * MARGIN
    unit = px_of_a_council(placed)
    step = theme.SMALL * theme.LEADING
    heads = [
        [*wrapped(block.name, room := (block.right - block.left) * width, theme.TEXT, "bold")]
        + (wrapped(block.service, room, theme.SMALL) if block.service else [])
        for block in placed
    ]
    top = drawing.height
    floor = top + step * max(map(len, heads)) + 10 + unit * most_councils(placed)
    for block, lines in zip(placed, heads, strict=True):
        left, right = MARGIN + block.left * width, MARGIN + block.right * width
        drawing.line(left, top, right, top, theme.RULE)
        for n, line in enumerate(lines):
            weight = "bold" if line in block.name else "normal"
            drawing.text(left, top + step * (n + 1), line, weight=weight, size=theme.SMALL if n else theme.TEXT)
        for column in block.columns:
            _column(drawing, block, column, Box(MARGIN + column.left * width, floor, column.width * width, unit))
        _years(drawing, block, floor + 15, width)
    drawing.reach(floor + 20)


def _column(drawing: Drawing, block: ColumnBlock, column: YearColumn, foot: Box) -> None:
    """Draw a column from its foot up; the height of `foot` is that of one council."""
    for grade, below, number in column.stacked(block.scale):
        height = number * foot.height
        box = Box(foot.x + 1, foot.y - below * foot.height - height, foot.width - 2, height)
        words = str(number)
        fits = height >= LEAST_FOR_NUMBER and width_of(words, theme.TEXT, "bold") <= box.width - 4
        colour = GRADES[grade.code] if grade else NO_GRADE
        drawing.rect(
            box, colour.fill, edge=colour.edge or (theme.GROUND if grade else theme.DOT), dash="" if grade else "2 2"
        )
        if fits:
            drawing.in_middle(box, words, colour.text)


def _years(drawing: Drawing, block: ColumnBlock, y: float, width: float) -> None:
    """Draw the labels below the columns from the last to the first, as far as they don't touch."""
    free = drawing.width
    for column in reversed(block.columns):
        half = width_of(column.label, theme.SMALL) / 2
        middle = MARGIN + max(half, (column.left + column.width / 2) * width)
        if middle + half <= free:
            drawing.text(middle, y, column.label, size=theme.SMALL, fill=theme.QUIET, anchor="middle")
            free = middle - half - 4


def _figure(trends: Sequence[Trend]) -> dict[str, Any]:
    """Stacked bars, named by programme and day."""
    placed = blocks(trends)
    rows = [(block, column) for block in placed for column in block.columns]
    names = [f"{trend_name(block.trend)}, {date_words(column.point.day)}" for block, column in rows]
    numbers = [(*column.point.by_grade, column.point.in_being - column.point.base) for _, column in rows]
    data = [
        {
            "type": "bar",
            "name": name,
            "x": names,
            "y": [parts[n] for parts in numbers],
            "marker": {"color": colour.fill, "line": {"color": theme.QUIET, "width": 1}},
        }
        for n, (name, colour) in enumerate(PARTS)
    ]
    layout = {
        "barmode": "stack",
        "showlegend": True,
        "legend": {"orientation": "h", "y": -0.3, "yanchor": "top"},
        "height": 480,
        "xaxis": {"type": "category", "automargin": True},
        "yaxis": {"title": {"text": "Councils"}, "gridcolor": theme.LINE},
    }
    return {"data": data, "layout": layout}
