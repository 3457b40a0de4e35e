"""Sentences on how the overall grades of a group of councils went through time, in numbers of councils."""

from collections.abc import Sequence
from datetime import date

from inspections.statistics.trends import Point, Trend

from .national import trend_name
from .words import MONTHS, counted, date_words


def group_finding(trends: Sequence[Trend]) -> str:
    """How many were good or outstanding at the first and at the last column of a programme, as a title.

    "ILACS: 5 of 9 good or outstanding in March 2021, 9 of 10 in June 2026". Of the first service if there are several.
    """
    points = trends[0].year_ends if trends else ()
    if not points:
        return "Overall grades, through time"
    first, *later = (f"{point.good} of {point.base}" for point in _ends(points))
    start = f"{trend_name(trends[0])}: {first} good or outstanding in {_month(points[0].day)}"
    return f"{start}, {later[0]} in {_month(points[-1].day)}" if later else start


def group_trend_sentence(trend: Trend) -> str:
    """The same of any programme, with the days: those of the columns, or the last on record if there are none.

    "SIF: as at 31 March 2016 4 of 7 councils were good or outstanding, as at 30 June 2018 5 of 12."
    """
    points = _ends(trend.year_ends or trend.points[-1:])
    first = points[0]
    start = f"{trend_name(trend)}: as at {date_words(first.day)} {first.good} of {counted(first.base, 'council')}"
    later = "".join(f", as at {date_words(point.day)} {point.good} of {point.base}" for point in points[1:])
    return f"{start} {'was' if first.base == 1 else 'were'} good or outstanding{later}."


def no_columns_sentence(day: date) -> str:
    """Why there is no picture of a group through time."""
    return f"By {date_words(day)} under no programme did half of these councils have an overall grade."


def _ends(points: Sequence[Point]) -> list[Point]:
    return list(dict.fromkeys((points[0], points[-1])))


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
