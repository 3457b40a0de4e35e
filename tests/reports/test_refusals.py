"""Files that are no report: each is refused with a sentence that says what it is and what to do."""

import io

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from inspections.reports import extract
from inspections.reports.findings import Reading, Refusal, RefusalKind
from inspections.reports.pipeline import read_report
from tests.builders.reports import ILACS_2023, REGISTER, blank_pdf, ilacs_pdf, ilacs_text, slac_text

GOOD = ("Good",) * 5
PDF = ilacs_pdf(ILACS_2023, GOOD, dates="11 to 22 May 2024")
TEXT = ilacs_text(ILACS_2023, GOOD, dates="11 to 22 May 2024")


def locked_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption("a word", canPrint=0))
    canvas.drawString(72, 700, "Inspection of Testshire local authority children’s services")
    canvas.save()
    return target.getvalue()


def pdf_saying(*lines: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * number, line)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "EMPTY"),
        (b"\n \n\x00\x00", "EMPTY"),
        (b"\n<!DOCTYPE html>\n<html><head><title>Testshire - Ofsted</title></head></html>", "WEB_PAGE"),
        (b"\xef\xbb\xbf<html><body>Testshire</body></html>", "WEB_PAGE"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "WEB_PAGE"),
        (blank_pdf(3), "SCAN"),
        (locked_pdf(), "ENCRYPTED"),
        (PDF[:400], "TRUNCATED"),
        (b"%PDF-1.7\nnothing more", "TRUNCATED"),
        (blank_pdf(extract.MAX_PAGES + 1), "TOO_LARGE"),
        (b"a" * (extract.MAX_CHARACTERS + 1), "TOO_LARGE"),
        (b"%PDF-" + b"0" * extract.MAX_BYTES, "TOO_LARGE"),
        (bytes(range(256)) * 40, "NOT_TEXT"),
        (b"PK\x03\x04" + bytes(range(32)) * 20, "NOT_TEXT"),
        (rb"{\rtf1\ansi Inspection of safeguarding and looked after children services\par Testshire}", "NOT_TEXT"),
        (b"A recipe for bread.\nFlour, water, salt.", "NOT_A_REPORT"),
        (pdf_saying("A recipe for bread", "Flour, water, salt and a good deal of patience"), "NOT_A_REPORT"),
        (
            b"Testshire Safeguarding Children Board\nReview of the effectiveness of the Local Safeguarding Children\nBoard\n"
            b"Inspection date: 15 June 2015\nThe Local Safeguarding Children Board requires improvement",
            "BOARD_REVIEW",
        ),
        (
            b"Cabinet\n29 February 2012\nInspection of Safeguarding and Looked After Children Services\n"
            b"# **Report of the Director**\n## Purpose of the Report\n1. This report tells Cabinet what Ofsted found.",
            "CABINET_PAPER",
        ),
        (
            b"8 March 2019\nDear local partnership\nJoint targeted area inspection of the multi-agency response to neglect in\n"
            b"Testshire\nBetween 21 and 25 January 2019, Ofsted and the CQC carried out a joint inspection.",
            "JOINT_INSPECTION",
        ),
        (
            b"Local area partnership report\nArea SEND inspection of Testshire Local Area Partnership\n"
            b"Inspection dates: 20 to 24 November 2023\nThe council and its committees work together.",
            "SEND_INSPECTION",
        ),
        (
            b"Joint local area SEND inspection in Testshire\nBetween 4 and 8 June 2018, Ofsted visited.",
            "SEND_INSPECTION",
        ),
        (b"Ofsted\nThe committee of the allotment holders\nFlour, water, salt.", "NOT_A_REPORT"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_report_is_refused(data: bytes, kind: str) -> None:
    assert read_report(data, REGISTER) == Refusal(RefusalKind[kind])


@pytest.mark.parametrize("kind", RefusalKind)
def test_every_refusal_is_one_sentence(kind: RefusalKind) -> None:
    assert kind.message.endswith(".")
    assert kind.message.count(". ") == 0


@pytest.mark.parametrize(
    "data",
    [
        PDF,
        b"\n\n" + PDF,
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.encode("utf-16"),
        TEXT.replace(" ", " \x00").encode(),
        TEXT.replace("\nWhat needs", "\n\fWhat needs").encode(),
    ],
    ids=["pdf", "pdf after blank lines", "utf-8", "bom", "cp1252", "crlf", "utf-16", "nuls", "form feed"],
)
def test_a_report_is_read_whatever_its_bytes(data: bytes) -> None:
    result = read_report(data, REGISTER)
    assert isinstance(result, Reading)
    assert (result.council, [finding.grade for finding in result.grades]) == ("testshire", ["good"] * 5)


def test_a_refusal_crosses_a_border_as_json() -> None:
    refusal = Refusal(RefusalKind.SCAN)
    assert Refusal.from_json(refusal.to_json()) == refusal


def test_a_step_that_fails_leaves_a_problem_and_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("inspections.reports.pipeline.read_figures", fails)
    result = read_report(slac_text().encode(), REGISTER)
    assert isinstance(result, Reading)
    assert len(result.grades) == 22
    assert "STEP_FAILED" in {problem.kind.name for problem in result.problems}


def test_an_error_of_the_reader_is_a_refusal_and_never_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: bytes) -> None:
        raise pdfium.PdfiumError("odd")

    monkeypatch.setattr("inspections.reports.pipeline.load", fails)
    assert read_report(PDF, REGISTER) == Refusal(RefusalKind.UNREADABLE)
