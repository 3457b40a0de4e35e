"""Bad input: each kind of error with its file, row and column, all of them at once, and nothing written."""

import pytest

from inspections import actions
from inspections.models import Council, Edition, Inspection
from inspections.record.files.layouts import LAYOUTS
from tests.builders.factories import make_user
from tests.builders.files import EXAMPLEHAM, SAMPLE, NamedFile, changed, csv_bytes, make_file, make_files, planned

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def found(plan):
    return [(problem.file, problem.row, problem.column) for problem in plan.problems]


def test_sample_has_no_problem():
    assert planned().problems == ()


@pytest.mark.parametrize(
    ("layout", "cells", "column", "message"),
    [
        ("councils", {"slug": "Test Shire"}, "slug", "is not a slug"),
        ("councils", {"slug": ""}, "slug", "is empty"),
        ("councils", {"region": "Wessex"}, "region", "“Wessex” is not one of East Midlands"),
        ("councils", {"type": "parish"}, "type", "“parish” is not one of county"),
        ("councils", {"london": "inner"}, "london", "is for councils in London"),
        ("councils", {"aliases": "Testshire||TCC"}, "aliases", "has an empty name"),
        ("councils", {"dfe_la_code": "90123"}, "dfe_la_code", "has 5 characters; there is room for 3"),
        ("councils", {"in_register_2012": "yes"}, "in_register_2012", "neither 1 (yes) nor 0 (no)"),
        ("councils", {"in_register_2012": "0"}, "in_register_2012", "on 2012-01-05 it should be 1"),
        (
            "councils",
            {"valid_from": "2009-04-01", "valid_to": "2009-03-31", "in_register_2012": "0", "in_register_2026": "0"},
            "valid_to",
            "would end (2009-03-31) before it begins",
        ),
        (
            "councils",
            {"replaced_by": "elsewhere", "valid_to": "2023-03-31", "in_register_2026": "0"},
            "replaced_by",
            "unknown successor “elsewhere”",
        ),
        ("councils", {"same_area_as": "exampleham"}, "same_area_as", "not one of the councils in replaced_by"),
        ("councils", {"predecessors": "exampleham"}, "predecessors", "does not agree with replaced_by"),
        (
            "statistical_neighbours",
            {"neighbour_slug": "elsewhere"},
            "neighbour_slug",
            "No council is called “elsewhere”",
        ),
        ("statistical_neighbours", {"dfe_la_code": "111"}, "dfe_la_code", "testshire has the DfE code 901"),
        ("statistical_neighbours", {"rank": "2"}, "rank", "rank 1 of testshire is missing"),
        ("statistical_neighbours", {"closeness": "near"}, "closeness", "“near” is not one of extremely_close"),
        ("statistical_neighbours", {"model": "May 2025"}, "model", "write year and month"),
        ("grades", {"council": "elsewhere"}, "council", "No council is called “elsewhere”"),
        ("grades", {"inspected_from": "2010-11-28"}, "inspected_from", "no inspection of testshire under slac-2010"),
        ("grades", {"published_on": "2012-01-26"}, "published_on", "date of publication is 2012-01-25"),
        ("grades", {"service": "whole"}, "service", "“whole” is not a service of SLAC 2010"),
        ("grades", {"judgement": "leaders"}, "judgement", "“leaders” is not a judgement of safeguarding"),
        ("grades", {"grade": "excellent"}, "grade", "“excellent” is not one of outstanding"),
        ("grades", {"grade": "requires_improvement"}, "grade", "not on the scale of SLAC 2010"),
        ("grades", {"provenance": "hearsay"}, "provenance", "“hearsay” is not one of report"),
        ("grades", {"provenance": "later_report"}, "provenance", "does not agree with the inspection's source"),
        ("areas_for_improvement", {"timescale": "soon"}, "timescale", "“soon” is not one of immediately"),
        ("areas_for_improvement", {"count": "0"}, "count", "0 is less than 1"),
        ("areas_for_improvement", {"count": "99999"}, "count", "99999 is more than 500"),
        ("councils", {"replaced_by": "exampleham|exampleham"}, "replaced_by", "has a slug twice"),
        ("councils", {"valid_from": "٢٠٠٩-04-01"}, "valid_from", "write it as 2009-04-01"),
        ("areas_for_improvement", {"service": "whole"}, "service", "“whole” is not a service of SLAC 2010"),
        ("figures", {"kind": "Looked after"}, "kind", "is not a code"),
        ("figures", {"value": "1,356"}, "value", "“1,356” is not a whole number"),
        ("figures", {"published_on": ""}, "published_on", "date of publication is 2012-01-25"),
        ("paragraph_ranges", {"last": "13"}, "last", "comes before the first, 14"),
        ("paragraph_ranges", {"judgement": "safe_and_feel_safe"}, "judgement", "has no grade in this inspection"),
    ],
)
def test_cell_that_cannot_be_used_is_named(layout, cells, column, message):
    rows = [changed(layout, **cells)]
    others = {"councils": [EXAMPLEHAM], "grades": [SAMPLE["grades"]]}.get(layout, [])
    plan = planned(**{layout: rows + others if layout != "grades" else others + rows})
    row = 3 if layout == "grades" else 2
    mine = [str(problem) for problem in plan.problems]
    assert (f"{layout}.csv", row, column) in found(plan), mine
    assert any(f"{layout}.csv, row {row}, column {column}: " in text and message in text for text in mine), mine


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"council": "elsewhere"}, "council", "No council is called “elsewhere”"),
        ({"framework": "slac-2011"}, "framework", "“slac-2011” is not one of slac-2009"),
        ({"inspected_from": "2011-11-31"}, "inspected_from", "“2011-11-31” is not a day that exists"),
        ({"inspected_from": "28 Nov 2011"}, "inspected_from", "is not a date"),
        ({"inspected_to": "2011-12"}, "inspected_to", "is not a whole date"),
        ({"inspected_to": "2011-11-27"}, "inspected_to", "would end before it begins (2011-11-28)"),
        ({"published_on": "2012-02-30"}, "published_on", "“2012-02-30” is not a day that exists"),
        ({"published_on": "9012-01-25"}, "published_on", "9012-01-25 has not come yet"),
        ({"inspected_from": "9012-01", "inspected_to": ""}, "inspected_from", "9012-01 has not come yet"),
        ({"published_on": "2011-11-01"}, "published_on", "would be published before the inspection"),
        ({"report_url": "ofsted.gov.uk"}, "report_url", "is not a web address"),
        ({"source": "rumour"}, "source", "“rumour” is not one of report"),
        ({"lead_inspector": "=HYPERLINK(1)"}, "lead_inspector", "a spreadsheet would run it as a formula"),
        ({"note": "-1+1"}, "note", "a spreadsheet would run it as a formula"),
    ],
)
def test_inspection_that_cannot_be_right_is_refused(cells, column, message):
    plan = planned(inspections=[changed("inspections", **cells)])
    problem = plan.problems[0]
    assert (problem.file, problem.row, problem.column) == ("inspections.csv", 2, column)
    assert message in problem.message


