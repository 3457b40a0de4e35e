"""A judgement today, a year ago on the same councils, and through time: for the home page and the national page."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspections.frameworks.definitions import Framework, Judgement
from inspections.statistics.same_councils import SameCouncils, on_the_same_councils
from inspections.statistics.standings import CouncilsAsAt
from inspections.statistics.trends import Point
from inspections.wording.national import same_councils_words
from inspections.wording.words import MONTHS

from .distributions import DistributionRow


@dataclass(frozen=True)
class YearOn:
    """A judgement's row with the same councils a year ago. `points` begin when half of the councils had a grade."""

    row: DistributionRow
    same: SameCouncils
    points: tuple[Point, ...] = ()

    @property
    def words(self) -> str:
        """`Of the same 142 a year ago: 100`."""
        return same_councils_words(self.same)

    @property
    def first(self) -> str:
        return _point_words(self.points[::-2][-1])

    @property
    def last(self) -> str:
        return _point_words(self.points[-1])

    @property
    def line(self) -> str:
        """Every other point as an SVG line, 0 to 100 from left to right and from the top down."""
        points = self.points[::-2][::-1]
        days = [point.day.toordinal() for point in points]
        span = max(days[-1] - days[0], 1)
        return " ".join(
            f"{100 * (day - days[0]) / span:.0f},{100 - (point.percent or 0)}"
            for day, point in zip(days, points, strict=True)
        )


def year_on(
    judged: tuple[Framework, Judgement],
    row: DistributionRow,
    then: CouncilsAsAt,
    now: CouncilsAsAt,
    points: Iterable[Point] = (),
) -> YearOn:
    """A judgement's row, with its line through time from the points that at least half of the councils are in."""
    of, judgement = judged
    drawn = tuple(point for point in points if point.percent is not None and 2 * point.base >= point.in_being)
    return YearOn(row, on_the_same_councils(then, now, of, judgement.id), drawn)


def _point_words(point: Point) -> str:
    """`53%, November 2019`."""
    return f"{point.percent}%, {MONTHS[point.day.month - 1][:3]} {point.day.year}"
