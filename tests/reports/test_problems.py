"""Right or loud: each kind of problem on a report that has it, and not on one that has not."""

import pytest

from inspections.reports.findings import Problem, ProblemKind, Reading
from inspections.reports.pipeline import read_report
from tests.builders.reports import (
    ILACS_2018,
    ILACS_2023,
    REGISTER,
    SLAC_2010,
    blank_pdf,
    ilacs_text,
    sif_text,
    slac_text,
)

GOOD = ("Good",) * 5
FAIR = ilacs_text(ILACS_2023, GOOD, dates="11 to 22 May 2024")


def problems(text: str) -> list[Problem]:
    result = read_report(text.encode(), REGISTER)
    assert isinstance(result, Reading), result
    return list(result.problems)


def of_kind(text: str, name: str) -> list[Problem]:
    return [problem for problem in problems(text) if problem.kind.name == name]


def slac_with(label: str, grade: str, *, service: int = 0) -> str:
    places = [index for index, row in enumerate(SLAC_2010) if row[0] == label and row[1]]
    rows = list(SLAC_2010)
    rows[places[service]] = (label, grade)
    return slac_text(rows)


def test_a_fair_report_has_no_problem_but_what_it_does_not_print() -> None:
    assert {p.kind.name for p in problems(FAIR) if p.severity == "error"} == {"PUBLICATION_DATE_MISSING"}
    assert [p for p in problems(slac_text()) if p.severity == "error"] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("COUNCIL_UNKNOWN", FAIR.replace("Testshire", "Nowhere")),
        ("COUNCIL_DOUBTFUL", FAIR.replace("Inspection of Testshire", "Inspection of Testshire and Mockford")),
        ("INSPECTION_DATES_MISSING", FAIR.replace("11 to 22 May 2024", "in May")),
        ("INSPECTION_DATES_DOUBTFUL", FAIR.replace("11 to 22 May 2024", "22 May 2023 to 11 May 2024")),
        ("INSPECTION_DATES_DOUBTFUL", FAIR.replace("11 to 22 May 2024", "22 May 2024 to 11 May 2024")),
        ("PUBLICATION_DATE_MISSING", slac_text().replace("Published: 27 June 2011", "")),
        ("PUBLICATION_DATE_DOUBTFUL", slac_text().replace("Published: 27 June 2011", "Published: 27 June 2010")),
        ("LEAD_INSPECTOR_MISSING", slac_text().replace("Reporting inspector: Ann Example HMI", "")),
        ("FRAMEWORK_DOUBTFUL", FAIR.replace("2024", "2019")),
        ("FRAMEWORK_DOUBTFUL", slac_text(dates="9 – 20 May 2015")),
        ("RECORD_MISSING", slac_text([])),
        ("JUDGEMENT_UNREAD", slac_with("Being healthy", "")),
        ("RECORD_INCOMPLETE", slac_with("Being healthy", "")),
        ("JUDGEMENT_MISPLACED", slac_text(SLAC_2010[13:])),
        ("JUDGEMENT_TWICE", slac_text([*SLAC_2010, ("Being healthy", "Outstanding")])),
        ("JUDGEMENT_UNKNOWN", slac_text([*SLAC_2010, ("Tidiness of the stationery cupboard", "Good")])),
        ("LABEL_UNUSUAL", FAIR.replace("progress of care leavers", "progress of young care leavers")),
        ("GRADE_UNCLEAR", slac_with("Being healthy", "9000")),
        ("GRADE_UNCLEAR", slac_with("Being healthy", "Grade 4 (Good)")),
        ("GRADE_OFF_SCALE", slac_with("Being healthy", "Requires improvement")),
        ("GRADE_OFF_SCALE", FAIR.replace("care leavers\tGood", "care leavers\tAdequate")),
        ("GRADES_CONTRADICT", FAIR + "The experiences and progress of care leavers: outstanding\n1. They do well.\n"),
        ("GRADE_FROM_BODY", FAIR.replace("progress of care leavers\tGood", "")
            + "The experiences and progress of care leavers: outstanding\n1. They do well.\n"),
        ("LIMITING_RULE_BROKEN", FAIR.replace("care leavers\tGood", "care leavers\tInadequate")),
        ("LIMITING_RULE_BROKEN", FAIR.replace("effectiveness\tGood", "effectiveness\tInadequate")),
        ("LIMITING_RULE_BROKEN", sif_text(("Good", "Good", "Good", "Good", "Inadequate"))),
    ],
)  # fmt: skip
def test_each_kind_of_problem_is_found_where_it_is(kind: str, text: str) -> None:
    assert of_kind(text, kind)


def test_a_contradiction_names_both_places() -> None:
    text = FAIR + "The experiences and progress of care leavers: outstanding\n1. They do well.\n"
    problem = of_kind(text, "GRADES_CONTRADICT")[0]
    assert problem.judgement == "whole.care_leavers"
    assert "Good" in problem.detail
    assert "outstanding" in problem.detail


def test_leaders_alone_do_not_break_the_limiting_rule() -> None:
    grades = ("Inadequate", "Requires improvement", "Requires improvement", "Inadequate")
    assert of_kind(ilacs_text(ILACS_2018, grades, dates="11 to 22 May 2020"), "LIMITING_RULE_BROKEN") == []


def test_a_sub_judgement_does_not_break_the_limiting_rule() -> None:
    text = sif_text(("Good", "Requires improvement", "Inadequate", "Good", "Good"))
    assert of_kind(text, "LIMITING_RULE_BROKEN") == []


def test_labels_and_grades_that_do_not_go_up_evenly_are_doubted() -> None:
    labels, grades = "\n".join(ILACS_2023), "\n".join(("Good", "Inadequate", "Good", "Good", "Inadequate"))
    rows = "\n".join(f"{label}\t{grade}" for label, grade in zip(ILACS_2023, GOOD, strict=True))
    text = FAIR.replace(rows, f"{labels}\n{grades}")
    result = read_report(text.encode(), REGISTER)
    assert isinstance(result, Reading)
    flagged = {problem.judgement for problem in result.errors}
    assert all(finding.id in flagged for finding in result.grades)


def test_a_page_without_text_is_pointed_out() -> None:
    from tests.builders.reports import ilacs_pdf

    assert isinstance(read_report(ilacs_pdf(ILACS_2023, GOOD, dates="11 to 22 May 2024"), REGISTER), Reading)
    assert not isinstance(read_report(blank_pdf(), REGISTER), Reading)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_kind_has_a_severity_and_advice(kind: ProblemKind) -> None:
    assert kind.severity in {"error", "warning", "note"}
    assert kind.advice.endswith(".")


def test_a_reading_crosses_a_border_as_json_unchanged() -> None:
    import json

    result = read_report(slac_text(body="Overall effectiveness\n\n14. It is good.").encode(), REGISTER)
    assert isinstance(result, Reading)
    assert result.problems
    assert Reading.from_json(json.loads(json.dumps(result.to_json()))) == result
