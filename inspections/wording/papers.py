"""The sentences of a committee paper: what was inspected, when and by whom, and what its comparisons rest on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework
from inspections.statistics.changes import Change, Direction
from inspections.statistics.ranking import Place, Ranking
from inspections.statistics.standings import OVERALL, InspectionRow, Record, State

from .words import counted, date_range, date_words, listed, n_of

COMPARED = {Direction.IMPROVED: "improved", Direction.SAME: "stayed the same", Direction.LOWER: "fell"}
LICENCES = {
    "ilacs": "Crown copyright, Open Government Licence v3.",
    "slac": (
        "Crown copyright: may be reproduced for non-commercial purposes, unaltered, with source and date of "
        "publication."
    ),
}
EARLIER_LICENCE = (
    "Crown copyright: may be reproduced for non-commercial educational purposes, unaltered, with source and date of "
    "publication."
)


def licence_words(programme: str) -> str:
    """On which terms a programme's reports may be quoted."""
    return LICENCES.get(programme, EARLIER_LICENCE)


def inspection_words(framework: Framework) -> str:
    """What kind of inspection it was, inside a sentence: `inspection of looked after children services`."""
    name = framework.name.partition(",")[0]
    if name.startswith("Inspection"):
        return f"i{name[1:]}"
    return f"inspection under the {name[:1].lower()}{name[1:]}"


def on_site_words(periods: Sequence[tuple[PartialDate, PartialDate | None]]) -> str:
    """When inspectors were there: `from 28 November to 13 December 2011`, `in June 2010`, both periods of two."""
    return listed([_period_words(first, last) for first, last in periods])


def _period_words(first: PartialDate, last: PartialDate | None) -> str:
    if last is None or last == first:
        return f"{'on' if first.is_exact else 'in'} {date_words(first)}"
    return f"from {date_range(first, last)}"


def came_out_sentence(published_on: date | None, counts_from: date) -> str:
    """When the report was published, or from when it counts where the day is not on record."""
    if published_on:
        return f"Ofsted published its report on {date_words(published_on)}."
    return (
        "The day on which its report was published is not on record here; in comparisons it counts as published from "
        f"{date_words(counts_from)}, the end of the third month after it."
    )


def grade_counts_sentence(record: Record) -> str:
    """How many judgements have each grade: "Of the 22 judgements on record, 12 were graded outstanding, 9 good …"."""
    results = [record.result(id_) for id_ in record.grades if record.framework.has(id_)]
    graded = Counter(result.grade for result in results if result.grade)
    total = sum(graded.values())
    if not graded:
        return ""
    if len(graded) == 1:
        (grade,) = graded
        every = {1: "The one judgement on record was", 2: "Both judgements on record were"}
        return f"{every.get(total, f'All {total} judgements on record were')} graded {grade.in_text}."
    scale = record.framework.scale.grades
    (best, number), *others = [(grade, graded[grade]) for grade in scale if graded[grade]]
    parts = [f"{number} {'was' if number == 1 else 'were'} graded {best.in_text}"]
    parts += [f"{other} {grade.in_text}" for grade, other in others]
    better = sum(graded[grade] for grade in scale[:2])
    share = {0: "none is", total: "all are"}.get(better, f"{n_of(better, total)} {_is(better)}")
    return f"Of the {total} judgements on record, {listed(parts)}: {share} good or outstanding."


def changes_sentence(changes: Sequence[Change]) -> str:
    """How many judgements improved, stayed and fell since the inspection before; empty where none can be compared."""
    compared = Counter(change.direction for change in changes if change.direction in COMPARED)
    total = sum(compared.values())
    if not total:
        return ""
    parts = [f"{compared[direction] or 'none'} {words}" for direction, words in COMPARED.items()]
    of = "Of the 1 judgement" if total == 1 else f"Of the {total} judgements"
    return f"{of} that can be compared with the inspection before, {listed(parts)}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _lower(text: str) -> str:
    """A name inside a sentence; an abbreviation stays as it is."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def not_on_record_sentence(record: Record) -> str:
    """How many of the framework's judgements have no grade on record here; empty where all have."""
    expected = [j for j in record.framework.expected_judgements if j.service in record.services]
    lacking = [j for j in expected if record.result(j.id).state is State.NOT_ON_RECORD]
    if not lacking:
        return ""
    number = "None" if len(lacking) == len(expected) else f"Only {len(expected) - len(lacking)}"
    return (
        f"{number} of the {len(expected)} judgements of this kind of inspection {'is' if number == 'Only 1' else 'are'}"
        " on record here. The others are in Ofsted’s own report and are marked in the tables as not on record."
    )


def partial_records_sentence(ranking: Ranking) -> str:
    """Of how many inspected councils that cannot be ranked only the overall judgements are on record; or empty."""
    lacking = [entry for entry in ranking.not_ranked if entry.lacking[0].inspection is not None]
    overall = {id_ for id_ in ranking.measure.judgements if id_.endswith(f".{OVERALL}")}
    if not lacking or not overall or len(overall) == len(ranking.measure.judgements):
        return ""
    only = [
        entry
        for entry in lacking
        if entry.reason is State.NOT_ON_RECORD and not overall & {result.judgement for result in entry.lacking}
    ]
    if 2 * len(only) < len(lacking):
        return ""
    whose = f"the other {len(lacking)}" if len(only) < len(lacking) else ""
    of = f"{len(only)} of {whose}" if whose else f"the other {len(lacking)}"
    return f"For {of}, only the overall effectiveness judgements are on record here."


def later_report_sentence(name: str, own: InspectionRow, counted_row: InspectionRow) -> str:
    """That a comparison counts a later report of the council than the one that the paper is about."""
    which = (
        f"that of {date_words(counted_row.published_on)}"
        if counted_row.published_on
        else f"on its inspection of {date_words(counted_row.inspected_from)}"
    )
    about = f"of {date_words(own.published_on)}" if own.published_on else f"on {date_words(own.inspected_from)}"
    return f"By this day {name} had a later report, {which}: the comparison counts that one, not the report {about}."


def own_after_sentence(place: Place) -> str:
    """What it means that the council's own report came out after the day of the comparison; empty where it did not."""
    if place.own_report is None:
        return ""
    return (
        f"{place.council.name}’s own report came out after the day as at which councils are compared. It is set "
        f"against the list of that day and is not one of the {place.base}."
    )


def measure_sentence(ranking: Ranking) -> str:
    """What councils are compared by, and that nothing else breaks a tie."""
    measure = ranking.measure
    number = "count" if len(measure.judgements) > 1 else "judgement"
    what = _lower(measure.name)
    return f"Councils are compared by one {number}: {what}. Equal counts share a place, and no tie is broken."


def improvements_sentence(by_service: Mapping[str, int]) -> str:
    """How many areas for improvement a report lists, by service: "15: 5 for safeguarding and 10 for …"."""
    total = sum(by_service.values())
    words = f"The report lists {counted(total, 'area')} for improvement"
    if len(by_service) < 2:
        return f"{words}."
    parts = [f"{number} under {_lower(name)}" for name, number in by_service.items() if number]
    return f"{words}: {listed(parts)}."
