"""Planning and writing: what is added, what changes and what stays, and the edition that says so."""

from datetime import date

import pytest
from django.db import DatabaseError

from inspections import actions
from inspections.actions.load import records
from inspections.loading.exporting import export_files
from inspections.models import (
    AreaForImprovement,
    Council,
    CouncilAlias,
    Edition,
    Grade,
    Inspection,
    StatedFigure,
    StatisticalNeighbour,
)
from tests.builders.factories import create_draft, make_user
from tests.builders.files import EXAMPLEHAM, SAMPLE, NamedFile, changed, make_file, planned

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def user():
    return make_user("tess")


@pytest.fixture
def loaded(user):
    return actions.load_records(planned(), by=user)


def counts(plan):
    return {name: len(rows) for name, rows in plan.added.items() if rows}


def load(user, *files, reason="", **rows):
    return actions.load_records(planned(*files, **rows), by=user, reason=reason)


def change_lines(edition):
    return [(change.field, change.before, change.after) for change in edition.changes.all()]


def test_plan_writes_nothing():
    assert counts(planned()) == {
        "councils": 2,
        "statistical_neighbours": 1,
        "inspections": 1,
        "grades": 1,
        "areas_for_improvement": 1,
        "figures": 1,
        "paragraph_ranges": 1,
    }
    assert not Council.objects.exists()


def test_load_publishes_and_says_who_and_when(loaded, user):
    inspection = Inspection.objects.get()
    assert (inspection.status, inspection.published_by, inspection.created_by) == ("published", user, user)
    assert inspection.published_at is not None
    assert (loaded.kind, loaded.made_by) == ("load", user)


def test_load_is_an_edition_with_one_line_for_each_inspection(loaded):
    assert change_lines(loaded) == [
        ("councils", "", "2 added"),
        ("statistical_neighbours", "", "1 added"),
        ("inspection", "", "Testshire, SLAC 2010, 28 November 2011"),
    ]


def test_load_is_in_the_history_under_the_name_of_who_loaded(loaded, user):
    entry = Grade.history.get()
    assert (entry.history_type, entry.history_user, entry.history_change_reason) == ("+", user, "Loaded from files")


def test_month_only_inspection_counts_from_the_end_of_the_third_month_after(user):
    reference = {"inspected_from": "2010-06", "published_on": ""}
    load(
        user,
        make_file("councils", [SAMPLE["councils"]]),
        make_file("inspections", [changed("inspections", **reference, inspected_to="", source="later_report")]),
        make_file("grades", [changed("grades", **reference, provenance="later_report")]),
    )
    inspection = Inspection.objects.get()
    assert (inspection.inspected_from_known_to, str(inspection.counts_from)) == ("month", "2010-09-30")
    assert inspection.published_on is None


def test_loading_twice_changes_nothing_and_makes_no_edition(loaded, user):
    again = planned()
    assert again.is_empty
    assert sum(again.unchanged.values()) == 8
    assert actions.load_records(again, by=user) is None
    assert Edition.objects.count() == 1


def test_rows_that_are_not_in_the_files_stay(loaded, user):
    name = {"slug": "newham-on-test", "short_name": "Newham-on-Test", "official_name": "Newham-on-Test Council"}
    load(user, make_file("councils", [EXAMPLEHAM | name]))
    assert Council.objects.count() == 3
    assert Inspection.objects.count() == 1


def test_one_file_is_checked_against_what_is_on_record(loaded):
    plan = planned(make_file("grades", [changed("grades", judgement="capacity_for_improvement")]))
    assert plan.problems == ()
    assert counts(plan) == {"grades": 1}


def test_grade_added_to_an_inspection_on_record_is_told(loaded, user):
    edition = load(user, make_file("grades", [changed("grades", judgement="capacity_for_improvement")]))
    assert edition.kind == "load"
    assert change_lines(edition) == [("safeguarding.capacity_for_improvement", "", "Good")]


def test_changed_grade_is_shown_before_and_after(loaded):
    plan = planned(grades=[changed("grades", grade="adequate")])
    (change,) = plan.changed["grades"]
    assert str(change).endswith("safeguarding, overall_effectiveness: grade: good → adequate")
    assert plan.needs_reason


def test_changed_grade_without_a_reason_is_refused(loaded, user):
    with pytest.raises(actions.ActionRefusedError, match="Give a reason"):
        load(user, grades=[changed("grades", grade="adequate")])
    assert Grade.objects.get().grade == "good"


def test_changed_grade_is_a_correction_with_its_reason(loaded, user):
    edition = load(user, grades=[changed("grades", grade="adequate")], reason="misread")
    assert (edition.kind, edition.reason) == ("correct", "misread")
    assert change_lines(edition) == [("safeguarding.overall_effectiveness", "Good", "Adequate")]
    grade = Grade.objects.get()
    assert (grade.grade, grade.paragraph_first) == ("adequate", 14)
    assert grade.history.first().history_change_reason == "misread"


