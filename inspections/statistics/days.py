"""The days on which a field changes: reports come out, councils are created and abolished. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .standings import AsAt, CouncilRow, DaysOfChange, InspectionRow

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOfChange:
    """What changed on a day: the inspections that count from it, the councils that began, and those it is without."""

    day: date
    inspections: tuple[InspectionRow, ...]
    created: tuple[CouncilRow, ...]
    abolished: tuple[CouncilRow, ...]

    def __bool__(self) -> bool:
        return bool(self.inspections or self.created or self.abolished)


def days_of_change(day: date, reported: Iterable[date | None], councils: Iterable[CouncilRow]) -> DaysOfChange:
    """The days of change around a day.

    `reported` are days from which an inspection counts: the first and the last of all, the last before the day and
    the first after it are enough, and None may be among them. Councils created or abolished between the first and
    the last report change the field too.
    """
    asked = tuple(councils)
    known = {one for one in reported if one}
    if not known:
        return DaysOfChange(councils=asked)
    first, last = min(known), max(known)
    known |= {one for council in asked for one in _own_days(council) if first < one < last}
    return DaysOfChange(
        first=first,
        previous=max((one for one in known if one < day), default=None),
        next=min((one for one in known if one > day), default=None),
        last=last,
        councils=asked,
    )


def _own_days(council: CouncilRow) -> list[date]:
    """The day on which it began, and the first without it."""
    without = council.valid_to + A_DAY if council.valid_to else None
    return [one for one in (council.valid_from, without) if one]


def change_on(field: AsAt, day: date) -> DayOfChange:
    """What changed on the field's own day, or on the last day of change before it."""
    days = field.days
    on_record = days.first is not None and days.last is not None and days.first < day < days.last
    councils = days.councils if on_record else ()
    return DayOfChange(
        day=day,
        inspections=tuple(row for row in field.inspections if row.counts_from == day),
        created=tuple(council for council in councils if council.valid_from == day),
        abolished=tuple(council for council in councils if council.valid_to and council.valid_to + A_DAY == day),
    )
