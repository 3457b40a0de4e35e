"""Additions to a site in use: one edition, rows that staff refuse, and corrections that stay."""

import csv
import io
from datetime import date

import pytest
from django.conf import settings

from inspections import actions
from inspections.loading.planning import plan
from inspections.loading.preview import preview_groups
from inspections.loading.reading import read_files
from inspections.models import Edition, Grade, Inspection
from inspections.record.files.layouts import LAYOUTS
from tests.builders.factories import make_user
from tests.builders.files import EXAMPLEHAM, NamedFile, changed, csv_bytes, make_file, make_files, planned

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
GRADE = "grades|testshire|slac-2010|2011-11-28|safeguarding|overall_effectiveness"


@pytest.fixture
def user():
    return make_user("tess")


@pytest.fixture
def loaded(user):
    return actions.load_records(planned(), by=user)


def without(references, *files, **rows):
    return plan(read_files(files or make_files(**rows)), leave_out=references)


def groups(a_plan):
    return {group.code: [row.reference for row in group.rows] for group in preview_groups(a_plan)}


def fixture_rows(name):
    return list(csv.DictReader(io.StringIO((settings.BASE_DIR / "fixtures" / f"{name}.csv").read_text())))


def fixture_files():
    names = list(LAYOUTS)
    return [NamedFile(f"{name}.csv", (settings.BASE_DIR / "fixtures" / f"{name}.csv").read_bytes()) for name in names]


def files_of_before_november_2026():
    """What fixtures/ held before official statistics, the research dataset and the boards' grades were added."""
    inspections = [
        row | {"lead_inspector": "" if row["framework"] == "sif-2013" else row["lead_inspector"]}
        for row in fixture_rows("inspections")
        if row["source"] in ("report", "later_report")
    ]
    grades = [
        row
        for row in fixture_rows("grades")
        if row["provenance"] in ("report", "later_report", "derived") and row["service"] != "lscb"
    ]
    columns = {
        "inspections": [column for column in LAYOUTS["inspections"].columns if column != "kind"],
        "grades": [column for column in LAYOUTS["grades"].columns if column != "evidence"],
    }
    rows = {"inspections": inspections, "grades": grades}
    older = {
        name: csv_bytes(columns[name], [{column: row[column] for column in columns[name]} for row in rows[name]])
        for name in rows
    }
    files = [file for file in fixture_files() if file.name != "visits.csv"]
    return [NamedFile(file.name, older.get(file.name.removesuffix(".csv"), file.read())) for file in files]


def test_a_site_with_the_old_fixtures_gets_the_new_as_one_edition(user):
    actions.load_records(planned(*files_of_before_november_2026()), by=user)
    assert (Inspection.objects.count(), Grade.objects.count()) == (642, 2798)
    additions = planned(*fixture_files())
    found = groups(additions)
    assert {code: len(rows) for code, rows in found.items()} == {"visits": 125, "new": 177, "add": 204, "complete": 433}
    edition = actions.load_records(additions, by=user)
    assert (Edition.objects.count(), edition.kind) == (2, "load")
    assert edition.reason == "Record completed from inspections.csv, grades.csv and visits.csv"
    assert (Inspection.objects.count(), Grade.objects.count()) == (709, 3112)
    again = planned(*fixture_files())
    assert again.is_empty
    assert actions.load_records(again, by=user) is None


def test_first_load_has_no_reason_and_an_addition_names_its_files(loaded, user):
    addition = make_file("grades", [changed("grades", judgement="capacity_for_improvement")])
    edition = actions.load_records(planned(addition), by=user)
    assert (loaded.reason, edition.reason) == ("", "Record completed from grades.csv")


def test_a_reason_given_stands_in_place_of_the_files(loaded, user):
    addition = make_file("grades", [changed("grades", judgement="capacity_for_improvement")])
    assert actions.load_records(planned(addition), by=user, reason="Sent by Ofsted").reason == "Sent by Ofsted"


def test_filling_in_what_was_empty_needs_no_reason_and_replacing_does(loaded):
    filled = planned(inspections=[changed("inspections", lead_inspector="Ada First")])
    assert (groups(filled), filled.needs_reason) == (
        {"complete": ["inspections|testshire|slac-2010|2011-11-28"]},
        False,
    )
    replaced = planned(grades=[changed("grades", grade="adequate")])
    assert (groups(replaced), replaced.needs_reason) == ({"replace": [GRADE]}, True)


