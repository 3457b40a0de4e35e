"""Sentences on councils set beside each other, judgement by judgement."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from inspections.statistics.shares import AgainstOthers
from inspections.statistics.standings import InspectionRecord, Result, State

from .comparisons import COUNTED_FROM
from .results import provenance_words, state_words
from .words import MONTHS, capital, council_in_text, counted, date_words, listed, number_words, plural

# The most councils named for having no best grade.
MOST_WITHOUT = 3
FROM_ANOTHER_SOURCE = ("official_statistics", "later_report", "research", "derived")


def against_sentence(judgement: str, against: AgainstOthers, others: str) -> str:
    """One council's grade against those of others: how many have a higher one, the same, a lower one.

    "Care leavers: good. Of 9 neighbours with a grade on it, 2 have a higher one, 4 the same and 3 a lower one; 1 other:
    not on record here." `others` is the noun for one of them: "neighbour".
    """
    rest = "; ".join(f"{counted(number, 'other')}: {state_words(state)}" for state, number in against.ungraded.items())
    if against.own.grade is None:
        return f"{judgement}: no grade to set against others ({state_words(against.own.state)})."
    graded = f"{judgement}: {against.own.grade.in_text}."
    if not against.base:
        return f"{graded} None of the {others}s has a grade on it."
    higher = "none has a higher one" if not against.higher else counted(against.higher, "has", "have") + " a higher one"
    parts = f"{higher}, {against.same or 'none'} the same and {against.lower or 'none'} a lower one"
    return f"{graded} Of {counted(against.base, others)} with a grade on it, {parts}{'; ' + rest if rest else ''}."


def compared_sentence(judgement: str, results: Sequence[tuple[str, Result]]) -> str:
    """Who has which grade on one judgement, best first, and who has none and why.

    "Care leavers: outstanding for Testshire; good for Sampleshire and Mockshire. Not on record here: Exampleham."
    """
    grades: dict[tuple[int, str], list[str]] = defaultdict(list)
    states: dict[State, list[str]] = defaultdict(list)
    for name, result in results:
        if result.grade:
            grades[result.grade.rank, result.grade.in_text].append(name)
        else:
            states[result.state].append(name)
    ungraded = [f"{capital(state_words(state))}: {listed(names)}." for state, names in states.items()]
    if not grades:
        return " ".join([f"{judgement}: no grade to compare.", *ungraded])
    ordered = sorted(grades.items())
    if len(ordered) == 1 and len(results) > 1 and not states:
        (_, grade), names = ordered[0]
        return f"{judgement}: {grade} for {'both' if len(names) == 2 else f'all {len(names)}'}."
    graded = [f"{grade} for {listed([council_in_text(name) for name in names])}" for (_, grade), names in ordered]
    return " ".join([f"{judgement}: {'; '.join(graded)}.", *ungraded])


def spread_words(results: Sequence[Result]) -> str:
    """How far grades on one judgement differ: "all good", "differ: outstanding and inadequate".

    Empty if fewer than two are graded.
    """
    grades = sorted({(result.grade.rank, result.grade.in_text) for result in results if result.grade})
    number = sum(result.grade is not None for result in results)
    if number < 2:
        return ""
    if len(grades) == 1:
        return f"{'both' if number == 2 else 'all'} {grades[0][1]}"
    return f"differ: {listed([grade for _, grade in grades])}"


def differs_words(results: Sequence[Result]) -> str:
    """Whether grades on one judgement differ, with how many have each: "differs: 3 outstanding, 2 good", "all good".

    Empty if fewer than two are graded.
    """
    numbers = Counter((result.grade.rank, result.grade.in_text) for result in results if result.grade)
    if len(numbers) < 2:
        return spread_words(results)
    return f"differs: {', '.join(f'{numbers[grade]} {grade[1]}' for grade in sorted(numbers))}"


def comparison_answer(councils: Sequence[str], rows: Sequence[Sequence[Result]]) -> str:
    """On how many judgements the grades differ, and who has no best grade, or "" if nothing can be compared.

    `rows` have a result for each council. "All five judgements differ. Gateshead has none outstanding".
    """
    graded = [grades for row in rows if len(grades := [result.grade for result in row if result.grade]) > 1]
    if not graded:
        return ""
    number, differing = len(graded), sum(len(set(grades)) > 1 for grades in graded)
    judgements = f"{number_words(number, number)} {plural(number, 'judgement')}"
    every = {1: "the one judgement", 2: "both judgements"}.get(number, f"all {judgements}")
    if not differing:
        return f"The grades are the same on {every}"
    if differing == number:
        differ = f"{capital(every)} {plural(number, 'differs', 'differ')}"
    else:
        differ = f"{capital(number_words(differing, number))} of {judgements} {plural(differing, 'differs', 'differ')}"
    best = min((grade for grades in graded for grade in grades), key=lambda grade: grade.rank)
    columns = zip(councils, zip(*rows, strict=True), strict=True)
    without = [name for name, column in columns if all(result.grade != best for result in column)]
    if not 0 < len(without) <= MOST_WITHOUT:
        return differ
    return f"{differ}. {listed(without)} {plural(len(without), 'has', 'have')} none {best.in_text}"


def reports_run_sentence(records: Sequence[InspectionRecord]) -> str:
    """From which month to which the reports run, or "" if they are of one month.

    "The reports run from January 2025 to March 2026: a difference can be one of time."
    """
    days = sorted(record.inspection.counts_from for record in records)
    months = [f"{MONTHS[day.month - 1]} {day.year}" for day in (*days[:1], *days[-1:])]
    if len(set(months)) < 2:
        return ""
    return f"The reports run from {months[0]} to {months[1]}: a difference can be one of time."


def versions_sentence(records: Sequence[InspectionRecord]) -> str:
    """Under which versions of the programme the councils were inspected, or "" if there is only one."""
    by_version: dict[str, int] = defaultdict(int)
    for record in sorted(records, key=lambda record: record.framework.in_force_from.earliest):
        by_version[record.framework.short_name] += 1
    if len(by_version) < 2:
        return ""
    names = listed([f"{name} ({number})" for name, number in by_version.items()])
    return (
        f"The inspections were made under {len(by_version)} versions of the programme: {names}. A judgement that was "
        "the same thing under both stands in one row; one that was not stands in a row of its own."
    )


def neighbours_shown_sentence(council: str, number: int, total: int, set_name: str, most: int) -> str:
    """That a table of at most `most` councils has `number` of a council's `total` neighbours."""
    return (
        f"{council} and the {number} closest of its {total} statistical neighbours in the set of {set_name}: at most "
        f"{most} councils can be shown. A starting point, not a verdict: being a neighbour is not mutual, and the set "
        "is not that of the years of older inspections."
    )


