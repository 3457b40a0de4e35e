"""A claim on a council's place, and what is found of it, in words. Plain Python."""

from inspections.statistics.claims import Claim, ClaimKind, Finding, Judged, Part, Verdict
from inspections.statistics.ranking import NotRanked, Place, Ranking

from .comparisons import measure_words, not_ranked_words, own_report_sentence
from .words import counted, date_words, listed, n_of, ordinal

MOST_NAMED = 10


def claim_sentence(claim: Claim, name: str, ranking: Ranking) -> str:
    """The claim as it is understood here: "County Testshire is joint highest of 92, with 3 of 4 … outstanding"."""
    number = claim.number or 0
    of = f" of {claim.base:,}" if claim.base else ""
    held = measure_words(claim.count, ranking.measure) if claim.count is not None else ""
    group = f" {ranking.group}" if ranking.group else ""
    if claim.kind is ClaimKind.COUNT:
        return f"{name} had {held}."
    place = {
        ClaimKind.HIGHEST: f"the highest{of}",
        ClaimKind.JOINT_HIGHEST: f"joint highest{of}",
        ClaimKind.ONE_OF: f"one of {number}{of} councils",
        ClaimKind.RANK: f"{ordinal(number)}{of}",
        ClaimKind.TOP: f"in the top {number}{of}",
        ClaimKind.TOP_PERCENT: f"in the top {number}%{of}",
    }[claim.kind]
    return f"{name} was {place}{group}{f', with {held}' if held else f', by: {ranking.measure.name}'}."


def finding_sentences(finding: Finding) -> tuple[str, ...]:
    """Why the claim holds, does not, or cannot be checked; what decides comes first."""
    decisive = [one for one in finding.parts if one.verdict is finding.verdict]
    others = [one for one in finding.parts if one.verdict is not finding.verdict]
    said = [_sentence(judged, finding) for judged in (*decisive, *others)]
    if isinstance(finding.found, Place):
        said.append(own_report_sentence(finding.found))
    return tuple(said)


def _sentence(judged: Judged, finding: Finding) -> str:
    match judged.part:
        case Part.STANDING:
            return _not_standing(finding)
        case Part.COUNT:
            return _count(finding)
        case Part.POSITION:
            return _position(judged.verdict, finding)
        case Part.BASE:
            return _base(judged.verdict, finding)


def _not_standing(finding: Finding) -> str:
    day = date_words(finding.ranking.day)
    if finding.found is None:
        return f"The council is not among those compared as at {day}."
    assert isinstance(finding.found, NotRanked)
    return f"As at {day}, {finding.found.council.name} is not ranked: {not_ranked_words(finding.found)}."


def _count(finding: Finding) -> str:
    found, day = finding.found, date_words(finding.ranking.day)
    if not isinstance(found, Place):
        return f"The grades on record as at {day} rule that count out. {_not_standing(finding)}"
    by = "" if found.counted else " by its own later report"
    return f"{found.council.name} had {measure_words(found.count, finding.ranking.measure)}{by}."


def _position(verdict: Verdict, finding: Finding) -> str:
    """How many have more and how many as many; where grades are missing, how many others may."""
    found = finding.found
    assert isinstance(found, Place)
    more = counted(found.higher, "council has", "councils have") if found.higher else "no council has"
    as_many = counted(len(found.level_with), "other has", "others have") if found.level_with else "no other has"
    words = f"Of the {finding.ranking.base:,} ranked, {more} more, and {as_many} as many"
    if found.level_with and len(found.level_with) <= MOST_NAMED:
        words += f": {listed([council.name for council in found.level_with])}"
    words += "."
    if finding.claim.kind in {ClaimKind.TOP, ClaimKind.TOP_PERCENT}:
        words += f" {_tied(finding, found)}"
    if finding.may_matter and (verdict is Verdict.CANNOT_BE_CHECKED or found.higher == 0):
        words += f" {missing_sentence(finding)}"
    return words


def _tied(finding: Finding, found: Place) -> str:
    """Where the council's group of ties begins and ends, since a place in the top n needs all of it there."""
    first, last = found.higher + 1, found.higher + len(found.level_with) + 1
    base = finding.ranking.base + (0 if found.counted else 1)
    if first == last:
        return f"It is {ordinal(first)} of {base:,}."
    return f"All {len(found.level_with) + 1} share places {first} to {n_of(last, base)}: none comes before another."


def missing_sentence(finding: Finding) -> str:
    """How many councils may have as many or more, because not all of their grades are on record here."""
    number = len(finding.may_matter)
    those = counted(number, "council", "councils")
    lacks = "has" if number == 1 else "have"
    return (
        f"{those} {lacks} no rank, because grades that the measure counts or the day of a report are not on record "
        "here, and may have as many or more."
    )


def _base(verdict: Verdict, finding: Finding) -> str:
    ranking, base = finding.ranking, finding.claim.base or 0
    if verdict is Verdict.HOLDS:
        meant = {
            ranking.field: "the councils in being",
            ranking.inspected: "the councils with an inspection on record",
            ranking.base: "the councils ranked",
        }[base]
        return f"{base:,} is the number of {meant}."
    counts = (
        f"{counted(ranking.base, 'council')} can be ranked, {ranking.inspected:,} had an inspection on record and "
        f"{ranking.field:,} were in being"
    )
    if verdict is Verdict.CANNOT_BE_CHECKED:
        return (
            f"Whether {base:,} reports had been published cannot be told: {counts}, and not all reports are on record."
        )
    return f"{base:,} is a wrong base: {counts}."
