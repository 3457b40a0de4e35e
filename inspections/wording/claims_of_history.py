"""Sentences on a claim about a council's own grades through time."""

from inspections.statistics.claim_history import HistoryClaim, HistoryFinding
from inspections.statistics.claim_kinds import ClaimKind, Verdict
from inspections.statistics.claim_measures import GRADES, countables
from inspections.statistics.standings import Result

from .comparisons import ORIGINS
from .words import capital, council_in_text, date_words, listed, possessive


def history_claim_sentence(claim: HistoryClaim, name: str) -> str:
    """The claim as this site understands it: "Overall effectiveness of Testshire improved since 2019 …"."""
    what = f"The {_noun(claim)} of {council_in_text(name)}"
    since = f" since {date_words(claim.since)}" if claim.since else " since the inspection before"
    to = f" to {_grade(claim.grade)}" if claim.grade else ""
    was = f" from {_grade(claim.was)}" if claim.was else ""
    match claim.kind:
        case ClaimKind.IMPROVED:
            return f"{what} improved{was}{to}{since}."
        case ClaimKind.FELL:
            return f"{what} fell{was}{to}{since}."
        case ClaimKind.HELD:
            return f"{what} has been graded {_grade(claim.grade)}{since}."
    within = f" under {claim.programme.short_name}" if claim.under_programme else ""
    after = f"{since}" if claim.since else ""
    return f"{what} was graded {_grade(claim.grade)} for the first time{within}{after}."


def history_sentences(finding: HistoryFinding, name: str) -> tuple[str, ...]:
    """Why the claim holds, does not hold or cannot be checked, and the grades that decide."""
    grades = history_quote(finding, name)
    if finding.verdict is Verdict.CANNOT_BE_CHECKED:
        return tuple(filter(None, (f"{capital(finding.why)}.", grades)))
    caution = f"{capital(finding.why)}." if finding.why else ""
    return tuple(filter(None, (grades, caution)))


def history_quote(finding: HistoryFinding, name: str) -> str:
    """The grades with their days, to be quoted; empty without any.

    "Testshire’s overall effectiveness judgement was graded good on 5 January 2019 (ILACS 2018) and outstanding on …"
    """
    grades = [_result_words(result) for result in finding.results if result.grade and result.inspection]
    if not grades:
        return ""
    return f"{capital(possessive(council_in_text(name)))} {_noun(finding.claim)} was graded {listed(grades)}."


def origins_sentence(finding: HistoryFinding) -> str:
    """Where a grade comes from that was not read from the report itself; empty if all were."""
    kinds = {result.provenance for result in finding.results if result.grade and not result.from_report}
    origins = listed([words for kind, words in ORIGINS.items() if kind in kinds], "or")
    return f"A grade counted here {origins}, not read from the report itself." if origins else ""


def _result_words(result: Result) -> str:
    assert result.grade
    assert result.inspection
    assert result.framework
    inspection = result.inspection
    published = inspection.published_on
    day = f"on {date_words(published)}" if published else f"after inspection in {date_words(inspection.inspected_from)}"
    other = "" if result.judgement.endswith("overall_effectiveness") else _other_name(result)
    return f"{result.grade.in_text} {day} ({result.framework.short_name}{other})"


def _other_name(result: Result) -> str:
    assert result.framework
    return f", {result.framework.judgement(result.judgement).short_name.lower()}"


def _noun(claim: HistoryClaim) -> str:
    """What was judged, as it is called where it may be counted."""
    for of in countables(claim.programme).values():
        if of.judgements == (claim.judgement,):
            return of.noun
    raise KeyError(claim.judgement)


def _grade(name: str) -> str:
    return " or ".join(reversed(GRADES[name])).replace("_", " ")
