"""The marked council of a ranking: its place, the sentence to quote, and its report published after the day."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council
from inspections.record.current import Record
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, set_against
from inspections.statistics.standings import Standing
from inspections.wording.absences import (
    no_inspection_sentence,
    not_in_being_sentence,
    not_set_against_sentence,
    not_shown_sentence,
    unranked_sentence,
)
from inspections.wording.comparisons import full_records_sentence, higher_and_lower, place_sentence
from inspections.wording.rankings import short_place


@dataclass(frozen=True)
class Marked:
    """The marked council's place in a few words, the sentences on it to quote, and why it has no place.

    `place` and `quote` are empty if it isn't ranked, `absence` if it is. `against` is its report published after the
    day, if any. `is_listed`: it is on the page, ranked or not.
    """

    name: str
    place: str
    quote: str
    absence: str
    against: LaterReport | None
    is_listed: bool = True


@dataclass(frozen=True)
class LaterReport:
    """A report published after the day, set against the ranking as at the day."""

    words: str
    quote: str


def marked_in(ranking: Ranking, council: Council, later: Standing | None) -> Marked:
    """What the page says of a council. `later` is its standing by its first report after the day, if it has one."""
    name = council.display_name
    against = _against(ranking, later) if later else None
    try:
        own = place(ranking, council.slug)
    except KeyError:
        return Marked(name, "", "", _why_absent(ranking, council), None, is_listed=False)
    if isinstance(own, NotRanked):
        return Marked(name, "", "", unranked_sentence(name, own), against)
    return Marked(name, short_place(own), _quote(own), "", against)


def standing_after(selection: ProgrammeSelection, council: Council | None, record: Record) -> Standing | None:
    """A council's standing by its first report after the day of a selection, or None if it has none."""
    if council is None:
        return None
    days = record.change_days(selection.programme, [council.slug])
    later = next((day for day in days if day > selection.day), None)
    if later is None:
        return None
    return record.programme_as_at(selection.programme, later, frozenset([council.slug])).standings.get(council.slug)


def _why_absent(ranking: Ranking, council: Council) -> str:
    if not council.in_being(ranking.day):
        return not_in_being_sentence(council.display_name, ranking.day)
    if not ranking.in_being and not ranking.programme.covers_all:
        return no_inspection_sentence(council.display_name)
    return not_shown_sentence(council.display_name)


def _against(ranking: Ranking, later: Standing) -> LaterReport | None:
    try:
        against = set_against(ranking, later)
    except ValueError:
        # The later report grades none of the judgements that are counted.
        return None
    if isinstance(against, NotRanked):
        return LaterReport(not_set_against_sentence(against), "")
    return LaterReport(higher_and_lower(against) if against.base else "", _quote(against))


def _quote(place_: Place) -> str:
    """A quotation that needs no context: the council's place, among which councils, and what is not on record."""
    return " ".join(filter(None, (place_sentence(place_), full_records_sentence(place_.ranking))))
