"""How long ago each council's last inspection is, and the intervals observed between inspections.

Everything is counted from the first day of an inspection, and only as exactly as that day is known. It says what was
observed, never when an inspection is due.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import inf
from statistics import median

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Programme, ScaleGrade

from .shares import SMALLEST_BASE_FOR_PERCENT
from .standings import OVERALL, InspectionRecord, Result

# No median, shortest or longest is said from fewer.
FEWEST_INTERVALS = SMALLEST_BASE_FOR_PERCENT


@dataclass(frozen=True)
class Elapsed:
    """The days between an inspection's first day and a later day: one number if the first day is known.

    `most` is None if only a span is known in which the report was published: the inspection was some time before.
    """

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Intervals:
    """The days from inspections with one overall grade to the council's next, shortest first.

    `grade` is None for those without an overall grade. What describes them is None if there are fewer than ten.
    """

    grade: ScaleGrade | None
    days: tuple[int, ...]

    @property
    def number(self) -> int:
        return len(self.days)

    @property
    def are_enough(self) -> bool:
        return self.number >= FEWEST_INTERVALS

    @property
    def median(self) -> int | None:
        """In whole days, a half rounded up."""
        return _whole(median(self.days)) if self.are_enough else None

    @property
    def shortest(self) -> int | None:
        return self.days[0] if self.are_enough else None

    @property
    def longest(self) -> int | None:
        return self.days[-1] if self.are_enough else None


@dataclass(frozen=True)
class ObservedIntervals:
    """The intervals of a programme by the grade of the inspection before, best grade first.

    `inexact` counts the intervals left out because one of the two days is not known.
    """

    by_grade: tuple[Intervals, ...]
    inexact: int

    @property
    def all(self) -> Intervals:
        """Those after any grade, and after none."""
        return Intervals(None, tuple(sorted(days for group in self.by_grade for days in group.days)))


def elapsed(inspected: PartialDate, day: date) -> Elapsed:
    """How long before the day an inspection began."""
    least = max((day - inspected.latest).days, 0)
    return Elapsed(least, None if inspected.until else max((day - inspected.earliest).days, 0))


def median_elapsed(waits: Sequence[Elapsed]) -> Elapsed | None:
    """The median, as exactly as the days are known; None of fewer than ten.

    It lies between the median of the least days and that of the most, whatever the days really are.
    """
    if len(waits) < FEWEST_INTERVALS:
        return None
    most = median(inf if wait.most is None else wait.most for wait in waits)
    return Elapsed(_whole(median(wait.least for wait in waits)), None if most == inf else _whole(most))


def _whole(days: float) -> int:
    """A half is rounded up."""
    return int(days + 0.5)


def overall_result(record: InspectionRecord) -> Result | None:
    """The first overall judgement of an inspection that has a grade, else what is known of the first; None if none."""
    ids = [f"{service.code}.{OVERALL}" for service in record.framework.services if service.code in record.services]
    results = [record.result(id_) for id_ in ids if record.framework.has(id_) or record.framework.no_overall]
    return next((result for result in results if result.grade), next(iter(results), None))


def observed_intervals(
    records: Iterable[InspectionRecord], programme: Programme, day: date, slugs: Collection[str] | None = None
) -> ObservedIntervals:
    """The intervals between the inspections of each council that count by the day.

    `slugs` are the councils asked for, None for all, those abolished since included.
    """
    members = {member.code for member in programme.frameworks}
    of_council: dict[str, list[InspectionRecord]] = defaultdict(list)
    for record in records:
        inspection = record.inspection
        is_asked_for = slugs is None or inspection.council in slugs
        if is_asked_for and record.framework.code in members and inspection.counts_from <= day:
            of_council[inspection.council].append(record)
    days: dict[ScaleGrade | None, list[int]] = defaultdict(list)
    inexact = 0
    for own in of_council.values():
        own.sort(key=lambda record: record.inspection.sequence)
        for before, after in pairwise(own):
            first, following = before.inspection.inspected_from, after.inspection.inspected_from
            if not (first.is_exact and following.is_exact):
                inexact += 1
                continue
            result = overall_result(before)
            days[result.grade if result else None].append((following.earliest - first.earliest).days)
    groups = [Intervals(grade, tuple(sorted(found))) for grade, found in days.items()]
    groups.sort(key=lambda group: group.grade.rank if group.grade else 9)
    return ObservedIntervals(tuple(groups), inexact)
