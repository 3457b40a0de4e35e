"""The share of councils that are good or better, quarter by quarter, each programme by itself. Plain Python."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.frameworks.definitions import Grade, Programme, Service
from inspections.frameworks.loader import all_programmes

from .shares import GOOD_OR_BETTER, percent
from .standings import OVERALL, CouncilRow, Record


@dataclass(frozen=True)
class Point:
    """As at a day: `good` of the `base` councils whose latest inspection has an overall grade, of `in_being`."""

    day: date
    good: int
    base: int
    in_being: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent; None where the base is too small for one."""
        return percent(self.good, self.base)


@dataclass(frozen=True)
class Trend:
    """One programme's overall judgement of one service through time.

    Points stand at the ends of quarters from the first grade on record, up to the day asked for; once the judgement is
    made no more, to the end of the quarter in which the last grade came.
    """

    programme: Programme
    service: Service
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """The programme, with the service where it judges several overall: `SLAC, safeguarding`."""
        if len(_services(self.programme)) == 1:
            return self.programme.short_name
        name = self.service.short_name
        return f"{self.programme.short_name}, {name[:1].lower()}{name[1:]}"

    @property
    def is_drawn(self) -> bool:
        """Whether any of its points has councils enough for a percentage."""
        return any(point.percent is not None for point in self.points)


def good_or_better_over_time(
    records: Sequence[Record], councils: Iterable[CouncilRow], until: date
) -> tuple[Trend, ...]:
    """A trend for each programme and service of which an overall grade is on record by the day.

    `records` are those of every inspection, the one that counts first coming first. Programmes are never joined: a
    council's grade under one says nothing in another.
    """
    in_being = _InBeing(councils)
    trends = []
    for programme in all_programmes():
        of_programme = [record for record in records if record.framework.programme == programme.code]
        for service in _services(programme):
            judgement = f"{service.code}.{OVERALL}"
            own = [record for record in of_programme if service.code in record.services]
            ended = _last_day(programme, judgement, own)
            points = tuple(_points(own, judgement, in_being, min(ended, until)))
            if points:
                trends.append(Trend(programme, service, points))
    return tuple(trends)


def _last_day(programme: Programme, judgement: str, records: Iterable[Record]) -> date:
    """Where its line ends: once the judgement is made no more, with the quarter of its last grade."""
    in_force = [member.in_force_to for member in programme.frameworks if member.has(judgement)]
    if None in in_force:
        return date.max
    ends = [day.latest for day in in_force if day]
    graded = [record.inspection.counts_from for record in records if record.result(judgement).grade]
    return _end_of_quarter(max([*ends, *graded]))


class _InBeing(dict[date, list[str]]):
    """The slugs of the councils in being by day, each day looked up once for all programmes."""

    def __init__(self, councils: Iterable[CouncilRow]) -> None:
        super().__init__()
        self.councils = tuple(councils)

    def __missing__(self, day: date) -> list[str]:
        self[day] = [council.slug for council in self.councils if council.in_being(day)]
        return self[day]


def _services(programme: Programme) -> list[Service]:
    """The services that any of its frameworks judges overall, each once."""
    found = {s.code: s for member in programme.frameworks for s in member.services if member.has(f"{s.code}.{OVERALL}")}
    return list(found.values())


def _points(records: Sequence[Record], judgement: str, in_being: _InBeing, until: date) -> Iterable[Point]:
    """One walk through the inspections, in the order in which they count, with a stop at the end of each quarter."""
    grades = [(record.inspection, record.result(judgement).grade) for record in records]
    first = next((inspection.counts_from for inspection, grade in grades if grade), date.max)
    latest: dict[str, Grade | None] = {}
    waiting = deque(grades)
    for day in _days(first, until):
        while waiting and waiting[0][0].counts_from <= day:
            inspection, grade = waiting.popleft()
            latest[inspection.council] = grade
        held = [grade for slug in in_being[day] if (grade := latest.get(slug))]
        yield Point(day, sum(grade.code in GOOD_OR_BETTER for grade in held), len(held), len(in_being[day]))


def _days(first: date, until: date) -> Iterable[date]:
    """The ends of quarters from that of the first day on, then `until` itself; none where that is before the first."""
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
