"""The line of context under the header: as at which day, under which programme, out of how many, what changed last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.selections.base import Selection
from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.days import inspected_words, programme_years
from inspections.wording.words import date_words

from .days import Days


class NamedLink(NamedTuple):
    """A link with its words."""

    words: str
    url: str


@dataclass(frozen=True)
class ContextLine:
    """The line, and the form in it that changes day and programme.

    `council` is the council that the page marks. `mine` is the slug of that council or of the one the page is about,
    and `name` its name: links to other pages mark it there. `door` is the address that takes a day and a programme,
    empty if the page has no such form; `kept` are the parameters that it keeps.
    """

    day: date
    today: date
    facts: tuple[str, ...]
    latest: NamedLink | None = None
    council: NamedLink | None = None
    mine: str = ""
    name: str = ""
    door: str = ""
    programme: str = ""
    programmes: Mapping[str, str] | None = None
    kept: Sequence[tuple[str, str]] = ()


def programme_line(
    selection: Selection,
    councils: CouncilsAsAt,
    days: Days,
    council: Council | None = None,
    *,
    door: str,
    kept: Sequence[str] = (),
    takes_programme: bool = True,
) -> ContextLine:
    """The line of a page about a programme. `door` is the address that takes another day and programme."""
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=(programme_words(councils.programme), inspected_words(councils)),
        latest=latest_change(days),
        council=NamedLink(council.display_name, council.get_absolute_url()) if council else None,
        mine=council.slug if council else "",
        name=council.display_name if council else "",
        door=door,
        programme=councils.programme.code,
        programmes={member.code: programme_words(member) for member in reversed(all_programmes())}
        if takes_programme
        else None,
        kept=[pair for pair in selection.query() if pair[0] in kept],
    )


def latest_change(days: Days) -> NamedLink | None:
    """The latest report or change of a council by the day, as a link, or None if there is none."""
    changed = days.changed_on
    if changed is None or not days.changes:
        return None
    links = days.changes[0].links
    more = f" and {len(links) - 1} more" if len(links) > 1 else ""
    name, url = links[0]
    return NamedLink(f"{name}{more}, {date_words(changed)}", url)


def programme_words(programme: Programme) -> str:
    """`ILACS, since 2018`."""
    return f"{programme.short_name}, {programme_years(programme)}"
