"""The real reports: every PDF gives what expected.csv says, every SLAC text what slac_reports.json says."""

from functools import cache
from typing import Any

import pytest

from inspections.reports.findings import Reading, Refusal, RefusalKind
from inspections.reports.pipeline import read_report
from tests.builders.real_reports import FACTS, PDFS, TEXTS, needs_reports, rows, slac_facts
from tests.builders.register import fixture_councils
from tests.builders.reports import pdf_of_text

pytestmark = [pytest.mark.reports, needs_reports]

EXPECTED = rows(PDFS / "expected.csv")
GRADED = [row for row in EXPECTED if row["expect"] == "grades"]
ONE_NAME_FOR_SEVERAL = {
    "leadership": ("leaders", "leadership"),
    "children_in_care": ("children_in_care", "children_in_care_and_care_leavers", "cla_permanence"),
}
# What a reader may be unsure of without being wrong: facts that these reports do not print.
NOT_IN_THE_REPORT = {"PUBLICATION_DATE_MISSING", "LEAD_INSPECTOR_MISSING"}


@cache
def reading_of(name: str) -> Reading:
    result = read_report((PDFS / name).read_bytes(), fixture_councils())
    assert isinstance(result, Reading)
    return result


@cache
def reading_of_text(name: str) -> Reading:
    result = read_report((TEXTS / name).read_bytes(), fixture_councils())
    assert isinstance(result, Reading)
    return result


def expected_grades(row: dict[str, str]) -> dict[str, str]:
    own = {name: value for name, value in list(row.items())[5:] if value}
    if row["framework"] == "lac-2013":
        return {name.removeprefix("lac_"): value for name, value in own.items() if name.startswith("lac_")}
    return own


@pytest.mark.parametrize("row", GRADED, ids=lambda row: row["file"])
def test_every_grade_of_a_pdf_is_read(row: dict[str, str]) -> None:
    found = {finding.judgement: finding.grade for finding in reading_of(row["file"]).grades}
    for name, grade in expected_grades(row).items():
        codes = [code for code in ONE_NAME_FOR_SEVERAL.get(name, (name,)) if code in found]
        assert codes, f"{name} was not found"
        assert found[codes[0]] == grade, name


@pytest.mark.parametrize("row", GRADED, ids=lambda row: row["file"])
def test_a_pdfs_framework_and_council_are_told(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])
    assert (reading.framework, reading.council) == (row["framework"], row["council"])
    assert reading.framework_evidence


@pytest.mark.parametrize("row", GRADED, ids=lambda row: row["file"])
def test_a_pdfs_dates_and_inspector_are_read(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])
    known = {(r["council"], r["published_on"]): r for r in rows(FACTS / "inspections.csv")}
    fact = known[row["council"], row["published"]]
    assert (str(reading.inspected_from), str(reading.inspected_to)) == (fact["inspected_from"], fact["inspected_to"])
    assert reading.published_on is None or str(reading.published_on) == row["published"]
    if fact["lead_inspector"]:
        assert fact["lead_inspector"] in reading.lead_inspectors


@pytest.mark.parametrize("row", GRADED, ids=lambda row: row["file"])
def test_a_pdfs_table_and_body_do_not_contradict_each_other(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])
    assert [finding.id for finding in reading.grades if finding.agreement == "contradict"] == []
    assert any(finding.agreement == "agree" for finding in reading.grades)


@pytest.mark.parametrize("row", GRADED, ids=lambda row: row["file"])
def test_every_grade_of_a_pdf_has_its_line_and_place(row: dict[str, str]) -> None:
    for finding in reading_of(row["file"]).grades:
        assert finding.quoted_line, finding.id
        assert finding.page, finding.id
        assert finding.box, finding.id


