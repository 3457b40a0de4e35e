"""Dates as reports give them: a day, a month, a year, or a span of months."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

# First day of the register of councils. One in being on it may be older.
REGISTER_BEGINS = date(2009, 4, 1)
# First day of a council that was planned in a reorganisation which has been called off.
NO_DAY = date.max
MONTHS_BEFORE_A_MONTH_ONLY_INSPECTION_COUNTS = 3
_PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_SPAN = re.compile(r"(\d{4}-\d{2})(?:/|-to-)(\d{4}-\d{2})")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the day, the month, the year, or to lie between two months.

    Written `2011-11-28`, `2010-06`, `2011`, `2011-04/2012-03`. A span has its first month in `year` and `month`, and
    its last month in `until`.
    """

    year: int
    month: int | None = None
    day: int | None = None
    until: tuple[int, int] | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read one of the four forms. Raises ValueError for anything else or a day that doesn't exist.

        In addresses a span is `2011-04-to-2012-03`.
        """
        span = _SPAN.fullmatch(text.strip())
        if span:
            first, last = cls.parse(span[1]), cls.parse(span[2])
            assert first.month is not None
            assert last.month is not None
            if (last.year, last.month) <= (first.year, first.month):
                raise ValueError(f"“{text}” ends before it begins")
            return cls(first.year, first.month, until=(last.year, last.month))
        match = _PARTIAL.fullmatch(text.strip())
        if not match:
            raise ValueError(f"“{text}” is not a date: write 2012-01-25, or 2012-01 where only the month is known")
        year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
        assert year is not None
        try:
            # Compare with None: a month or day of 0 is an error, not one that was left out.
            date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValueError(f"“{text}” is not a day that exists") from None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    @classmethod
    def known(cls, day: date, known_to: str, last: date | None = None) -> PartialDate:
        """The date to the precision `known_to`: "day", "month", "year" or "span", which ends in the month of `last`."""
        if known_to == "year":
            return cls(day.year)
        if known_to == "span":
            assert last is not None
            return cls(day.year, day.month, until=(last.year, last.month))
        return cls(day.year, day.month) if known_to == "month" else cls.of(day)

    def __str__(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        if self.until:
            return f"{self.year:04}-{self.month:02}/{self.until[0]:04}-{self.until[1]:02}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def slug(self) -> str:
        """As it stands in an address."""
        return str(self).replace("/", "-to-")

    @property
    def earliest(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that the date can mean."""
        if self.day:
            return self.earliest
        year, month = self.until or (self.year, self.month or 12)
        return date(year, month, calendar.monthrange(year, month)[1])

    @property
    def known_to(self) -> Literal["day", "month", "year", "span"]:
        if self.month is None:
            return "year"
        if self.until:
            return "span"
        return "month" if self.day is None else "day"

    def was_by(self, day: date) -> bool:
        """Whether an inspection of this date was made by the day.

        A month or a year must have passed. A span is one of publication, so it only has to have begun.
        """
        return (self.earliest if self.until else self.latest) <= day

    @property
    def is_year_to_march(self) -> bool:
        """Whether it is one year from April to March, as official statistics count years."""
        return self.month == 4 and self.until == (self.year + 1, 3)

    @property
    def is_exact(self) -> bool:
        return self.day is not None


def end_of_month_after(day: date, months: int) -> date:
    """The last day of the month that comes `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def counts_from(inspected_from: PartialDate, published_on: date | None) -> date:
    """The day from which an inspection counts as published.

    This is the day of publication if it is known. Otherwise it is the end of the third month after the inspection, so
    that nothing counts before it can have been published. An inspection dated by year only counts as one of December.
    A span of months is one in which the report was published, so it counts from the last day of the span.
    """
    if published_on is not None:
        return published_on
    if inspected_from.until:
        return inspected_from.latest
    return end_of_month_after(inspected_from.latest, MONTHS_BEFORE_A_MONTH_ONLY_INSPECTION_COUNTS)


def address_date(published_on: date | None, inspected_from: PartialDate) -> str:
    """An inspection's part of addresses: the day of publication, or `inspected-` and the date that is known."""
    return published_on.isoformat() if published_on else f"inspected-{inspected_from.slug}"
