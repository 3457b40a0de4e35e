"""The columns of a group through time over a page's whole width: places in per cent of it, text at its own size."""

from collections.abc import Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from inspections.frameworks.definitions import Programme
from inspections.statistics.trends import Trend
from inspections.wording.days import programme_years

from .year_columns import LEAST_FOR_NUMBER, ColumnBlock, blocks, most_councils, own_programme, px_of_a_council

# px: above the columns for the names, and below them for the years.
HEADS, YEARS, LINE = 46, 18, 15


def columns_hero(trends: Sequence[Trend], programme: Programme) -> SafeString:
    """All programmes for a wide screen, and the page's own programme for a phone."""
    own = own_programme(trends, programme)
    if len(own) == len(trends):
        return mark_safe(_svg(trends, "hero stacks"))  # noqa: S308 (escaped)
    wide, narrow = _svg(trends, "hero stacks wide"), _svg(own, "hero stacks narrow")
    return mark_safe(wide + narrow)  # noqa: S308 (escaped)


def _svg(trends: Sequence[Trend], css: str) -> str:
    placed = blocks(trends)
    unit = px_of_a_council(placed)
    floor = HEADS + unit * most_councils(placed)
    parts = [part for block in placed for part in (*_head(block), *_columns(block, floor, unit))]
    return f'<svg class="{css}" height={floor + YEARS:.0f} aria-hidden=true>{"".join(parts)}</svg>'


def _head(block: ColumnBlock) -> Iterator[str]:
    left, right = 100 * block.left, 100 * block.right
    yield f"<line x1={left:.1f}% x2={right:.1f}% y1=1 y2=1 class=head />"
    years = "" if block.service else f"<tspan class=far> {escape(programme_years(block.trend.programme))}</tspan>"
    yield f"<text x={left:.1f}% y={LINE + 3}><tspan class=strong>{escape(block.name)}</tspan>{years}</text>"
    if block.service:
        yield f"<text x={left:.1f}% y={2 * LINE + 3} class=mute>{escape(block.service)}</text>"


def _columns(block: ColumnBlock, floor: float, unit: float) -> Iterator[str]:
    for n, column in enumerate(reversed(block.columns)):
        left, width = 100 * column.left, 100 * column.width
        middle = f"{left + width / 2:.1f}%"
        for grade, below, number in column.stacked(block.scale):
            css = grade.letter.lower() if grade else "x"
            top, height = floor - unit * (below + number), unit * number
            yield f"<rect class={css} x={left:.1f}% width={width:.1f}% y={top:.0f} height={height:.0f} />"
            if height >= LEAST_FOR_NUMBER:
                yield f'<text class="{css} number" x={middle} y={top + height / 2:.0f}>{number}</text>'
        css = "year far" if n % 2 else "year"
        yield f'<text class="{css}" x={middle} y={floor + YEARS - 4:.0f}>{escape(column.label)}</text>'
