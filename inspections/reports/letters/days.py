"""Days as letters print them: “4 and 5 December 2024”, “27 June to 28 June 2023”, “13th & 14th of July”, “4/6/2019”."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?"),
    *("july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?\s+)?(?:the\s+)?"
_ONE = (
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\s*(?:st|nd|rd|th))?(?![\d%])(?:\s+of)?"
    rf"(?:\s*(?P<month>{'|'.join(_MONTHS)})\b\.?(?:,?\s*(?P<year>20\d\d)(?!\d))?)?"
)
_SEPARATOR = r"\s*(?:,\s*(?:and|to)\b|,|[–—−‒─‐‑-]+|&|/|\b(?:and|to|until|through)(?![a-z]))\s*"
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?!\d|[/.]\d)")
MOST_DAYS = 12


@dataclass(frozen=True)
class PrintedDays:
    """Days that one expression gives, in the order printed. `year_printed` is false if the year is only inferred."""

    days: tuple[date, ...]
    year_printed: bool
    text: str
    start: int

    @property
    def ascend(self) -> bool:
        return list(self.days) == sorted(set(self.days))


_EXPRESSION = re.compile(rf"(?<![\d/.,£]){_ONE}", re.IGNORECASE)
_FURTHER = re.compile(_SEPARATOR + _ONE, re.IGNORECASE)


def find_days(text: str, before: date | None = None) -> list[PrintedDays]:
    """Every expression of days in the text. Without a year it is the last one that is not after `before`."""
    found = [_numeric(match) for match in _NUMERIC.finditer(text)]
    position = 0
    while (match := _EXPRESSION.search(text, position)) is not None:
        run = [match]
        while len(run) < MOST_DAYS and (further := _FURTHER.match(text, run[-1].end())) is not None:
            run.append(further)
        position = run[-1].end()
        # A number after the last month, as in “8 July and 3”, is no day.
        while run and run[-1]["month"] is None:
            run.pop()
        if run:
            found.append(_resolved(run, text, before))
    return _merged(sorted((days for days in found if days is not None), key=lambda days: days.start), text)


def _merged(found: list[PrintedDays], text: str) -> list[PrintedDays]:
    """The expressions, with those that only a comma or an *and* separates taken together."""
    merged: list[PrintedDays] = []
    for days in found:
        last = merged[-1] if merged else None
        if last is not None and re.fullmatch(_SEPARATOR, text[last.start + len(last.text) : days.start], re.IGNORECASE):
            whole = text[last.start : days.start + len(days.text)]
            printed = last.year_printed and days.year_printed
            merged[-1] = PrintedDays((*last.days, *days.days), printed, whole, last.start)
        else:
            merged.append(days)
    return merged


def _numeric(match: re.Match[str]) -> PrintedDays | None:
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    day = _day(int(match[1]), int(match[2]), year)
    return PrintedDays((day,), year_printed=True, text=match[0], start=match.start()) if day else None


def _resolved(run: list[re.Match[str]], text: str, before: date | None) -> PrintedDays | None:
    """The days of a run of numbers, each with the month and year that stand after it or after a later one."""
    month = year = 0
    year_printed = any(match["year"] for match in run)
    days: list[date] = []
    for match in reversed(run):
        if match["month"]:
            month = _MONTH_NUMBERS[match["month"].lower()[:3]]
        if match["year"]:
            year = int(match["year"])
        number = int(match["day"])
        this_year = year or (_year_before(number, month, before) if before else 0)
        day = _day(number, month, this_year) if this_year else None
        if day is None:
            return None
        if not year:
            year = this_year
        if days and day > days[-1] and not match["year"] and day.month > days[-1].month:
            day = _day(number, month, day.year - 1)
            if day is None:
                return None
            year = day.year
        days.append(day)
    start, end = run[0].start(), run[-1].end()
    return PrintedDays(tuple(reversed(days)), year_printed, text[start:end].strip(), start)


def _year_before(day: int, month: int, before: date) -> int:
    found = _day(day, month, before.year)
    return before.year if found is not None and found <= before else before.year - 1


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
