"""What the grades say as at a day: who stands where, with whom, out of how many. Plain Python.

Rows go in, frozen dataclasses come out; nothing here reads a database or writes a sentence (`wording` does).
"""

from .changes import Change, Direction, compare_with_previous
from .comparable import result_under, shares_under, things_judged
from .days import DayOfChange, change_on, days_of_change
from .ranking import NotRanked, Place, Ranked, Ranking, place, rank, set_against
from .shares import Share, Shares, percent, shares
from .similarity import by_similarity
from .standings import (
    AsAt,
    CouncilRow,
    DaysOfChange,
    GradeRow,
    InspectionRow,
    Record,
    Result,
    Standing,
    State,
    as_at,
    latest_as_at,
    records,
)
from .trends import Point, Trend, good_or_better_over_time

__all__ = [
    "AsAt",
    "Change",
    "CouncilRow",
    "DayOfChange",
    "DaysOfChange",
    "Direction",
    "GradeRow",
    "InspectionRow",
    "NotRanked",
    "Place",
    "Point",
    "Ranked",
    "Ranking",
    "Record",
    "Result",
    "Share",
    "Shares",
    "Standing",
    "State",
    "Trend",
    "as_at",
    "by_similarity",
    "change_on",
    "compare_with_previous",
    "days_of_change",
    "good_or_better_over_time",
    "latest_as_at",
    "percent",
    "place",
    "rank",
    "records",
    "result_under",
    "set_against",
    "shares",
    "shares_under",
    "things_judged",
]
