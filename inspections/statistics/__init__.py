"""What the grades say as at a day: who stands where, with whom, out of how many. Plain Python.

Rows go in, frozen dataclasses come out; nothing here reads a database or writes a sentence (`wording` does).
"""

from .changes import Change, Direction, Tally, compare_with_previous, tally
from .claims import Claim, ClaimKind, Finding, Judged, Part, Possible, Verdict, check, possible_counts
from .comparable import counterpart, result_under, shares_under, things_judged
from .days import DayOfChange, change_on, days_of_change
from .differences import Moved, RankingChange, differences
from .ranking import NotRanked, Place, Ranked, Ranking, place, rank, set_against
from .shares import Against, Share, Shares, percent, set_against_others, shares
from .similarity import by_similarity
from .spans import GoodOrBetter, Span, good_or_better, spans
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
    "Against",
    "AsAt",
    "Change",
    "Claim",
    "ClaimKind",
    "CouncilRow",
    "DayOfChange",
    "DaysOfChange",
    "Direction",
    "Finding",
    "GoodOrBetter",
    "GradeRow",
    "InspectionRow",
    "Judged",
    "Moved",
    "NotRanked",
    "Part",
    "Place",
    "Point",
    "Possible",
    "Ranked",
    "Ranking",
    "RankingChange",
    "Record",
    "Result",
    "Share",
    "Shares",
    "Span",
    "Standing",
    "State",
    "Tally",
    "Trend",
    "Verdict",
    "as_at",
    "by_similarity",
    "change_on",
    "check",
    "compare_with_previous",
    "counterpart",
    "days_of_change",
    "differences",
    "good_or_better",
    "good_or_better_over_time",
    "latest_as_at",
    "percent",
    "place",
    "possible_counts",
    "rank",
    "records",
    "result_under",
    "set_against",
    "set_against_others",
    "shares",
    "shares_under",
    "spans",
    "tally",
    "things_judged",
]
