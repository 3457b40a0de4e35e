"""What grades can and cannot say, in the same words on every page and in every paper."""

from collections.abc import Sequence

from inspections.statistics.ranking import Ranking
from inspections.statistics.standings import InspectionRow

from .words import date_words

SMALL_GROUP = 40
CAUTIONS = {
    "grade": (
        "A grade describes what inspectors found in the weeks they were there. It is no forecast, and a good grade is "
        "no guarantee of what a service is like today or will be next year."
    ),
    "days": (
        "The inspections compared can be several years apart. Which councils had been inspected by a day was not a "
        "matter of chance: weaker ones are visited more often."
    ),
    "average": "Grades are words in an order, not points: there is no average and no score.",
    "place": (
        "A place in a list counts grades. It is not a score, and it says nothing about why a council stands where it "
        "does."
    ),
}
LIMITS = tuple(CAUTIONS.values())


def days_apart_sentence(inspections: Sequence[InspectionRow]) -> str:
    """Between which days the reports came out, or from which they count, or "" if there are fewer than two.

    "The inspections counted came out between 4 May 2018 and 2 June 2026. They say what was found on different days …"
    """
    days = [row.counts_from for row in inspections]
    if len(days) < 2:
        return ""
    came_out = "count from days" if any(row.dated_by_month for row in inspections) else "came out"
    return (
        f"The inspections counted {came_out} between {date_words(min(days))} and {date_words(max(days))}. They say "
        "what was found on different days, and which councils had been inspected was not a matter of chance."
    )


def small_group_sentence(ranking: Ranking) -> str:
    """That one council more or less matters in a small group, or "" if the group is large or there is none."""
    if not ranking.group or not 0 < ranking.base < SMALL_GROUP:
        return ""
    return f"The group is small: one of its {ranking.base} councils more or less changes the picture."


def several_services_sentence(ranking: Ranking) -> str:
    """That a grade needs its service, if the measure counts grades of several services."""
    services = {judgement.partition(".")[0] for judgement in ranking.measure.judgements}
    if len(services) < 2:
        return ""
    return (
        f"{ranking.programme.short_name} graded services apart and gave a council no single grade: say of which "
        "service a grade is."
    )


def neighbours_caution(set_name: str) -> str:
    """What to know of statistical neighbours of the set of that name: `May 2025`."""
    return (
        f"The statistical neighbours are those of the set of {set_name}, which need not be those of the time; a "
        "neighbour of one council need not have it as a neighbour, and some are not close."
    )
