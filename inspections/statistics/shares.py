"""How many councils hold each grade on one judgement. Plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from inspections.frameworks import Grade

from .standings import AsAt, CouncilRow, State

SMALLEST_BASE_FOR_PERCENT = 10


@dataclass(frozen=True)
class Share:
    """The councils that hold one grade."""

    grade: Grade
    councils: tuple[CouncilRow, ...]
    base: int

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.councils)

    @property
    def percent(self) -> int | None:
        """Their share in whole per cent; None where the base is too small for one."""
        return percent(self.count, self.base)


@dataclass(frozen=True)
class Shares:
    """One judgement across a field: a share for every grade of the scale, best first, none left out.

    `base` counts the councils graded; `ungraded` holds the others by state.
    """

    judgement: str
    shares: tuple[Share, ...]
    ungraded: Mapping[State, tuple[CouncilRow, ...]]

    @property
    def base(self) -> int:
        """How many councils are graded on the judgement."""
        return sum(share.count for share in self.shares)


def shares(field: AsAt, judgement_id: str) -> Shares:
    """How many councils of the field hold each grade on a judgement (id) of its programme."""
    by_grade: dict[str, list[CouncilRow]] = defaultdict(list)
    ungraded: dict[State, list[CouncilRow]] = defaultdict(list)
    for standing in field.standings.values():
        result = standing.result(judgement_id)
        if result.grade:
            by_grade[result.grade.code].append(standing.council)
        else:
            ungraded[result.state].append(standing.council)
    base = sum(map(len, by_grade.values()))
    scale = field.programme.frameworks[0].scale
    return Shares(
        judgement_id,
        tuple(Share(grade, tuple(by_grade[grade.code]), base) for grade in scale.grades),
        {state: tuple(councils) for state, councils in ungraded.items()},
    )


def percent(count: int, base: int) -> int | None:
    """Whole per cent, halves up; None below a base of ten, where one council would be more than ten points."""
    if base < SMALLEST_BASE_FOR_PERCENT:
        return None
    return (200 * count + base) // (2 * base)