@pytest.mark.parametrize("row", [r for r in EXPECTED if r["expect"] != "grades"], ids=lambda row: row["file"])
def test_a_file_that_is_no_report_is_refused(row: dict[str, str]) -> None:
    expected = {"refuse_not_pdf": RefusalKind.WEB_PAGE, "lscb_only": RefusalKind.BOARD_REVIEW}
    assert read_report((PDFS / row["file"]).read_bytes(), fixture_councils()) == Refusal(expected[row["expect"]])


@pytest.mark.parametrize("fact", slac_facts()["reports"], ids=lambda fact: fact["slug"])
def test_every_row_of_a_slac_record_is_read_from_its_line(fact: dict[str, Any]) -> None:
    reading = reading_of_text(fact["file"])
    for row in fact["record"]:
        finding = reading.grade(f"{row['service']}.{row['code']}")
        assert finding is not None, row
        assert (finding.grade, finding.source, finding.line) == (row["grade"].lower(), "record", row["line"])


@pytest.mark.parametrize("fact", slac_facts()["reports"], ids=lambda fact: fact["slug"])
def test_a_slac_reading_has_the_records_rows_and_the_group_grades_only(fact: dict[str, Any]) -> None:
    reading = reading_of_text(fact["file"])
    assert len(reading.grades) == fact["record_rows"] + len(fact["group_grades_in_body_not_in_record"])


@pytest.mark.parametrize("fact", slac_facts()["reports"], ids=lambda fact: fact["slug"])
def test_a_slac_reports_front_is_read(fact: dict[str, Any]) -> None:
    reading = reading_of_text(fact["file"])
    assert (reading.council, reading.framework) == (fact["slug"], fact["framework"])
    assert (str(reading.inspected_from), str(reading.inspected_to)) == (
        fact["inspection_start"],
        fact["inspection_end"],
    )
    assert str(reading.published_on) == fact["published"]
    assert reading.lead_inspectors == (fact["reporting_inspector"].removesuffix(" HMI"),)


@pytest.mark.parametrize("fact", slac_facts()["reports"], ids=lambda fact: fact["slug"])
def test_a_slac_reports_body_grades_agree_with_its_record(fact: dict[str, Any]) -> None:
    reading = reading_of_text(fact["file"])
    for row in fact["record"]:
        finding = reading.grade(f"{row['service']}.{row['code']}")
        assert finding is not None
        assert finding.agreement != "contradict"
        if row.get("body_grade"):
            printed = row["body_grade"]
            assert (finding.body_grade, finding.body_line) == (printed["word"].lower(), printed["line"])


@pytest.mark.parametrize("fact", slac_facts()["reports"], ids=lambda fact: fact["slug"])
def test_a_slac_text_has_no_error(fact: dict[str, Any]) -> None:
    assert reading_of_text(fact["file"]).errors == ()


@pytest.mark.parametrize("widths", [(300, 70), (180, 45), (400, 48)])
@pytest.mark.parametrize("fact", slac_facts()["reports"], ids=lambda fact: fact["slug"])
def test_a_pdf_made_of_a_slac_text_gives_the_same_grades(fact: dict[str, Any], widths: tuple[float, float]) -> None:
    text = (TEXTS / fact["file"]).read_text(encoding="utf-8")
    header = f"Inspection of safeguarding and looked after children services: {fact['council']}"
    reading = read_report(pdf_of_text(text, header=header, record_widths=widths), fixture_councils())
    assert isinstance(reading, Reading)
    assert (reading.council, reading.framework) == (fact["slug"], fact["framework"])
    assert str(reading.published_on) == fact["published"]
    of_text = {finding.id: (finding.grade, finding.agreement) for finding in reading_of_text(fact["file"]).grades}
    assert {finding.id: (finding.grade, finding.agreement) for finding in reading.grades} == of_text


@pytest.mark.parametrize("row", GRADED, ids=lambda row: row["file"])
def test_a_pdf_in_good_order_has_few_problems(row: dict[str, str]) -> None:
    errors = [p.kind.name for p in reading_of(row["file"]).errors if p.kind.name not in NOT_IN_THE_REPORT]
    assert errors == []
