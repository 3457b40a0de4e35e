"""Sentences on shares over time and on Ofsted's own totals."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from inspections.frameworks.definitions import Framework, Judgement, Programme
from inspections.frameworks.loader import programme
from inspections.statistics.same_councils import SameCouncils
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares
from inspections.statistics.standings import OVERALL, State
from inspections.statistics.trends import Point, Trend, services_judged_overall

from .words import counted, date_words, listed, lower_first, n_of, plural, possessive

# The part of the councils inspected that must have a grade counted for a share to describe them.
FAIR_SAMPLE = Fraction(9, 10)
# States in which a council may have a grade that is not counted here.
MAY_HAVE_A_GRADE = (State.NOT_ON_RECORD, State.NOT_COUNTED_YET, State.WITHDRAWN)
# Councils not on record are named up to this number.
MOST_NAMED = 6


def shares_sentence(shares: Shares, where: str = "", judgement: str = "") -> str:
    """`109 of 151 councils (72%) are good or outstanding`, `… are graded good or outstanding for care leavers`.

    `where` follows "councils": " in the North East". `judgement` names a judgement other than the overall one.
    """
    if not shares.base:
        return f"no council{where} has a grade on record"
    are = plural(shares.good_or_better, "is", "are")
    councils = n_of(shares.good_or_better, shares.base, plural(shares.base, "council") + where)
    graded = f"graded good or outstanding for {lower_first(judgement)}" if judgement else "good or outstanding"
    return f"{councils} {are} {graded}"


def judged_sentence(shares: Shares, framework: Framework, judgement: Judgement, day: date, where: str = "") -> str:
    """The share on one judgement, which it names unless it is the overall one.

    "107 of 142 councils whose latest report has an overall judgement (75%) are good or outstanding": where some
    inspections of the programme end in none, the sentence says so.
    """
    if judgement.code != OVERALL:
        return shares_sentence(shares, where, judgement.short_name)
    members = programme(framework.programme).frameworks
    ended = any(member.no_overall and member.in_force_from.earliest <= day for member in members)
    return shares_sentence(shares, f"{where}{' whose latest report has an overall judgement' if ended else ''}")


def in_england_sentence(shares: Shares) -> str:
    """`In England 107 of 142 (75%) are.`, after a sentence on a group; empty if none has a grade."""
    if not shares.base:
        return ""
    return f"In England {n_of(shares.good_or_better, shares.base)} {plural(shares.good_or_better, 'is', 'are')}."


def no_grade_sentence(where: str, reasons: str) -> str:
    """That no council of a group has an overall grade, with the reasons.

    "No council of this group has an overall grade. 1 council: no overall judgement since April 2026."
    """
    return f"No council{where} has an overall grade. {reasons}".rstrip()


def highest_and_lowest(groups: Sequence[tuple[str, Shares]]) -> str:
    """Which groups have the highest and the lowest share of good or better, naming all that are level.

    "Of the 7 regions with ten or more councils graded, the highest share is the South East’s, 12 of 18 (67%)." Empty if
    fewer than two groups are large enough for a share, or if all shares are equal.
    """
    share_by_group = {
        name: Fraction(shares.good_or_better, shares.base)
        for name, shares in groups
        if shares.base >= SMALLEST_BASE_FOR_PERCENT
    }
    if len(share_by_group) < 2 or len(set(share_by_group.values())) == 1:
        return ""
    by_name = dict(groups)
    few = len(groups) - len(share_by_group)
    start = f"Of the {len(share_by_group)} regions with ten or more councils graded, the" if few else "The"
    sentences = []
    for word, end in (("highest", max(share_by_group.values())), ("lowest", min(share_by_group.values()))):
        level = {name: by_name[name] for name, share in share_by_group.items() if share == end}
        sentences.append(f"{start} {_level(word, level)}.")
        start = "The"
    return " ".join(sentences)


def _level(word: str, groups: Mapping[str, Shares]) -> str:
    """`lowest share is London’s, 6 of 14 (43%)`, `lowest shares are London’s and Kent’s, each 6 of 14 (43%)`."""
    names = listed([possessive(name) for name in groups])
    counts = list(dict.fromkeys(n_of(shares.good_or_better, shares.base) for shares in groups.values()))
    if len(groups) == 1:
        return f"{word} share is {names}, {counts[0]}"
    if len(counts) == 1:
        return f"{word} shares are {names}, each {counts[0]}"
    parts = [f"{possessive(name)}, {n_of(shares.good_or_better, shares.base)}" for name, shares in groups.items()]
    return f"{word} shares are {'; '.join(parts)}"


def sample_sentence(shares: Shares) -> str:
    """That a share doesn't describe all councils, if fewer than nine tenths of those inspected have a grade counted.

    Councils may have been inspected whose grade is not on record or not counted yet. Empty otherwise.
    """
    unknown = sum(len(shares.ungraded.get(state, ())) for state in MAY_HAVE_A_GRADE)
    inspected = shares.base + unknown
    if not shares.base or shares.base >= FAIR_SAMPLE * inspected:
        return ""
    return (
        f"Not a fair sample: {n_of(shares.base, inspected, 'councils')} that may have been inspected have a grade "
        "counted here. A share of these is no share of all."
    )


TOTALS_DATED_LATER = (
    "Most inspections of 2009 to 2012 are known here only from a later report that names the month. Such an inspection "
    "counts from the end of the third month after it, later than it did when Ofsted counted."
)
TOTALS_OF_ALL_PROGRAMMES = (
    "Ofsted’s total for all councils takes the latest inspection of each, whether under SIF or ILACS, and a council "
    "that took over exactly the same area keeps the grade of the one before it. Elsewhere on this page only one "
    "programme is counted, and a new council starts without a grade."
)


def reports_by_day_sentence(day: date, stated: int, least: int, most: int) -> str:
    """How many inspections on record can have been published by the day of a paper that states their number."""
    return (
        f"How many reports can have been published by {date_words(day)}: of those on record here at least {least} and "
        f"at most {most}. County Durham’s cabinet paper of 29 February 2012 says {stated}; a list of all of them "
        "cannot be rebuilt."
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
    """The first and the last share on record, and the lowest and the highest between them if they lie outside.

    "ILACS: 11 of 15 councils (73%) as at 31 December 2018 and 109 of 151 councils (72%) as at 30 June 2026; lowest 53
    of 101 councils (52%) as at 31 December 2020."
    """
    points = [point for point in trend.points if point.percent is not None] or list(trend.points)
    ends = [points[0], points[-1]] if len(points) > 1 else points
    shares = [Fraction(point.good, point.base) for point in points]
    extremes = [
        f"{word} {_point(points[shares.index(share)])}"
        for word, share in (("lowest", min(shares)), ("highest", max(shares)))
        if share not in (shares[0], shares[-1])
    ]
    return "; ".join([f"{trend_name(trend)}: {listed([_point(point) for point in ends])}", *extremes]) + "."


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
    """How a known total compares with this record, and what explains the difference.

    `reach` is the least and the most that the total could be, whatever grades the `missing` councils had. `names` are
    the names of these councils if they are known. `unit` is "%" or "".
    """
    low, high = reach
    if not low <= figure <= high:
        return "It differs, whatever grades the councils not counted here had. We do not know why."
    if not missing:
        return "The same."
    range_words = f"between {low}{unit} and {high}{unit}; {figure}{unit} is within that"
    if names and len(names) <= MOST_NAMED:
        have, them = ("has", "that council") if missing == 1 else ("have", "them")
        return f"{listed(names)} {have} no grade counted here by that day. With {them} it would be {range_words}."
    return (
        f"{missing} of the {councils + missing} councils have no grade counted here by that day. With "
        f"them it could be anything {range_words}, so the total is neither confirmed nor contradicted."
    )


def same_councils_words(same: SameCouncils, *, short: bool = False) -> str:
    """`Of the 142 graded on both days: 100 a year ago, 107 now`, or `100 → 107 of 142`; empty if none was graded."""
    if not same.base:
        return ""
    if short:
        return f"{same.good_then} to {same.good_now} of {same.base}"
    return f"Of the {same.base} graded on both days: {same.good_then} a year ago, {same.good_now} now"


def same_councils_sentence(same: SameCouncils, base: int) -> str:
    """How many of the councils that are counted today were good or better a year before.

    "100 of the same 142 were a year ago." If the base has changed: "Of the 150 graded on both days 102 were a year ago
    and 106 are now."
    """
    if not same.base:
        return "No council was graded a year ago."
    if same.base == base:
        return f"{same.good_then} of the same {same.base} were a year ago."
    return f"Of the {same.base} graded on both days {same.good_then} were a year ago, {same.good_now} are now."


def best_and_worst_title(shares: Sequence[tuple[str, Shares]]) -> str:
    """`Children in care is graded best, help and protection least well`; empty if that can't be said."""
    known = {
        name: Fraction(one.good_or_better, one.base) for name, one in shares if one.base >= SMALLEST_BASE_FOR_PERCENT
    }
    if len(known) < 2 or len(known) < len(shares):
        return ""
    best = [name for name, share in known.items() if share == max(known.values())]
    worst = [name for name, share in known.items() if share == min(known.values())]
    if len(best) > 1 or len(worst) > 1:
        return ""
    return f"{best[0]} is graded best, {lower_first(worst[0])} least well"


