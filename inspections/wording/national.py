"""Sentences on shares over time and on Ofsted's own totals."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from inspections.frameworks.definitions import Framework, Programme
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares
from inspections.statistics.trends import Point, Trend, services_judged_overall

from .words import date_words, listed, lower_first, n_of, plural

# Councils not on record are named up to this number.
MOST_NAMED = 6


def shares_sentence(shares: Shares, where: str = "") -> str:
    """`109 of 151 councils (72%) are good or outstanding`.

    `where` follows "councils": " in the North East".
    """
    if not shares.base:
        return f"no council{where} has a grade on record"
    are = plural(shares.good_or_better, "is", "are")
    councils = n_of(shares.good_or_better, shares.base, plural(shares.base, "council") + where)
    return f"{councils} {are} good or outstanding"


def highest_and_lowest(groups: Sequence[tuple[str, Shares]]) -> str:
    """Which groups have the highest and the lowest share of good or better, naming all that are level.

    Empty if fewer than two groups are large enough for a share, or if all shares are equal.
    """
    share_by_group = {
        name: Fraction(shares.good_or_better, shares.base)
        for name, shares in groups
        if shares.base >= SMALLEST_BASE_FOR_PERCENT
    }
    if len(share_by_group) < 2 or len(set(share_by_group.values())) == 1:
        return ""
    by_name = dict(groups)
    sentences = []
    for word, end in (("highest", max(share_by_group.values())), ("lowest", min(share_by_group.values()))):
        level = [_group(name, by_name[name]) for name, share in share_by_group.items() if share == end]
        sentences.append(f"The {word} share is {listed(level)}.")
    return " ".join(sentences)


def _group(name: str, shares: Shares) -> str:
    return f"{name}’s, {n_of(shares.good_or_better, shares.base)}"


TOTALS_DATED_LATER = (
    "Most inspections of 2009 to 2012 are known here only from a later report that names the month. Such an inspection "
    "counts from the end of the third month after it, later than it did when Ofsted counted."
)
TOTALS_OF_ALL_PROGRAMMES = (
    "Ofsted’s total for all councils takes the latest inspection of each, whether under SIF or ILACS, and a council "
    "that took over exactly the same area keeps the grade of the one before it. Elsewhere on this page only one "
    "programme is counted, and a new council starts without a grade."
)


def without_overall_sentence(framework: Framework, programme: Programme) -> str:
    """That a programme's line lost councils when its inspections stopped ending in an overall judgement."""
    return (
        f"Since {date_words(framework.in_force_from)} {programme.short_name} inspections end in no overall judgement: "
        "a council whose latest report has none is no longer counted in that line."
    )


def too_few_for_line_sentence(day: date) -> str:
    """Why there is no picture of shares over time."""
    return f"Too few councils have a grade by {date_words(day)} for a line through time."


def trend_sentence(trend: Trend) -> str:
    """The first and the last share on record: "SIF: 5 of 11 councils (45%) as at 31 March 2014 and 57 of …"."""
    points = [point for point in trend.points if point.percent is not None] or list(trend.points)
    ends = [points[0], points[-1]] if len(points) > 1 else points
    return f"{trend_name(trend)}: {listed([_point(point) for point in ends])}."


def trend_name(trend: Trend) -> str:
    """`SIF`, or `SLAC, safeguarding` if the programme judges several services overall."""
    programme = trend.programme.short_name
    if len(services_judged_overall(trend.programme)) == 1:
        return programme
    return f"{programme}, {lower_first(trend.service.short_name)}"


def _point(point: Point) -> str:
    return f"{n_of(point.good, point.base, plural(point.base, 'council'))} as at {date_words(point.day)}"


def total_sentence(
    *, figure: int, councils: int, missing: int, reach: tuple[int, int], unit: str, names: tuple[str, ...]
) -> str:
    """How one of Ofsted's totals compares with this record, and what explains the difference.

    `reach` is the least and the most that the total could be, whatever grades the `missing` councils had. `names` are
    the names of these councils if they are known. `unit` is "%" or "".
    """
    low, high = reach
    if not low <= figure <= high:
        return "It differs, whatever the councils not on record were given. We do not know why."
    if not missing:
        return "The same."
    range_words = f"between {low}{unit} and {high}{unit}; Ofsted’s {figure}{unit} is within that"
    if names and len(names) <= MOST_NAMED:
        are, them = ("is", "that council") if missing == 1 else ("are", "them")
        return f"{listed(names)} {are} not on record here. With {them} it would be {range_words}."
    return (
        f"The grades of {missing} of the {councils + missing} councils are not on record here as at that day. With "
        f"them it could be anything {range_words}, so the total is neither confirmed nor contradicted."
    )
