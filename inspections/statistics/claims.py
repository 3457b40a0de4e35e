"""Whether a claim on a council's place holds, when what is not on record is allowed for. Plain Python.

A council of which some grades are not on record may have any count between what is known of it and what is possible.
A claim holds, or does not, only where it does so for all of these.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from inspections.frameworks.definitions import Measure

from .ranking import NotRanked, Place, Ranking
from .standings import AsAt, CouncilRow, Standing, State


class ClaimKind(Enum):
    """What is claimed; the values stand in addresses."""

    COUNT = "count"
    HIGHEST = "highest"
    JOINT_HIGHEST = "joint-highest"
    ONE_OF = "one-of"
    RANK = "rank"
    TOP = "top"
    TOP_PERCENT = "top-percent"


class Verdict(Enum):
    """What the record says of a claim, in words."""

    HOLDS = "Holds"
    DOES_NOT_HOLD = "Does not hold"
    CANNOT_BE_CHECKED = "Cannot be checked"


@dataclass(frozen=True)
class Claim:
    """What is said of a council in a ranking.

    `number` is the n of "one of only n", of the rank, of "top n" and "top n per cent"; `count` how many judgements it
    is said to hold, `base` out of how many councils, None where the sentence does not say.
    """

    kind: ClaimKind
    number: int | None = None
    count: int | None = None
    base: int | None = None


@dataclass(frozen=True)
class Possible:
    """A council that has no rank because grades are not on record, and the counts that it may have."""

    council: CouncilRow
    least: int
    most: int


class Part(Enum):
    """A part of a claim that is judged by itself."""

    STANDING = "whether it stands in the list"
    COUNT = "how many judgements"
    POSITION = "its place"
    BASE = "out of how many"


@dataclass(frozen=True)
class Judged:
    """One part of a claim with its verdict."""

    part: Part
    verdict: Verdict


@dataclass(frozen=True)
class Finding:
    """What is found of a claim. `found` is None where the council is not of the field.

    `higher` and `level` are the fewest and the most other councils that have more and as many; both are those of
    the ranking where nothing is missing. `possible` are the councils of which grades are missing.
    """

    claim: Claim
    ranking: Ranking
    found: Place | NotRanked | None
    parts: tuple[Judged, ...]
    higher: tuple[int, int]
    level: tuple[int, int]
    possible: tuple[Possible, ...]

    @property
    def verdict(self) -> Verdict:
        """Of the whole claim: it holds only where every part does."""
        held = {judged.verdict for judged in self.parts}
        for verdict in (Verdict.DOES_NOT_HOLD, Verdict.CANNOT_BE_CHECKED):
            if verdict in held:
                return verdict
        return Verdict.HOLDS

    @property
    def may_matter(self) -> tuple[Possible, ...]:
        """Of the councils with missing grades, those that may have as many as this one, or more."""
        if not isinstance(self.found, Place):
            return ()
        count = self.found.count
        return tuple(one for one in self.possible if one.most >= count)


def check(claim: Claim, ranking: Ranking, field: AsAt, found: Place | NotRanked | None) -> Finding:
    """Judge a claim on a council that was `found` in, or set against, a ranking of the field."""
    possible = possible_counts(field, ranking.measure, () if found is None else (found.council.slug,))
    if not isinstance(found, Place):
        parts = (_judge_unranked(claim, field, ranking.measure, found), *_base(claim, ranking, possible))
        return Finding(claim, ranking, found, parts, (0, 0), (0, 0), possible)
    higher = _bounds(found.higher, [(one.least > found.count, one.most > found.count) for one in possible])
    level = _bounds(len(found.level_with), [(False, one.least <= found.count <= one.most) for one in possible])
    parts = (
        *_count(claim, found),
        *_position(claim, found, higher, level, possible),
        *_base(claim, ranking, possible),
    )
    return Finding(claim, ranking, found, parts, higher, level, possible)


def possible_counts(field: AsAt, measure: Measure, without: Iterable[str] = ()) -> tuple[Possible, ...]:
    """The councils that have no rank only because grades are not on record here, with the counts they may have."""
    left_out = set(without)
    found = (_possible(standing, field, measure) for slug, standing in field.standings.items() if slug not in left_out)
    return tuple(one for one in found if one)


def _possible(standing: Standing, field: AsAt, measure: Measure) -> Possible | None:
    of = len(measure.judgements)
    if not standing.is_inspected:
        missing = standing.otherwise is State.NOT_ON_RECORD
        # Of a programme that left councils out, the record does not tell those from what is missing. Where days of
        # publication are reckoned, a report that counts from a later day may have been out.
        missing |= not field.programme.covers_all
        missing |= standing.otherwise is State.NO_REPORT_YET and any(row.dated_by_month for row in field.inspections)
        return Possible(standing.council, 0, of) if missing else None
    results = [standing.result(id_) for id_ in measure.judgements]
    lacking = [result for result in results if result.grade is None]
    if not lacking or any(result.state is not State.NOT_ON_RECORD for result in lacking):
        return None
    known = sum(result.grade.code in measure.grades for result in results if result.grade)
    return Possible(standing.council, known, known + len(lacking))


def _bounds(known: int, possible: Iterable[tuple[bool, bool]]) -> tuple[int, int]:
    """The fewest and the most, from what is known and, of each council that may count, whether it must and can."""
    held = list(possible)
    return known + sum(must for must, _ in held), known + sum(can for _, can in held)


def _judge_unranked(claim: Claim, field: AsAt, measure: Measure, found: NotRanked | None) -> Judged:
    """Of a council without a rank: its grades may be missing, or there may be nothing to have a place by."""
    if found is None:
        return Judged(Part.STANDING, Verdict.DOES_NOT_HOLD)
    standing = field.standings.get(found.council.slug)
    own = _possible(standing, field, measure) if standing else None
    if own and claim.count is not None and not own.least <= claim.count <= own.most:
        return Judged(Part.COUNT, Verdict.DOES_NOT_HOLD)
    absent = {State.NEVER_INSPECTED, State.NO_REPORT_YET}
    known = own is None and found.reason in absent
    return Judged(Part.STANDING, Verdict.DOES_NOT_HOLD if known else Verdict.CANNOT_BE_CHECKED)


def _count(claim: Claim, found: Place) -> tuple[Judged, ...]:
    if claim.count is None:
        return ()
    return (Judged(Part.COUNT, Verdict.HOLDS if found.count == claim.count else Verdict.DOES_NOT_HOLD),)


def _position(
    claim: Claim, found: Place, higher: tuple[int, int], level: tuple[int, int], possible: tuple[Possible, ...]
) -> tuple[Judged, ...]:
    """The verdict on its place, at the least and at the most that others may have."""
    number = claim.number or 0
    # Where its group ends, counted from the top; a council cannot be both higher and level.
    last = (1 + higher[0] + level[0], 1 + higher[0] + level[0] + sum(one.most >= found.count for one in possible))
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
            base = found.base + (0 if found.counted else 1)
            verdict = _either(
                surely=100 * last[1] <= number * base, possibly=100 * last[0] <= number * (base + len(possible))
            )
    return (Judged(Part.POSITION, verdict),)


def _base(claim: Claim, ranking: Ranking, possible: tuple[Possible, ...]) -> tuple[Judged, ...]:
    """The councils ranked, those inspected and those in being are each a base that can be meant."""
    if claim.base is None:
        return ()
    known = claim.base in {ranking.base, ranking.inspected, ranking.field}
    verdict = _either(surely=known, possibly=bool(possible) and ranking.base <= claim.base <= ranking.field)
    return (Judged(Part.BASE, verdict),)


def _either(*, surely: bool, possibly: bool) -> Verdict:
    if surely:
        return Verdict.HOLDS
    return Verdict.CANNOT_BE_CHECKED if possibly else Verdict.DOES_NOT_HOLD
