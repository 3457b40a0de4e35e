"""The national picture in words: shares through time, and Ofsted's own totals against what is on record.

Plain Python.
"""

from collections.abc import Sequence
from fractions import Fraction

from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares
from inspections.statistics.trends import Point, Trend

from .words import date_words, listed, n_of

# A share's words name the councils not on record up to so many.
MOST_NAMED = 6


def shares_sentence(found: Shares, where: str = "") -> str:
    """`109 of 151 councils (72%) are good or outstanding`; that none is graded where none is.

    `where` follows "councils": " in the North East".
    """
    if not found.base:
        return f"no council{where} has a grade on record"
    are = "is" if found.good_or_better == 1 else "are"
    return f"{n_of(found.good_or_better, found.base, _councils(found.base) + where)} {are} good or outstanding"


def highest_and_lowest(groups: Sequence[tuple[str, Shares]]) -> str:
    """Which group has the highest share that is good or better, and which the lowest; those level are all named.

    Empty where fewer than two groups have councils enough for a share, or all have the same.
    """
    exact = {
        name: Fraction(found.good_or_better, found.base)
        for name, found in groups
        if found.base >= SMALLEST_BASE_FOR_PERCENT
    }
    if len(exact) < 2 or len(set(exact.values())) == 1:
        return ""
    by_name = dict(groups)
    return " ".join(
        f"The {word} share is {listed([_group(name, by_name[name]) for name in exact if exact[name] == end])}."
        for word, end in (("highest", max(exact.values())), ("lowest", min(exact.values())))
    )


def _group(name: str, found: Shares) -> str:
    return f"{name}’s, {n_of(found.good_or_better, found.base)}"


def trend_sentence(trend: Trend) -> str:
    """The first share on record and the last: "SIF: 5 of 11 councils (45%) as at 31 March 2014, 57 of …"."""
    told = [point for point in trend.points if point.percent is not None] or list(trend.points)
    ends = [told[0], told[-1]] if len(told) > 1 else told
    return f"{trend.name}: {listed([_point(point) for point in ends])}."


def _point(point: Point) -> str:
    return f"{n_of(point.good, point.base, _councils(point.base))} as at {date_words(point.day)}"


def total_sentence(
    *, figure: int, councils: int, missing: int, reach: tuple[int, int], unit: str, names: tuple[str, ...]
) -> str:
    """How one of Ofsted's totals compares with what is on record, and what explains the difference.

    `reach` is the least and the most that the total could be, whatever the `missing` councils were given; `names` are
    theirs where they are known. `unit` is % or empty.
    """
    low, high = reach
    if not low <= figure <= high:
        return "It differs, whatever the councils not on record were given. We do not know why."
    if not missing:
        return "The same."
    lies = f"between {low}{unit} and {high}{unit}; Ofsted’s {figure}{unit} is within that"
    if names and len(names) <= MOST_NAMED:
        are, those = ("is", "that council") if missing == 1 else ("are", "them")
        return f"{listed(names)} {are} not on record here. With {those} it would be {lies}."
    of = councils + missing
    told = f"The grades of {missing} of the {of} councils are not on record here as at that day. "
    return f"{told}With them it could be anything {lies}, so the total is neither confirmed nor contradicted."


def _councils(number: int) -> str:
    return "council" if number == 1 else "councils"
