"""Sentences on how a council's grade on one judgement compares with those of a group."""

from collections.abc import Sequence
from fractions import Fraction

from inspections.frameworks.definitions import ScaleGrade
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Share, Shares
from inspections.statistics.standings import Result

from .groups import region_name
from .results import state_words
from .words import capital, listed, lower_first, number_words, plural

# Councils with the same grade are named up to this number.
MOST_NAMED_TOO = 3
REQUIRES = "requires_improvement"


def own_grade_words(name: str, result: Result) -> str:
    """`County Durham is outstanding`, `Halton requires improvement`, `Dudley has no grade (not on record here)`."""
    if result.grade is None:
        return f"{name} has no grade ({state_words(result.state)})"
    return f"{name} {_verb(result.grade, 1)}"


def among_words(own: Result, others: Shares, who: str) -> str:
    """How the others of a group are graded, those with the council's own grade first and briefly.

    `of its ten neighbours two are, five are good, two require improvement and one is inadequate`. `who` is the group
    with its number: `its ten neighbours`. Grades that nobody has are left out, except the council's own.
    """
    if others.base == 1:
        share = next(share for share in others.shares if share.count)
        return f"{who} {_short_verb(share.grade, 1)} too" if _is_same(own, share) else f"{who} {_verb(share.grade, 1)}"
    same = [share for share in others.shares if _is_same(own, share)]
    parts = [f"{number_words(share.count, others.base)} {_short_verb(share.grade, share.count)}" for share in same]
    parts += [
        f"{number_words(share.count, others.base)} {_verb(share.grade, share.count)}"
        for share in others.shares
        if share.count and share not in same
    ]
    return f"of {who} {listed(parts)}" if others.base else ""


def answer_sentence(name: str, own: Result, others: Shares, who: str) -> str:
    """A council's grade, and those of the others of its group, without a full stop.

    "County Durham is outstanding; of its ten neighbours two are, five are good, two require improvement and one is
    inadequate"
    """
    return "; ".join(filter(None, (own_grade_words(name, own), among_words(own, others, who))))


def quote_sentences(
    name: str, own: Result, others: Shares, who: str, *, judgement: str, programme: str, day: str
) -> str:
    """The same in full, to stand alone in a paper.

    "As at 26 November 2026 County Durham is outstanding for care leavers (ILACS). Of its ten statistical neighbours
    two are outstanding, five are good, two require improvement and one is inadequate."
    """
    first = f"As at {day} {own_grade_words(name, own)} for {lower_first(judgement)} under {programme}."
    parts = [
        f"{number_words(share.count, others.base)} {_verb(share.grade, share.count)}"
        for share in others.shares
        if share.count
    ]
    second = f"Of {who} {listed(parts)}." if parts else ""
    return " ".join(filter(None, (first, second)))


def group_of_others(group: str, others: Shares) -> str:
    """The others of a group with their number: `its ten neighbours`, `the 11 other councils in the North East`.

    If some of them have no grade, only those with one are meant: `its nine neighbours with a grade`. `group` is
    `neighbours`, or what follows “councils”: `in the North East`, empty for all.
    """
    with_grade = " with a grade" if others.ungraded else ""
    number = number_words(others.base)
    if group.endswith("neighbours"):
        return f"its {number} {plural(others.base, group[:-1], group)}{with_grade}"
    among = f" {group}" if group else ""
    return f"the {number} other {plural(others.base, 'council')}{among}{with_grade}"


def same_grade_finding(own: Result, others: Shares, judgement: str) -> str:
    """The title of the list: who else has the council's grade.

    "Outstanding too: Darlington and South Tyneside", "46 others are outstanding too", "No other is outstanding".
    """
    if own.grade is None:
        return f"{capital(judgement)}, grade by grade"
    share = next(share for share in others.shares if share.grade.code == own.grade.code)
    if not share.count:
        return f"No other {_verb(own.grade, 1)}"
    if share.count > MOST_NAMED_TOO:
        return f"{capital(number_words(share.count))} others {_verb(own.grade, share.count)} too"
    return f"{own.grade.label} too: {listed(sorted(council.name for council in share.councils))}"


def best_grade_finding(share: Share) -> str:
    """The title of a list without a council: `47 of 151 councils are outstanding`."""
    if not share.base:
        return "No grade is on record"
    councils = plural(share.base, "council")
    return f"{capital(str(share.count or 'none'))} of {share.base:,} {councils} {_verb(share.grade, share.count or 1)}"


def regions_finding(groups: Sequence[tuple[str, Shares]]) -> str:
    """Which regions have the highest and the lowest share, as a title.

    "London is highest, the North West lowest". Regions with fewer than ten councils graded are left out, and the title
    says so: "Of eight regions, …". A plain title if no two can be told apart.
    """
    shares = {
        region_name(name): Fraction(found.good_or_better, found.base)
        for name, found in groups
        if found.base >= SMALLEST_BASE_FOR_PERCENT
    }
    if len(set(shares.values())) < 2:
        return "Good or outstanding, region by region"
    highest, lowest = (
        [name for name, share in shares.items() if share == end] for end in (max(shares.values()), min(shares.values()))
    )
    few = len(groups) - len(shares)
    start = f"Of {number_words(len(shares))} regions with ten or more graded, " if few else ""
    words = f"{start}{listed(highest)} {plural(len(highest), 'is', 'are')} highest, {listed(lowest)} lowest"
    return capital(words)


def _is_same(own: Result, share: Share) -> bool:
    return own.grade is not None and share.grade.code == own.grade.code


def _verb(grade: ScaleGrade, number: int) -> str:
    if grade.code == REQUIRES:
        return plural(number if number else 1, "requires improvement", "require improvement")
    return f"{plural(number if number else 1, 'is', 'are')} {grade.in_text}"


def _short_verb(grade: ScaleGrade, number: int) -> str:
    return plural(number if number else 1, *(("does", "do") if grade.code == REQUIRES else ("is", "are")))
