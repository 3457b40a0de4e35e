"""Shares through time over the whole width of a page: drawn in per cent of it, with text at its own size.

Each programme is a line by itself, with its name above, its last share where it ends, and the councils graded below.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from inspections.statistics.trends import Point, Trend, services_judged_overall
from inspections.wording.days import programme_years
from inspections.wording.words import MONTHS, lower_first

# Places in px from the top, and the width of the frame in per cent of the picture's.
HEADS, TOP, HEIGHT, BASES, LABELS = 14, 54, 220, 34, 18
WIDTH = 84
STEP = 20
# A smaller base has no room for its number.
LEAST_BASE_WRITTEN = 80
LINE = 15
# The per cent of the width that a label takes on a phone; labels this near stand below the first two lines of another.
REACH = 28
# A programme over less than this per cent of the width is named where its line ends alone.
LEAST_FOR_HEAD = 8


def lines_hero(trends: Sequence[Trend], day: date) -> SafeString:
    """The lines of the trends, oldest programme first, with frameworks that began by the day."""
    frame = _HeroFrame(trends)
    parts = [
        *_grid(frame),
        *_starts(frame, trends, day),
        *_heads(frame, trends),
        *(part for n, trend in enumerate(trends) for part in _line(frame, trend, is_newest=n == len(trends) - 1)),
        *_ends(frame, trends),
    ]
    height = frame.floor + BASES + LABELS
    return mark_safe(f"<svg class=hero height={height} aria-hidden=true>{''.join(parts)}</svg>")  # noqa: S308 (escaped)


class _HeroFrame:
    """Where days and shares are, from the first year to the end of the last and between multiples of `STEP`."""

    def __init__(self, trends: Iterable[Trend]) -> None:
        points = [point for trend in trends for point in _drawn(trend)]
        shares = [point.percent or 0 for point in points]
        self.first = date(min(point.day for point in points).year, 1, 1).toordinal()
        self.last = date(max(point.day for point in points).year + 1, 1, 1).toordinal()
        self.low = min(shares) // STEP * STEP
        self.high = max(-(-max(shares) // STEP) * STEP, self.low + STEP)
        self.floor = TOP + HEIGHT

    def part(self, day: date) -> float:
        """The place of a day, from 0 to 100 within the frame."""
        return 100 * (day.toordinal() - self.first) / (self.last - self.first)

    def x(self, day: date) -> float:
        """The place of a day in per cent of the whole width."""
        return WIDTH * self.part(day) / 100

    def y(self, share: float) -> float:
        return TOP + HEIGHT * (self.high - share) / (self.high - self.low)

    @property
    def years(self) -> range:
        return range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1)


def _drawn(trend: Trend) -> list[Point]:
    return [point for point in trend.points if point.percent is not None]


def _text(x: float, y: float, words: str, css: str = "") -> str:
    return f'<text x="{x:.1f}%" y={y:.0f}{f" class={css!r}" if css else ""}>{words}</text>'


def _grid(frame: _HeroFrame) -> Iterator[str]:
    for share in range(frame.low, frame.high + 1, STEP):
        y = frame.y(share)
        yield f"<line x1=0 x2={WIDTH}% y1={y:.0f} y2={y:.0f} class=track />"
        yield _text(0, y - 3, f"{share}%", "mute")
    for year in frame.years[:-1]:
        place = frame.x(date(year, 1, 1))
        if year % 2 == 0:
            yield _text(place, frame.floor + BASES + LABELS - 4, str(year), "" if year % 4 == 2 else "far")


def _starts(frame: _HeroFrame, trends: Sequence[Trend], day: date) -> Iterator[str]:
    """A dashed line where a later version of a programme began, with its name."""
    programmes = {trend.programme.code: trend.programme for trend in trends}.values()
    later = [member for programme in programmes for member in programme.frameworks[1:]]
    for member in later:
        begun = member.in_force_from.earliest
        if frame.first <= begun.toordinal() < frame.last and begun <= day:
            x = frame.x(begun)
            yield f"<line x1={x:.1f}% x2={x:.1f}% y1={TOP - 18} y2={frame.floor + BASES} class=whole />"
            what = "no overall grade" if member.no_overall else "new version"
            yield _text(x + 0.3, TOP - 20, f"{begun.year}<tspan class=far> {what}</tspan>", "mute")


def _heads(frame: _HeroFrame, trends: Sequence[Trend]) -> Iterator[str]:
    """The name of each programme over its lines."""
    for _, group in groupby(trends, key=lambda trend: trend.programme.code):
        members = list(group)
        programme = members[0].programme
        points = [point for trend in members for point in _drawn(trend)]
        start, end = frame.x(points[0].day), frame.x(max(point.day for point in points))
        if end - start < LEAST_FOR_HEAD:
            continue
        yield f"<line x1={start:.1f}% x2={end:.1f}% y1=1 y2=1 class=head />"
        years = f"<tspan class=far> {escape(programme_years(programme))}</tspan>"
        yield _text(start, HEADS + 4, f"<tspan class=strong>{escape(programme.short_name)}</tspan>{years}")


def _line(frame: _HeroFrame, trend: Trend, *, is_newest: bool) -> Iterator[str]:
    """The line in a picture of its own, stretched to the frame, and the councils graded as an area below."""
    box = f"x=0 width={WIDTH}% preserveAspectRatio=none"
    pieces = groupby(trend.points, key=lambda point: point.percent is not None)
    first, *_ = services_judged_overall(trend.programme)
    css = "newest" if is_newest else "" if trend.service.code == first.code else "second"
    yield f'<svg {box} y={TOP} height={HEIGHT} viewBox="0 0 100 {HEIGHT}">'
    for is_drawn, points in pieces:
        if is_drawn:
            places = " ".join(f"{frame.part(p.day):.1f},{frame.y(p.percent or 0) - TOP:.0f}" for p in points)
            yield f'<polyline points="{places}" class="{css}"/>'
    yield "</svg>"
    if css == "second":
        return
    yield f'<svg {box} y={frame.floor + 6} height={BASES - 6} viewBox="0 0 100 160">'
    begin, end = frame.part(trend.points[0].day), frame.part(trend.points[-1].day)
    tops = " ".join(f"{frame.part(point.day):.1f},{160 - point.base}" for point in trend.points)
    yield f'<polygon points="{begin:.1f},160 {tops} {end:.1f},160"/></svg>'
    last = trend.points[-1]
    if last.base > LEAST_BASE_WRITTEN:
        yield _text(frame.x(last.day) - 0.3, frame.floor + BASES - 5, str(last.base), "end strong onbase")


def _ends(frame: _HeroFrame, trends: Sequence[Trend]) -> Iterator[str]:
    """The name of each line with its last share, right of its end; those that would touch stand below each other."""
    taken: list[tuple[float, float]] = []
    for trend in sorted(trends, key=lambda one: frame.y(_drawn(one)[-1].percent or 0)):
        last = _drawn(trend)[-1]
        x, y = frame.x(last.day) + 0.7, frame.y(last.percent or 0)
        for other_x, other_y in taken:
            apart = abs(other_x - x)
            below = other_y + LINE * (3 if apart < 1 else 2) + 6
            if apart < REACH and y < below:
                y = below
        month = f"{MONTHS[last.day.month - 1][:3]} {last.day.year}"
        lines = [f"<tspan class=strong>{_name(trend)} {last.percent}%</tspan>", f"{last.good} of {last.base}", month]
        taken.append((x, y))
        for n, words in enumerate(lines):
            yield _text(x, y + LINE * n, words, "far" if n == len(lines) - 1 else "")


def _name(trend: Trend) -> str:
    """`ILACS`, or of several services `Looked after`, with the rest of the name where there is room."""
    if not _has_several(trend):
        return escape(trend.programme.short_name)
    first, *rest = lower_first(trend.service.short_name).split()
    shown, more = " ".join([first.capitalize(), *rest[:1]]), " ".join(rest[1:])
    return escape(shown) + (f"<tspan class=far> {escape(more)}</tspan>" if more else "")


def _has_several(trend: Trend) -> bool:
    return len(services_judged_overall(trend.programme)) > 1
