"""A council's inspections over the years in words: what compares with what, and what became of it. Plain Python."""

from collections import defaultdict
from collections.abc import Sequence

from inspections.frameworks.definitions import Comparison, Framework, Judgement
from inspections.frameworks.loader import all_programmes
from inspections.statistics.changes import Tally, tally
from inspections.statistics.spans import GoodOrBetter, Span

from .words import counted, listed, n_of

MOST_JUDGEMENTS_NAMED = 4
FAIRNESS = {
    "fair": "Compared",
    "flagged": "Compared, with a caution",
    "partial": "Set beside each other without saying which is better",
    "none": "Not compared",
}


def tally_sentence(found: Tally) -> str:
    """How many judgements improved, stayed the same and are lower, of those that can be compared; empty for none."""
    if not found.of:
        return ""
    if not found.base:
        none = f"None of the {found.of} judgements" if found.of > 1 else "The one judgement"
        return f"{none} can{'' if found.of > 1 else 'not'} be compared."
    others = found.of - found.base
    rest = f"; {counted(others, 'other')} cannot be compared" if others else ""
    if found.base == 1:
        went = "improved" if found.improved else "is lower" if found.lower else "stayed the same"
        return f"The one judgement that can be compared {went}{rest}."
    lower = f"{found.lower or 'none'} {'are' if found.lower > 1 else 'is'} lower"
    parts = f"{found.improved or 'none'} improved, {found.same or 'none'} stayed the same and {lower}"
    return f"Of the {found.base} judgements that can be compared, {parts}{rest}."


def span_sentence(span: Span) -> str:
    """What became of a council within one programme, from its first inspection under it to its last."""
    name = _programme_name(span)
    if len(span.records) == 1:
        year = span.first.inspection.year
        return f"Under {name} there was one inspection, in {year}: nothing under that programme to set it against."
    years = f"from {span.first.inspection.year} to {span.last.inspection.year}"
    went = tally_sentence(tally(span.changes))
    went = f" From the first to the last: {went[:1].lower()}{went[1:]}" if went else ""
    return f"Under {name} there were {len(span.records)} inspections, {years}.{went}"


def spans_sentence(found: Sequence[Span]) -> str:
    """How many inspections under which programmes, and why a grade of one is not set against one of another."""
    number = sum(len(span.records) for span in found)
    if not number:
        return ""
    since = found[0].first.inspection
    inspections = counted(number, "inspection is", "inspections are")
    begun = f"{inspections} on record since {since.year}"
    if len(found) == 1:
        return f"{begun}, under {_programme_name(found[0])}."
    names = listed([f"{_programme_name(span)} ({len(span.records)})" for span in found])
    return (
        f"{begun}, under {len(found)} programmes: {names}. Each programme judges other things, so a grade under one "
        "is never set against a grade under another."
    )


def scales_sentence(found: Sequence[Span]) -> str:
    """That a scale gave way to another among the programmes; empty where there is one scale."""
    scales = list(dict.fromkeys(span.first.framework.scale for span in found))
    if len(scales) < 2:
        return ""
    before, after = scales[0].grades[2].in_text, scales[-1].grades[2].in_text
    return f"The third grade was {before} until 2013 and has been {after} since: neither stands for the other."


def break_sentences(now: Framework, before: Framework) -> tuple[str, ...]:
    """Why a council's grades break off between two frameworks: what differs, and which judgements still compare."""
    if now.programme == before.programme:
        return (
            f"{now.short_name} is a new version of the same programme, on the same scale.",
            *_compared(now, before),
        )
    found = [
        f"{now.short_name} is another programme than {before.short_name} and judges other things: no grade on one side "
        "of this line is set against a grade on the other."
    ]
    if now.scale != before.scale:
        third = [framework.scale.grades[2].in_text for framework in (before, now)]
        found.append(f"The scale changed: its third grade was {third[0]} before and is {third[1]} after.")
    return tuple(found)


def _compared(now: Framework, before: Framework) -> list[str]:
    """A sentence for each way in which the judgements of two versions compare, and one for what is new."""
    groups: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in now.expected_judgements:
        found = now.comparisons_with(before.code, judgement.id)
        best = min(found, key=_most_telling, default=None)
        if best is None:
            groups["", ""].append(judgement)
        else:
            groups[best.fairness, "" if best.fairness == "fair" else best.why].append(judgement)
    sentences = []
    for fairness in (*FAIRNESS, ""):
        held = {why: judgements for (kind, why), judgements in groups.items() if kind == fairness}
        number = sum(map(len, held.values()))
        start = FAIRNESS.get(fairness, "Nothing like it was judged before")
        if number > MOST_JUDGEMENTS_NAMED:
            sentences.append(f"{start}: {counted(number, 'judgement')}.")
        elif number:
            sentences += [f"{start}: {_names(judgements, why)}." for why, judgements in held.items()]
    if now.no_overall and not before.no_overall:
        sentences.append("There has been no overall judgement since April 2026.")
    return sentences


def _most_telling(comparison: Comparison) -> tuple[int, bool]:
    """The fairest first; of equally unfair ones that with the same name, of which a reader would think first."""
    return (list(FAIRNESS).index(comparison.fairness), comparison.judgement != comparison.earlier_judgement)


def _names(judgements: Sequence[Judgement], why: str) -> str:
    names = listed(list(dict.fromkeys(judgement.short_name.lower() for judgement in judgements)))
    return f"{names} ({why})" if why else names


def _programme_name(span: Span) -> str:
    code = span.first.framework.programme
    return next(known.short_name for known in all_programmes() if known.code == code)


def good_or_better_sentence(found: Sequence[GoodOrBetter]) -> str:
    """How many judgements are good or better, per service where there are several; empty where none is graded.

    "Good or better: 10 of 10 judgements (100%) of safeguarding services; 11 of 12 judgements (92%) of services for
    looked after children; 21 of 22 (95%) in all." Where judgements are not on record it says how many.
    """
    if not found:
        return ""
    several = len(found) > 1
    parts = [f"{n_of(one.count, one.base, 'judgements')}{_of_service(one) if several else ''}" for one in found]
    parts = [f"{part}{_short_of(one)}" for part, one in zip(parts, found, strict=True)]
    if several:
        parts.append(f"{n_of(sum(one.count for one in found), sum(one.base for one in found))} in all")
    return f"Good or better: {'; '.join(parts)}."


def _of_service(one: GoodOrBetter) -> str:
    return f" of {one.service.name[:1].lower()}{one.service.name[1:]}"


def _short_of(one: GoodOrBetter) -> str:
    lacking = one.expected - one.base
    return f", {lacking} more being not judged or not on record" if lacking else ""
