"""Stepping through the days on which something changed: which they are, where they lead, and what changed.

Days are those from which reports count, and those between the first and the last of them on which councils were
created or abolished, since these change who is ranked and out of how many. Within a group only its own reports count.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from inspections.statistics.days import DayOfChange, change_on
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow
from inspections.wording.days import change_day_words, programme_day_sentence

from .links import council_url, scorecard_url


@dataclass(frozen=True)
class Step:
    """A day to go to."""

    day: date
    url: str


@dataclass(frozen=True)
class Changes:
    """Things of one kind that changed on a day, by name and address."""

    kind: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Days:
    """What a page says of its day: whether the programme was under way, what changed, and the days to go to."""

    programme: str
    words: str
    changes: tuple[Changes, ...]
    first: Step | None
    previous: Step | None
    next: Step | None
    last: Step | None


def days_of(councils_as_at: CouncilsAsAt, today: date, url_of: Callable[[date], str]) -> Days:
    """The days of change around the day of the councils; `url_of` gives a page's address as at a day.

    Days later than `today` are left out: no page can be had as at them. The first and the last are left out where
    they are where one is, or where the step before or after leads.
    """
    days, day = councils_as_at.days, councils_as_at.day
    previous, following = days.previous, _no_later(days.next, today)
    changed = change_on(councils_as_at, day)
    if not changed and previous:
        changed = change_on(councils_as_at, previous)
    on = changed.day if changed or previous else None

    def step(to: date | None) -> Step | None:
        return Step(to, url_of(to)) if to else None

    return Days(
        programme=programme_day_sentence(councils_as_at.programme, day, days),
        words=change_day_words(day, on, days),
        changes=_changes(councils_as_at, changed),
        first=step(days.first if days.first and previous and days.first < previous else None),
        previous=step(previous),
        next=step(following),
        last=step(_no_later(days.last if following and days.last != following else None, today)),
    )


def _no_later(day: date | None, today: date) -> date | None:
    return day if day and day <= today else None


def _changes(councils_as_at: CouncilsAsAt, changed: DayOfChange) -> tuple[Changes, ...]:
    names = {slug: standing.council.name for slug, standing in councils_as_at.standings.items()}
    published = [row for row in changed.inspections if row.published_on]
    by_month = [row for row in changed.inspections if not row.published_on]
    found = (
        Changes(_several("Report", len(published)) + " published", _reports(published, names)),
        Changes("Counted from then, the day of publication not being on record", _reports(by_month, names)),
        Changes(_several("Council", len(changed.created)) + " created", _councils(changed.created)),
        Changes(_several("Council", len(changed.abolished)) + " abolished", _councils(changed.abolished)),
    )
    return tuple(one for one in found if one.links)


def _several(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"


def _reports(inspections: Iterable[InspectionRow], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((names[row.council], scorecard_url(row)) for row in inspections))


def _councils(councils: Iterable[CouncilRow]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((council.name, council_url(council)) for council in councils))
