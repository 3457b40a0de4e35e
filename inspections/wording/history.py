"""Sentences on a council's inspections over the years, and on which of them compare."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from inspections.frameworks.definitions import Comparability, Framework, Judgement, Programme
from inspections.frameworks.loader import all_programmes
from inspections.statistics.changes import Tally, tally
from inspections.statistics.spans import GoodOrBetter, ProgrammeSpan
from inspections.statistics.standings import InspectionRecord, State

from .results import NOT_ON_RECORD, STATES, state_words
from .words import counted, date_words, listed, lower_first, n_of, plural

MOST_JUDGEMENTS_NAMED = 4
FAIRNESS = {
    "fair": "Compared",
    "flagged": "Compared, with a caution",
    "partial": "Set beside each other without saying which is better",
    "none": "Not compared",
}


def tally_sentence(counts: Tally) -> str:
    """How many judgements improved, stayed the same and are lower, or "" if there are none."""
    if not counts.of:
        return ""
    if not counts.base:
        none = f"None of the {counts.of} judgements" if counts.of > 1 else "The one judgement"
        return f"{none} can{'' if counts.of > 1 else 'not'} be compared."
    others = counts.of - counts.base
    rest = f"; {counted(others, 'other')} cannot be compared" if others else ""
    if counts.base == 1:
        went = "improved" if counts.improved else "is lower" if counts.lower else "stayed the same"
        return f"The one judgement that can be compared {went}{rest}."
    if counts.base in (counts.improved, counts.same, counts.lower):
        went = "improved" if counts.improved else "are lower" if counts.lower else "stayed the same"
        every = "Both" if counts.base == 2 else f"All {counts.base}"
        return f"{every} judgements that can be compared {went}{rest}."
    lower = f"{counts.lower or 'none'} {'are' if counts.lower > 1 else 'is'} lower"
    parts = f"{counts.improved or 'none'} improved, {counts.same or 'none'} stayed the same and {lower}"
    return f"Of the {counts.base} judgements that can be compared, {parts}{rest}."


def span_sentence(span: ProgrammeSpan) -> str:
    """How a council's grades changed within one programme, from its first inspection to its last."""
    name = _programme_name(span)
    if len(span.records) == 1:
        year = span.first.inspection.year
        return f"Under {name} there was one inspection, in {year}: nothing under that programme to set it against."
    years = f"from {span.first.inspection.year} to {span.last.inspection.year}"
    change = tally_sentence(tally(span.changes))
    change = f" From the first to the last: {lower_first(change)}" if change else ""
    return f"Under {name} there were {len(span.records)} inspections, {years}.{change}"


def spans_sentence(spans: Sequence[ProgrammeSpan]) -> str:
    """How many inspections there were under each programme, and why programmes are not compared."""
    number = sum(len(span.records) for span in spans)
    if not number:
        return ""
    since = spans[0].first.inspection
    inspections = counted(number, "inspection is", "inspections are")
    beginning = f"{inspections} on record since {since.year}"
    if len(spans) == 1:
        return f"{beginning}, under {_programme_name(spans[0])}."
    names = listed([f"{_programme_name(span)} ({len(span.records)})" for span in spans])
    return (
        f"{beginning}, under {len(spans)} programmes: {names}. Each programme judges other things, so a grade under "
        "one is never set against a grade under another."
    )


def scales_sentence(spans: Sequence[ProgrammeSpan]) -> str:
    """That the third grade was renamed between these programmes, or "" if they share one scale."""
    scales = list(dict.fromkeys(span.first.framework.scale for span in spans))
    if len(scales) < 2:
        return ""
    before, after = scales[0].grades[2].in_text, scales[-1].grades[2].in_text
    return f"The third grade was {before} until 2013 and has been {after} since: neither stands for the other."


def break_sentences(now: Framework, before: Framework) -> tuple[str, ...]:
    """Why grades under two frameworks are not compared in full, and which judgements still compare."""
    if now.programme == before.programme:
        return (
            f"{now.short_name} is a new version of the same programme, on the same scale.",
            *_compared(now, before),
        )
    sentences = [
        f"{now.short_name} is another programme than {before.short_name} and judges other things: no grade on one side "
        "of this line is set against a grade on the other."
    ]
    if now.scale != before.scale:
        third = [framework.scale.grades[2].in_text for framework in (before, now)]
        sentences.append(f"The scale changed: its third grade was {third[0]} before and is {third[1]} after.")
    return tuple(sentences)


