"""The share of councils that are good or better, quarter by quarter, for each programme separately.

Shares are read at the ends of quarters. A line ends with the quarter of the last report that has an overall judgement.
Under ILACS there has been none since April 2026: going on would count ever fewer councils, those uninspected for
longest, and their share would look like England's.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.frameworks.definitions import Programme, ScaleGrade, Service
from inspections.frameworks.loader import all_programmes

from .shares import GOOD_OR_BETTER, percent
from .standings import OVERALL, CouncilRow, InspectionRecord


@dataclass(frozen=True)
class Point:
    """As at a day: `good` of the `base` councils with an overall grade, out of those `in_being`."""

    day: date
    good: int
    base: int
    in_being: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, or None if the base is too small."""
        return percent(self.good, self.base)


@dataclass(frozen=True)
class Trend:
    """One programme's overall judgement of one service over time.

    There is a point at each end of a quarter from the first grade on record to the day asked for. If the judgement is
    no longer made, the points end with the quarter of the last grade.
    """

    programme: Programme
    service: Service
    points: tuple[Point, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether any point has enough councils for a percentage."""
        return any(point.percent is not None for point in self.points)


def good_or_better_over_time(
    records: Sequence[InspectionRecord], councils: Iterable[CouncilRow], until: date
) -> tuple[Trend, ...]:
    """A trend for each programme and service with an overall grade on record by the day.

    `records` are those of every inspection, in the order in which they count. Programmes are never joined: a council's
    grade under one says nothing about another.
    """
    in_being = _InBeing(councils)
    trends = []
    for programme in all_programmes():
        of_programme = [record for record in records if record.framework.programme == programme.code]
        for service in services_judged_overall(programme):
            judgement = f"{service.code}.{OVERALL}"
            own = [record for record in of_programme if service.code in record.services]
            ended = _last_day(programme, judgement, own)
            points = tuple(_points(own, judgement, in_being, min(ended, until)))
            if points:
                trends.append(Trend(programme, service, points))
    return tuple(trends)


def _last_day(programme: Programme, judgement: str, records: Iterable[InspectionRecord]) -> date:
    """Last day of the line: the end of the quarter of the last grade, if the judgement is no longer made."""
    in_force = [member.in_force_to for member in programme.frameworks if member.has(judgement)]
    if None in in_force:
        return date.max
    ends = [day.latest for day in in_force if day]
    graded = [record.inspection.counts_from for record in records if record.result(judgement).grade]
    return _end_of_quarter(max([*ends, *graded]))


class _InBeing(dict[date, list[str]]):
    """Slugs of the councils in being by day. Each day is worked out once for all programmes."""

    def __init__(self, councils: Iterable[CouncilRow]) -> None:
        super().__init__()
        self.councils = tuple(councils)

    def __missing__(self, day: date) -> list[str]:
        self[day] = [council.slug for council in self.councils if council.in_being(day)]
        return self[day]


def services_judged_overall(programme: Programme) -> list[Service]:
    """The services with an overall judgement in any of the programme's frameworks, each once."""
    services = {
        s.code: s for member in programme.frameworks for s in member.services if member.has(f"{s.code}.{OVERALL}")
    }
    return list(services.values())


def _points(records: Sequence[InspectionRecord], judgement: str, in_being: _InBeing, until: date) -> Iterable[Point]:
    """Walk through the inspections in the order in which they count, stopping at the end of each quarter."""
    grades = [(record.inspection, record.result(judgement).grade) for record in records]
    first = next((inspection.counts_from for inspection, grade in grades if grade), date.max)
    latest: dict[str, ScaleGrade | None] = {}
    waiting = deque(grades)
    for day in _days(first, until):
        while waiting and waiting[0][0].counts_from <= day:
            inspection, grade = waiting.popleft()
            latest[inspection.council] = grade
        councils = in_being[day]
        graded = [grade for slug in councils if (grade := latest.get(slug))]
        yield Point(day, sum(grade.code in GOOD_OR_BETTER for grade in graded), len(graded), len(councils))


def _days(first: date, until: date) -> Iterable[date]:
    """The ends of quarters from the first day on, then `until`. Nothing if `until` comes before the first day."""
    if first > until:
        return
    day = _end_of_quarter(first)
    while day < until:
        yield day
        day = _end_of_quarter(day + timedelta(days=1))
    yield until


def _end_of_quarter(day: date) -> date:
    month = 3 * ((day.month - 1) // 3) + 4
    return date(day.year + month // 13, (month - 1) % 12 + 1, 1) - timedelta(days=1)
