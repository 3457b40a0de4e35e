"""The sentences of a committee paper on the inspection itself, and on what its comparisons rest on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework
from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.ranking import Place, Ranking
from inspections.statistics.standings import OVERALL, InspectionRecord, InspectionRow, State

from .words import counted, date_range, date_words, listed, lower_first, n_of, plural

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
    """The terms under which a programme's reports may be quoted."""
    return LICENCES.get(programme, EARLIER_LICENCE)


def inspection_words(framework: Framework) -> str:
    """The kind of inspection inside a sentence: `inspection of looked after children services`."""
    name = framework.name.partition(",")[0]
    if name.startswith("Inspection"):
        return lower_first(name)
    return f"inspection under the {lower_first(name)}"


def on_site_words(periods: Sequence[tuple[PartialDate, PartialDate | None]]) -> str:
    """When inspectors were on site: `from 28 November to 13 December 2011`, `in June 2010`."""
    return listed([_period_words(first, last) for first, last in periods])


def _period_words(first: PartialDate, last: PartialDate | None) -> str:
    if last is None or last == first:
        return f"{'on' if first.is_exact else 'in'} {date_words(first)}"
    return f"from {date_range(first, last)}"


def came_out_sentence(published_on: date | None, counts_from: date) -> str:
    """When the report was published, or from when it counts if that day is not on record."""
    if published_on:
        return f"Ofsted published its report on {date_words(published_on)}."
    return (
        "The day on which its report was published is not on record here; in comparisons it counts as published from "
        f"{date_words(counts_from)}, the end of the third month after it."
    )


def grade_counts_sentence(record: InspectionRecord) -> str:
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
    share = {0: "none is", total: "all are"}.get(better, f"{n_of(better, total)} {plural(better, 'is', 'are')}")
    return f"Of the {total} judgements on record, {listed(parts)}: {share} good or outstanding."


def changes_sentence(changes: Sequence[JudgementChange]) -> str:
    """How many judgements improved, stayed the same and fell since the last inspection, or "" if none compares."""
    compared = Counter(change.direction for change in changes if change.direction in COMPARED)
    total = sum(compared.values())
    if not total:
        return ""
    parts = [f"{compared[direction] or 'none'} {words}" for direction, words in COMPARED.items()]
    of = "Of the 1 judgement" if total == 1 else f"Of the {total} judgements"
    return f"{of} that can be compared with the inspection before, {listed(parts)}."


def not_on_record_sentence(record: InspectionRecord) -> str:
    """How many of the framework's judgements have no grade on record, or "" if all have one."""
    expected = [j for j in record.framework.expected_judgements if j.service in record.services]
    missing = [j for j in expected if record.result(j.id).state is State.NOT_ON_RECORD]
    if not missing:
        return ""
    number = "None" if len(missing) == len(expected) else f"Only {len(expected) - len(missing)}"
    return (
        f"{number} of the {len(expected)} judgements of this kind of inspection {'is' if number == 'Only 1' else 'are'}"
        " on record here. The others are in Ofsted’s own report and are marked in the tables as not on record."
    )


def partial_records_sentence(ranking: Ranking) -> str:
    """For how many unranked councils only the overall judgements are on record, or ""."""
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
    others = f"the other {len(inspected)}"
    councils = f"{len(only)} of {others}" if len(only) < len(inspected) else others
    return f"For {councils}, only the overall effectiveness judgements are on record here."


def later_report_sentence(name: str, own: InspectionRow, counted_row: InspectionRow) -> str:
    """That a comparison counts a later report of the council than the one the paper is about."""
    which = (
        f"that of {date_words(counted_row.published_on)}"
        if counted_row.published_on
        else f"on its inspection of {date_words(counted_row.inspected_from)}"
    )
    about = f"of {date_words(own.published_on)}" if own.published_on else f"on {date_words(own.inspected_from)}"
    return f"By this day {name} had a later report, {which}: the comparison counts that one, not the report {about}."


def own_after_sentence(place: Place) -> str:
    """What it means that the council's own report came out after the day of the comparison, or ""."""
    if place.own_report is None:
        return ""
    return (
        f"{place.council.name}’s own report came out after the day as at which councils are compared. It is set "
        f"against the list of that day and is not one of the {place.base}."
    )


def measure_sentence(ranking: Ranking) -> str:
    """What councils are compared by, and that ties are not broken."""
    measure = ranking.measure
    number = "count" if len(measure.judgements) > 1 else "judgement"
    what = lower_first(measure.name)
    return f"Councils are compared by one {number}: {what}. Equal counts share a place, and no tie is broken."


def improvements_sentence(by_service: Mapping[str, int]) -> str:
    """How many areas for improvement a report lists: "15: 5 under safeguarding and 10 under …"."""
    total = sum(by_service.values())
    words = f"The report lists {counted(total, 'area')} for improvement"
    if len(by_service) < 2:
        return f"{words}."
    parts = [f"{number} under {lower_first(name)}" for name, number in by_service.items() if number]
    return f"{words}: {listed(parts)}."
