"""Why a council has no place, or isn't shown at all."""

from collections.abc import Sequence
from datetime import date

from inspections.frameworks.definitions import Measure, Programme
from inspections.statistics.ranking import NotRanked

from .comparisons import not_ranked_words
from .words import capital, council_in_text, date_words, listed, plural


def unranked_sentence(council: str, entry: NotRanked) -> str:
    """`Testshire is not ranked: no report by this day.`"""
    return f"{capital(council_in_text(council))} is not ranked: {not_ranked_words(entry)}."


def unranked_by_sentence(entry: NotRanked, measure: Measure) -> str:
    """The same with the name of the measure, for pages that show several."""
    return f"{entry.council.name} is not ranked by “{measure.name}”: {not_ranked_words(entry)}."


def not_set_against_sentence(entry: NotRanked) -> str:
    """Why a report published after the day can't be compared with the ranking."""
    return f"It cannot be set against the list: {not_ranked_words(entry)}."


def not_in_being_sentence(council: str, day: date) -> str:
    """`Testshire was not in being on 5 January 2012.`"""
    return f"{council} was not in being on {date_words(day)}."


def not_counted_sentence(councils: Sequence[str], day: date) -> str:
    """Which councils of a list were not in being on the day: `Not in being on …, so not counted: Poole.`, or ""."""
    return f"Not in being on {date_words(day)}, so not counted: {listed(councils)}." if councils else ""


def not_shown_sentence(council: str) -> str:
    """That the council is outside the group that is shown."""
    return f"{council} is not among the councils shown here."


def no_inspection_sentence(council: str) -> str:
    """That no inspection of the council is on record, of a programme that did not come to every council."""
    return f"No inspection of {council} under this programme is on record here."


def coverage_sentence(programme: Programme) -> str:
    """That a programme did not come to every council, or "" if it did."""
    if programme.covers_all:
        return ""
    return f"{programme.short_name} inspections did not come to every council, and not all may be on record here."


def unplaced_sentence(councils: Sequence[str]) -> str:
    """Which councils have no tile on the map, or ""."""
    if not councils:
        return ""
    verbs = plural(len(councils), "has no place on the map yet and stands", "have no place on the map yet and stand")
    return f"{listed(councils)} {verbs} in the list only."