def majority_title(shares: Shares, regions: Sequence[tuple[str, Shares]]) -> str:
    """`Most councils are good or outstanding in every region`, if more than half are in each; else how many are."""
    if not shares.base:
        return ""
    if len(regions) > 1 and all(2 * one.good_or_better > one.base > 0 for _, one in regions):
        return "Most councils are good or outstanding in every region"
    return f"{shares.good_or_better} of {shares.base} councils are good or outstanding"


def without_overall_clause(ungraded: int) -> str:
    """`The 11 inspected since April 2026 have no overall grade.`, or empty."""
    if not ungraded:
        return ""
    have = plural(ungraded, "has", "have")
    return f"The {counted(ungraded, 'council')} inspected since April 2026 {have} no overall grade."


def lines_finding(trends: Sequence[Trend]) -> str:
    """`Under ILACS the share fell early, then rose`, if that is so of each of its lines; else a plain title."""
    if trends and all(map(_fell_then_rose, trends)):
        return f"Under {trends[0].programme.short_name} the share fell early, then rose"
    return "Good or outstanding overall, through time"


def _fell_then_rose(trend: Trend) -> bool:
    """Whether the lowest share lies between the first and the last, and in the first two thirds."""
    shares = [point.percent for point in trend.points if point.percent is not None]
    lowest = shares.index(min(shares))
    return shares[0] > shares[lowest] < shares[-1] and 3 * lowest < 2 * len(shares)


def year_title(same: SameCouncils) -> str:
    """`In a year 15 councils went up, 1 down; 10 are no longer graded`."""
    lost = len(same.ungraded)
    no_longer = f"; {lost} {plural(lost, 'is', 'are')} no longer graded" if lost else ""
    higher = counted(len(same.higher), "council") if same.higher else "no council"
    return f"In a year {higher} went up, {len(same.lower) or 'none'} down{no_longer}"


def year_sentence(same: SameCouncils) -> str:
    """How many of the councils graded on both days were good or better on each, and how many kept their grade."""
    kept = len(same.kept)
    again = f" {counted(kept, 'council')} inspected again kept {plural(kept, 'its', 'their')} grade." if kept else ""
    return f"{same_councils_words(same)} are good or outstanding.{again}" if same.base else ""
