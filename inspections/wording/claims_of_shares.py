"""Sentences on a claim about how many councils have something."""

from fractions import Fraction

from inspections.frameworks.definitions import Measure
from inspections.statistics.claim_kinds import Verdict
from inspections.statistics.claim_shares import ShareClaim, ShareFinding, Than
from inspections.statistics.claims import Part
from inspections.statistics.ranking import Ranking

from .claims import CORRECTED, base_sentence
from .comparisons import measure_words
from .words import counted, date_words, listed, n_of, plural

MOST_NAMED = 10
_THAN = {
    Than.EXACTLY: "",
    Than.ABOUT: "about ",
    Than.NEARLY: "nearly ",
    Than.MORE: "more than ",
    Than.AT_LEAST: "at least ",
    Than.FEWER: "fewer than ",
    Than.AT_MOST: "at most ",
}


def share_claim_sentence(claim: ShareClaim, ranking: Ranking) -> str:
    """The claim as this site understands it: "About 1/3 of councils had …", "17 of 153 councils had …"."""
    of = f"{claim.base:,} " if claim.base else ""
    group = f" {ranking.group}" if ranking.group else ""
    if claim.share is not None:
        who = f"{_share(claim.share)} of {of}councils"
    elif claim.base:
        who = f"{claim.number} of {of}councils"
    else:
        who = counted(claim.number or 0, "council") if claim.number else "no council"
    words = f"{_THAN[claim.than]}{who}{group} had {_held(claim, ranking.measure)}."
    return words[:1].upper() + words[1:]


def _held(claim: ShareClaim, measure: Measure) -> str:
    return measure_words(len(measure.judgements) if claim.count is None else claim.count, measure)


def _share(share: Fraction) -> str:
    whole = share * 100
    return f"{whole.numerator}%" if whole.denominator == 1 else f"{share.numerator}/{share.denominator}"


def share_verdict_words(finding: ShareFinding) -> str:
    """The verdict, with the number if the claim gives it only roughly: "Holds with a correction: 17 of 151 (11%)"."""
    verdict = finding.verdict.value
    if finding.verdict is not Verdict.HOLDS or not finding.is_corrected:
        return verdict
    return f"{verdict} {CORRECTED} {n_of(len(finding.having), finding.counted)}"


def share_title(finding: ShareFinding) -> str:
    """The title of the picture: how many councils have it."""
    if finding.verdict is Verdict.CANNOT_BE_CHECKED:
        return "Too few grades are on record to say"
    return f"{counted(len(finding.having), 'council has it', 'councils have it')}"


def share_sentences(finding: ShareFinding) -> tuple[str, ...]:
    """Why the claim holds, does not hold or cannot be checked, with the deciding part first."""
    deciding_first = sorted(finding.parts, key=lambda judged: judged.verdict is not finding.verdict)
    sentences = []
    for judged in deciding_first:
        if judged.part is Part.BASE:
            sentences.append(base_sentence(judged.verdict, finding.claim.base or 0, finding.ranking))
        else:
            sentences += _count_sentences(finding)
    return tuple(sentences)


def _count_sentences(finding: ShareFinding) -> list[str]:
    ranking, having = finding.ranking, finding.having
    day = date_words(ranking.day)
    if not ranking.base:
        return [f"No council can be counted as at {day}."]
    sentences = [share_quote(finding)]
    if having and len(having) <= MOST_NAMED:
        sentences.append(f"{'They are' if len(having) > 1 else 'It is'} {listed([one.name for one in having])}.")
    if finding.possible:
        may = counted(len(finding.possible), "council", "councils")
        sentences.append(f"{may} with grades missing here may have it too.")
    without = ranking.in_being - ranking.base - len(finding.possible)
    if without > 0 and finding.claim.share is not None:
        none = counted(without, "council has", "councils have")
        sentences.append(f"{none} no such grade by then: of all councils it is {n_of(len(having), ranking.in_being)}.")
    return sentences


def share_quote(finding: ShareFinding) -> str:
    """How many councils have it, to be quoted: "As at 5 January 2012, 17 of 151 councils ranked (11%) had …"."""
    ranking = finding.ranking
    group = f" {ranking.group}" if ranking.group else ""
    councils = f"{plural(ranking.base, 'council')}{group} with {_grades(ranking.measure)}"
    return (
        f"As at {date_words(ranking.day)}, {n_of(len(finding.having), ranking.base, councils)} had "
        f"{_held(finding.claim, ranking.measure)}."
    )


def _grades(measure: Measure) -> str:
    return "such a grade on record" if len(measure.judgements) == 1 else "all of these grades on record"