def _compared(now: Framework, before: Framework) -> list[str]:
    """One sentence for each way in which the judgements of two versions compare, and one for new judgements."""
    groups: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in now.expected_judgements:
        comparisons = now.comparisons_with(before.code, judgement.id)
        fairest = min(comparisons, key=_fairest_first, default=None)
        if fairest is None:
            groups["", ""].append(judgement)
        else:
            groups[fairest.fairness, "" if fairest.fairness == "fair" else fairest.why].append(judgement)
    sentences = []
    for fairness in (*FAIRNESS, ""):
        group = {why: judgements for (kind, why), judgements in groups.items() if kind == fairness}
        number = sum(map(len, group.values()))
        start = FAIRNESS.get(fairness, "Nothing like it was judged before")
        if number > MOST_JUDGEMENTS_NAMED:
            sentences.append(f"{start}: {counted(number, 'judgement')}.")
        elif number:
            sentences += [f"{start}: {_names(judgements, why)}." for why, judgements in group.items()]
    if now.no_overall and not before.no_overall:
        sentences.append(f"There has been {STATES[State.NO_OVERALL]}.")
    return sentences


def _fairest_first(comparison: Comparability) -> tuple[int, bool]:
    """Sort key: the fairest comparison first, then the one between judgements of the same name."""
    return (list(FAIRNESS).index(comparison.fairness), comparison.judgement != comparison.earlier_judgement)


def _names(judgements: Sequence[Judgement], why: str) -> str:
    names = listed(list(dict.fromkeys(judgement.short_name.lower() for judgement in judgements)))
    return f"{names} ({why})" if why else names


def _programme_name(span: ProgrammeSpan) -> str:
    code = span.first.framework.programme
    return next(programme.short_name for programme in all_programmes() if programme.code == code)


def good_or_better_sentence(services: Sequence[GoodOrBetter]) -> str:
    """How many judgements are good or better, per service if there are several, or "" if none is graded.

    "Good or better: 10 of 10 judgements (100%) of safeguarding services; 11 of 12 judgements (92%) of services for
    looked after children; 21 of 22 (95%) in all." Says how many judgements are not on record.
    """
    if not services:
        return ""
    several = len(services) > 1
    parts = [
        f"{n_of(counts.count, counts.base, plural(counts.base, 'judgement'))}"
        f"{_of_service(counts) if several else ''}{_missing(counts)}"
        for counts in services
    ]
    if several:
        count, base = sum(counts.count for counts in services), sum(counts.base for counts in services)
        parts.append(f"{n_of(count, base)} in all")
    return f"Good or better: {'; '.join(parts)}."


def _of_service(counts: GoodOrBetter) -> str:
    return f" of {lower_first(counts.service.name)}"


def _missing(counts: GoodOrBetter) -> str:
    states = counts.lacking.items()
    parts = [f"{number} more {plural(number, 'is', 'are')} {state_words(state)}" for state, number in states]
    return f" ({listed(parts)})" if parts else ""


def break_words(now: Framework, before: Framework) -> str:
    """The heading of a break between two frameworks on a council's time line."""
    if now.programme == before.programme:
        return f"New version, {now.short_name} after {before.short_name}: some judgements differ"
    return f"New framework, {now.short_name} after {before.short_name}: not directly comparable"


def missing_judgements_sentence(inspection: str, missing: int, expected: int) -> str:
    """`SLAC 2010, inspected June 2010: 18 of 22 judgements are not on record here.`"""
    return f"{inspection}: {missing} of {expected} judgements are {NOT_ON_RECORD}."


def no_day_sentence(inspection: str, counts_from: date) -> str:
    """That the day of publication is not on record, and from when the inspection counts."""
    return f"{inspection}: the day of publication; it counts as published from {date_words(counts_from)}."


def missed_programme_sentence(programme: Programme) -> str:
    """That an inspection under a programme that comes to every council is not on record."""
    came = "came" if programme.frameworks[-1].in_force_to else "comes"
    return f"{programme.name}: the programme {came} to every council, but no inspection of this one is on record here."


def not_yet_inspected_sentence(programme: Programme) -> str:
    """That no inspection under today's programme is on record yet."""
    return f"{programme.name}: no inspection of this council is on record here yet."


def time_line_notes(records: Sequence[InspectionRecord], *, joint: bool = False) -> str:
    """What the lines, joint bands and the star on a time line mean, as far as they appear."""
    notes = []
    if any(before.framework.programme != now.framework.programme for before, now in pairwise(records)):
        notes.append("Dashed line: a new programme, which judges other things. No grade is set against one across it.")
    if joint:
        notes.append("A band across two rows is one judgement on both.")
    if any(record.inspection.dated_by_month for record in records):
        notes.append("* The day of publication is not on record; placed where the inspection counts as published.")
    return " ".join(notes)
