"""Ofsted's spreadsheets read and held against the record: what agrees, what differs and where."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from inspections import actions
from inspections.models import OfficialOutcomes
from inspections.reconciliation.comparing import RecordIndex, compare, compare_all
from inspections.reconciliation.kept import reconciliations
from inspections.reconciliation.outcomes import NotReadError, Outcome, Outcomes, read_outcomes
from inspections.record.current import CurrentRecord
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.real_reports import SHARED
from tests.builders.spreadsheets import HISTORY, history_row, spreadsheet, statistics

GRADES = {
    "whole.overall_effectiveness": "good",
    "whole.leaders": "good",
    "whole.help_and_protection": "requires_improvement",
    "whole.children_in_care": "good",
    "whole.care_leavers": "outstanding",
}
GOOD = "Good"
OFFICIAL = sorted((SHARED / "official").glob("*.ods"))


@pytest.fixture
def testshire(db):
    return make_inspection(make_council("testshire"), grades=GRADES, kind="standard")


def index() -> RecordIndex:
    record = CurrentRecord()
    return RecordIndex(record.names, record.inspections(), record.records())


def reconcile(path: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("reconcile", str(path), *options, stdout=out)
    return out.getvalue().splitlines()


def test_what_agrees_is_counted_with_its_dates_kind_and_grades(tmp_path, testshire):
    assert reconcile(statistics(tmp_path / "la.ods", history_row())) == [
        "8 of 8 dates, kinds and grades of 1 inspection agree with Ofsted’s statistics as at 31 March 2025."
    ]


def test_one_changed_grade_is_one_difference_with_its_place(tmp_path, testshire):
    changed = history_row(grades=(GOOD, GOOD, "Inadequate", GOOD, "Outstanding"))
    assert reconcile(statistics(tmp_path / "la.ods", changed))[1:] == [
        "Testshire, ILACS 2023, 27 November 2023, help and protection: Ofsted’s statistics have inadequate "
        "(ILACS_inspection_history, row 3), this record has requires improvement."
    ]


def test_a_date_written_wrong_is_one_difference_and_not_two_inspections(tmp_path, testshire):
    wrong = history_row(inspected=date(2023, 11, 26))
    (difference,) = compare(read_outcomes(statistics(tmp_path / "la.ods", wrong)), index()).differing
    assert (difference.what, difference.theirs, difference.ours) == ("inspected_from", "2023-11-26", "2023-11-27")


def test_inspections_that_only_one_side_has_are_named(tmp_path, testshire):
    make_inspection(
        make_council("sampleshire"), grades=GRADES, inspected_from="2024-05-01", published_on=date(2024, 7, 1)
    )
    lines = reconcile(
        statistics(
            tmp_path / "la.ods",
            history_row(),
            history_row(published=date(2019, 7, 1), inspected=date(2019, 5, 1), grades=(GOOD,) * 4 + ("",)),
        )
    )
    assert lines[1:] == [
        "Only in Ofsted’s statistics: Testshire, 1 May 2019 (ILACS_inspection_history, row 4).",
        "Only on record here: Sampleshire, ILACS 2023, 1 May 2024.",
    ]


def test_a_report_published_after_the_period_is_not_missed_there(tmp_path, testshire):
    make_inspection(
        make_council("sampleshire"), grades=GRADES, inspected_from="2025-03-24", published_on=date(2025, 7, 18)
    )
    assert len(reconcile(statistics(tmp_path / "la.ods", history_row()))) == 1


def test_before_2023_the_grade_of_children_in_care_is_that_of_the_joint_judgement(tmp_path, db):
    grades = {"whole.overall_effectiveness": "good", "whole.children_in_care_and_care_leavers": "inadequate"}
    make_inspection(
        make_council("testshire"),
        framework="ilacs-2018",
        grades=grades,
        inspected_from="2019-05-01",
        published_on=date(2019, 7, 1),
    )
    row = history_row(inspected=date(2019, 5, 1), published=date(2019, 7, 1), grades=(GOOD, "", "", "Inadequate", ""))
    assert compare(read_outcomes(statistics(tmp_path / "la.ods", row)), index()).agrees


def test_first_and_second_inspections_side_by_side_are_two(tmp_path):
    judged = ("overall effectiveness", "impact of leaders", "children who need help and protection", "children in care")
    heading = ["Local authority name"]
    for which in ("First", "Second"):
        heading += [f"{which} ILACS publication date", f"{which} ILACS inspection type"]
        heading += [f"{which} ILACS {words}" for words in judged]
    row = [
        "Testshire",
        date(2019, 4, 1),
        "ILACS Short Inspection",
        *(GOOD,) * 4,
        date(2023, 9, 4),
        "",
        *("Inadequate",) * 4,
    ]
    first, second = read_outcomes(statistics(tmp_path / "la.ods", row, heading=heading)).outcomes
    assert (first.published_on, first.kind, first.grades["leaders"]) == (date(2019, 4, 1), "short", "good")
    assert (second.published_on, second.kind, second.grades["leaders"]) == (date(2023, 9, 4), "", "inadequate")


def test_a_visit_has_no_grades_and_is_left_out(tmp_path):
    visit = history_row(kind="ILACS Focused Visit", grades=("",) * 5)
    assert len(read_outcomes(statistics(tmp_path / "la.ods", history_row(), visit)).outcomes) == 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (history_row(council="Testshyre"), "no council is called “Testshyre”. Names near to it: Testshire."),
        (history_row(grades=("Splendid", *(GOOD,) * 4)), "“Splendid” is not a grade."),
        ((*history_row()[:5], "soon", *history_row()[6:]), "“soon” is not a date."),
    ],
)
def test_what_cannot_be_understood_is_said_with_sheet_and_row(tmp_path, testshire, row, message):
    with pytest.raises(CommandError) as error:
        reconcile(statistics(tmp_path / "la.ods", history_row(), row))
    assert str(error.value) == f"ILACS_inspection_history, row 4: {message}"


def test_a_sheet_without_a_column_of_judgements_is_named(tmp_path):
    heading = [words for words in HISTORY if "leaders" not in words]
    with pytest.raises(NotReadError, match="ILACS_inspection_history, row 2: no column for leaders"):
        read_outcomes(statistics(tmp_path / "la.ods", heading=heading))


@pytest.mark.parametrize("name", ["another.ods", "page.ods", "empty.ods"])
def test_another_file_is_refused_with_what_is_wanted(tmp_path, name):
    path = tmp_path / name
    if name == "another.ods":
        spreadsheet(path, {"Sales": [("Month", "Pounds"), ("May", 3)]})
    else:
        path.write_text("<!doctype html>" if name == "page.ods" else "")
    with pytest.raises(NotReadError, match=name):
        read_outcomes(path)


def test_a_difference_that_ofsted_has_corrected_says_by_which_edition(testshire):
    grades = {name.partition(".")[2]: grade for name, grade in GRADES.items()}
    outcome = Outcome("Testshire", date(2023, 11, 27), None, None, grades, "Sheet", 4)
    wrong = Outcome("Testshire", date(2023, 11, 27), None, None, grades | {"care_leavers": "good"}, "Sheet", 4)
    editions = [
        Outcomes(date(2024, 3, 31), date(2024, 6, 30), (wrong,)),
        Outcomes(date(2025, 3, 31), date(2025, 6, 30), (outcome,)),
    ]
    latest, earlier = compare_all(editions, index())
    assert latest.agrees
    assert [(found.what, found.corrected) for found in earlier.differing] == [("care_leavers", date(2025, 3, 31))]


def test_what_is_kept_is_compared_again_as_the_record_changes(tmp_path, testshire):
    reconcile(statistics(tmp_path / "la.ods", history_row()), "--keep")
    assert reconciliations(CurrentRecord())[0].agrees
    testshire.grades.filter(judgement="leaders").update(grade="inadequate")
    assert len(reconciliations(CurrentRecord())[0].differing) == 1
    reconcile(statistics(tmp_path / "la.ods", history_row()), "--keep")
    assert OfficialOutcomes.objects.get().file_name == "la.ods"


@pytest.mark.postgresql
def test_statistics_read_again_show_at_once(tmp_path, client, db):
    draft = make_inspection(make_council("testshire"), grades=GRADES, kind="standard", published=False)
    actions.publish(draft, by=make_user())
    changed = history_row(grades=(GOOD, GOOD, "Inadequate", GOOD, "Outstanding"))
    for row, differing in ((history_row(), 0), (changed, 1), (history_row(), 0)):
        reconcile(statistics(tmp_path / "la.ods", row), "--keep")
        assert f"{8 - differing} of 8" in client.get("/data/reconciliation/").content.decode()


@pytest.mark.usefixtures("db", "real_data")
def test_the_record_that_ships_agrees_with_the_latest_statistics_in_every_value():
    latest, earlier = reconciliations(CurrentRecord())
    assert latest.as_at == date(2025, 3, 31)
    assert latest.agrees
    assert (latest.inspections, latest.values) == (271, 2_000)
    grades = [found for found in earlier.differing if found.what not in {"inspected_from", "published_on", "kind"}]
    assert [(found.inspection.council.slug, found.what) for found in grades] == [("staffordshire", "care_leavers")]
    assert all(found.corrected == date(2025, 3, 31) for found in earlier.differing)


@pytest.mark.skipif(not OFFICIAL, reason="needs Ofsted's own files beside the project")
@pytest.mark.usefixtures("db", "real_data")
def test_ofsteds_own_files_say_what_ships():
    for path in OFFICIAL:
        found = read_outcomes(path)
        kept = OfficialOutcomes.objects.get(as_at=found.as_at)
        assert (len(found.outcomes), found.published_by) == (len(kept.outcomes), kept.published_by)
