"""The verdict on a place, at the fewest and at the most judgements that other councils may have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .claim_kinds import OF_A_PLACE, Claim, ClaimKind, Possible, Verdict, either
from .ranking import Place
from .shares import GOOD_OR_BETTER

# The fewest and the most councils.
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Around:
    """A council's place, and how many other councils have more, as many and fewer.

    `others` is the number of all other councils compared, and `possible` those of them with missing grades.
    """

    place: Place
    higher: Bounds
    level: Bounds
    lower: Bounds
    others: int
    possible: tuple[Possible, ...]

    @property
    def last(self) -> Bounds:
        """Where the council's group of ties ends, counted from the top. No council is both higher and level."""
        surely = 1 + self.higher[0] + self.level[0]
        return surely, surely + sum(other.most >= self.place.count for other in self.possible)

    @property
    def beyond_lowest(self) -> Bounds:
        """How many stand lower: those with fewer or, if the worst grades are counted, those with more."""
        good = set(self.place.ranking.measure.grades) & set(GOOD_OR_BETTER)
        return self.lower if good else self.higher


def around(place: Place, possible: tuple[Possible, ...]) -> Around:
    """Count the councils around a place."""
    count = place.count
    return Around(
        place,
        _bounds(place.higher, [(other.least > count, other.most > count) for other in possible]),
        _bounds(len(place.level_with), [(False, other.least <= count <= other.most) for other in possible]),
        _bounds(place.lower, [(other.most < count, other.least < count) for other in possible]),
        place.higher + len(place.level_with) + place.lower + len(possible),
        possible,
    )


def _bounds(known: int, possible: Iterable[tuple[bool, bool]]) -> Bounds:
    """The fewest and the most councils. Each pair in `possible` says whether one must and whether it can count."""
    pairs = list(possible)
    return known + sum(must for must, _ in pairs), known + sum(can for _, can in pairs)


def judge_position(claim: Claim, near: Around) -> Verdict:
    """Whether a council has the place that is claimed."""
    number = claim.number or 0
    if claim.kind in OF_A_PLACE and claim.count is None and not near.place.count:
        # Level with others by having nothing that is counted, which says nothing of the grades it has.
        return Verdict.DOES_NOT_HOLD if _is_below(claim.kind, number, near) else Verdict.CANNOT_BE_CHECKED
    if claim.kind is ClaimKind.ONE_OF and claim.count is None and (near.place.count == 0 or near.higher[1]):
        # Those with what? Only of the highest count it need not be said.
        return Verdict.CANNOT_BE_CHECKED
    return _JUDGES[claim.kind](number, near)


def _highest(_number: int, near: Around) -> Verdict:
    return _alone(near.higher, near)


def _lowest(_number: int, near: Around) -> Verdict:
    return _alone(near.beyond_lowest, near)


def _alone(beyond: Bounds, near: Around) -> Verdict:
    return either(surely=beyond[1] + near.level[1] == 0, possibly=beyond[0] + near.level[0] == 0)


def _joint_highest(number: int, near: Around) -> Verdict:
    return _joint(number, near.higher, near.level)


def _joint_lowest(number: int, near: Around) -> Verdict:
    return _joint(number, near.beyond_lowest, near.level)


def _joint(number: int, beyond: Bounds, level: Bounds) -> Verdict:
    """Whether none is beyond, and some are level: as many as `number`, unless it is 0."""
    least, most = level
    surely = beyond[1] == 0 and (least == most == number if number else least > 0)
    return either(surely=surely, possibly=beyond[0] == 0 and (least <= number <= most if number else most > 0))


def _one_of(number: int, near: Around) -> Verdict:
    return _exactly(number, 1 + near.level[0], 1 + near.level[1])


def _rank(number: int, near: Around) -> Verdict:
    return _exactly(number, 1 + near.higher[0], 1 + near.higher[1])


def _joint_rank(number: int, near: Around) -> Verdict:
    shared = either(surely=near.level[0] > 0, possibly=near.level[1] > 0)
    verdicts = {shared, _rank(number, near)}
    return next(one for one in (Verdict.DOES_NOT_HOLD, Verdict.CANNOT_BE_CHECKED, Verdict.HOLDS) if one in verdicts)


def _exactly(number: int, least: int, most: int) -> Verdict:
    return either(surely=least == most == number, possibly=least <= number <= most)


def _top(number: int, near: Around) -> Verdict:
    return either(surely=near.last[1] <= number, possibly=near.last[0] <= number)


def _top_percent(number: int, near: Around) -> Verdict:
    base = near.place.base + (0 if near.place.counted else 1)
    most = base + len(near.possible)
    return either(surely=100 * near.last[1] <= number * base, possibly=100 * near.last[0] <= number * most)


def _better(_number: int, near: Around) -> Verdict:
    """Better than the others: all of them, or most of them?"""
    surely = near.others > 0 and near.higher[1] + near.level[1] == 0
    return either(surely=surely, possibly=2 * near.lower[1] > near.others)


def _better_than_most(_number: int, near: Around) -> Verdict:
    return either(surely=2 * near.lower[0] > near.others, possibly=2 * near.lower[1] > near.others)


_JUDGES: Mapping[ClaimKind, Callable[[int, Around], Verdict]] = {
    ClaimKind.HIGHEST: _highest,
    ClaimKind.JOINT_HIGHEST: _joint_highest,
    ClaimKind.LOWEST: _lowest,
    ClaimKind.JOINT_LOWEST: _joint_lowest,
    ClaimKind.ONE_OF: _one_of,
    ClaimKind.RANK: _rank,
    ClaimKind.JOINT_RANK: _joint_rank,
    ClaimKind.TOP: _top,
    ClaimKind.TOP_PERCENT: _top_percent,
    ClaimKind.BETTER: _better,
    ClaimKind.BETTER_THAN_MOST: _better_than_most,
}


def _is_below(kind: ClaimKind, number: int, near: Around) -> bool:
    """Whether too many councils have more: then the claim does not hold, whatever grades its own council has."""
    higher = near.higher[0]
    match kind:
        case ClaimKind.RANK | ClaimKind.JOINT_RANK | ClaimKind.TOP:
            return higher >= number
        case ClaimKind.TOP_PERCENT:
            return 100 * higher >= number * (near.others + 1)
        case ClaimKind.BETTER | ClaimKind.BETTER_THAN_MOST:
            return 2 * higher >= near.others > 0
        case ClaimKind.LOWEST | ClaimKind.JOINT_LOWEST:
            return near.beyond_lowest[0] > 0
    return higher > 0
