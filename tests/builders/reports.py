"""Makes reports to read: made-up texts, and small PDFs that lay out a table of judgements in every way seen."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from inspections.names import CouncilNames

TESTSHIRE = CouncilNames("testshire", ("Testshire County Council", "Testshire"))
REGISTER = (
    TESTSHIRE,
    CouncilNames("north-testshire", ("North Testshire Council", "North Testshire"), valid_from=date(2021, 4, 1)),
    CouncilNames("old-borough", ("Borough of Mockford", "Mockford"), valid_to=date(2019, 3, 31)),
    CouncilNames("new-borough", ("Mockford Council", "Mockford"), valid_from=date(2019, 4, 1)),
    CouncilNames("sampleton-and-trial", ("London Borough of Sampleton and Trial", "Sampleton & Trial")),
)
ILACS_2018 = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care and care leavers",
    "Overall effectiveness",
)
ILACS_2023 = (
    *ILACS_2018[:2],
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    ILACS_2018[3],
)
ILACS_2026 = ILACS_2023[:4]
SIF = (
    "1. Children who need help and protection",
    "2. Children looked after and achieving permanence",
    "2.1 Adoption performance",
    "2.2 Experiences and progress of care leavers",
    "3. Leadership, management and governance",
)
SLAC_2010 = (
    ("Safeguarding services", ""),
    ("Overall effectiveness", "Good"),
    ("Capacity for improvement", "Outstanding"),
    ("Safeguarding outcomes for children and young people", ""),
    ("Children and young people are safe and feel safe", "Adequate"),
    ("Quality of provision", "Good"),
    ("The contribution of health agencies to keeping children and young people safe", "Inadequate"),
    ("Leadership and management", ""),
    ("Ambition and prioritisation", "Good"),
    ("Leadership and management", "Adequate"),
    ("Performance management and quality assurance", "Good"),
    ("Partnership working", "Outstanding"),
    ("Equality and diversity", "Good"),
    ("Services for looked after children", ""),
    ("Overall effectiveness", "Adequate"),
    ("Capacity for improvement", "Good"),
    ("How good are outcomes for looked after children and care leavers?", ""),
    ("Being healthy", "Good"),
    ("Staying safe", "Inadequate"),
    ("Enjoying and achieving", "Adequate"),
    ("Making a positive contribution, including user engagement", "Outstanding"),
    ("Economic well-being", "Good"),
    ("Quality of provision", "Adequate"),
    ("Leadership and management", ""),
    ("Ambition and prioritisation", "Outstanding"),
    ("Leadership and management", "Good"),
    ("Performance management and quality assurance", "Inadequate"),
    ("Equality and diversity", "Adequate"),
)
PROSE = (
    "Leaders know their services well and listen to children. Since the last inspection, when services were judged "
    "to be inadequate, practice has become more consistent, and most plans are reviewed in good time."
)


@dataclass(frozen=True)
class TableLayout:
    """How a table is set: widths in points, where a grade stands in its row, and in what order it is written."""

    label_width: float = 300
    grade_width: float = 110
    valign: Literal["top", "middle", "bottom"] = "top"
    order: Literal["rows", "columns", "grades first", "backwards"] = "rows"
    padding: float = 6
    header: str = ""


def ilacs_text(labels: Sequence[str], grades: Sequence[str], *, dates: str = "11 to 22 May 2026") -> str:
    """An ILACS report as text, each grade on its label's line."""
    rows = "\n".join(f"{label}\t{grade}" for label, grade in zip(labels, grades, strict=True))
    return (
        "Inspection of Testshire local authority children’s services\n"
        f"Inspection dates: {dates}\nLead inspector: Ann Example, His Majesty’s Inspector\n"
        f"Judgement\tGrade\n{rows}\n{PROSE}\nWhat needs to improve?\n- The quality of plans.\n"
    )


def sif_text(grades: Sequence[str], overall: str = "Children’s services in Testshire require improvement") -> str:
    """A SIF report as text, with the safeguarding board's judgement."""
    rows = "\n".join(f"{label} {grade}" for label, grade in zip(SIF, grades, strict=True))
    return (
        "Testshire County Council\nInspection of services for children in need of help and\n"
        "protection, children looked after and care leavers\nand\n"
        "Review of the effectiveness of the Local Safeguarding Children Board1\n"
        "Inspection date: 2 July 2014 – 23 July 2014\nReport published: 8 September 2014\n"
        f"{overall}\n{rows}\nContents\nSummary of findings 3\n"
        "The Local Safeguarding Children Board (LSCB)\nThe Local Safeguarding Children Board is good\n"
        "Lead inspector: Ann Example\n"
    )


def slac_text(rows: Sequence[tuple[str, str]] = SLAC_2010, *, body: str = "", dates: str = "9 – 20 May 2011") -> str:
    """A SLAC report as text: front, contents, scale, a body and the record of main findings."""
    record = "\n".join(f"{label}\t{grade}" for label, grade in rows)
    return (
        "Inspection of safeguarding and looked after children services\n\nTestshire\n\n"
        f"Inspection dates: {dates}\n\nReporting inspector: Ann Example HMI\n\nAge group: All\n\n"
        "Published: 27 June 2011\n\n© Crown copyright 2010\n\nContents\n\nAbout this inspection\t2\n"
        "Overall effectiveness\t5\nQuality of provision\t10\nRecord of main findings\t35\n\nAbout this inspection\n\n"
        "1. The purpose of the inspection is to evaluate services.\n\n"
        "Outstanding (Grade 1)\tA service that significantly exceeds minimum requirements\n"
        "Good (Grade 2)\tA service that exceeds minimum requirements\n"
        "Adequate (Grade 3)\tA service that only meets minimum\n\nrequirements\n\n"
        f"Inadequate (Grade 4) A service that does not meet minimum requirements\n\n{body}\n\n"
        f"Record of main findings:\n\n{record}"
    )


