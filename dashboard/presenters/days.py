"""The days on which something changed: links to step through them, and what changed.

They are the days from which reports count and, between the first and the last of these, the days on which councils
were created or abolished, which change who is ranked out of how many. In a group only its own reports count.
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
    """A link to a day."""

    day: date
    url: str


@dataclass(frozen=True)
class DayChanges:
    """What changed on a day, of one kind, as (name, address) pairs."""

    kind: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Days:
    """A page's day: whether the programme was under way, what changed, and links to other days.

    `changed_on` is the day to which the changes belong, None if nothing had changed by then.
    """

    programme: str
    words: str
    changed_on: date | None
    changes: tuple[DayChanges, ...]
    first: Step | None
    previous: Step | None
    next: Step | None
    last: Step | None


def days_of(councils_as_at: CouncilsAsAt, today: date, url_of: Callable[[date], str]) -> Days:
    """The days of change around the day of `councils_as_at`; `url_of` gives a page's address as at a day.

    Days after `today` are left out, because there is no page as at them. So are the first and the last day if the
    page, or the step before or after it, is already there.
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
        changed_on=on,
        changes=_changes(councils_as_at, changed),
        first=step(days.first if days.first and previous and days.first < previous else None),
        previous=step(previous),
        next=step(following),
        last=step(_no_later(days.last if following and days.last != following else None, today)),
    )


def _no_later(day: date | None, today: date) -> date | None:
    return day if day and day <= today else None


def _changes(councils_as_at: CouncilsAsAt, changed: DayOfChange) -> tuple[DayChanges, ...]:
    published = [row for row in changed.inspections if row.published_on]
    by_month = [row for row in changed.inspections if not row.published_on]
    kinds = (
        DayChanges(_several("Report", len(published)) + " published", _reports(published, councils_as_at)),
        DayChanges("Counted from then, the day of publication not being on record", _reports(by_month, councils_as_at)),
        DayChanges(_several("Council", len(changed.created)) + " created", _councils(changed.created)),
        DayChanges(_several("Council", len(changed.abolished)) + " abolished", _councils(changed.abolished)),
    )
    return tuple(kind for kind in kinds if kind.links)


def _several(noun: str, number: int) -> str:
    return noun if number == 1 else f"{noun}s"


def _reports(inspections: Iterable[InspectionRow], of: CouncilsAsAt) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((of.standings[row.council].council.name, scorecard_url(row)) for row in inspections))


def _councils(councils: Iterable[CouncilRow]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((council.name, council_url(council)) for council in councils))
