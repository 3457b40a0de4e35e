"""Sentences on a claim about a council's place and on whether the record supports it."""

from collections import Counter

from inspections.statistics.claim_kinds import Claim, ClaimKind, Verdict
from inspections.statistics.claims import Finding, Judged, Part
from inspections.statistics.ranking import NotRanked, Place, Ranking

from .comparisons import measure_words, not_ranked_words, own_report_sentence
from .results import state_words
from .words import capital, counted, date_words, listed, lower_first, n_of, ordinal

MOST_NAMED = 10
CORRECTED = "with a correction:"


def claim_sentence(claim: Claim, name: str, ranking: Ranking) -> str:
    """The claim as this site understands it: "Testshire was joint highest of 92, with 3 of 4 …"."""
    number = claim.number or 0
    of = f" of {claim.base:,}" if claim.base else ""
    others = f" with {counted(number, 'other')}" if number else ""
    count = measure_words(claim.count, ranking.measure) if claim.count is not None else ""
    group = f" {ranking.group}" if ranking.group else ""
    if claim.kind is ClaimKind.COUNT:
        return f"{name} had {count}."
    place = {
        ClaimKind.HIGHEST: f"the highest{of}",
        ClaimKind.JOINT_HIGHEST: f"joint highest{of}{others}",
        ClaimKind.ONE_OF: f"one of {number}{of} councils",
        ClaimKind.RANK: f"{ordinal(number)}{of}",
        ClaimKind.JOINT_RANK: f"joint {ordinal(number)}{of}",
        ClaimKind.TOP: f"in the top {number}{of}",
        ClaimKind.TOP_PERCENT: f"in the top {number}%{of}",
        ClaimKind.LOWEST: f"the lowest{of}",
        ClaimKind.JOINT_LOWEST: f"joint lowest{of}{others}",
        ClaimKind.BETTER: "better than the others",
        ClaimKind.BETTER_THAN_MOST: "better than most",
    }[claim.kind]
    by = f", with {count}" if count else f" by the number of {lower_first(ranking.measure.name)}"
    return f"{name} was {place}{group}{by}."


def verdict_words(finding: Finding) -> str:
    """The verdict, with what has to be added to a claim that holds.

    "Holds with a correction: joint 18th with 23 others", if the claim doesn't say that its place is shared; "Holds with
    a correction: by its later report", if that report was not published by the day.
    """
    if finding.verdict is not Verdict.HOLDS or not (corrections := _corrections(finding)):
        return finding.verdict.value
    return f"{finding.verdict.value} {CORRECTED} {listed(corrections)}"


def _corrections(finding: Finding) -> list[str]:
    place = finding.place
    if not isinstance(place, Place):
        return []
    corrections = []
    unsaid = finding.claim.kind in {ClaimKind.RANK, ClaimKind.TOP, ClaimKind.TOP_PERCENT}
    if unsaid and place.joint:
        position = "joint highest" if place.rank == 1 else f"joint {ordinal(place.rank)}"
        corrections.append(f"{position} with {counted(len(place.level_with), 'other')}")
    if not place.counted:
        corrections.append("by its report published after that day")
    return corrections


def ranked_words(ranking: Ranking) -> str:
    """`4 of 152 councils can be ranked`."""
    return f"{ranking.base:,} of {counted(ranking.in_being, 'council')} can be ranked"


def counts_finding(finding: Finding) -> str:
    """The title of the picture: how many councils have more and as many.

    "17 councils have more, 23 others as many", "Too few grades are on record to say".
    """
    place = finding.place
    if finding.verdict is Verdict.CANNOT_BE_CHECKED:
        return "Too few grades are on record to say"
    if not isinstance(place, Place):
        return "The council has no rank on that day"
    more = counted(place.higher, "council has", "councils have") if place.higher else "No council has"
    as_many = counted(len(place.level_with), "other") if place.level_with else "no other"
    return f"{more} more, {as_many} as many"


def finding_sentences(finding: Finding) -> tuple[str, ...]:
    """Why the claim holds, does not hold or cannot be checked, with the deciding part first."""
    holds = finding.verdict is Verdict.HOLDS
    deciding_first = sorted(
        finding.parts, key=lambda one: (one.verdict is not finding.verdict, holds and one.part is Part.COUNT)
    )
    sentences = [_sentence(judged, finding) for judged in deciding_first]
    if isinstance(finding.place, Place):
        sentences.append(own_report_sentence(finding.place))
    return tuple(sentences)


def _sentence(judged: Judged, finding: Finding) -> str:
    match judged.part:
        case Part.STANDING:
            return _not_in_ranking(finding)
        case Part.COUNT:
            return _count(finding)
        case Part.POSITION:
            return _position(judged.verdict, finding)
        case Part.BASE:
            return base_sentence(judged.verdict, finding.claim.base or 0, finding.ranking)