def region_shown_sentence(region: str, number: int, total: int, most: int) -> str:
    """`Councils of the North East: all 12.`, or how many of them and why not all."""
    if number == total:
        return f"Councils of {region}: all {total}."
    return f"Councils of {region}: {number} of {total}, the first by name: at most {most} can be shown."


def own_list_shown_sentence(number: int, total: int, most: int) -> str:
    """`Councils of your own list: all 7.`, or how many of them and why not all."""
    if number == total:
        return f"Councils of your own list: all {total}."
    return f"Councils of your own list: the first {number} of {total}. At most {most} can be shown."


def years_apart_sentence(records: Sequence[InspectionRecord]) -> str:
    """How far apart the reports are, or "" if there are fewer than two or all are of one day."""
    days = sorted(record.inspection.counts_from for record in records)
    if len(days) < 2 or days[0] == days[-1]:
        return ""
    apart = time_between(days[0], days[-1])
    came_out = "count from days" if any(record.inspection.dated_by_month for record in records) else "came out"
    return (
        f"The reports {came_out} between {date_words(days[0])} and {date_words(days[-1])}, {apart} apart. A grade "
        "describes the weeks of one inspection: a later one may have met later conditions."
    )


def time_between(first: date, last: date) -> str:
    """`3 years and 2 months`, `5 months` or `less than a month`, in whole months that have passed."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    years, rest = divmod(months, 12)
    parts = [counted(number, unit) for number, unit in ((years, "year"), (rest, "month")) if number]
    return listed(parts) or "less than a month"


def dates_reckoned_sentence(records: Sequence[InspectionRecord]) -> str:
    """For how many inspections the day of publication is estimated, or "" if for none."""
    number = sum(record.inspection.dated_by_month for record in records)
    if not number:
        return ""
    return (
        f"For {number} of {counted(len(records), 'inspection')} the day of publication is not on record. {COUNTED_FROM}"
    )


def sources_sentence(results: Sequence[Result]) -> str:
    """How many of the grades shown were not read from the report itself, or "" if all were."""
    graded = [result for result in results if result.grade]
    parts = [
        f"{number} of {counted(len(graded), 'grade')} {plural(number, 'is', 'are')} {provenance_words(kind)}"
        for kind in FROM_ANOTHER_SOURCE
        if (number := sum(result.provenance == kind for result in graded))
    ]
    return f"{capital('; '.join(parts))}." if parts else ""
