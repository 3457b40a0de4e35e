"""Sentences on how many councils have each grade on a judgement."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Share, Shares

from .results import state_words
from .words import counted, date_words, listed, lower_first, n_of, number_words, plural


def grades_sentence(shares: Shares, judgement: str, day: date, group: str = "") -> str:
    """How many councils have each grade on a judgement, out of those in being on the day.

    "As at 5 January 2012, 3 of 4 councils in the North East had a grade on record for “Staying safe”: 1 outstanding, 2
    good, none adequate and none inadequate."
    """
    ungraded = sum(map(len, shares.ungraded.values()))
    councils = shares.base + ungraded
    among = f" {group}" if group else ""
    if not shares.base:
        return f"As at {date_words(day)}, no council{among} had a grade on record for “{judgement}”."
    if ungraded:
        had = f"{n_of(shares.base, councils, 'councils')}{among}"
    else:
        had = f"all {councils} councils{among}" if councils > 1 else f"the one council{among}"
    grades = listed([_share_words(share) for share in shares.shares])
    return f"As at {date_words(day)}, {had} had a grade on record for “{judgement}”: {grades}."


def most_and_least_good(judgements: Sequence[tuple[str, Shares]], *, is_all: bool) -> str:
    """On which judgement the largest and the smallest share of councils is good or outstanding, as a title.

    "councils are most often good or outstanding on children in care (79 of 102), least often on help and protection (92
    of 152)". Unless these are all judgements, it says of how many.
    """
    shares = {name: Fraction(found.good_or_better, found.base) for name, found in judgements}
    by_name = dict(judgements)
    if len(set(shares.values())) < 2:
        name, found = judgements[0]
        are = plural(found.good_or_better, "is", "are")
        return f"{n_of(found.good_or_better, found.base, 'councils')} {are} good or outstanding on {lower_first(name)}"
    ends = []
    for end in (max(shares.values()), min(shares.values())):
        level = [name for name, share in shares.items() if share == end]
        found = by_name[level[0]]
        ends.append(f"{listed([lower_first(name) for name in level])} ({found.good_or_better} of {found.base})")
    start = "" if is_all else f"of {number_words(len(judgements))} judgements, "
    return f"{start}councils are most often good or outstanding on {ends[0]}, least often on {ends[1]}"


def left_out_sentence(number: int) -> str:
    """How many judgements a picture leaves out because few councils have a grade on them, or ""."""
    if not number:
        return ""
    few = f"fewer than {SMALLEST_BASE_FOR_PERCENT} councils have a grade on record"
    return f"Left out: {counted(number, 'judgement')} on which {few}."


def _share_words(share: Share) -> str:
    percent = "" if share.percent is None or not share.count else f" ({share.percent}%)"
    return f"{share.count or 'none'}{percent} {share.grade.in_text}"


def ungraded_sentence(shares: Shares) -> str:
    """Why the other councils have no grade: "The other 11: no overall judgement since April 2026." """
    reasons = [(len(councils), state_words(state)) for state, councils in shares.ungraded.items()]
    if not reasons:
        return ""
    number = sum(count for count, _ in reasons)
    others = counted(number, "council")
    if shares.base:
        others = "The other council" if number == 1 else f"The other {number}"
    most_first = sorted(reasons, key=lambda reason: -reason[0])
    words = reasons[0][1] if len(reasons) == 1 else "; ".join(f"{why} ({count})" for count, why in most_first)
    return f"{others}: {words}."
