"""Checks a claim about a council's place, allowing for grades that are not on record.

A council with missing grades may have any count from what is known to what is possible. A claim holds, or doesn't hold,
only if it does so for all of these counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from inspections.frameworks.definitions import Measure

from .ranking import NotRanked, Place, Ranking
from .standings import CouncilRow, CouncilsAsAt, Standing, State


class ClaimKind(Enum):
    """What is claimed. The values appear in addresses."""

    COUNT = "count"
    HIGHEST = "highest"
    JOINT_HIGHEST = "joint-highest"
    ONE_OF = "one-of"
    RANK = "rank"
    TOP = "top"
    TOP_PERCENT = "top-percent"


class Verdict(Enum):
    """What the record says about a claim."""

    HOLDS = "Holds"
    DOES_NOT_HOLD = "Does not hold"
    CANNOT_BE_CHECKED = "Cannot be checked"


@dataclass(frozen=True)
class Claim:
    """What is said about a council in a ranking.

    `number` is the n of "one of only n", of the rank, of "top n" and of "top n per cent". `count` is how many
    judgements the council is said to have, and `base` out of how many councils. Each is None if the claim doesn't say.
    """

    kind: ClaimKind
    number: int | None = None
    count: int | None = None
    base: int | None = None


# The states that say what this record lacks, not what Ofsted did: behind each there may be a grade.
UNKNOWN = (State.NOT_ON_RECORD, State.NOT_COUNTED_YET, State.WITHDRAWN)


@dataclass(frozen=True)
class Possible:
    """A council that is not ranked because of what the record lacks, with the lowest and highest count it can have.

    `state` is one of `UNKNOWN`. `partly` says whether some of its counted grades are on record.
    """

    council: CouncilRow
    least: int
    most: int
    state: State = State.NOT_ON_RECORD
    partly: bool = False


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
        """The verdict on the whole claim, which holds only if every part does."""
        verdicts = {judged.verdict for judged in self.parts}
        for verdict in (Verdict.DOES_NOT_HOLD, Verdict.CANNOT_BE_CHECKED):
            if verdict in verdicts:
                return verdict
        return Verdict.HOLDS

    @property
    def may_matter(self) -> tuple[Possible, ...]:
        """Councils with missing grades that may have as many as this one, or more."""
        if not isinstance(self.place, Place):
            return ()
        count = self.place.count
        return tuple(council for council in self.possible if council.most >= count)


def check(claim: Claim, ranking: Ranking, councils_as_at: CouncilsAsAt, place: Place | NotRanked | None) -> Finding:
    """Check a claim about a council against a ranking. `place` is its place in the ranking, or set against it."""
    possible = possible_counts(councils_as_at, ranking.measure, () if place is None else (place.council.slug,))
    if not isinstance(place, Place):
        parts = (_judge_unranked(claim, councils_as_at, ranking.measure, place), *_base(claim, ranking, possible))
        return Finding(claim, ranking, place, parts, (0, 0), (0, 0), possible)
    higher = _bounds(place.higher, [(other.least > place.count, other.most > place.count) for other in possible])
    level = _bounds(len(place.level_with), [(False, other.least <= place.count <= other.most) for other in possible])
    parts = (
        *_count(claim, place),
        *_position(claim, place, higher, level, possible),
        *_base(claim, ranking, possible),
    )
    return Finding(claim, ranking, place, parts, higher, level, possible)


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


def _bounds(known: int, possible: Iterable[tuple[bool, bool]]) -> tuple[int, int]:
    """The fewest and the most councils. Each pair in `possible` says whether one must and whether it can count."""
    pairs = list(possible)
    return known + sum(must for must, _ in pairs), known + sum(can for _, can in pairs)


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


def _position(
    claim: Claim, place: Place, higher: tuple[int, int], level: tuple[int, int], possible: tuple[Possible, ...]
) -> tuple[Judged, ...]:
    """The verdict on the place, at the fewest and at the most judgements that other councils may have."""
    number = claim.number or 0
    # Where its group ends, counted from the top. A council can't be both higher and level.
    surely_last = 1 + higher[0] + level[0]
    last = (surely_last, surely_last + sum(other.most >= place.count for other in possible))
    match claim.kind:
        case ClaimKind.COUNT:
            return ()
        case ClaimKind.HIGHEST:
            verdict = _either(surely=higher[1] + level[1] == 0, possibly=higher[0] + level[0] == 0)
        case ClaimKind.JOINT_HIGHEST:
            verdict = _either(surely=higher[1] == 0 and level[0] > 0, possibly=higher[0] == 0 and level[1] > 0)
        case ClaimKind.ONE_OF:
            least, most = 1 + level[0], 1 + level[1]
            verdict = _either(surely=least == most == number, possibly=least <= number <= most)
        case ClaimKind.RANK:
            least, most = 1 + higher[0], 1 + higher[1]
            verdict = _either(surely=least == most == number, possibly=least <= number <= most)
        case ClaimKind.TOP:
            verdict = _either(surely=last[1] <= number, possibly=last[0] <= number)
        case ClaimKind.TOP_PERCENT:
            base = place.base + (0 if place.counted else 1)
            verdict = _either(
                surely=100 * last[1] <= number * base, possibly=100 * last[0] <= number * (base + len(possible))
            )
    return (Judged(Part.POSITION, verdict),)


def _base(claim: Claim, ranking: Ranking, possible: tuple[Possible, ...]) -> tuple[Judged, ...]:
    """The verdict on the base, which may mean the councils ranked, inspected or in being."""
    if claim.base is None:
        return ()
    known = claim.base in {ranking.base, ranking.inspected, ranking.in_being}
    verdict = _either(surely=known, possibly=bool(possible) and ranking.base <= claim.base <= ranking.in_being)
    return (Judged(Part.BASE, verdict),)


def _either(*, surely: bool, possibly: bool) -> Verdict:
    if surely:
        return Verdict.HOLDS
    return Verdict.CANNOT_BE_CHECKED if possibly else Verdict.DOES_NOT_HOLD
