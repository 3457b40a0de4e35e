"""Sentences on how many councils have each grade on a judgement."""

from datetime import date

from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Share, Shares

from .results import state_words
from .words import counted, date_words, listed, n_of


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
