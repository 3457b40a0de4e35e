"""The English sentences, from what `statistics` finds. Plain Python; plain text, never markup.

Grades are in lower case in running text. Every number has its base, and no per cent stands without its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks import Measure
from inspections.statistics import (
    Change,
    Direction,
    InspectionRow,
    NotRanked,
    Place,
    Ranking,
    Record,
    Result,
    State,
    percent,
)

MONTHS = tuple("January February March April May June July August September October November December".split())
MOST_TIES_NAMED = 5
STEPS = {1: "one grade", 2: "two grades", 3: "three grades"}
PROVENANCE = {
    "report": "read from the report itself",
    "later_report": "as stated in a later Ofsted report",
    "derived": "derived, not read from a report",
}


# Words, numbers and dates.


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """`1 council`, `2 councils`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def n_of(number: int, base: int, noun: str = "") -> str:
    """`3 of 92 (3%)`, `3 of 92 councils (3%)`; without the per cent where the base is too small for one."""
    share = percent(number, base)
    words = f"{number:,} of {base:,}{' ' + noun if noun else ''}"
    return words if share is None else f"{words} ({share}%)"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def date_words(day: date | PartialDate) -> str:
    """`25 January 2012`, `June 2010`, `2011`: as much as is known."""
    if day.month is None:
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {month}" if day.day else month


def date_range(first: PartialDate, last: PartialDate | None, between: str = " to ") -> str:
    """`28 November to 13 December 2011`, leaving out of the first date what the second repeats.

    In tables use `between=" – "`.
    """
    if last is None or last == first:
        return date_words(first)
    beginning = date_words(first)
    if first.is_exact and last.is_exact and first.year == last.year:
        beginning = beginning.removesuffix(f" {first.year}")
        if first.month == last.month:
            beginning = str(first.day)
    return f"{beginning}{between}{date_words(last)}"


def rank_words(rank: int, *, joint: bool) -> str:
    """`1`, or `1=` where the rank is shared: for tables."""
    return f"{rank}{'=' if joint else ''}"


# One result, one council.


def result_words(result: Result) -> str:
    """A grade in running text, or its state in words."""
    return result.grade.in_text if result.grade else state_words(result.state)


def state_words(state: State) -> str:
    """Why there is no grade, in the words that stand in its place."""
    return {
        State.GRADED: "graded",
        State.NOT_JUDGED: "not judged by Ofsted",
        State.NO_SUCH_JUDGEMENT: "no separate judgement under this framework",
        State.NO_OVERALL: "no overall judgement since April 2026",
        State.NOT_ON_RECORD: "not on record here",
        State.NEVER_INSPECTED: "not inspected under this programme",
    }[state]


def provenance_words(provenance: str) -> str:
    """Where a grade comes from."""
    return PROVENANCE[provenance]


def not_ranked_words(entry: NotRanked) -> str:
    """Why a council is not ranked: the reason, and for how many of the judgements counted it holds."""
    if entry.reason is State.NEVER_INSPECTED:
        return "not inspected under this programme by this date"
    results = [result for result in entry.lacking if result.state is entry.reason]
    framework = results[0].framework
    if framework is None:
        return "its inspection under this programme is not on record here"
    reason = state_words(entry.reason)
    if entry.reason is State.NO_SUCH_JUDGEMENT:
        reason = f"no separate judgement under {framework.short_name}"
    return reason if entry.of == 1 else f"{len(results)} of {entry.of} judgements: {reason}"


def key_sentences(record: Record) -> str:
    """The key judgements of one inspection, a sentence for each service that it grades.

    "Overall effectiveness of safeguarding services was outstanding and capacity for improvement was outstanding."
    """
    sentences = []
    for service in record.framework.services:
        results = [(j, record.result(j.id)) for j in service.judgements if j.key and service.code in record.services]
        if not results:
            continue
        (first, result), *others = results
        of = "" if len(record.framework.services) == 1 else f" of {_lower_first(service.name)}"
        parts = [f"{first.name}{of} {_was(result)}"]
        parts += [f"{_lower_first(judgement.name)} {_was(other)}" for judgement, other in others]
        sentences.append(f"{listed(parts)}.")
    return " ".join(sentences)


