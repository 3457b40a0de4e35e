"""The two commands, as someone at a terminal meets them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from inspections import actions
from inspections.models import Council, Edition, Grade, Inspection
from inspections.record.files.layouts import LAYOUTS
from tests.builders.factories import make_user
from tests.builders.files import changed, csv_bytes, make_files

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, make_files())
    return tmp_path


def write(folder, files):
    for file in files:
        (folder / file.name).write_bytes(file.read())


def run(*arguments, **options):
    out = StringIO()
    call_command("import_grades", *arguments, stdout=out, **options)
    return out.getvalue()


def test_import_shows_and_writes_nothing(folder):
    said = run(folder)
    assert "grades.csv: 1 added" in said
    assert "Nothing has been written. Add --commit to write this." in said
    assert not Council.objects.exists()


def test_import_with_commit_writes_and_tells_what_is_on_record(folder):
    said = run(folder, "--commit")
    assert "Edition 1 is made." in said
    assert "On record: 2 councils (2 in being on 5 January 2012, 2 today), 1 inspections, 1 grades" in said
    assert "SLAC to 30 June 2011, safeguarding, outstanding: known 1 of 71, on record 0 of 0 councils" in said


def test_import_without_a_name_is_by_an_account_that_cannot_sign_in(folder):
    run(folder, "--commit")
    user = Edition.objects.get().made_by
    assert (user.username, user.is_staff, user.has_usable_password()) == ("data-loader", False, False)


def test_import_by_a_named_account(folder):
    make_user("tess")
    run(folder, "--commit", "--by", "tess")
    assert Inspection.objects.get().published_by.username == "tess"


def test_import_by_an_unknown_account_is_refused(folder):
    with pytest.raises(CommandError, match="There is no account named nobody"):
        run(folder, "--commit", "--by", "nobody")
    assert not Council.objects.exists()


def test_import_twice_says_that_nothing_differs(folder):
    run(folder, "--commit")
    assert "Nothing differs from what is on record; nothing written." in run(folder, "--commit")
    assert Edition.objects.count() == 1


def test_import_of_a_changed_grade_asks_for_a_reason(folder):
    run(folder, "--commit")
    write(folder, make_files(grades=[changed("grades", grade="adequate")]))
    with pytest.raises(CommandError, match="Give a reason"):
        run(folder, "--commit")
    assert Grade.objects.get().grade == "good"
    assert "grade: Good → Adequate" in run(folder, "--commit", "--reason", "misread")
    assert Grade.objects.get().grade == "adequate"


def more_grades(folder, *judgements):
    rows = [changed("grades"), *(changed("grades", judgement=name) for name in judgements)]
    write(folder, make_files(grades=rows))


def test_import_leaves_out_the_rows_of_a_file_with_lines_of_the_preview(folder, tmp_path):
    run(folder, "--commit")
    more_grades(folder, "capacity_for_improvement", "ambition_and_prioritisation")
    lines = [line for line in run(folder).splitlines() if "ambition_and_prioritisation" in line]
    refused = tmp_path / "refused.txt"
    refused.write_text("# not in the report\n" + "\n".join(lines))
    said = run(folder, "--commit", leave_out=refused)
    assert "Left out: 1 row" in said
    assert sorted(Grade.objects.values_list("judgement", flat=True)) == [
        "capacity_for_improvement",
        "overall_effectiveness",
    ]
    assert Edition.objects.first().reason == "Record completed from grades.csv"


def test_import_refuses_to_leave_out_what_is_not_there(folder, tmp_path):
    refused = tmp_path / "refused.txt"
    refused.write_text("grades|nowhere: a slip\n")
    with pytest.raises(CommandError, match="No row of the files is named"):
        run(folder, "--commit", leave_out=refused)
    assert not Council.objects.exists()


def test_import_undoes_a_correction_only_if_told_to(folder):
    run(folder, "--commit")
    grades = {"safeguarding.overall_effectiveness": {"grade": "adequate"}}
    actions.correct(Inspection.objects.get(), by=make_user("tess"), reason="Misread", grades=grades)
    said = run(folder, "--commit")
    assert "they would undo corrections made on this site" in said
    assert "grade: Adequate → Good; corrected on" in said
    assert Grade.objects.get().grade == "adequate"
    run(folder, "--commit", "--undo-corrections", "--reason", "Right after all")
    assert Grade.objects.get().grade == "good"


def test_import_with_errors_lists_them_and_fails(folder):
    write(folder, make_files(grades=[changed("grades", grade="excellent"), changed("grades", judgement="nonsense")]))
    out = StringIO()
    with pytest.raises(CommandError, match=r"^2 problems; nothing has been written\.$"):
        call_command("import_grades", folder, "--commit", stdout=out)
    said = out.getvalue()
    assert "grades.csv, row 2, column grade: “excellent” is not one of" in said
    assert "grades.csv, row 3, column judgement: “nonsense” is not a judgement of safeguarding" in said
    assert not Council.objects.exists()


def test_import_of_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        run(tmp_path / "missing.csv")


def test_import_of_a_folder_without_our_files_is_refused(tmp_path):
    with pytest.raises(CommandError, match="holds none of the known files"):
        run(tmp_path)


def test_export_writes_what_was_imported(folder, tmp_path):
    run(folder, "--commit")
    target = tmp_path / "out"
    call_command("export_grades", target, stdout=StringIO())
    without_visits = {"visits.csv": csv_bytes(LAYOUTS["visits"].columns, [])}
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        file.name: file.read() for file in make_files()
    } | without_visits


def test_export_of_some_files_writes_no_others(folder, tmp_path):
    run(folder, "--commit")
    target = tmp_path / "out"
    call_command("export_grades", target, "--only", "grades", "councils", stdout=StringIO())
    assert sorted(path.name for path in target.iterdir()) == ["councils.csv", "grades.csv"]
