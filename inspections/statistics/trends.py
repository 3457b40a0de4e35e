"""The share of councils that are good or better, quarter by quarter, for each programme separately.

Shares are read at the ends of quarters. A line ends with the quarter of the last report that has an overall judgement.
Under ILACS there has been none since April 2026: going on would count ever fewer councils, those uninspected for
longest, and their share would look like England's.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.frameworks.definitions import Framework, Programme, ScaleGrade, Service
from inspections.frameworks.loader import all_programmes, programme

from .comparable import counterpart
from .shares import GOOD_OR_BETTER, percent
from .standings import OVERALL, CouncilRow, InspectionRecord, InspectionRow


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
    for member in all_programmes():
        of_programme = [record for record in records if record.framework.programme == member.code]
        for service in services_judged_overall(member):
            judgement = f"{service.code}.{OVERALL}"
            own = [record for record in of_programme if service.code in record.services]
            ended = _last_day(member, judgement, own)
            grades = [(record.inspection, record.result(judgement).grade) for record in own]
            points = tuple(_points(grades, in_being, min(ended, until)))
            if points:
                trends.append(Trend(member, service, points))
    return tuple(trends)


def judgement_over_time(
    records: Sequence[InspectionRecord], councils: Iterable[CouncilRow], of: Framework, judgement_id: str, until: date
) -> tuple[Point, ...]:
    """The points of one judgement of a framework, or of the same thing in another of its programme."""
    service = judgement_id.partition(".")[0]
    own = [r for r in records if r.framework.programme == of.programme and service in r.services]
    same = {
        member.code: judgement_id if member == of else counterpart(of.code, member.code, judgement_id)
        for member in programme(of.programme).frameworks
    }
    grades = [
        (record.inspection, record.result(id_).grade if (id_ := same[record.framework.code]) else None)
        for record in own
    ]
    ended = _last_day(programme(of.programme), judgement_id, own)
    return tuple(_points(grades, _InBeing(councils), min(ended, until)))


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


def _points(
    grades: Sequence[tuple[InspectionRow, ScaleGrade | None]], in_being: _InBeing, until: date
) -> Iterable[Point]:
    """Walk through the inspections in the order in which they count, stopping at the end of each quarter."""
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
