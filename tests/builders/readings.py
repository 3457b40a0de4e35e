"""A fictional report for the tests: a page of PDF, and what the reader would find in it."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from inspections.dates import PartialDate
from inspections.intake.drafting import store_report
from inspections.intake.loaded import LoadResult
from inspections.reports.document import PageBox
from inspections.reports.findings import GradeFinding, Problem, ProblemKind, Reading


def a_pdf(*lines: str) -> bytes:
    """One page with these lines."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(595, 842), invariant=True)
    for number, line in enumerate(lines or ("Testshire", "Overall effectiveness Good")):
        canvas.drawString(72, 720 - 20 * number, line)
    canvas.save()
    return content.getvalue()


OVERALL = GradeFinding(
    service="safeguarding",
    judgement="overall_effectiveness",
    grade="good",
    source="record",
    quoted_line="Overall effectiveness Good",
    page=1,
    line=2,
    box=PageBox(72, 90, 300, 110),
    body_grade="adequate",
    body_quote="Overall effectiveness is adequate",
    agreement="contradict",
    first_paragraph=12,
    last_paragraph=19,
)
READING = Reading(
    kind="pdf",
    framework="slac-2010",
    council="testshire",
    council_as_printed="Testshire County Council",
    inspected_from=PartialDate(2011, 11, 28),
    inspected_to=PartialDate(2011, 12, 9),
    published_on=date(2012, 1, 25),
    lead_inspectors=("Ada First",),
    grades=(OVERALL,),
    problems=(
        Problem(
            ProblemKind.GRADES_CONTRADICT,
            "Overall effectiveness: Good in the table, Adequate in the text",
            page=1,
            judgement="safeguarding.overall_effectiveness",
        ),
    ),
    pages=("Testshire\nOverall effectiveness Good",),
)


def load(by: Any, **found: Any) -> LoadResult:
    """The report as loaded, with `found` in the place of what the reading holds."""
    return store_report(a_pdf(), "testshire.pdf", replace(READING, **found), by=by)
