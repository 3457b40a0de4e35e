"""Days in a sentence: those it gives, and those it means by a month or a year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from inspections.dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<y>(?:19|20)\d\d)(?![\w/-]|\.\d)"
_DAYS = (
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}",
    rf"{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
    r"(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})(?![\w/])",
    r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?![\w-])",
)
_PERIODS = (rf"{_MONTH},? {_YEAR}", _YEAR)
_BEFORE = (
    r"(?:(?:as at|as of|as on|on|by|at|dated|published(?: on| in)?|(?:its|the|our|their) report of|"
    r"in|during|of|for|report of|inspected in|when inspected in)(?: the| its| our| their)? )?"
)
_END = r"(?P<end>(?:as at |as of |at |by )?(?:the )?end of )"
_SINCE = r"(?:compared (?:with|to)|since|up (?:on|from)|on from|than (?:it was )?in|than it was|than at)"
# The inspection before, as the form has it.
SINCE_LAST = "last"
_LAST = (
    r"(?:its |the |our |their )?(?:last|previous|latest|earlier) (?:ofsted )?(?:full )?(?:inspection|report|time|one)"
)


@dataclass(frozen=True)
class DayMeant:
    """The day that a sentence gives, or the month or year. `is_end`: it means the last day of that month or year."""

    when: PartialDate
    is_end: bool = False

    @property
    def first(self) -> date:
        return self.last if self.is_end else self.when.earliest

    @property
    def last(self) -> date:
        month = self.when.month or 12
        return date(self.when.year, month, self.when.day or calendar.monthrange(self.when.year, month)[1])

    @property
    def span(self) -> str:
        """`month` or `year` if any of its days may be meant, or "" for the day itself."""
        if self.is_end or self.when.day:
            return ""
        return "month" if self.when.month else "year"


def day_pattern() -> list[str]:
    """Patterns for a day, a month or a year with the words before it, the most exact first."""
    begins = r"(?<![\w/-])(?<!\d[.,])"
    exact = [f"{begins}{_BEFORE}{pattern}" for pattern in _DAYS]
    ends = [f"{begins}{_END}{pattern}" for pattern in _PERIODS]
    return [*exact, *ends, *(f"{begins}{_BEFORE}{pattern}" for pattern in _PERIODS)]


def since_patterns() -> list[str]:
    """Patterns for a day, a month or a year since which something is so."""
    return [rf"\b{_SINCE} (?:the end of |late |early |mid-)?{pattern}" for pattern in (*_DAYS, *_PERIODS)]


def since_last_pattern() -> str:
    """Since the inspection before."""
    return rf"\b(?:{_SINCE}|than|on|from) (?:at |in |when )?{_LAST}(?: was)?\b|\bthan last time\b|\bsince last time\b"


def period_in(found: re.Match[str]) -> DayMeant | None:
    """The day that a match of these patterns gives; None if there is no such day."""
    groups = found.groupdict()
    month = (groups.get("m") or "").lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month else None
    text = "-".join(
        f"{int(part):0{width}}"
        for part, width in ((groups["y"], 4), (number, 2), (groups.get("d"), 2))
        if part is not None
    )
    try:
        return DayMeant(PartialDate.parse(text), bool(groups.get("end")))
    except ValueError:
        return None
