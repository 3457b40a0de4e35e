"""Sentences on days: when a report came out, what changed, and when a programme ran."""

from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Programme
from inspections.statistics.standings import CouncilsAsAt, DaysOfChange

from .words import counted, date_words


def dated_words(published_on: date | None, inspected: PartialDate) -> str:
    """`published 25 January 2012`, or `inspected June 2010` if the day of publication is not known."""
    return f"published {date_words(published_on)}" if published_on else day_words(published_on, inspected)


def day_words(published_on: date | None, inspected: PartialDate) -> str:
    """`25 January 2012`, or `inspected June 2010` if the day of publication is not known."""
    return date_words(published_on) if published_on else f"inspected {date_words(inspected)}"


def change_day_words(day: date, changed: date | None, days: DaysOfChange) -> str:
    """Heading of the list of changes on a day, or a sentence if nothing had been published by then.

    `changed` is the day the listed changes belong to: the day itself, or the last day of change before it.
    """
    if days.first is None:
        return ""
    if changed is None:
        return f"No report is on record by {date_words(day)}. The first counts from {date_words(days.first)}."
    if changed == day:
        return f"What changed on {date_words(day)}"
    return f"Nothing changed on {date_words(day)}. What changed last, on {date_words(changed)}"


def programme_day_sentence(programme: Programme, day: date, days: DaysOfChange) -> str:
    """That the programme had not begun by the day or had ended, or "" while it ran.

    "SLAC inspections began on 1 April 2009, after this day." "SLAC inspections ended in July 2012; the last report on
    record counts from 30 November 2012."
    """
    name = f"{programme.short_name} inspections"
    begun, ended = programme.frameworks[0].in_force_from, programme.frameworks[-1].in_force_to
    if day < begun.earliest:
        return f"{name} began {'on' if begun.day else 'in'} {date_words(begun)}, after this day."
    if ended is None or day <= ended.latest:
        return ""
    last = f"; the last report on record counts from {date_words(days.last)}" if days.last else ""
    return f"{name} ended {'on' if ended.day else 'in'} {date_words(ended)}{last}."


def programme_years(programme: Programme) -> str:
    """`since 2018`, or `2009 to 2012` if it has ended."""
    begun, ended = programme.frameworks[0].in_force_from, programme.frameworks[-1].in_force_to
    if ended is None:
        return f"since {begun.year}"
    return f"{begun.year} to {ended.year}" if ended.year != begun.year else str(begun.year)


def inspected_words(councils: CouncilsAsAt) -> str:
    """`153 of 153 councils inspected`, with the group if there is one; what is on record for an early programme."""
    base = len(councils.standings)
    if not base:
        return f"no councils {councils.group}".rstrip() if councils.group else "no reports"
    inspected = sum(standing.is_inspected for standing in councils.standings.values())
    group = f" {councils.group}" if councils.group else ""
    of = f"{inspected} of {counted(base, 'council')}{group}"
    return f"{of} {'inspected' if councils.programme.covers_all else 'on record'}"
