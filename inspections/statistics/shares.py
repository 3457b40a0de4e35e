"""How many councils have each grade on one judgement."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from inspections.frameworks.definitions import Scale, ScaleGrade

from .standings import CouncilRow, CouncilsAsAt, Result, State

SMALLEST_BASE_FOR_PERCENT = 10
GOOD_OR_BETTER = ("outstanding", "good")


@dataclass(frozen=True)
class Share:
    """The councils with one grade."""

    grade: ScaleGrade
    councils: tuple[CouncilRow, ...]
    base: int

    @property
    def count(self) -> int:
        return len(self.councils)

    @property
    def percent(self) -> int | None:
        """Whole per cent, or None if the base is too small."""
        return percent(self.count, self.base)


@dataclass(frozen=True)
class Shares:
    """One judgement across councils: a share for every grade of the scale, best first.

    `base` counts the councils graded; `ungraded` has the others by state.
    """

    judgement: str
    shares: tuple[Share, ...]
    ungraded: Mapping[State, tuple[CouncilRow, ...]]

    @cached_property
    def base(self) -> int:
        return sum(share.count for share in self.shares)

    @cached_property
    def good_or_better(self) -> int:
        """Number of councils with one of the two better grades."""
        return sum(share.count for share in self.shares if share.grade.code in GOOD_OR_BETTER)


def shares(councils_as_at: CouncilsAsAt, judgement_id: str) -> Shares:
    """How many councils have each grade on a judgement (id) of the programme."""
    results = ((standing.council, standing.result(judgement_id)) for standing in councils_as_at.standings.values())
    return shares_of(judgement_id, councils_as_at.programme.frameworks[0].scale, results)


def shares_of(judgement_id: str, scale: Scale, results: Iterable[tuple[CouncilRow, Result]]) -> Shares:
    """How many of these councils have each grade of the scale."""
    by_grade: dict[str, list[CouncilRow]] = defaultdict(list)
    ungraded: dict[State, list[CouncilRow]] = defaultdict(list)
    for council, result in results:
        if result.grade:
            by_grade[result.grade.code].append(council)
        else:
            ungraded[result.state].append(council)
    base = sum(map(len, by_grade.values()))
    return Shares(
        judgement_id,
        tuple(Share(grade, tuple(by_grade[grade.code]), base) for grade in scale.grades),
        {state: tuple(councils) for state, councils in ungraded.items()},
    )


@dataclass(frozen=True)
class AgainstOthers:
    """One grade compared with those of others on the same judgement. `ungraded` counts the others without one."""

    own: Result
    higher: int
    same: int
    lower: int
    ungraded: Mapping[State, int]

    @property
    def base(self) -> int:
        """Number of others with a grade to compare."""
        return self.higher + self.same + self.lower


def set_against_others(own: Result, others: Iterable[Result]) -> AgainstOthers:
    """How many others have a higher, the same and a lower grade. All are 0 if `own` has no grade."""
    results = list(others)
    ranks = [result.grade.rank for result in results if result.grade] if own.grade else []
    mine = own.grade.rank if own.grade else 0
    return AgainstOthers(
        own,
        higher=sum(rank < mine for rank in ranks),
        same=sum(rank == mine for rank in ranks),
        lower=sum(rank > mine for rank in ranks),
        ungraded=Counter(result.state for result in results if not result.grade),
    )


def percent(count: int, base: int) -> int | None:
    """Whole per cent, halves rounded up. None below a base of ten, where one council is more than ten points."""
    if base < SMALLEST_BASE_FOR_PERCENT:
        return None
    return (200 * count + base) // (2 * base)