def test_a_row_left_out_is_not_written_and_the_others_are(loaded, user):
    names = ("capacity_for_improvement", "ambition_and_prioritisation")
    rows = [changed("grades", judgement=name) for name in names]
    left = GRADE.replace("overall_effectiveness", "ambition_and_prioritisation")
    chosen = without([left], make_file("grades", rows))
    assert chosen.problems == ()
    assert chosen.left_out == {left}
    actions.load_records(chosen, by=user)
    assert set(Grade.objects.values_list("judgement", flat=True)) == {
        "overall_effectiveness",
        "capacity_for_improvement",
    }


def test_a_new_inspection_left_out_takes_what_belongs_to_it(user):
    actions.load_records(planned(make_files()[0]), by=user)
    chosen = without(["inspections|testshire|slac-2010|2011-11-28"])
    assert chosen.problems == ()
    assert groups(chosen) == {"register": ["statistical_neighbours|2025-05|testshire|1"]}


def test_the_last_grade_left_out_takes_the_new_inspection_with_it(user):
    actions.load_records(planned(make_files()[0]), by=user)
    assert groups(without([GRADE])) == {"register": ["statistical_neighbours|2025-05|testshire|1"]}


def test_a_new_council_left_out_takes_all_about_it(db):
    assert groups(without(["councils|testshire"])) == {"register": ["councils|exampleham"]}


def test_a_correction_made_on_the_site_is_told_before_a_file_undoes_it(loaded, user):
    inspection = Inspection.objects.get()
    grades = {"safeguarding.overall_effectiveness": {"grade": "adequate"}}
    edition = actions.correct(inspection, by=user, reason="Misread", grades=grades)
    undoing = planned()
    assert groups(undoing) == {"undo": [GRADE]}
    assert undoing.undoing == {GRADE}
    (row,) = preview_groups(undoing)[0].rows
    assert row.about == "Testshire, SLAC 2010, inspected 28 November 2011"
    assert row.what.startswith("Overall effectiveness, safeguarding services: grade: Adequate → Good; corrected on ")
    assert row.what.endswith(f", edition {edition.number}: Misread")
    assert without(undoing.undoing).is_empty


def test_a_corrected_date_of_publication_left_out_keeps_the_other_rows(loaded, user):
    inspection = Inspection.objects.get()
    actions.correct(inspection, by=user, reason="A day late", fields={"published_on": date(2012, 1, 26)})
    undoing = planned()
    assert groups(undoing) == {"undo": ["inspections|testshire|slac-2010|2011-11-28"]}
    chosen = without(undoing.undoing)
    assert chosen.problems == ()
    assert chosen.is_empty


def test_an_inspection_whose_first_day_was_corrected_is_not_loaded_again(loaded, user):
    actions.correct(Inspection.objects.get(), by=user, reason="Misread", fields={"inspected_from": date(2011, 11, 29)})
    again = planned()
    assert again.problems == ()
    assert again.is_empty
    assert again.kept["inspections"] == 1


def test_a_corrected_council_is_told_too(loaded, user):
    actions.load_records(
        planned(councils=[changed("councils", region="South West"), EXAMPLEHAM]), by=user, reason="Moved"
    )
    assert groups(planned()) == {"undo": ["councils|testshire"]}


def test_a_weaker_source_fills_gaps_of_an_inspection_and_replaces_nothing(loaded, user):
    weaker = {"source": "later_report", "note": "as stated later", "inspected_to": "2011-12-10"}
    found = planned(make_file("inspections", [changed("inspections", **weaker, lead_inspector="Ada First")]))
    (change,) = found.changed["inspections"]
    assert change.columns == ("lead_inspector",)
    actions.load_records(found, by=user)
    inspection = Inspection.objects.get()
    assert (inspection.source, inspection.note, str(inspection.inspected_to), inspection.lead_inspector) == (
        "report",
        "",
        "2011-12-09",
        "Ada First",
    )


def test_a_span_is_passed_over_where_the_report_of_these_months_is_on_record(loaded):
    reference = {"inspected_from": "2011-04/2012-03", "published_on": ""}
    found = planned(
        make_file("inspections", [changed("inspections", **reference, inspected_to="", source="research")]),
        make_file("grades", [changed("grades", **reference, grade="adequate", provenance="research")]),
    )
    assert found.is_empty
    assert (found.kept["inspections"], found.kept["grades"]) == (1, 1)
