"""What a paper says of the comparison with other councils, and of what that rests on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspections.statistics.ranking import NotRanked, Place, Ranking
from inspections.statistics.standings import OVERALL, InspectionRow, Result, State
from inspections.wording.absences import unranked_sentence
from inspections.wording.comparisons import not_ranked_words, place_sentence
from inspections.wording.results import result_words
from inspections.wording.words import capital, council_in_text, counted, date_words, listed, lower_first

COUNTED_BELOW = "What the comparison rests on is set out under “How this is counted”."
OTHER_COUNTS_LEAD = "By other counts:"
SET_AGAINST = "set against the list, not counted in it"


def measure_sentence(ranking: Ranking) -> str:
    """What councils are compared by, and that ties are not broken."""
    measure = ranking.measure
    number = "count" if len(measure.judgements) > 1 else "judgement"
    what = lower_first(measure.name)
    return f"Councils are compared by one {number}: {what}. Equal counts share a place, and no tie is broken."


def partial_records_sentence(ranking: Ranking) -> str:
    """How many unranked councils have all overall judgements on record and how many only some, or "".

    "Of the other 68, 41 have both overall effectiveness judgements on record and 27 only one."
    """
    inspected = [entry for entry in ranking.not_ranked if entry.lacking[0].inspection is not None]
    overall = {id_ for id_ in ranking.measure.judgements if id_.endswith(f".{OVERALL}")}
    if not inspected or not overall or len(overall) == len(ranking.measure.judgements):
        return ""
    only = [
        entry
        for entry in inspected
        if entry.reason is State.NOT_ON_RECORD and not overall & {result.judgement for result in entry.lacking}
    ]
    if 2 * len(only) < len(inspected):
        return ""
    both = "both overall effectiveness judgements" if len(overall) == 2 else "the overall effectiveness judgement"
    rest = len(inspected) - len(only)
    if not rest:
        return f"The other {len(inspected)} have {both} on record and no other judgement counted."
    few = "only one" if len(overall) == 2 else "not even that"
    return f"Of the other {len(inspected)}, {len(only)} have {both} on record and {rest} {few}."


def later_report_sentence(name: str, own: InspectionRow, counted_row: InspectionRow) -> str:
    """That a comparison counts a later report of the council than the one the paper is about."""
    which = (
        f"that of {date_words(counted_row.published_on)}"
        if counted_row.published_on
        else f"on its inspection of {date_words(counted_row.inspected_from)}"
    )
    about = f"of {date_words(own.published_on)}" if own.published_on else f"on {date_words(own.inspected_from)}"
    who = council_in_text(name)
    return f"By this day {who} had a later report, {which}: the comparison counts that one, not the report {about}."


def not_compared_sentence(council: str, day: date) -> str:
    """That the council is not in the comparison at all."""
    return f"{capital(council_in_text(council))} is not one of the councils compared as at {date_words(day)}."


def not_ranked_sentence(council: str, entry: NotRanked) -> str:
    """That the council has no place by this count, and why."""
    return f"{capital(council_in_text(council))} cannot be ranked by this count: {not_ranked_words(entry)}."


def ranked_caption(number: int, ranking: Ranking, *, same_count: bool) -> str:
    """`The 9 councils with the same count as at 5 January 2012: key summary judgements graded outstanding`."""
    which = "with the same count" if same_count else "ranked"
    return (
        f"The {counted(number, 'council')} {which} as at {date_words(ranking.day)}: {lower_first(ranking.measure.name)}"
    )


def neighbours_sentence(set_name: str, *, is_later: bool) -> str:
    """What statistical neighbours are, and that the set was made after the day of the comparison if it was."""
    later = " The set is later than the day of the comparison: the neighbours of that time are not on record."
    return (
        f"The group is the council and its statistical neighbours in the Department for Education’s set of {set_name}. "
        "Neighbours are not mutual, some are closer than others, and they are a starting point, not a verdict."
        f"{later if is_later else ''}"
    )


def neighbours_source(set_name: str) -> str:
    """The set of neighbours as a source."""
    return (
        f"Department for Education, children’s services statistical neighbours, set of {set_name}. Open Government "
        "Licence v3."
    )


def grid_words(councils: int, judgements: int, place: Place | NotRanked | None) -> str:
    """What the picture of the councils shows, for readers who can't see it."""
    grid = f"A grid of {counted(councils, 'council')} by {counted(judgements, 'judgement')}, a grade in each cell."
    return f"{grid} {place_sentence(place)}" if isinstance(place, Place) and place.base > 1 else grid


def peers_finding(place: Place | NotRanked | None) -> str:
    """The finding of the picture as a title, whose group and day stand beside it.

    "Testshire had 3 of 4 key summary judgements graded outstanding: joint highest of 11, alongside Sampleshire".
    """
    if place is None:
        return ""
    if isinstance(place, NotRanked):
        return unranked_sentence(place.council.name, place).rstrip(".")
    among = replace(place, ranking=replace(place.ranking, group=""))
    words = place_sentence(among, says_if_counted=False).removeprefix(f"As at {date_words(place.ranking.day)}, ")
    return capital(words.partition(". ")[0].rstrip("."))


def grades_of_councils(judgement: str, results: Sequence[tuple[str, Result]]) -> str:
    """The councils by their grade on a judgement, in the order given: `Leaders: good for Kent and Derby; …`."""
    councils: dict[str, list[str]] = {}
    for council, result in results:
        councils.setdefault(result_words(result), []).append(council_in_text(council))
    return f"{judgement}: {'; '.join(f'{words} for {listed(names)}' for words, names in councils.items())}."


def own_later_sentence(council: str) -> str:
    """That the picture shows a report of the council that is not in the comparison."""
    return f"The row of {council_in_text(council)} shows its own report, which came out after that day."
