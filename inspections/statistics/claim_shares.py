"""Checks a claim about how many councils have something, as a number or as a share.

Councils with missing grades may have it or not: a claim holds, or does not hold, only if it does so in every case.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from .claim_kinds import Claim, ClaimKind, Possible, Verdict, either
from .claims import Judged, Part, judge_base, possible_counts, verdict_on_all
from .ranking import Ranking
from .standings import CouncilRow, CouncilsAsAt

# How far "a third" or "about 30%" may be from what is counted.
TOLERANCE = Fraction(25, 1000)
NEARLY = Fraction(5, 100)


class Than(Enum):
    """How the number is meant. The values appear in addresses."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more-than"
    AT_LEAST = "at-least"
    FEWER = "fewer-than"
    AT_MOST = "at-most"


@dataclass(frozen=True)
class ShareClaim:
    """What is said of a number of councils.

    `number` of councils, `share` of them or both are given. `count` is how many judgements they have, by default all
    that are counted, and `base` out of how many councils.
    """

    number: int | None = None
    share: Fraction | None = None
    than: Than = Than.EXACTLY
    count: int | None = None
    base: int | None = None


@dataclass(frozen=True)
class ShareFinding:
    """The result of checking a claim about a number of councils.

    `having` are the councils that have it, `possible` those with missing grades that may have it. `counted` is the base
    by which the claim was judged. `is_corrected`: the claim holds, but only with the number or the base beside it.
    """

    claim: ShareClaim
    ranking: Ranking
    having: tuple[CouncilRow, ...]
    possible: tuple[Possible, ...]
    parts: tuple[Judged, ...]
    counted: int
    is_corrected: bool = False

    @property
    def verdict(self) -> Verdict:
        return verdict_on_all(self.parts)


def check_share(claim: ShareClaim, ranking: Ranking, councils_as_at: CouncilsAsAt) -> ShareFinding:
    """Check how many of the councils ranked have as many judgements as the claim says."""
    wanted = len(ranking.measure.judgements) if claim.count is None else claim.count
    having = ranking.by_count.get(wanted, ())
    unknown = possible_counts(councils_as_at, ranking.measure)
    possible = tuple(other for other in unknown if other.least <= wanted <= other.most)
    base = judge_base(Claim(ClaimKind.SHARE, base=claim.base), ranking, unknown)
    if any(judged.verdict is Verdict.CANNOT_BE_CHECKED for judged in base):
        return ShareFinding(claim, ranking, having, possible, base, ranking.base)
    if not ranking.base and not unknown:
        none = Judged(Part.STANDING, Verdict.CANNOT_BE_CHECKED)
        return ShareFinding(claim, ranking, having, possible, (none, *base), 0)
    least, most = len(having), len(having) + len(possible)
    parts: list[Judged] = []
    counted, is_corrected = ranking.base, False
    if claim.number is not None:
        parts.append(Judged(Part.COUNT, _judge_number(claim, least, most)))
        is_corrected = claim.than in _ROUGHLY and least != claim.number
    if claim.share is not None:
        verdict, counted, is_corrected = _judge_by_bases(claim, ranking, len(unknown), (least, most))
        parts.append(Judged(Part.COUNT, verdict))
    return ShareFinding(claim, ranking, having, possible, (*parts, *base), counted, is_corrected)


def _judge_by_bases(
    claim: ShareClaim, ranking: Ranking, unknown: int, having: tuple[int, int]
) -> tuple[Verdict, int, bool]:
    """The verdict on a share, the base by which it was found, and whether both have to be said.

    "A third of councils" may mean those with a grade or all there are, unless the claim gives its base.
    """
    graded = ranking.base + unknown
    bases = [claim.base] if claim.base else list(dict.fromkeys([graded, ranking.in_being]))
    verdicts = [_judge_share(claim, *(Fraction(number, of) for number in having)) for of in bases]
    best = min(verdicts, key=_ORDER.index)
    counted = bases[verdicts.index(best)]
    is_exact = claim.share is not None and _fits(Than.EXACTLY, claim.share, Fraction(having[0], counted))
    return best, counted, len(set(verdicts)) > 1 or (claim.than in _ROUGHLY and not is_exact)


# How what is counted has to stand to the limit that a claim gives.
_LIMITS: Mapping[Than, Callable[[Any, Any], bool]] = {
    Than.MORE: operator.gt,
    Than.AT_LEAST: operator.ge,
    Than.FEWER: operator.lt,
    Than.AT_MOST: operator.le,
}
_ROUGHLY = frozenset({Than.ABOUT, Than.NEARLY})
_ORDER = (Verdict.HOLDS, Verdict.CANNOT_BE_CHECKED, Verdict.DOES_NOT_HOLD)


def _judge_number(claim: ShareClaim, least: int, most: int) -> Verdict:
    number = claim.number or 0
    tolerance = max(1, round(number * TOLERANCE)) if number else 0
    match claim.than:
        case Than.EXACTLY:
            return _within(number, number, least, most)
        case Than.ABOUT:
            return _within(number - tolerance, number + tolerance, least, most)
        case Than.NEARLY:
            return _within(number - max(1, round(number * NEARLY)), number - 1, least, most)
    return _judge_limit(claim.than, number, least, most)


def _within(lowest: int, highest: int, least: int, most: int) -> Verdict:
    return either(surely=lowest <= least and most <= highest, possibly=least <= highest and most >= lowest)


def _judge_share(claim: ShareClaim, least: Fraction, most: Fraction) -> Verdict:
    share = claim.share or Fraction(0)
    if claim.than in _LIMITS:
        return _judge_limit(claim.than, share, least, most)
    is_fit = [_fits(claim.than, share, value) for value in (least, most)]
    return either(surely=all(is_fit), possibly=any(is_fit) or least < share < most)


def _judge_limit(than: Than, limit: int | Fraction, least: int | Fraction, most: int | Fraction) -> Verdict:
    """The verdict where a limit is given, and what is counted lies between `least` and `most`."""
    passes = _LIMITS[than]
    passed = passes(least, limit), passes(most, limit)
    return either(surely=all(passed), possibly=any(passed))


def _fits(than: Than, share: Fraction, value: Fraction) -> bool:
    """Whether a share that was counted is what the claim says, to the nearest whole per cent if it says it exactly."""
    match than:
        case Than.ABOUT:
            return abs(value - share) <= TOLERANCE
        case Than.NEARLY:
            return share - NEARLY <= value < share
    if share in (0, 1):
        return value == share
    half = Fraction(1, 200)
    return share - half <= value < share + half
