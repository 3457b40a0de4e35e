"""Numbers, lists and dates in words."""

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
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listed(words: Sequence[str], joint: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {joint} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def listed_up_to(most: int, words: Sequence[str]) -> str:
    """`a, b and 3 more` if there are more words than `most`."""
    more = len(words) - most
    return listed([*words[:most], f"{more} more"] if more > 0 else words)


def council_in_text(name: str) -> str:
    """A council's name inside a sentence: `Kent`, `the Isle of Wight`."""
    return f"the {name}" if name.startswith(("City of", "Isle of", "Isles of")) else name


def possessive(name: str) -> str:
    """`London’s`, `West Midlands’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def sentence(text: str) -> str:
    """Text with a full stop added if it has no closing mark."""
    text = text.strip()
    return text if text.endswith((".", "?", "!")) else f"{text}."


def counted(number: int, singular: str, several: str | None = None) -> str:
    """`1 council`, `2 councils`, `1,000 councils`."""
    return f"{number:,} {plural(number, singular, several)}"


def number_words(number: int, largest: int = 0) -> str:
    """`none`, `one`, up to `ten`; in digits if it or the `largest` number of its sentence is larger."""
    return NUMBERS[number] if not number or max(number, largest) < len(NUMBERS) else f"{number:,}"


def plural(number: int, singular: str, several: str | None = None) -> str:
    """`council` for 1, otherwise `councils` or the word given for several."""
    return singular if number == 1 else several or f"{singular}s"


def capital(text: str) -> str:
    """`Good or better` from `good or better`."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """A name as it is written inside a sentence: `capacity for improvement`. Abbreviations stay as they are."""
    return text if text[:2].isalpha() and text[:2].isupper() else text[:1].lower() + text[1:]


def n_of(number: int, base: int, noun: str = "") -> str:
    """`3 of 92 (3%)`, `3 of 92 councils (3%)`, or without the per cent if the base is too small."""
    share = percent(number, base)
    words = f"{number:,} of {base:,}{' ' + noun if noun else ''}"
    return words if share is None else f"{words} ({share}%)"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def date_words(day: date | PartialDate) -> str:
    """`25 January 2012`, `June 2010`, `2011` or `the year to March 2012`, as precise as the date is known."""
    if day.month is None:
        return str(day.year)
    if isinstance(day, PartialDate) and day.until:
        last = f"{MONTHS[day.until[1] - 1]} {day.until[0]}"
        return f"the year to {last}" if day.is_year_to_march else f"{MONTHS[day.month - 1]} {day.year} to {last}"
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {month}" if day.day else month


def date_range(first: PartialDate, last: PartialDate | None, between: str = " to ") -> str:
    """`28 November to 13 December 2011`, without repeating the month or the year.

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
    """`1`, or `1=` if the rank is shared. For tables."""
    return f"{rank}{'=' if joint else ''}"


def ranked_words(ranked: int, of: int) -> str:
    """How many councils of a group are ranked: `12 councils`, `11 of 12 councils`."""
    return f"{ranked} of {counted(of, 'council')}" if ranked < of else counted(of, "council")