def test_bad_cell_of_an_inspection_is_not_reported_again_for_its_grades():
    assert found(planned(inspections=[changed("inspections", source="rumour")])) == [("inspections.csv", 2, "source")]


def test_inspection_before_the_council_existed_is_refused():
    council = changed("councils", valid_from="2012-01-01")
    plan = planned(councils=[council, EXAMPLEHAM])
    assert [str(problem) for problem in plan.problems] == [
        "inspections.csv, row 2, column council: “testshire” did not exist until 2012-01-01"
    ]


def test_inspection_after_the_council_was_abolished_is_refused():
    council = changed("councils", valid_to="2011-03-31", in_register_2012="0", in_register_2026="0")
    plan = planned(councils=[council, EXAMPLEHAM])
    assert [str(problem) for problem in plan.problems] == [
        "inspections.csv, row 2, column council: “testshire” was abolished on 2011-03-31"
    ]


def test_derived_grade_without_its_reasoning_is_refused():
    inspection = changed("inspections", source="later_report")
    plan = planned(inspections=[inspection], grades=[changed("grades", provenance="derived")])
    assert [str(problem) for problem in plan.problems] == [
        "grades.csv, row 2, column note: a derived grade needs its reasoning"
    ]


def test_new_inspection_without_grades_is_refused():
    plan = planned(make_file("councils", [SAMPLE["councils"]]), make_file("inspections", [SAMPLE["inspections"]]))
    assert [str(problem) for problem in plan.problems] == [
        "inspections.csv, row 2, column inspected_from: a new inspection needs at least one grade in grades.csv"
    ]


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "councils"])
def test_duplicate_row_names_the_first(layout):
    plan = planned(**{layout: [SAMPLE[layout], SAMPLE[layout]]})
    duplicate = plan.problems[0]
    assert (duplicate.file, duplicate.row) == (f"{layout}.csv", 3)
    assert duplicate.message.startswith("duplicate: the same ")
    assert duplicate.message.endswith("stands in row 2")


def test_duplicate_council_names_the_first():
    plan = planned(councils=[SAMPLE["councils"], EXAMPLEHAM, SAMPLE["councils"]])
    assert [str(problem) for problem in plan.problems] == [
        "councils.csv, row 4, column slug: duplicate: the same slug stands in row 2"
    ]


def test_two_inspections_published_on_one_day_are_refused():
    second = changed("inspections", inspected_from="2011-10-01", inspected_to="")
    grades = [SAMPLE["grades"], changed("grades", inspected_from="2011-10-01")]
    plan = planned(inspections=[SAMPLE["inspections"], second], grades=grades)
    assert found(plan) == [("inspections.csv", 3, "published_on")]


def test_a_neighbour_twice_in_one_list_is_refused():
    plan = planned(statistical_neighbours=[SAMPLE["statistical_neighbours"], changed("statistical_neighbours", rank=2)])
    assert [str(problem) for problem in plan.problems] == [
        "statistical_neighbours.csv, row 3, column neighbour_slug: is also the neighbour of rank 1"
    ]


