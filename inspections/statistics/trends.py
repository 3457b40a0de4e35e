"""The share of councils that are good or better, quarter by quarter, for each programme separately.

Shares are read at the ends of quarters. A line ends with the quarter of the last report that has an overall judgement.
Under ILACS there has been none since April 2026: going on would count ever fewer councils, those uninspected for
longest, and their share would look like England's.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import dropwhile

from inspections.frameworks.definitions import Framework, Programme, ScaleGrade, Service
from inspections.frameworks.loader import all_programmes, programme

from .comparable import counterpart
from .shares import GOOD_OR_BETTER, percent
from .standings import OVERALL, CouncilRow, InspectionRecord, InspectionRow

# The end of Ofsted's years: month and day.
YEAR_END = (3, 31)
# The places on each scale, the best first.
RANKS = range(1, 5)


@dataclass(frozen=True)
class Point:
    """As at a day: `good` of the `base` councils with an overall grade, out of those `in_being`.

    `by_grade` has the number with each grade of the scale, the best first.
    """

    day: date
    good: int
    base: int
    in_being: int
    by_grade: tuple[int, ...] = ()

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

    def by_grade(self, point: Point) -> dict[str, int]:
        """The number of councils with each grade at a point, by the grade's code."""
        grades = self.programme.frameworks[0].scale.grades
        return {grade.code: number for grade, number in zip(grades, point.by_grade, strict=True)}

    @cached_property
    def year_ends(self) -> tuple[Point, ...]:
        """The ends of Ofsted's years and the last point, from the first at which half of the councils had a grade."""
        yearly = [point for point in self.points if (point.day.month, point.day.day) == YEAR_END]
        chosen = [point for point in dict.fromkeys([*yearly, *self.points[-1:]]) if point.in_being]
        return tuple(dropwhile(lambda point: 2 * point.base < point.in_being, chosen))


# Each inspection with its grade on one judgement, if it has one, in the order in which they count.
DatedGrades = Sequence[tuple[InspectionRow, ScaleGrade | None]]


@dataclass(frozen=True)
class OverallGrades:
    """The overall grades of one service under one programme, of every inspection on record."""

    programme: Programme
    service: Service
    grades: DatedGrades

    def trend(self, in_being: "_InBeing", until: date, among: Collection[str] | None = None) -> Trend | None:
        """The trend of these councils (slugs), or of all. None if none of them has a grade by the day."""
        grades = [(row, grade) for row, grade in self.grades if among is None or row.council in among]
        ended = _last_day(self.programme, f"{self.service.code}.{OVERALL}", grades)
        points = tuple(_points(grades, in_being, min(ended, until)))
        return Trend(self.programme, self.service, points) if points else None


def overall_grades(records: Sequence[InspectionRecord]) -> tuple[OverallGrades, ...]:
    """The overall grades of each programme and service. `records` are in the order in which they count."""
    found = []
    for member in all_programmes():
        of_programme = [record for record in records if record.framework.programme == member.code]
        for service in services_judged_overall(member):
            judgement = f"{service.code}.{OVERALL}"
            own = [record for record in of_programme if service.code in record.services]
            grades = tuple((record.inspection, record.result(judgement).grade) for record in own)
            found.append(OverallGrades(member, service, grades))
    return tuple(found)


def good_or_better_over_time(
    overall: Iterable[OverallGrades], councils: Iterable[CouncilRow], until: date, among: Collection[str] | None = None
) -> tuple[Trend, ...]:
    """A trend for each programme and service with an overall grade on record by the day.

    `among` are the slugs of the councils to count, None for all. Programmes are never joined: a council's grade under
    one says nothing about another.
    """
    in_being = _InBeing(council for council in councils if among is None or council.slug in among)
    trends = (one.trend(in_being, until, among) for one in overall)
    return tuple(trend for trend in trends if trend)


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
    made = [(record.inspection, record.result(judgement_id).grade) for record in own]
    ended = _last_day(programme(of.programme), judgement_id, made)
    return tuple(_points(grades, _InBeing(councils), min(ended, until)))


def _last_day(programme: Programme, judgement: str, grades: DatedGrades) -> date:
    """Last day of the line: the end of the quarter of the last grade, if the judgement is no longer made."""
    in_force = [member.in_force_to for member in programme.frameworks if member.has(judgement)]
    if None in in_force:
        return date.max
    ends = [day.latest for day in in_force if day]
    graded = [inspection.counts_from for inspection, grade in grades if grade]
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


def _points(grades: DatedGrades, in_being: _InBeing, until: date) -> Iterable[Point]:
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
        ranks = Counter(grade.rank for grade in graded)
        good = sum(grade.code in GOOD_OR_BETTER for grade in graded)
        yield Point(day, good, len(graded), len(councils), tuple(ranks[rank] for rank in RANKS))


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
