"""The days on which the record of a programme changes: reports, councils created, councils abolished."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .standings import CouncilRow, CouncilsAsAt, DaysOfChange, InspectionRow

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOfChange:
    """What changed on a day: new inspections, councils created and councils abolished."""

    day: date
    inspections: tuple[InspectionRow, ...]
    created: tuple[CouncilRow, ...]
    abolished: tuple[CouncilRow, ...]

    def __bool__(self) -> bool:
        return bool(self.inspections or self.created or self.abolished)


def days_of_change(day: date, reported: Iterable[date | None], councils: Iterable[CouncilRow]) -> DaysOfChange:
    """The days of change around a day.

    `reported` are days from which an inspection counts. The first and last of all and those next to the day are enough,
    and None is ignored. Councils created or abolished between the first and the last report count as changes too.
    """
    councils = tuple(councils)
    days = {reported_on for reported_on in reported if reported_on}
    if not days:
        return DaysOfChange(councils=councils)
    first, last = min(days), max(days)
    days |= {own_day for council in councils for own_day in _own_days(council) if first < own_day < last}
    return DaysOfChange(
        first=first,
        previous=max((other for other in days if other < day), default=None),
        next=min((other for other in days if other > day), default=None),
        last=last,
        councils=councils,
    )


def _own_days(council: CouncilRow) -> list[date]:
    """The council's first day, and the first day after its last."""
    abolished = council.valid_to + A_DAY if council.valid_to else None
    return [day for day in (council.valid_from, abolished) if day]


def change_on(councils_as_at: CouncilsAsAt, day: date) -> DayOfChange:
    """What changed on `day`, which is the day of the record or the last day of change before it."""
    days = councils_as_at.days
    on_record = days.first is not None and days.last is not None and days.first < day < days.last
    councils = days.councils if on_record else ()
    return DayOfChange(
        day=day,
        inspections=tuple(row for row in councils_as_at.inspections if row.counts_from == day),
        created=tuple(council for council in councils if council.valid_from == day),
        abolished=tuple(council for council in councils if council.valid_to and council.valid_to + A_DAY == day),
    )
