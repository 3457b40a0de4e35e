"""What a paper says of the inspection's grades."""

from collections import Counter
from collections.abc import Sequence

from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.standings import InspectionRecord, State
from inspections.wording.results import NOT_ON_RECORD, STEPS
from inspections.wording.words import listed, n_of, number_words, plural

COMPARED = {Direction.IMPROVED: "improved", Direction.SAME: "stayed the same", Direction.LOWER: "lower"}


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
    since = "that can be compared with the inspection before"
    if len(+compared) == 1:
        every = {1: "The one judgement", 2: "Both judgements"}.get(total, f"All {number_words(total)} judgements")
        (direction,) = compared
        went = "is" if total == 1 else "are"
        return f"{every} {since} {f'{went} lower' if direction is Direction.LOWER else COMPARED[direction]}."
    lower = compared[Direction.LOWER]
    parts = [f"{number_words(compared[kind], total)} {COMPARED[kind]}" for kind in (Direction.IMPROVED, Direction.SAME)]
    parts.append(f"{number_words(lower, total)} {'are' if lower > 1 else 'is'} lower")
    return f"Of the {number_words(total)} judgements {since}, {listed(parts)}."


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


def service_not_judged_sentence(service: str) -> str:
    """That no grade of a service is on record."""
    return f"No grade under “{service}” for this inspection: {NOT_ON_RECORD}."


def direction_words(change: JudgementChange) -> str:
    """The direction in a cell beside the earlier grade: `Improved by one grade`, `Not directly comparable`."""
    match change.direction:
        case Direction.IMPROVED:
            words = f"Improved by {STEPS[change.steps]}"
        case Direction.LOWER:
            words = f"Lower by {STEPS[change.steps]}"
        case Direction.SAME:
            words = "The same"
        case Direction.NOT_COMPARABLE:
            words = "Not directly comparable"
        case Direction.NO_EARLIER_JUDGEMENT:
            words = "Nothing to compare it with"
        case Direction.FIRST:
            words = "No earlier inspection on record"
        case Direction.NOT_GRADED_NOW | Direction.NOT_GRADED_BEFORE:
            words = "No grade to compare"
    return words