def blank_pdf(pages: int = 1) -> bytes:
    """A PDF with pages and no text, as a scan has."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    for _ in range(pages):
        canvas.rect(100, 100, 200, 200)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def ilacs_pdf(labels: Sequence[str], grades: Sequence[str], layout: TableLayout = TableLayout(), **front: str) -> bytes:
    """An ILACS report as a PDF of two pages."""
    title = front.get("title", "Inspection of Testshire local authority children’s services")
    dates = front.get("dates", "11 to 22 May 2026")
    lines = [title, f"Inspection dates: {dates}", "Lead inspector: Ann Example, His Majesty’s Inspector"]
    return table_pdf(lines, [("Judgement", "Grade"), *zip(labels, grades, strict=True)], layout)


def sif_pdf(grades: Sequence[str], layout: TableLayout = TableLayout(), overall: str = "") -> bytes:
    """A SIF report as a PDF of two pages."""
    lines = [
        "Testshire County Council",
        "Inspection of services for children in need of help and",
        "protection, children looked after and care leavers",
        "Inspection date: 2 July 2014 – 23 July 2014",
        "Report published: 8 September 2014",
        overall or "Children’s services in Testshire require improvement to be good",
    ]
    return table_pdf(lines, list(zip(SIF, grades, strict=True)), layout)


def table_pdf(
    front: Sequence[str], rows: Sequence[tuple[str, str]], layout: TableLayout, closing: Sequence[str] = ()
) -> bytes:
    """A front page with a table and some prose, and a second page of prose and the closing lines."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    top = A4[1] - 70.0
    for line in front:
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(72, top, line)
        top -= 22
    top = _draw_table(canvas, rows, layout, top - 10)
    _draw_prose(canvas, top - 30)
    canvas.showPage()
    canvas.drawString(72, A4[1] - 40, layout.header or "Inspection of Testshire local authority children’s services")
    canvas.drawString(520, A4[1] - 40, "2")
    _draw_prose(canvas, A4[1] - 90)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(closing):
        canvas.drawString(72, 300 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_table(canvas: Canvas, rows: Sequence[tuple[str, str]], layout: TableLayout, top: float) -> float:
    size, leading = 11.0, 13.0
    labels: list[tuple[float, float, str]] = []
    grades: list[tuple[float, float, str]] = []
    per_row: list[list[tuple[float, float, str]]] = []
    for label, grade in rows:
        left = simpleSplit(label, "Helvetica", size, layout.label_width)
        right = simpleSplit(grade, "Helvetica", size, layout.grade_width)
        height = max(len(left), len(right)) * leading
        cells = []
        for column, x, lines in ((labels, 72.0, left), (grades, 84.0 + layout.label_width, right)):
            spare = height - len(lines) * leading
            y = top - {"top": 0, "middle": spare / 2, "bottom": spare}[layout.valign]
            placed = [(x, y - leading * (number + 1), text) for number, text in enumerate(lines)]
            column.extend(placed)
            cells += placed
        per_row.append(cells)
        top -= height + layout.padding
    strings = {
        "rows": [cell for row in per_row for cell in row],
        "columns": [*labels, *grades],
        "grades first": [*grades, *labels],
        "backwards": [cell for row in reversed(per_row) for cell in row],
    }[layout.order]
    canvas.setFont("Helvetica", size)
    for x, y, text in strings:
        canvas.drawString(x, y, text)
    return top


def _draw_prose(canvas: Canvas, top: float) -> None:
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(simpleSplit(PROSE * 3, "Helvetica", 12, 440)):
        canvas.drawString(72, top - 15 * number, line)


def pdf_of_text(text: str, *, header: str, record_widths: tuple[float, float] = (300, 70)) -> bytes:
    """A SLAC report's text as a PDF: running headers, page numbers, and the record as a table of wrapped cells."""
    styles = getSampleStyleSheet()
    style = styles["BodyText"]
    lines = text.replace("**", " ").split("\n")
    marks = [number for number, line in enumerate(lines) if line.startswith("Record of main findings")]
    at = marks[-1]
    story: list[object] = [
        Paragraph(escape(line.replace("\t", "  ")), style) if line.strip() else Spacer(1, 6) for line in lines[:at]
    ]
    story.append(Paragraph(escape(lines[at]), style))
    cells = [line.split("\t") for line in lines[at + 1 :] if line.strip()]
    rows = [[Paragraph(escape(cell), style) for cell in (*row, "")[:2]] for row in cells]
    story.append(Table(rows, colWidths=record_widths, repeatRows=0))
    target = io.BytesIO()

    def furniture(canvas: Canvas, _document: object) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, A4[1] - 36, header)
        canvas.drawRightString(A4[0] - 72, 30, str(canvas.getPageNumber()))

    SimpleDocTemplate(target, pagesize=A4, invariant=True).build(story, onFirstPage=furniture, onLaterPages=furniture)
    return target.getvalue()