def test_changed_date_of_publication_moves_the_day_from_which_it_counts(loaded, user):
    rows = {
        name: [changed(name, published_on="2012-01-27")]
        for name in ("inspections", "grades", "areas_for_improvement", "figures", "paragraph_ranges")
    }
    edition = load(user, **rows, reason="date misread")
    assert change_lines(edition) == [("published_on", "2012-01-25", "2012-01-27")]
    assert str(Inspection.objects.get().counts_from) == "2012-01-27"


def test_empty_cell_does_not_wipe_out_what_is_known_of_an_inspection(loaded, user):
    Inspection.objects.update(lead_inspector="Tess Example")
    assert planned().is_empty
    edition = load(user, inspections=[changed("inspections", note="moved")], reason="a note")
    assert change_lines(edition) == [("note", "", "moved")]
    assert Inspection.objects.get().lead_inspector == "Tess Example"


def test_changed_council_keeps_what_belongs_to_it(loaded, user):
    council = changed("councils", short_name="Test Shire", note="renamed")
    edition = load(user, councils=[council, EXAMPLEHAM], reason="renamed")
    assert change_lines(edition) == [
        ("testshire: short_name", "Testshire", "Test Shire"),
        ("testshire: note", "", "renamed"),
    ]
    assert Inspection.objects.get().council.short_name == "Test Shire"


def test_names_in_a_file_are_added_to_those_that_staff_gave(loaded, user):
    Council.objects.get(slug="testshire").aliases.create(name="Testers")
    assert planned().is_empty
    edition = load(user, councils=[changed("councils", aliases="Test & Shire|TCC"), EXAMPLEHAM], reason="named")
    names = "Testshire CC|Test & Shire|Testers"
    assert change_lines(edition) == [("testshire: aliases", names, f"{names}|TCC")]
    assert list(CouncilAlias.objects.values_list("name", flat=True)) == [*names.split("|"), "TCC"]


@pytest.mark.parametrize("named", ["Testshire", "TEST AND SHIRE", "Testshire CC"])
def test_a_file_may_name_councils_as_people_do(user, named):
    files = {layout: [changed(layout, council=named)] for layout in SAMPLE if "council" in SAMPLE[layout]}
    neighbour = changed("statistical_neighbours", slug=named, neighbour_slug="Exampleham Council")
    load(user, **files, statistical_neighbours=[neighbour])
    assert planned().is_empty
    assert Inspection.objects.get().council.slug == "testshire"


def test_changed_evidence_is_a_correction(loaded, user):
    edition = load(
        user,
        areas_for_improvement=[changed("areas_for_improvement", count=3)],
        figures=[changed("figures", value=598)],
        paragraph_ranges=[changed("paragraph_ranges", last=22, derived=1)],
        reason="counted again",
    )
    assert change_lines(edition) == [
        ("safeguarding.overall_effectiveness: paragraphs", "14–21", "14–22, derived"),
        ("safeguarding: areas for improvement, immediately", "2", "3"),
        ("looked_after_children: value", "597", "598"),
    ]
    assert AreaForImprovement.objects.count() == 3
    assert StatedFigure.objects.get().value == 598


def test_added_evidence_follows_what_is_there(loaded, user):
    load(
        user,
        make_file("areas_for_improvement", [changed("areas_for_improvement", timescale="within_six_months", count=1)]),
        make_file("figures", [changed("figures", kind="case_files", value=58)]),
    )
    assert list(AreaForImprovement.objects.values_list("order", "timescale")) == [
        (1, "immediately"),
        (2, "immediately"),
        (3, "within_six_months"),
    ]
    assert list(StatedFigure.objects.values_list("order", "kind")) == [(1, "looked_after_children"), (2, "case_files")]


def test_neighbours_that_change_places_are_written(user):
    name = {"slug": "otherton", "short_name": "Otherton", "official_name": "Otherton Council"}
    other = EXAMPLEHAM | name | {"dfe_la_code": "903"}
    first = SAMPLE["statistical_neighbours"]
    second = changed(
        "statistical_neighbours", rank=2, neighbour_slug="otherton", neighbour_dfe_la_code="903", closeness="not_close"
    )
    councils = [SAMPLE["councils"], EXAMPLEHAM, other]
    load(user, councils=councils, statistical_neighbours=[first, second])
    swapped = [second | {"rank": "1"}, first | {"rank": "2"}]
    load(user, councils=councils, statistical_neighbours=swapped, reason="order misread")
    assert list(StatisticalNeighbour.objects.values_list("rank", "neighbour__slug")) == [
        (1, "otherton"),
        (2, "exampleham"),
    ]
    exported = export_files(["statistical_neighbours"])["statistical_neighbours.csv"]
    assert exported == make_file("statistical_neighbours", swapped).read()


def test_grade_of_weaker_provenance_does_not_replace_one_of_the_report(loaded):
    plan = planned(
        make_file("grades", [changed("grades", grade="adequate", provenance="later_report")]),
    )
    assert plan.is_empty
    assert plan.kept["grades"] == 1


