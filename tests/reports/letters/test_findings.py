"""A letter's reading crosses the border of the limited process as plain values."""

import json
from datetime import date

from inspections.reports.document import PageBox
from inspections.reports.findings import Problem, ProblemKind
from inspections.reports.letters.findings import (
    LetterEvidence,
    LetterParagraph,
    LetterPoint,
    LetterReading,
    VisitTheme,
)
from inspections.reports.outcomes import outcome_from_json

LETTER = LetterReading(
    kind="pdf",
    visit="focused_visit",
    title=LetterEvidence("Focused visit to Testshire children’s services", 1, 9, PageBox(72, 100, 400, 112)),
    council="testshire",
    council_as_printed="Testshire",
    visited_from=date(2024, 4, 23),
    visited_to=date(2024, 4, 24),
    published_on=date(2024, 5, 24),
    theme=VisitTheme.CARE_LEAVERS.words,
    theme_code=VisitTheme.CARE_LEAVERS,
    lead_inspectors=("Ann Example", "Ben Sample"),
    has_priority_action=True,
    priority_actions=(LetterPoint(1, "The timeliness of responses.", 2, 5),),
    improvements=(LetterPoint(1, "The quality of plans.", 2, 9),),
    paragraphs=(LetterParagraph(1, "Headline findings", "Leaders know their service.", 1, 20),),
    problems=(Problem(ProblemKind.PUBLICATION_DATE_MISSING, "No day is given.", 1, 2),),
    pages=("Focused visit to Testshire",),
    sha256="0" * 64,
)


def test_a_letter_is_the_same_after_its_way_as_plain_values():
    assert outcome_from_json(json.loads(json.dumps(LETTER.to_json()))) == LETTER


def test_a_letter_that_says_little_is_the_same_too():
    bare = LetterReading("text", "monitoring_visit", LetterEvidence("Monitoring visit to Testshire", 1, 1))

    assert outcome_from_json(json.loads(json.dumps(bare.to_json()))) == bare
