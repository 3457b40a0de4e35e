"""Finds what a damaged letter says otherwise than the whole one without a problem that tells."""

from inspections.reports.letters.findings import LetterReading
from inspections.reports.outcomes import ReadingOutcome

# Which problems tell that a fact may be wrong.
TOLD_BY = {
    "visit": ("VISIT_KIND",),
    "council": ("COUNCIL",),
    "visited_from": ("VISIT_DAYS",),
    "visited_to": ("VISIT_DAYS",),
    "published_on": ("PUBLICATION_DATE", "VISIT_DAYS"),
    "theme": ("THEME", "LETTER_CUT_SHORT"),
    "theme_code": ("THEME", "LETTER_CUT_SHORT"),
    "lead_inspectors": ("LEAD_INSPECTOR", "LETTER_CUT_SHORT"),
    "has_priority_action": ("PRIORITY_ACTION", "LETTER_CUT_SHORT"),
}


def silent_differences(whole: LetterReading, result: ReadingOutcome) -> list[str]:
    """The facts that differ from the whole letter's and are neither missing nor flagged."""
    if not isinstance(result, LetterReading):
        return []
    flagged = [problem.kind.name for problem in result.problems]
    return [
        name
        for name, prefixes in TOLD_BY.items()
        if getattr(result, name) not in (getattr(whole, name), None, "", ())
        and not any(kind.startswith(prefixes) for kind in flagged)
    ]