@pytest.mark.parametrize(
    ("content", "row", "message"),
    [
        (b"", 0, "is empty"),
        (b"\n \n", 0, "is empty"),
        (csv_bytes(LAYOUTS["grades"].columns, []), 0, "has a heading but no rows"),
        ("council,framework\nTestshire,caf\u00e9".encode("latin-1"), 2, "is not UTF-8"),
        (b"council\0,framework\n", 0, "holds null characters"),
        (
            b",".join(name.encode() for name in LAYOUTS["grades"].columns) + b'\n"Testshire"x,y\n',
            2,
            "cannot be read as CSV",
        ),
    ],
)
def test_file_that_cannot_be_read_is_named(content, row, message):
    (problem,) = planned(NamedFile("grades.csv", content)).problems
    assert (problem.file, problem.row, problem.column) == ("grades.csv", row, "")
    assert message in problem.message


def test_heading_with_missing_and_unknown_columns_names_them():
    columns = [name.replace("grade", "Grade") if name == "grade" else name for name in LAYOUTS["grades"].columns]
    (problem,) = planned(NamedFile("grades.csv", csv_bytes(columns, []))).problems
    assert str(problem) == "grades.csv, row 1: has no column “grade”; unknown column “Grade”"


def test_row_with_too_few_cells_is_named():
    whole = make_file("grades", [SAMPLE["grades"]]).read()
    plan = planned(NamedFile("grades.csv", whole + b"testshire,slac-2010\n"))
    assert "grades.csv, row 3: has 2 cells where the heading has 11" in [str(problem) for problem in plan.problems]


def test_row_numbers_are_those_of_a_spreadsheet_where_cells_hold_several_lines():
    rows = [changed("grades", note="two\nlines"), changed("grades", judgement="nonsense")]
    assert found(planned(grades=rows)) == [("grades.csv", 3, "judgement")]


def test_file_of_another_name_is_known_by_its_columns():
    files = make_files()
    files[0].name = "register (2).csv"
    assert planned(*files).problems == ()


def test_file_of_no_known_kind_is_refused():
    (problem,) = planned(NamedFile("budget.csv", b"a,b\n1,2\n")).problems
    assert str(problem).startswith("budget.csv: is none of the known files: councils.csv, ")


def test_byte_order_mark_is_no_fault():
    files = make_files()
    files[0] = NamedFile("councils.csv", b"\xef\xbb\xbf" + files[0].read())
    assert planned(*files).problems == ()


def test_all_errors_of_all_files_are_listed_at_once():
    plan = planned(
        councils=[changed("councils", region="Wessex"), EXAMPLEHAM],
        grades=[
            SAMPLE["grades"],
            changed("grades", grade="excellent", judgement="nonsense"),
            changed("grades", council="elsewhere"),
        ],
    )
    assert found(plan) == [
        ("councils.csv", 2, "region"),
        ("grades.csv", 3, "grade"),
        ("grades.csv", 3, "judgement"),
        ("grades.csv", 4, "council"),
    ]


def test_plan_with_problems_is_not_written():
    plan = planned(grades=[SAMPLE["grades"], changed("grades", judgement="nonsense")])
    with pytest.raises(actions.ActionRefusedError, match="nothing can be loaded until they are mended"):
        actions.load_records(plan, by=make_user())
    assert (Council.objects.count(), Inspection.objects.count(), Edition.objects.count()) == (0, 0, 0)


def successor(**cells):
    return EXAMPLEHAM | {"short_name": "Testshire", "valid_from": "2012-01-10", "in_register_2012": "0"} | cells


def test_name_of_a_shared_past_means_the_council_of_the_inspections_day():
    old = changed("councils", valid_to="2012-01-09", in_register_2026="0")
    assert (
        planned(councils=[old, successor()], inspections=[changed("inspections", council="Testshire")]).problems == ()
    )


def test_name_that_means_two_councils_in_the_time_that_is_known_is_refused():
    old = changed("councils", valid_to="2012-01-09", in_register_2026="0")
    since = {"council": "Testshire", "inspected_from": "2012"}
    inspection = changed("inspections", inspected_to="", published_on="", **since)
    plan = planned(make_file("councils", [old, successor()]), make_file("inspections", [inspection]))
    assert str(plan.problems[0]) == (
        "inspections.csv, row 2, column council: “Testshire” is testshire on 2012-01-01 and exampleham on 2012-12-31: "
        "write which is meant"
    )


@pytest.mark.parametrize("named", ["Testshre", "testshre"])
def test_name_of_no_council_is_answered_with_those_near(named):
    plan = planned(inspections=[changed("inspections", council=named)])
    assert plan.problems[0].message == f"No council is called “{named}”. Names near to it: Testshire."


def test_name_of_another_council_of_that_time_is_refused():
    plan = planned(councils=[SAMPLE["councils"], EXAMPLEHAM | {"aliases": "Test and Shire"}])
    assert [str(problem) for problem in plan.problems] == [
        "councils.csv, row 2, column aliases: “Test & Shire” is a name of Exampleham too, at the same time.",
        "councils.csv, row 3, column aliases: “Test and Shire” is a name of Testshire too, at the same time.",
    ]
