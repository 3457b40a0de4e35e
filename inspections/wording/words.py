"""Numbers, lists and dates in words. Plain Python."""

from collections.abc import Sequence
from datetime import date

from inspections.dates import PartialDate
from inspections.statistics.shares import percent

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def sentence(text: str) -> str:
    """Somebody's words with a full stop where they have none."""
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`1 council`, `2 councils`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def n_of(number: int, base: int, noun: str = "") -> str:
    """`3 of 92 (3%)`, `3 of 92 councils (3%)`; without the per cent where the base is too small for one."""
    share = percent(number, base)
    words = f"{number:,} of {base:,}{' ' + noun if noun else ''}"
    return words if share is None else f"{words} ({share}%)"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def date_words(day: date | PartialDate) -> str:
    """`25 January 2012`, `June 2010`, `2011`: as much as is known."""
    if day.month is None:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {month}" if day.day else month


def date_range(first: PartialDate, last: PartialDate | None, between: str = " to ") -> str:
    """`28 November to 13 December 2011`, leaving out of the first date what the second repeats.

    In tables use `between=" – "`.
    """
    if last is None or last == first:
        return date_words(first)
    beginning = date_words(first)
    if first.is_exact and last.is_exact and first.year == last.year:
        beginning = beginning.removesuffix(f" {first.year}")
        if first.month == last.month:
            beginning = str(first.day)
    return f"{beginning}{between}{date_words(last)}"


def rank_words(rank: int, *, joint: bool) -> str:
    """`1`, or `1=` where the rank is shared: for tables."""
    return f"{rank}{'=' if joint else ''}"
