"""Every form a report's judgements come in, on short made-up texts and small PDFs."""

import itertools

import pytest

from inspections.reports.findings import Reading
from inspections.reports.pipeline import read_report
from tests.builders.reports import (
    ILACS_2018,
    ILACS_2023,
    ILACS_2026,
    REGISTER,
    SIF,
    SLAC_2010,
    TableLayout,
    ilacs_pdf,
    ilacs_text,
    pdf_of_text,
    sif_pdf,
    sif_text,
    slac_text,
)

GRADES = ("Outstanding", "Requires improvement to be good", "Good", "Inadequate", "Inadequate")
CODES = ("outstanding", "requires_improvement", "good", "inadequate", "inadequate")
LAYOUTS = [
    TableLayout(width, narrow, valign, order, padding)
    for width, narrow, valign, order, padding in itertools.product(
        (300, 140), (200, 75), ("top", "middle", "bottom"), ("rows", "columns", "grades first", "backwards"), (6, 0)
    )
]


def read(data: bytes | str) -> Reading:
    result = read_report(data.encode() if isinstance(data, str) else data, REGISTER)
    assert isinstance(result, Reading), result
    return result


def grades(reading: Reading) -> list[str | None]:
    return [finding.grade for finding in reading.grades]


def kinds(reading: Reading) -> set[str]:
    return {problem.kind.name for problem in reading.problems}


@pytest.mark.parametrize(
    ("labels", "dates", "code"),
    [
        (ILACS_2018, "11 to 22 May 2020", "ilacs-2018"),
        (ILACS_2023, "11 to 22 May 2024", "ilacs-2023"),
        (ILACS_2026, "11 to 22 May 2026", "ilacs-2026"),
    ],
)
def test_each_ilacs_version_is_told_by_its_rows(labels: tuple[str, ...], dates: str, code: str) -> None:
    reading = read(ilacs_text(labels, GRADES[: len(labels)], dates=dates))
    assert (reading.framework, "FRAMEWORK_DOUBTFUL" in kinds(reading)) == (code, False)
    assert grades(reading) == list(CODES[: len(labels)])


def test_rows_and_dates_of_different_versions_are_a_problem() -> None:
    reading = read(ilacs_text(ILACS_2018, GRADES[:4], dates="11 to 22 May 2024"))
    assert reading.framework == "ilacs-2018"
    assert "FRAMEWORK_DOUBTFUL" in kinds(reading)


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_grade_belongs_to_its_label_however_the_table_is_laid_out(layout: TableLayout) -> None:
    reading = read(ilacs_pdf(ILACS_2023, GRADES, layout, dates="11 to 22 May 2024"))
    assert grades(reading) == list(CODES)


@pytest.mark.parametrize("order", ["rows", "columns", "grades first", "backwards"])
def test_a_sif_table_is_read_in_any_order_of_its_stream(order: str) -> None:
    layout = TableLayout(210, 80, "middle", order)  # type: ignore[arg-type]
    reading = read(sif_pdf(("Good", "Not judged", "Good", "Outstanding", "Requires improvement"), layout))
    found = {finding.judgement: finding.grade for finding in reading.grades}
    assert found == {
        "overall_effectiveness": "requires_improvement",
        "help_and_protection": "good",
        "cla_permanence": "not_judged",
        "adoption": "good",
        "care_leavers": "outstanding",
        "leadership": "requires_improvement",
    }


@pytest.mark.parametrize(
    "printed",
    [
        "Requires improvement",
        "requires improvement",
        "Requires Improvement",
        "REQUIRES IMPROVEMENT",
        "Require improvement",
        "Requires improvement to be good",
        "Requires  improvement to be  good",
        "Requires improvement.",
        "Requires improvement2",
    ],
)
def test_every_wording_of_requires_improvement_is_one_grade(printed: str) -> None:
    assert grades(read(ilacs_text(ILACS_2018, ("Good", printed, "Good", "Good"), dates="11 May 2020")))[1] == (
        "requires_improvement"
    )


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("Children’s services in Testshire are inadequate", "inadequate"),
        ("Children's services in Testshire require improvement to be\ngood", "requires_improvement"),
        ("Children’s services in the Royal Borough of Testshire are good.", "good"),
        ("The overall judgement is requires improvement\nThere are no widespread failures.", "requires_improvement"),
        ("The overall judgement is that children’s services require\nimprovement.2", "requires_improvement"),
        ("The overall judgement is that children’s services are outstanding", "outstanding"),
        ("The overall judgement is good\nThe local authority leads effective services.", "good"),
    ],
)
def test_sif_overall_effectiveness_is_read_from_its_sentence(sentence: str, grade: str) -> None:
    part = "Inadequate" if grade == "inadequate" else "Good"
    finding = read(sif_text((part,) * 5, sentence)).grade("whole.overall_effectiveness")
    assert finding is not None
    assert (finding.grade, finding.source) == (grade, "sentence")


def test_a_sentence_that_denies_a_grade_gives_none() -> None:
    reading = read(sif_text(("Good",) * 5, "Children’s services in Testshire are not yet good"))
    finding = reading.grade("whole.overall_effectiveness")
    assert finding is not None
    assert finding.grade is None
    assert "JUDGEMENT_UNREAD" in kinds(reading)


def test_the_safeguarding_boards_judgement_is_a_service_of_its_own() -> None:
    finding = read(sif_text(("Good",) * 5)).grade("lscb.lscb_effectiveness")
    assert finding is not None
    assert finding.grade == "good"


