"""Checks a claim about a council's place, allowing for grades that are not on record.

A council with missing grades may have any count from what is known to what is possible. A claim holds, or doesn't hold,
only if it does so for all of these counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from inspections.frameworks.definitions import Measure

from .claim_kinds import UNKNOWN, Claim, ClaimKind, Possible, Verdict, either
from .claim_positions import around, judge_position
from .ranking import NotRanked, Place, Ranking
from .standings import CouncilsAsAt, Standing, State


class Part(Enum):
    """A part of a claim that is checked by itself."""

    STANDING = "whether it stands in the list"
    COUNT = "how many judgements"
    POSITION = "its place"
    BASE = "out of how many"


@dataclass(frozen=True)
class Judged:
    part: Part
    verdict: Verdict


def verdict_on_all(parts: Iterable[Judged]) -> Verdict:
    """The verdict on a whole claim, which holds only if every part does."""
    verdicts = {judged.verdict for judged in parts}
    for verdict in (Verdict.DOES_NOT_HOLD, Verdict.CANNOT_BE_CHECKED):
        if verdict in verdicts:
            return verdict
    return Verdict.HOLDS


@dataclass(frozen=True)
class Finding:
    """The result of checking a claim.

    `place` is None if the council was not compared. `higher` and `level` are the fewest and the most other councils
    that have more and as many. `possible` lists the councils with missing grades.
    """

    claim: Claim
    ranking: Ranking
    place: Place | NotRanked | None
    parts: tuple[Judged, ...]
    higher: tuple[int, int]
    level: tuple[int, int]
    possible: tuple[Possible, ...]

    @property
    def verdict(self) -> Verdict:
        return verdict_on_all(self.parts)

    @property
    def may_matter(self) -> tuple[Possible, ...]:
        """Councils with missing grades that may have as many as this one, or more."""
        if not isinstance(self.place, Place):
            return ()
        count = self.place.count
        return tuple(council for council in self.possible if council.most >= count)


def check(
    claim: Claim,
    ranking: Ranking,
    councils_as_at: CouncilsAsAt,
    place: Place | NotRanked | None,
    *,
    is_in_being: bool = True,
) -> Finding:
    """Check a claim about a council against a ranking. `place` is its place in the ranking, or set against it.

    `is_in_being`: the council existed on the day.
    """
    if place is None and not is_in_being:
        absent = Judged(Part.STANDING, Verdict.CANNOT_BE_CHECKED)
        return Finding(claim, ranking, None, (absent,), (0, 0), (0, 0), ())
    possible = possible_counts(councils_as_at, ranking.measure, () if place is None else (place.council.slug,))
    base = judge_base(claim, ranking, possible)
    if not isinstance(place, Place):
        unranked = _judge_unranked(claim, councils_as_at, ranking.measure, place)
        return Finding(claim, ranking, place, (unranked, *base), (0, 0), (0, 0), possible)
    near = around(place, possible)
    position = () if claim.kind is ClaimKind.COUNT else (Judged(Part.POSITION, judge_position(claim, near)),)
    return Finding(claim, ranking, place, (*_count(claim, place), *position, *base), near.higher, near.level, possible)


def possible_counts(
    councils_as_at: CouncilsAsAt, measure: Measure, without: Iterable[str] = ()
) -> tuple[Possible, ...]:
    """The councils without a rank only because grades are not on record, with the counts they may have."""
    left_out = set(without)
    standings = [standing for slug, standing in councils_as_at.standings.items() if slug not in left_out]
    return tuple(possible for standing in standings if (possible := _possible(standing, measure)))


def _possible(standing: Standing, measure: Measure) -> Possible | None:
    of = len(measure.judgements)
    if not standing.is_inspected:
        unknown = standing.otherwise in UNKNOWN
        return Possible(standing.council, 0, of, standing.otherwise) if unknown else None
    results = [standing.result(id_) for id_ in measure.judgements]
    lacking = [result for result in results if result.grade is None]
    if not lacking or any(result.state is not State.NOT_ON_RECORD for result in lacking):
        return None
    known = sum(result.grade.code in measure.grades for result in results if result.grade)
    return Possible(standing.council, known, known + len(lacking), partly=len(lacking) < of)


def _judge_unranked(claim: Claim, councils_as_at: CouncilsAsAt, measure: Measure, entry: NotRanked | None) -> Judged:
    """The verdict for a council without a rank, which may have missing grades or no inspection at all."""
    if entry is None:
        return Judged(Part.STANDING, Verdict.DOES_NOT_HOLD)
    standing = councils_as_at.standings.get(entry.council.slug)
    own = _possible(standing, measure) if standing else None
    if own and claim.count is not None and not own.least <= claim.count <= own.most:
        return Judged(Part.COUNT, Verdict.DOES_NOT_HOLD)
    absent = {State.NEVER_INSPECTED, State.NO_REPORT_YET}
    known = own is None and entry.reason in absent
    return Judged(Part.STANDING, Verdict.DOES_NOT_HOLD if known else Verdict.CANNOT_BE_CHECKED)


def _count(claim: Claim, place: Place) -> tuple[Judged, ...]:
    if claim.count is None:
        return ()
    return (Judged(Part.COUNT, Verdict.HOLDS if place.count == claim.count else Verdict.DOES_NOT_HOLD),)


def judge_base(claim: Claim, ranking: Ranking, possible: tuple[Possible, ...]) -> tuple[Judged, ...]:
    """The verdict on the base, which may mean the councils ranked, inspected or in being."""
    if claim.base is None:
        return ()
    known = claim.base in {ranking.base, ranking.inspected, ranking.in_being}
    verdict = either(surely=known, possibly=bool(possible) and ranking.base <= claim.base <= ranking.in_being)
    return (Judged(Part.BASE, verdict),)