def test_month_only_row_is_passed_over_where_the_whole_date_is_on_record_by_now(loaded):
    reference = {"inspected_from": "2012-01", "published_on": ""}
    plan = planned(
        make_file("inspections", [changed("inspections", **reference, inspected_to="", source="later_report")]),
        make_file("grades", [changed("grades", **reference, grade="adequate", provenance="later_report")]),
    )
    assert plan.problems == ()
    assert plan.is_empty
    assert (plan.kept["inspections"], plan.kept["grades"]) == (1, 1)


def test_withdrawn_inspection_is_not_published_again(loaded, user):
    actions.withdraw(Inspection.objects.get(), by=user, reason="withdrawn by Ofsted")
    plan = planned()
    assert plan.is_empty
    assert plan.kept["inspections"] == 1


def test_load_leaves_a_draft_alone_which_then_cannot_be_published_beside_it(user):
    load(user, make_file("councils", [SAMPLE["councils"], EXAMPLEHAM]))
    draft = create_draft(
        by=user,
        council=Council.objects.get(slug="testshire"),
        framework="slac-2010",
        inspected_from=date(2011, 11, 28),
        published_on=date(2012, 1, 25),
        grades=[Grade(service="safeguarding", judgement="overall_effectiveness", grade="outstanding")],
    )
    load(user)
    assert Inspection.objects.published().get().grades.get().grade == "good"
    draft.refresh_from_db()
    assert (draft.status, draft.grades.get().grade) == ("draft", "outstanding")
    with pytest.raises(actions.ActionRefusedError, match="choose it as the one on record"):
        actions.publish(draft, by=user)


def test_inspection_published_again_after_its_withdrawal_is_loaded_into(loaded, user):
    actions.withdraw(Inspection.objects.get(), by=user, reason="Of another council")
    again = create_draft(
        by=user,
        council=Council.objects.get(slug="testshire"),
        framework="slac-2010",
        inspected_from=date(2011, 11, 28),
        published_on=date(2012, 1, 25),
        grades=[Grade(service="safeguarding", judgement="overall_effectiveness", grade="good", source="a report")],
    )
    actions.publish(again, by=user)
    load(user, make_file("figures", [SAMPLE["figures"]]))
    assert again.figures.get().value == 597


def test_grades_of_several_provenances_come_back_from_an_export(loaded, user):
    stated_later = {"grade": "good", "provenance": "later_report", "source": "a later report"}
    grades = {"safeguarding.capacity_for_improvement": stated_later}
    actions.correct(Inspection.objects.get(), by=user, reason="Stated later", grades=grades)
    again = planned(*(NamedFile(name, content) for name, content in export_files().items() if name != "visits.csv"))
    assert again.problems == ()
    assert again.is_empty


def test_areas_read_from_the_report_are_not_replaced_by_counts(loaded):
    AreaForImprovement.objects.filter(order=1).update(text="Ensure that files are kept.")
    plan = planned(make_file("areas_for_improvement", [changed("areas_for_improvement", count=7)]))
    assert plan.is_empty
    assert plan.kept["areas_for_improvement"] == 1


def test_failure_halfway_leaves_nothing_behind(user, monkeypatch):
    def fail(*_args):
        raise DatabaseError("disk full")

    monkeypatch.setattr(records, "write_figures", fail)
    with pytest.raises(DatabaseError):
        load(user)
    assert not Council.objects.exists()
    assert not Inspection.objects.exists()
    assert not Edition.objects.exists()


def test_plan_made_before_another_change_is_refused(loaded, user):
    stale = planned(grades=[changed("grades", grade="adequate")])
    load(user, grades=[changed("grades", grade="inadequate")], reason="misread")
    with pytest.raises(actions.ActionRefusedError, match="has changed since"):
        actions.load_records(stale, by=user, reason="misread")
    assert Grade.objects.get().grade == "inadequate"


@pytest.mark.parametrize("note", ["=SUM(A1)", "-5 to be checked", "'=quoted", "@home"])
def test_text_that_a_spreadsheet_would_run_is_made_safe_and_comes_back(loaded, note):
    Inspection.objects.update(note=note)
    exported = export_files(["inspections"])["inspections.csv"]
    assert f",'{note}\n".encode() in exported
    assert planned(NamedFile("inspections.csv", exported)).unchanged["inspections"] == 1


def test_drafts_and_withdrawn_inspections_are_not_exported(loaded, user):
    actions.withdraw(Inspection.objects.get(), by=user, reason="withdrawn by Ofsted")
    for content in export_files(["inspections", "grades", "figures", "areas_for_improvement"]).values():
        assert content.count(b"\n") == 1


def test_queries_of_a_plan_do_not_grow_with_the_files(loaded, django_assert_num_queries):
    with django_assert_num_queries(15):
        planned()
    load_more = [
        changed("grades", judgement=judgement) for judgement in ("capacity_for_improvement", "safe_and_feel_safe")
    ]
    with django_assert_num_queries(15):
        planned(grades=[SAMPLE["grades"], *load_more])
