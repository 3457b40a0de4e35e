"""One result or one inspection in words, and how it compares with the inspection before."""

from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.standings import WEAK_EVIDENCE, InspectionRecord, InspectionRow, Result, State

from .words import date_words, listed, lower_first

STEPS = {1: "one grade", 2: "two grades", 3: "three grades"}
PROVENANCE = {
    "report": "read from the report itself",
    "official_statistics": "from Ofsted’s official statistics",
    "later_report": "as stated in a later Ofsted report",
    "research": "from a research dataset",
    "derived": "derived, not read from a report",
}
# How a grade of a research dataset was tied to its council.
EVIDENCE = {
    "named": "which names the council",
    "order_and_sif": "identified by its place in the alphabet and six SIF grades",
    "order_and_later_grades": "identified by its place in the alphabet and later grades",
    "order": "identified by its place in the alphabet alone",
}
# Why there is no grade. Every page, file, picture and sentence takes these words from here.
STATES = {
    State.GRADED: "graded",
    State.NOT_JUDGED: "not judged by Ofsted",
    State.NO_SUCH_JUDGEMENT: "no such judgement under this framework",
    State.NO_OVERALL: "no overall judgement since April 2026",
    State.NOT_COUNTED_YET: "not counted yet",
    State.NO_REPORT_YET: "no report by this day",
    State.WITHDRAWN: "withdrawn from this record",
    State.NOT_ON_RECORD: "not on record here",
    State.NEVER_INSPECTED: "never inspected under this programme",
}

NOT_ON_RECORD = STATES[State.NOT_ON_RECORD]


def result_words(result: Result) -> str:
    """A grade inside a sentence, or why there is none."""
    return result.grade.in_text if result.grade else state_words(result.state)


def state_words(state: State) -> str:
    """Why there is no grade: `not judged by Ofsted`, `not on record here`."""
    return STATES[state]


def waiting_words(inspection: InspectionRow) -> str:
    """Why an inspection does not count yet.

    `not counted yet: inspected October 2011, day of publication not known; counts from 31 January 2012`.
    """
    when = date_words(inspection.inspected_from)
    known = (
        f"published in {when}, day not known"
        if inspection.inspected_from.until
        else f"inspected {when}, day of publication not known"
    )
    return f"{STATES[State.NOT_COUNTED_YET]}: {known}; counts from {date_words(inspection.counts_from)}"


def provenance_words(provenance: str, evidence: str = "") -> str:
    """Where a grade comes from, and how weak evidence tied it to its council."""
    words = PROVENANCE[provenance]
    return f"{words}, {EVIDENCE[evidence]}" if evidence == WEAK_EVIDENCE else words


def key_sentences(record: InspectionRecord) -> str:
    """The key judgements of one inspection, one sentence per service.

    "Overall effectiveness of safeguarding services was graded outstanding and capacity for improvement was graded
    good."
    """
    sentences = [f"Ofsted has given {STATES[State.NO_OVERALL]}."] if record.framework.no_overall else []
    for service in record.framework.services:
        results = [(j, record.result(j.id)) for j in service.judgements if j.key and service.code in record.services]
        if not results:
            continue
        (first, result), *others = results
        of = "" if len(record.framework.services) == 1 else f" of {lower_first(service.name)}"
        parts = [f"{first.name}{of} {_was(result)}"]
        parts += [f"{lower_first(judgement.name)} {_was(other)}" for judgement, other in others]
        sentences.append(f"{listed(parts)}.")
    return " ".join(sentences)


def _was(result: Result) -> str:
    if result.state is State.NOT_ON_RECORD:
        return f"is {NOT_ON_RECORD}"
    return f"was {_graded(result)}"


def _graded(result: Result) -> str:
    """`graded requires improvement`, or the state without a "graded" before it."""
    return f"graded {result.grade.in_text}" if result.grade else state_words(result.state)


def change_words(change: JudgementChange) -> str:
    """How one judgement changed, what it was before if there is no direction, or why there is nothing to compare.

    "improved by one grade from adequate"; "was graded adequate under SLAC 2010 in 2012; not directly comparable".
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


def _was_before(change: JudgementChange) -> str:
    """`was graded adequate under SLAC 2010 in 2012`, with several grades if it was judged in parts."""
    framework, inspection = change.before[0].framework, change.before[0].inspection
    if framework is None or inspection is None:
        raise ValueError(f"{change.judgement.id}: an earlier result without its inspection")
    when = f"under {framework.short_name} in {inspection.year}"
    if all(result.state is State.NOT_ON_RECORD for result in change.before):
        return f"the grade {when} is {NOT_ON_RECORD}"
    first, *others = change.before
    return f"was {listed([_graded(first), *map(result_words, others)])} {when}"