def _was(result: Result) -> str:
    if result.state is State.NOT_ON_RECORD:
        return "is not on record here"
    return f"was {result_words(result)}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


# Ranking.


def measure_words(count: int, measure: Measure) -> str:
    """`3 of 4 key summary judgements graded outstanding`."""
    of = len(measure.judgements)
    return f"{count} of {of} {_judgements(measure)} graded {_grades(measure)}"


def _judgements(measure: Measure) -> str:
    one = len(measure.judgements) == 1
    return measure.noun if one else measure.noun.replace("judgement", "judgements", 1)


def _grades(measure: Measure) -> str:
    # Ofsted writes "good or outstanding": the best comes last.
    return " or ".join(grade.replace("_", " ") for grade in reversed(measure.grades))


def position_words(place: Place) -> str:
    """`highest`, `joint highest`, `12th`, `joint 12th`; `level with all 91 others` where no council differs."""
    others = place.base - (1 if place.counted or place.earlier_report_counted else 0)
    if others and len(place.level_with) == others:
        return f"level with {'the only other' if others == 1 else f'all {others} others'}"
    position = "highest" if place.rank == 1 else ordinal(place.rank)
    return f"joint {position}" if place.joint else position


def alongside(names: Sequence[str]) -> str:
    """`alongside Lincolnshire`, up to five by name; beyond that `with 7 others`; nothing where there is no tie."""
    if not names:
        return ""
    return f"alongside {listed(names)}" if len(names) <= MOST_TIES_NAMED else f"with {len(names)} others"


def place_sentence(place: Place) -> str:
    """Where a council comes, out of how many, with whom, and whether its own report is counted.

    "As at 5 January 2012, Testshire had 3 of 4 key summary judgements graded outstanding: joint highest of 92,
    alongside Sampleshire. Testshire is one of the 92."
    """
    ranking = place.ranking
    day, name = date_words(ranking.day), place.council.name
    held = measure_words(place.count, ranking.measure)
    if not place.base:
        return f"{name} has {held}. No council is ranked as at {day}, so there is nothing to set it against."
    position = position_words(place)
    level = position.startswith("level")
    ties = "" if level and place.base > MOST_TIES_NAMED else alongside([council.name for council in place.level_with])
    ties = f", {ties}" if ties else ""
    if place.counted:
        return f"As at {day}, {name} had {held}: {position} of {place.base}{ties}. {own_report_sentence(place)}"
    ranked = counted(place.base, "council")
    return (
        f"Set against the {ranked} ranked as at {day}, {name}, with {held}, is {position}{ties}. "
        f"{own_report_sentence(place)}"
    )


def own_report_sentence(place: Place) -> str:
    """Whether the council's own report is among those counted, and if not, when it came out."""
    report = place.own_report
    if report is None:
        return f"{place.council.name} is one of the {place.base}."
    among = f"among the {place.base}"
    if place.earlier_report_counted:
        among += ", which include an earlier one"
    return f"Its own report is not {among}: {_came_out(report)}."


def _came_out(report: InspectionRow) -> str:
    if report.published_on:
        return f"it was published on {date_words(report.published_on)}"
    return (
        f"it counts as published from {date_words(report.counts_from)}, its day of publication not being on record "
        f"(inspected {date_words(report.inspected_from)})"
    )


def higher_and_lower(place: Place) -> str:
    """The position in numbers: "of the 92, none has more, 1 other has the same, 90 have fewer"."""
    more = "none has" if not place.higher else counted(place.higher, "has", "have")
    same = counted(len(place.level_with), "other has", "others have") if place.joint else "no other has"
    return f"of the {place.base}, {more} more, {same} the same, {counted(place.lower, 'has', 'have')} fewer"