def _not_in_ranking(finding: Finding) -> str:
    day = date_words(finding.ranking.day)
    if finding.place is None and finding.verdict is Verdict.CANNOT_BE_CHECKED:
        return f"The council did not exist on {day}."
    if finding.place is None:
        return f"The council is not among those compared as at {day}."
    assert isinstance(finding.place, NotRanked)
    return f"As at {day}, {finding.place.council.name} is not ranked: {not_ranked_words(finding.place)}."


def _count(finding: Finding) -> str:
    place, day = finding.place, date_words(finding.ranking.day)
    if not isinstance(place, Place):
        return f"The grades on record as at {day} rule that count out. {_not_in_ranking(finding)}"
    by = "" if place.counted else " by its own later report"
    return f"{place.council.name} had {measure_words(place.count, finding.ranking.measure)}{by}."


def _position(verdict: Verdict, finding: Finding) -> str:
    """How many councils have more and how many as many, and how many others might."""
    place = finding.place
    assert isinstance(place, Place)
    more = counted(place.higher, "council has", "councils have") if place.higher else "no council has"
    as_many = counted(len(place.level_with), "other has", "others have") if place.level_with else "no other has"
    words = f"Of the {finding.ranking.base:,} ranked, {more} more, and {as_many} as many"
    if place.level_with and len(place.level_with) <= MOST_NAMED:
        words += f": {listed([council.name for council in place.level_with])}"
    words += "."
    if finding.claim.kind in {ClaimKind.LOWEST, ClaimKind.JOINT_LOWEST, ClaimKind.BETTER, ClaimKind.BETTER_THAN_MOST}:
        words += f" {capital(_fewer(place))}."
    if finding.claim.kind in {ClaimKind.BETTER} and verdict is Verdict.CANNOT_BE_CHECKED:
        words += " “Better than the others” may mean all of them or most of them."
    if finding.claim.kind is ClaimKind.ONE_OF and verdict is Verdict.CANNOT_BE_CHECKED and finding.claim.count is None:
        words += " The claim does not say with how many judgements."
    if not place.count and finding.claim.count is None and verdict is Verdict.CANNOT_BE_CHECKED:
        words += " None of its judgements is counted here, so this count says nothing of how good it is."
    if finding.claim.kind in {ClaimKind.TOP, ClaimKind.TOP_PERCENT}:
        words += f" {_tied(finding, place)}"
    if finding.may_matter and (verdict is Verdict.CANNOT_BE_CHECKED or place.higher == 0):
        words += f" {missing_sentence(finding)}"
    return words


def _fewer(place: Place) -> str:
    return counted(place.lower, "council has fewer", "councils have fewer") if place.lower else "no council has fewer"


def _tied(finding: Finding, place: Place) -> str:
    """The places shared by the council's group of ties, all of which a place in the top n has to include."""
    first, last = place.higher + 1, place.higher + len(place.level_with) + 1
    base = finding.ranking.base + (0 if place.counted else 1)
    if first == last:
        return f"It is {ordinal(first)} of {base:,}."
    return f"All {len(place.level_with) + 1} share places {first} to {n_of(last, base)}: none comes before another."


def missing_sentence(finding: Finding) -> str:
    """How many councils might have as many or more, and which state each of them is in.

    "46 councils without a rank may have as many or more: 27 with only some of the counted grades on record, 11 not
    counted yet and 8 not on record here."
    """
    councils = finding.may_matter
    partly = sum(council.partly for council in councils)
    states = Counter(council.state for council in councils if not council.partly)
    reasons = [f"{partly} with only some of the counted grades on record"] if partly else []
    reasons += [f"{number} {state_words(state)}" for state, number in states.items()]
    return f"{counted(len(councils), 'council')} without a rank may have as many or more: {listed(reasons)}."


def base_sentence(verdict: Verdict, base: int, ranking: Ranking) -> str:
    """Whether the number of councils or reports that a claim gives is one of the record's."""
    if verdict is Verdict.HOLDS:
        base_words = {
            ranking.in_being: "the councils of that day",
            ranking.inspected: "the councils with an inspection on record",
            ranking.base: "the councils ranked",
        }[base]
        return f"{base:,} is the number of {base_words}."
    counts = (
        f"{counted(ranking.base, 'council')} can be ranked, {ranking.inspected:,} had an inspection on record and "
        f"{ranking.in_being:,} were councils on that day"
    )
    if verdict is Verdict.CANNOT_BE_CHECKED:
        unknown = f"Whether {base:,} reports had been published cannot be told"
        return f"{unknown}: not all reports are on record. {capital(counts)}."
    return f"{base:,} is a wrong base: {counts}."
