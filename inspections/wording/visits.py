"""Sentences on visits, which have no grades: what each was, when and on what."""

from collections.abc import Sequence
from datetime import date

from inspections.dates import PartialDate
from inspections.reports.letters.findings import VisitTheme

from .words import (
    MONTHS,
    capital,
    council_in_text,
    counted,
    date_range,
    date_words,
    listed,
    lower_first,
    number_words,
    plural,
)

VISIT_KINDS = {"focused_visit": "focused visit", "monitoring_visit": "monitoring visit"}
THEMES_OF_VISITS: dict[str, str] = {theme.value: theme.words for theme in VisitTheme}
OTHER_THEME, NO_THEME = "other", "none"
PRIORITY = {True: "with areas for priority action", False: "no area for priority action"}


def visit_words(kind: str, first_day: date) -> str:
    """`focused visit of 5 November 2024`."""
    return f"{VISIT_KINDS[kind]} of {date_words(first_day)}"


def theme_code(theme: str) -> str:
    """The code of a theme by Ofsted's words for it, or that it is another one, or none."""
    if not theme:
        return NO_THEME
    return next((code for code, words in THEMES_OF_VISITS.items() if words.casefold() == theme.casefold()), OTHER_THEME)


def days_on_site(first: date, last: date | None, between: str = " to ") -> str:
    """`5 to 6 November 2024`, or `from 5 November 2024` if the last day is not known."""
    return date_range(PartialDate.of(first), PartialDate.of(last), between) if last else f"from {date_words(first)}"


def about_visit_words(theme: str, has_priority_action: bool | None) -> str:
    """`front door, no area for priority action`; "" if neither is known."""
    priority = PRIORITY[has_priority_action] if has_priority_action is not None else ""
    return ", ".join(filter(None, (lower_first(theme), priority)))


def visit_headline(kind: str, theme: str, has_priority_action: bool | None) -> str:
    """What it was on and what it ended with: `Focused visit: front door, no area for priority action.`"""
    about = about_visit_words(theme, has_priority_action)
    return f"{capital(VISIT_KINDS[kind])}{': ' if about else ''}{about}."


def visit_sentence(
    council: str,
    kind: str,
    days: tuple[date, date | None],
    *,
    theme: str,
    published_on: date | None,
    has_priority_action: bool | None,
) -> str:
    """The visit in a sentence or two to quote. `days` are the first and the last on site.

    "Ofsted made a focused visit to Kent from 5 to 6 November 2024, on “Front door”; its letter was published on 12
    December 2024. The letter names no area for priority action."
    """
    first, last = days
    when = f"on {date_words(first)}" if last == first else f"that began on {date_words(first)}"
    if last and last != first:
        when = f"from {days_on_site(first, last)}"
    on = f", on “{theme}”" if theme else ""
    letter = f"; its letter was published on {date_words(published_on)}" if published_on else ""
    made = f"Ofsted made a {VISIT_KINDS[kind]} to {council_in_text(council)} {when}{on}{letter}."
    names = {
        True: " The letter names areas for priority action.",
        False: " The letter names no area for priority action.",
    }
    return made + (names[has_priority_action] if has_priority_action is not None else "")


def visits_counted(kinds: Sequence[str]) -> str:
    """`1 focused visit and 2 monitoring visits`."""
    numbers = [(kinds.count(kind), words) for kind, words in VISIT_KINDS.items()]
    return listed([counted(number, words) for number, words in numbers if number])


def visits_since_title(number: int) -> str:
    """`Two visits since the last inspection`, `No visit on record since the last inspection`."""
    if not number:
        return "No visit on record since the last inspection"
    return f"{capital(number_words(number))} {plural(number, 'visit')} since the last inspection"


def visits_on_time_line_words(days: Sequence[date]) -> str:
    """`Visits: May 2023 and November 2024`, or "" for none. The earliest comes first."""
    months = [f"{MONTHS[day.month - 1]} {day.year}" for day in days]
    return f"Visits: {listed(months)}." if months else ""


def visits_in_cell(days: Sequence[date] | None) -> str:
    """`2, the last in March 2025`, `none on record`; "" without an inspection to count from. The latest comes first."""
    if days is None:
        return ""
    return f"{len(days)}, the last in {MONTHS[days[0].month - 1]} {days[0].year}" if days else "none on record"