def inspected_sentence(ranking: Ranking) -> str:
    """How many councils of the field have a report on record: "for 95 of 152 councils (63%)"."""
    day, programme = date_words(ranking.day), ranking.programme.short_name
    if not ranking.inspected:
        return f"No {programme} report is on record as at {day}."
    councils = n_of(ranking.inspected, ranking.field, _councils(ranking.field))
    return f"As at {day}, a published {programme} report is on record for {councils}."


def full_records_sentence(ranking: Ranking) -> str:
    """How many of the councils with a report have a grade for every judgement counted; empty where none has one."""
    measure, inspected, programme = ranking.measure, ranking.inspected, ranking.programme.short_name
    if not inspected:
        return ""
    every = f"all {len(measure.judgements)} {_judgements(measure)}" if len(measure.judgements) > 1 else measure.noun
    if ranking.base == inspected:
        return f"All {counted(inspected, 'council')} with a {programme} report on record are graded on {every}."
    share = n_of(ranking.base, inspected, _councils(inspected))
    have = "has" if ranking.base == 1 else "have"
    return f"Only {share} with a {programme} report on record {have} a grade on record for {every}, and can be ranked."


def dated_by_month_sentence(ranking: Ranking) -> str:
    """How many inspections behind the ranking have a reckoned day of publication; empty where none has."""
    number, base = ranking.dated_by_month, len(ranking.ranked_inspections)
    if not number:
        return ""
    share = n_of(number, base, "inspection" if base == 1 else "inspections")
    return (
        f"For {share} the day of publication is not on record: such an inspection counts from the end of the third "
        "month after it."
    )


def provenance_sentence(ranking: Ranking) -> str:
    """How many ranked councils owe a grade to something other than their report; empty where none does."""
    number = ranking.not_from_report
    if not number:
        return ""
    return (
        f"For {n_of(number, ranking.base, _councils(ranking.base))}, a grade counted here is stated in a later Ofsted "
        "report or derived, not read from the report itself."
    )


def _councils(number: int) -> str:
    return "council" if number == 1 else "councils"


def frameworks_sentence(ranking: Ranking) -> str:
    """Which frameworks the ranking mixes, with what has to be known about it; empty where it holds one."""
    if len(ranking.frameworks) < 2:
        return ""
    names = listed([framework.short_name for framework in ranking.frameworks])
    reasons = "; ".join(dict.fromkeys(comparison.why for comparison in ranking.cautions))
    return f"This ranking mixes inspections under {names}{': ' + reasons if reasons else ''}."


# Change since the inspection before.


def change_words(change: Change) -> str:
    """What became of one judgement: a direction where there is one, else what it was, or why nothing can be said.

    "improved by one grade from adequate"; "was adequate under SLAC 2010 in 2012; not directly comparable".
    """
    match change.direction:
        case Direction.IMPROVED:
            words = f"improved by {STEPS[change.steps]} from {result_words(change.before[0])}"
        case Direction.LOWER:
            words = f"lower by {STEPS[change.steps]}, from {result_words(change.before[0])}"
        case Direction.SAME:
            words = f"the same: {result_words(change.before[0])}"
        case Direction.NOT_COMPARABLE:
            words = f"{_was_before(change)}; not directly comparable"
        case Direction.NOT_GRADED_NOW:
            words = f"{result_words(change.now)}; {_was_before(change)}"
        case Direction.NOT_GRADED_BEFORE:
            words = _was_before(change)
        case Direction.NO_EARLIER_JUDGEMENT:
            words = "no judgement like it at the inspection before"
        case Direction.FIRST:
            words = "no earlier inspection on record"
    return words


def _was_before(change: Change) -> str:
    """`was adequate under SLAC 2010 in 2012`; `was good and adequate …` where it was judged in parts."""
    framework, inspection = change.before[0].framework, change.before[0].inspection
    if framework is None or inspection is None:
        raise ValueError(f"{change.judgement.id}: an earlier result without its inspection")
    where = f"under {framework.short_name} in {inspection.year}"
    if all(result.state is State.NOT_ON_RECORD for result in change.before):
        return f"the grade {where} is not on record here"
    return f"was {listed([result_words(result) for result in change.before])} {where}"