def test_a_sif_report_without_a_table_takes_its_grades_from_headings() -> None:
    headings = "\n".join(
        f"Key judgement Judgement grade\n{label.split(' ', 1)[1]} {grade}\nSummary\nSome words of prose.\n"
        for label, grade in zip(SIF, ("Good", "Adequate work", "Good", "Outstanding", "Good"), strict=True)
    )
    text = sif_text(("",) * 5).replace("Contents\n", f"Contents\n{headings}")
    for label in SIF:
        text = text.replace(f"{label} \n", "")
    text = text.replace("Report published: 8 September 2014\n", "")
    reading = read(text)
    finding = reading.grade("whole.care_leavers")
    assert finding is not None
    assert (finding.grade, finding.source) == ("outstanding", "heading")
    assert {"GRADE_FROM_BODY", "PUBLICATION_DATE_MISSING", "RECORD_MISSING", "JUDGEMENT_UNREAD"} <= kinds(reading)


def test_a_slac_record_gives_every_row_to_its_own_service() -> None:
    reading = read(slac_text())
    printed = [grade.lower() for _, grade in SLAC_2010 if grade]
    assert grades(reading) == printed
    assert [finding.service for finding in reading.grades] == ["safeguarding"] * 10 + ["looked_after"] * 12


@pytest.mark.parametrize("widths", [(320, 80), (170, 60), (120, 44)])
def test_a_slac_record_is_read_from_a_pdf_with_wrapped_cells(widths: tuple[float, float]) -> None:
    reading = read(pdf_of_text(slac_text(), header="Testshire inspection report", record_widths=widths))
    assert grades(reading) == [grade.lower() for _, grade in SLAC_2010 if grade]


def test_number_and_word_in_a_cell_are_one_grade() -> None:
    rows = [(label, f"{grade} Grade {number}") for label, grade, number in _numbered()]
    assert grades(read(slac_text(rows))) == [grade.lower() for _, grade in SLAC_2010 if grade]


def _numbered() -> list[tuple[str, str, str]]:
    numbers = {"Outstanding": "1", "Good": "2", "Adequate": "3", "Inadequate": "4"}
    return [(label, grade, numbers[grade]) for label, grade in SLAC_2010 if grade]


@pytest.mark.parametrize(
    ("body", "agreement"),
    [
        ("Overall effectiveness\n\nGrade 2 (Good)\n\n14. Services work well.", "agree"),
        ("Overall effectiveness **Grade 2 (good)**\n\n14. Services work well.", "agree"),
        ("Overall effectiveness\n\n14. The overall effectiveness of safeguarding services is good. More.", "agree"),
        ("Overall effectiveness\n\n14. Services have good features and adequate plans.", "silent"),
        ("Overall effectiveness\n\n14. Overall effectiveness was adequate at the previous inspection.", "silent"),
        ("Overall effectiveness\n\nGrade 3 (Adequate)\n\n14. Services work well.", "contradict"),
        ("Overall effectiveness\n\n14. Overall effectiveness is inadequate.", "contradict"),
    ],
)
def test_the_body_agrees_is_silent_or_contradicts(body: str, agreement: str) -> None:
    reading = read(slac_text(body=body))
    finding = reading.grade("safeguarding.overall_effectiveness")
    assert finding is not None
    assert (finding.grade, finding.agreement) == ("good", agreement)
    assert ("GRADES_CONTRADICT" in kinds(reading)) == (agreement == "contradict")


@pytest.mark.parametrize("bullet", ["\uf0b7 ", "- ", ""])
def test_the_grades_of_the_previous_inspection_are_never_taken(bullet: str) -> None:
    listed = "\n".join(f"{bullet}{label.split(' ', 1)[1]}: inadequate" for label in SIF)
    text = sif_text(("Good",) * 5).replace(
        "Contents\n",
        f"Contents\nThe judgements for the local\nauthority were:\n{bullet}Overall effectiveness: inadequate\n{listed}.\n",
    )
    reading = read(text)
    assert {f.grade for f in reading.grades if f.judgement != "overall_effectiveness"} == {"good"}
    assert "GRADES_CONTRADICT" not in kinds(reading)


def test_a_heading_of_the_body_confirms_an_ilacs_grade() -> None:
    text = ilacs_text(ILACS_2026, ("Good", "Good", "Outstanding", "Good"))
    reading = read(text + "The experiences and progress of children in care: outstanding\n1. Children do well.\n")
    finding = reading.grade("whole.children_in_care")
    assert finding is not None
    assert finding.agreement == "agree"


def test_running_headers_and_page_numbers_are_no_part_of_the_text() -> None:
    data = pdf_of_text(slac_text(body="14. Words of prose.\n\n" * 150), header="A running header")
    assert all("running header" not in paragraph.text for paragraph in read(data).paragraphs)


def test_a_child_protection_report_is_read_from_its_record() -> None:
    reading = read(
        "Inspection of local authority arrangements for the protection of children\nTestshire County Council\n\n"
        "Inspection dates: 10 to 19 September 2012\nLead inspector Ann Example HMI\n\nPublished: 19 October 2012\n\n"
        "Contents\nOverall effectiveness 4\nRecord of main findings 20\n\nOverall effectiveness\n\n"
        "4. The overall effectiveness of the arrangements is judged to be inadequate.\n\n"
        "Record of main findings\n\nLocal authority arrangements for the protection of children\n"
        "Overall effectiveness Inadequate\n"
        "The effectiveness of the help and protection provided to children, young people, families and\ncarers\n"
        "Inadequate\nThe quality of practice Inadequate\nLeadership and governance Adequate\n"
    )
    assert reading.framework == "cp-2012"
    assert grades(reading) == ["inadequate", "inadequate", "inadequate", "adequate"]
    assert reading.grades[0].agreement == "agree"
