"""A report's areas for improvement by timescale, with the day by which they are due."""

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from inspections.models import AreaForImprovement
from inspections.wording.words import counted

TIMESCALES = {
    "immediately": ("Immediately", 0),
    "within_three_months": ("Within three months", 3),
    "within_six_months": ("Within six months", 6),
}
NO_TIMESCALE = "No timescale given"


@dataclass(frozen=True)
class TimescaleGroup:
    """The areas for improvement of one timescale. `due` is None if the timescale gives no day."""

    name: str
    due: date | None
    items: tuple[AreaForImprovement, ...]

    @property
    def texts(self) -> tuple[AreaForImprovement, ...]:
        """The areas whose wording is on record."""
        return tuple(item for item in self.items if item.text)

    @property
    def without_text(self) -> str:
        """`2 areas for the council: the wording is not loaded`; empty if every wording is on record."""
        addressees = Counter(item.addressee for item in self.items if not item.text)
        if not addressees:
            return ""
        parts = [f"{counted(number, 'area')}{' for ' + name if name else ''}" for name, number in addressees.items()]
        return f"{', '.join(parts)}: the wording is not loaded"


def by_timescale(improvements: Iterable[AreaForImprovement], published_on: date | None) -> tuple[TimescaleGroup, ...]:
    """The timescales that the report uses, the most urgent first. Due days count from its publication."""
    areas = list(improvements)
    timescales = []
    for code, (name, months) in TIMESCALES.items():
        items = tuple(item for item in areas if item.timescale == code)
        if items:
            timescales.append(TimescaleGroup(name, months_after(published_on, months) if published_on else None, items))
    others = tuple(item for item in areas if item.timescale not in TIMESCALES)
    if others:
        timescales.append(TimescaleGroup(NO_TIMESCALE, None, others))
    return tuple(timescales)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
