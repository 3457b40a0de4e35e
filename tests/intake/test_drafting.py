"""From a report's file to a draft, and from a folder to many."""

import io
import re
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from inspections.actions import ActionRefusedError, close_problem, in_turn, publish
from inspections.intake import completing, drafting, matching
from inspections.intake import loaded as loaded_files
from inspections.loading.exporting import export_files
from inspections.loading.planning import plan
from inspections.loading.reading import read_files
from inspections.models import Council, Edition, Inspection, Report, ReportProblem
from inspections.record.register import council_register
from inspections.reports import sandbox
from inspections.reports.findings import Refusal, RefusalKind
from inspections.reports.pipeline import read_report
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.reports import ILACS_2023, blank_pdf, ilacs_pdf, ilacs_text, slac_text

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

AREAS = (
    "Overall effectiveness\n\nGrade 2 (Good)\n\n2. Services are good.\n\nAreas for improvement\n\n"
    "3. In order to improve, the council should take the following action.\n\n"
    "Within three months:\n\n- write every plan with the child\n"
)
GRADES = ("Good", "Requires improvement to be good", "Outstanding", "Good", "Good")
CLEAN = slac_text(body=AREAS)
STATED_LATER = {"safeguarding.overall_effectiveness": "adequate"}
DATES = "11 to 22 March 2024"
PUBLISHER = "paula"


@pytest.fixture
def staff():
    return make_user("clerk")


@pytest.fixture
def testshire():
    make_user(PUBLISHER, is_superuser=True)
    return make_council()


def loaded(data, staff, name="testshire.txt", **options):
    data = data.encode() if isinstance(data, str) else data
    return drafting.store_report(data, name, read_report(data, council_register().councils), by=staff, **options)


def ilacs(grades=GRADES, dates=DATES):
    return ilacs_text(ILACS_2023, grades, dates=dates)


def test_a_report_becomes_a_complete_draft(staff, testshire):
    draft = loaded(CLEAN, staff).draft
    assert (draft.council, draft.framework, draft.status) == (testshire, "slac-2010", "draft")
    assert (draft.inspected_from, draft.inspected_to, draft.published_on) == (
        date(2011, 5, 9),
        date(2011, 5, 20),
        date(2011, 6, 27),
    )
    assert draft.lead_inspector == "Ann Example"
    grades = {grade.judgement_id: grade for grade in draft.grades.all()}
    assert len(grades) == 22
    assert grades["looked_after.staying_safe"].grade == "inadequate"
    assert grades["looked_after.staying_safe"].quoted_line == "Staying safe Inadequate"
    assert not Edition.objects.exists()


def test_the_file_and_its_text_are_kept(staff, testshire):
    report = loaded(CLEAN, staff).report
    with report.file.open() as file:
        assert file.read() == CLEAN.encode()
    assert "Record of main findings" in report.pages.get(number=1).text


def test_the_same_content_under_another_name_is_recognised(staff, testshire):
    loaded(ilacs(), staff)
    again = loaded(ilacs(), staff, name="copy.txt")
    assert (again.outcome, again.message) == ("known", "loaded before, as testshire.txt")
    assert (Report.objects.count(), Inspection.objects.count()) == (1, 1)


def test_a_refused_file_stores_nothing(staff, testshire):
    result = loaded(b"", staff)
    assert (result.outcome, result.message) == ("refused", RefusalKind.EMPTY.message)
    assert not Report.objects.exists()


def test_a_report_of_an_unknown_council_waits_without_a_draft(staff):
    result = loaded(ilacs(), staff)
    assert result.draft is None
    assert result.report.problems.filter(kind="council_unknown").exists()


def test_dates_that_cannot_be_right_leave_the_report_without_a_draft(staff, testshire):
    result = loaded(slac_text(body=AREAS, dates="9 – 20 May 2013"), staff)
    assert result.draft is None
    problem = result.report.problems.get(kind=drafting.DRAFT_NOT_MADE)
    assert problem.detail == "The report would be published before the inspection."


def test_unprintable_characters_are_no_reason_to_fail(staff, testshire):
    draft = loaded(CLEAN.replace("Ann Example", "Ann \x00\x01Example"), staff).draft
    assert draft.lead_inspector == "Ann Example"


def test_a_number_that_no_database_holds_is_a_problem_and_not_a_failure(staff, testshire):
    body = AREAS + "Service information\n\n4. There are 123456789012345678901234 looked after children.\n"
    report = loaded(slac_text(body=body), staff).report
    assert not report.inspection.figures.exists()
    assert report.problems.filter(kind="figure_unclear").exists()


def test_a_long_name_of_a_file_is_cut(staff, testshire):
    report = loaded(CLEAN, staff, name="x" * 250).report
    assert report.name == "x" * 200


def test_make_draft_names_what_is_still_missing(staff):
    report = loaded(ilacs(), staff).report
    with pytest.raises(ActionRefusedError, match="fill in the council"):
        completing.make_draft(report, by=staff)


def test_make_draft_a_second_time_is_refused(staff):
    report = loaded(CLEAN, staff).report
    seen = Report.objects.get(pk=report.pk)
    chosen = make_council("chosenshire")
    completing.make_draft(report, by=staff, council=chosen)
    with pytest.raises(ActionRefusedError, match="Somebody has made the draft"):
        completing.make_draft(seen, by=staff, council=chosen)
    assert Inspection.objects.count() == 1


def test_make_draft_leaves_what_was_closed_meanwhile_closed(staff, monkeypatch):
    report = loaded(ilacs(), staff).report
    closed = report.problems.get(kind="council_unknown")
    listed = completing.draft_of_inspection

    def closing(*found, **options):
        close_problem(ReportProblem.objects.get(pk=closed.pk), by=staff, because="It is Testshire.")
        return listed(*found, **options)

    monkeypatch.setattr(completing, "draft_of_inspection", closing)
    completing.make_draft(report, by=staff, council=make_council("mockford"))
    closed.refresh_from_db()
    assert closed.closed_because == "It is Testshire."


def test_make_draft_takes_the_council_that_staff_chose(staff):
    report = loaded(ilacs(), staff).report
    draft = completing.make_draft(report, by=staff, council=make_council("mockford"))
    assert (draft.council.slug, draft.grades.count()) == ("mockford", 5)


@pytest.mark.parametrize(
    ("inspected_from", "published_on"),
    [("2024-03-11", None), ("2024-03", None), ("2024", None), ("2024-03-11", date(2024, 5, 1))],
)
def test_the_inspection_on_record_is_found(staff, testshire, inspected_from, published_on):
    on_record = make_inspection(testshire, inspected_from=inspected_from, published_on=published_on)
    assert loaded(ilacs(), staff).draft.replaces == on_record


def test_an_inspection_of_another_programme_is_not_taken_for_it(staff, testshire):
    make_inspection(testshire, framework="sif-2013", inspected_from="2024-03", published_on=None)
    assert loaded(ilacs(), staff).draft.replaces is None


def test_two_that_may_be_it_are_none(staff, testshire):
    make_inspection(testshire, inspected_from="2024-03", published_on=None)
    make_inspection(testshire, inspected_from="2024", published_on=None)
    assert loaded(ilacs(), staff).draft.replaces is None


def test_a_day_of_publication_that_the_report_lacks_is_taken_from_the_record(staff, testshire):
    make_inspection(testshire, inspected_from="2024-03-11", published_on=date(2024, 5, 1))
    result = loaded(ilacs(), staff)
    assert result.draft.published_on == date(2024, 5, 1)
    problem = result.report.problems.get(kind="publication_date_missing")
    assert problem.closed_because == "The inspection on record gives 1 May 2024."


def test_a_grade_that_differs_from_the_record_is_a_problem(staff, testshire):
    make_inspection(
        testshire,
        inspected_from="2024-03-11",
        published_on=date(2024, 5, 1),
        grades={"whole.leaders": "inadequate"},
    )
    result = loaded(ilacs(), staff)
    problem = result.report.problems.get(kind=matching.DIFFERS_FROM_RECORD)
    assert problem.detail.endswith("Good here, Inadequate on record (read from the report itself)")
    assert [difference.judgement for difference in matching.differences(result.draft)] == ["whole.leaders"]
    with pytest.raises(ActionRefusedError, match="Inadequate on record"):
        publish(result.draft, by=staff)


def test_a_newer_reading_shows_what_would_change(staff, testshire):
    report = loaded(ilacs(), staff).report
    report.reading["published_on"] = "2024-06-01"
    report.reading["grades"][0]["grade"] = "inadequate"
    report.save()
    result = loaded(ilacs(), staff)
    assert result.outcome == "known"
    assert "published on: 2024-06-01 → not found" in result.differences
    assert "whole.leaders: inadequate → good" in result.differences


def test_reread_puts_the_newer_reading_in_the_place_of_an_untouched_draft(staff, testshire):
    report = loaded(ilacs(), staff).report
    report.reading["grades"][0]["grade"] = "inadequate"
    report.save()
    result = loaded(ilacs(), staff, reread=True)
    assert result.outcome == "reread"
    assert Inspection.objects.get() == result.draft
    assert result.draft.grades.get(judgement="leaders").grade == "good"


def test_reread_keeps_a_draft_that_was_edited(staff, testshire):
    report = loaded(ilacs(), staff).report
    report.reading["grades"][0]["grade"] = "inadequate"
    report.save()
    Inspection.objects.update(lock_version=1, note="checked by hand")
    result = loaded(ilacs(), staff, reread=True)
    assert "has been edited" in result.message
    assert Inspection.objects.get().note == "checked by hand"


def test_what_is_published_is_never_reread(staff, testshire):
    report = loaded(CLEAN, staff).report
    publish(report.inspection, by=staff)
    report.reading["grades"][0]["grade"] = "inadequate"
    report.save()
    result = loaded(CLEAN, staff, reread=True)
    assert "correct what differs" in result.message
    assert Inspection.objects.published().count() == 1


def read(data, name="testshire.txt"):
    return drafting.ReadFile(data.encode(), name, read_report(data.encode(), council_register().councils))


def test_many_files_take_as_many_statements_as_few(staff, testshire):
    """But for those of SQLite that would have more than a thousand values: of 44 grades, or 88."""

    def statements(*years):
        files = [read(CLEAN.replace("2011", str(year)), f"{year}.txt") for year in years]
        with CaptureQueriesContext(connection) as taken:
            results = drafting.store_reports(files, by=staff)
        assert [result.outcome for result in results] == ["loaded"] * len(files)
        return len(taken)

    few = statements(2001, 2002)
    assert statements(2003, 2004, 2005, 2006) <= few + 2


def test_one_report_twice_among_many_is_stored_once(staff, testshire):
    again = CLEAN.replace("\n\n", "\n \n")
    results = drafting.store_reports([read(CLEAN), read(CLEAN, "copy.txt"), read(again, "again.txt")], by=staff)
    assert [(result.outcome, result.message) for result in results[1:]] == [
        ("known", "loaded before, as testshire.txt"),
        ("known", "the same report as testshire.txt, saved by another program"),
    ]
    assert Report.objects.count() == Inspection.objects.count() == 1


def test_a_draft_that_the_database_refuses_leaves_the_others_of_its_batch_as_they_are(staff, testshire):
    impossible = slac_text(body=AREAS, dates="9 – 20 May 2013")
    first, refused, last = drafting.store_reports(
        [read(CLEAN), read(impossible), read(CLEAN.replace("2011", "2010"))], by=staff
    )
    assert [first.draft.published_on.year, refused.draft, last.draft.published_on.year] == [2011, None, 2010]
    assert refused.message == "council, framework or dates not found"
    assert refused.report.problems.filter(kind=drafting.DRAFT_NOT_MADE).exists()
    assert Inspection.history.count() == 2
    for result in (first, last):
        assert result.report.inspection.grades.count() == 22


def test_grades_that_the_database_refuses_leave_the_report_without_a_draft(staff, testshire):
    """Two grades of one judgement, which no reading should have."""
    twice = read(CLEAN)
    twice = replace(twice, outcome=replace(twice.outcome, grades=(*twice.outcome.grades, twice.outcome.grades[0])))
    results = drafting.store_reports([read(CLEAN.replace("2011", "2010")), twice], by=staff)
    assert [bool(result.draft) for result in results] == [True, False]
    assert results[1].report.problems.filter(kind=drafting.DRAFT_NOT_MADE).exists()


def test_a_reading_without_paragraphs_leaves_none_to_be_found(staff, testshire):
    file = read(CLEAN)
    drafting.store_reports([file], by=staff)
    [result] = drafting.store_reports(
        [replace(file, outcome=replace(file.outcome, paragraphs=()))], by=staff, reread=True
    )
    assert result.outcome == "reread"
    assert not result.report.words.exists()


def test_a_refused_file_asks_nothing_of_the_database(staff, django_assert_num_queries):
    with django_assert_num_queries(0):
        drafting.store_reports([drafting.ReadFile(b"", "x.pdf", Refusal(RefusalKind.SCAN))], by=staff)


def test_files_are_deleted_after_a_failure_even_if_one_cannot_be(staff, testshire, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    files = [read(CLEAN.replace("2011", str(year))) for year in (2009, 2010, 2011)]
    monkeypatch.setattr(drafting, "store_texts", half_written)
    kept = drafting.content_hash(files[0].data)
    delete = default_storage.delete

    def delete_or_fail(name):
        if kept in name and (tmp_path / name).exists():
            half_written()
        delete(name)

    monkeypatch.setattr(default_storage, "delete", delete_or_fail)
    with pytest.raises(OSError, match="No space left"):
        drafting.store_reports(files, by=staff)
    assert files_kept(settings) == [f"{kept}.txt"]


def test_what_a_refused_draft_took_from_the_record_is_forgotten(staff, testshire):
    """The day of publication on record lies before the inspection, so there is no draft that could have it."""
    make_inspection(
        testshire, inspected_from="2024-03", published_on=date(2024, 3, 5), grades={"whole.leaders": "good"}
    )
    result = loaded(ilacs(), staff)
    assert result.draft is None
    assert {problem.kind for problem in result.report.problems.blocking()} == {
        "publication_date_missing",
        drafting.DRAFT_NOT_MADE,
    }


@trying(deadline=None)
@given(st.text())
def test_the_hash_of_a_text_is_of_its_letters_and_digits(text):
    letters = re.sub(r"[\W_]+", "", text.casefold())
    padding = "Testshire" * 200
    assert loaded_files.text_hash([text, padding]) == loaded_files.text_hash([letters + padding])
    assert loaded_files.text_hash([f"{text}x", padding]) != loaded_files.text_hash([text, padding])


def run(*arguments, **options):
    out = io.StringIO()
    code = 0
    try:
        call_command("load_reports", *arguments, stdout=out, stderr=out, workers=1, **options)
    except SystemExit as exit_:
        code = exit_.code
    return code, out.getvalue()


@pytest.fixture
def folder(tmp_path, testshire):
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "page.pdf").write_text("<!doctype html><title>Sign in</title>", encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(blank_pdf())
    (tmp_path / "ilacs.pdf").write_bytes(ilacs_pdf(ILACS_2023, GRADES, dates=DATES))
    (tmp_path / "notes.docx").write_bytes(b"not a report")
    return tmp_path


def test_a_report_saved_again_by_another_program_is_recognised_by_its_text(staff, testshire):
    first = loaded(CLEAN, staff)
    again = loaded(CLEAN.replace(" ", "  ").replace("\n\n", "\n"), staff, "saved-again.txt")
    assert (again.outcome, again.report) == ("known", first.report)
    assert again.message == "the same report as testshire.txt, saved by another program"
    assert Report.objects.count() == Inspection.objects.count() == 1


def test_a_folder_loads_what_can_be_read_and_names_the_rest(folder):
    code, out = run(str(folder))
    assert code == 1
    assert "5 files" in out
    assert Report.objects.count() == 2
    for name in ("empty.pdf", "page.pdf", "scan.pdf"):
        assert f"Not read: {name}." in out
    assert "Testshire" in out
    assert "notes.docx" not in out


def test_a_reader_that_cannot_start_ends_the_run_and_blames_no_file(folder, monkeypatch):
    monkeypatch.setattr(sandbox, "_BOOT", "import no_such_module")
    with pytest.raises(CommandError, match=r"can't be started.*no_such_module") as error:
        run(str(folder))
    assert error.value.returncode == 3
    assert not Report.objects.exists()


def half_written(*_args):
    """What saving a file does where the disk becomes full in the middle of it."""
    raise OSError(28, "No space left on device")


def files_kept(settings) -> list[str]:
    return [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_full_disk_ends_the_run_in_a_sentence_and_leaves_no_file(folder, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "kept"
    monkeypatch.setattr("django.core.files.locks.lock", half_written)
    with pytest.raises(
        CommandError, match=r"^good.txt, ilacs.pdf could not.*No space left on device.*Nothing of these files is kept"
    ) as error:
        run(str(folder))
    assert error.value.returncode == 4
    assert files_kept(settings) == []
    assert not Report.objects.exists()


def test_a_commit_that_fails_leaves_no_file(folder, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "kept"

    @contextmanager
    def full():
        with in_turn():
            yield
            raise OperationalError("database or disk is full")

    monkeypatch.setattr("inspections.intake.drafting.in_turn", full)
    with pytest.raises(CommandError, match="database or disk is full"):
        run(str(folder))
    assert files_kept(settings) == []
    assert not Report.objects.exists()


def test_a_file_left_by_an_interrupted_run_is_replaced(staff, testshire, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = loaded(CLEAN, staff).report
    Inspection.objects.all().delete()
    Report.objects.all().delete()
    Path(report.file.path).write_bytes(b"half")
    again = loaded(CLEAN, staff).report
    assert again.file.name == report.file.name
    assert files_kept(settings) == [Path(report.file.name).name]


def test_a_run_started_again_duplicates_nothing_and_reads_nothing_it_knows(folder, monkeypatch):
    run(str(folder))
    read = []
    read_all = sandbox.Pool.read_all
    monkeypatch.setattr(sandbox.Pool, "read_all", lambda pool, paths: read_all(pool, read.extend(paths) or paths))
    code, out = run(str(folder))
    assert (Report.objects.count(), Inspection.objects.count()) == (2, 2)
    assert sorted(path.name for path in read) == ["empty.pdf", "page.pdf", "scan.pdf"]
    assert (code, "2 known, 3 refused" in out) == (1, True)


def test_a_file_read_by_an_older_reader_is_known_and_read_again_where_asked(folder):
    run(str(folder))
    Report.objects.update(reader_version="1")
    assert "2 known" in run(str(folder))[1]
    report = Report.objects.get(name="good.txt")
    assert loaded_files.already_loaded(CLEAN.encode(), "x.txt").message == (
        "loaded before, as good.txt, by an older version of the reader"
    )
    report.reading["grades"][0]["grade"] = "inadequate"
    report.save()
    assert "1 reread" in run(str(folder), reread=True)[1]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path, testshire):
    for folder in ("kent", "leeds"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.pdf").write_bytes(b"")
    (tmp_path / "kent" / "good.txt").write_text(CLEAN, encoding="utf-8")
    _, out = run(str(tmp_path))
    assert "Not read: kent/report.pdf." in out
    assert "Not read: leeds/report.pdf." in out
    assert "│ kent/good.txt " in out


def test_a_run_says_how_far_it_is_without_a_terminal(folder, monkeypatch):
    monkeypatch.setattr("inspections.management.progress.SECONDS_BETWEEN_LINES", 0.0)
    _, out = run(str(folder))
    lines = [line for line in out.splitlines() if line.startswith("Reading reports: ")]
    assert [line.split(" (")[0] for line in lines] == [f"Reading reports: {number} of 5" for number in range(1, 6)]


def test_a_clean_draft_that_was_left_unpublished_is_published_when_the_run_is_started_again(folder):
    run(str(folder))
    assert not Inspection.objects.published().exists()
    run(str(folder), publish_clean=True, by=PUBLISHER)
    assert [inspection.framework for inspection in Inspection.objects.published()] == ["slac-2010"]


def test_publish_clean_leaves_to_another_person_what_it_has_read_itself(folder, settings):
    settings.SECOND_PERSON = True
    run(str(folder), publish_clean=True, by=PUBLISHER)
    assert not Inspection.objects.published().exists()
    assert Inspection.objects.filter(status="draft").exists()


def test_publish_clean_is_refused_to_an_account_that_may_not_publish(folder):
    make_user("lena")
    for by in ("lena", None):
        with pytest.raises(CommandError, match="may not publish") as refusal:
            run(str(folder), publish_clean=True, by=by)
        assert refusal.value.returncode == 2
    assert not Inspection.objects.exists()


def test_publish_clean_never_changes_a_public_day(tmp_path, testshire):
    on_record = make_inspection(
        testshire, framework="slac-2010", inspected_from="2011-05-09", published_on=date(2011, 6, 28)
    )
    (tmp_path / "report.txt").write_text(CLEAN, encoding="utf-8")
    run(str(tmp_path), publish_clean=True, by=PUBLISHER)
    on_record.refresh_from_db()
    assert on_record.published_on == date(2011, 6, 28)
    problem = Report.objects.get().problems.blocking().get(kind="differs_from_record", judgement="")
    assert problem.detail == "Day of publication: 27 June 2011 here, 28 June 2011 on record"


def test_publish_clean_makes_one_edition_that_lists_every_report(folder):
    (folder / "another.txt").write_text(
        CLEAN.replace("May 2011", "May 2012").replace("June 2011", "June 2012"), encoding="utf-8"
    )
    run(str(folder), publish_clean=True, by=PUBLISHER)
    assert set(Edition.objects.get().changes.values_list("inspection__published_on", flat=True)) == {
        date(2012, 6, 27),
        date(2011, 6, 27),
    }


def test_publish_clean_publishes_only_those_without_a_problem(folder):
    run(str(folder), publish_clean=True, by=PUBLISHER)
    assert {inspection.framework: inspection.status for inspection in Inspection.objects.all()} == {
        "slac-2010": "published",
        "ilacs-2023": "draft",
    }
    assert Edition.objects.get().made_by.get_username() == PUBLISHER


def test_publish_clean_shows_the_grades_of_what_was_on_record_before(tmp_path, testshire):
    make_inspection(
        testshire,
        framework="slac-2010",
        inspected_from="2011-05",
        published_on=None,
        grades={"safeguarding.overall_effectiveness": "good"},
    )
    (tmp_path / "report.txt").write_text(CLEAN, encoding="utf-8")
    _, out = run(str(tmp_path), publish_clean=True, by=PUBLISHER)
    assert "│ SLAC 2010 │ 22 " in " ".join(out.split())


def test_what_was_read_comes_back_from_an_export_unchanged(staff, testshire):
    """The texts of a report are richer than the files, which hold numbers alone."""
    on_record = make_inspection(framework="slac-2010", inspected_from="2011-05", published_on=None, grades=STATED_LATER)
    on_record.grades.update(provenance="later_report", source="https://example.org/later")
    report = loaded(CLEAN, staff)
    for problem in report.report.problems.all():
        close_problem(problem, by=staff, because="Checked")
    inspection = publish(report.draft, by=staff)
    assert inspection == on_record
    assert inspection.areas_for_improvement.get().text == "write every plan with the child"
    files = [ContentFile(content, name) for name, content in export_files().items() if content.count(b"\n") > 1]
    planned = plan(read_files(files))
    assert planned.problems == ()
    assert planned.is_empty
    assert planned.unchanged["grades"] == 22


def test_what_was_read_before_the_reader_stops_is_stored(folder, monkeypatch):
    read_all = sandbox.Pool.read_all

    def stopping(pool, paths):
        yield from read_all(pool, [path for path in paths if path.name == "good.txt"])
        raise sandbox.WorkerNotStartedError("no memory")

    monkeypatch.setattr(sandbox.Pool, "read_all", stopping)
    with pytest.raises(CommandError, match="no memory"):
        run(str(folder))
    assert Report.objects.get().name == "good.txt"


@pytest.mark.parametrize(("limit", "value"), [("STORED_TOGETHER", 1), ("SECONDS_TOGETHER", 0), ("MAX_BYTES", 1)])
def test_files_wait_for_no_more_than_some_others(folder, monkeypatch, limit, value):
    monkeypatch.setattr(f"inspections.management.commands.load_reports.{limit}", value)
    stored = []
    store_reports = drafting.store_reports
    monkeypatch.setattr(
        "inspections.management.commands.load_reports.store_reports",
        lambda files, **options: stored.append(files) or store_reports(files, **options),
    )
    run(str(folder / "good.txt"), str(folder / "ilacs.pdf"))
    assert [len(files) for files in stored] == [1, 1]


def test_a_file_that_goes_after_it_was_read_is_refused_alone(folder, monkeypatch):
    read_all = sandbox.Pool.read_all

    def going(pool, paths):
        for path, outcome in read_all(pool, paths):
            if path.name == "good.txt":
                path.unlink()
            yield path, outcome

    monkeypatch.setattr(sandbox.Pool, "read_all", going)
    code, out = run(str(folder))
    assert (code, "Not read: good.txt." in out) == (1, True)
    assert Report.objects.get().name == "ilacs.pdf"


def test_a_folder_is_stored_some_files_at_a_time(tmp_path, testshire, monkeypatch):
    monkeypatch.setattr("inspections.management.commands.load_reports.STORED_TOGETHER", 2)
    monkeypatch.setattr("inspections.management.commands.load_reports.SECONDS_TOGETHER", 60)
    for year in range(2001, 2006):
        (tmp_path / f"{year}.txt").write_text(CLEAN.replace("2011", str(year)), encoding="utf-8")
    stored = []
    store_reports = drafting.store_reports
    monkeypatch.setattr(
        "inspections.management.commands.load_reports.store_reports",
        lambda files, **options: stored.append(len(files)) or store_reports(files, **options),
    )
    code, out = run(str(tmp_path))
    assert (code, stored, "5 loaded" in out) == (0, [2, 2, 1], True)


def test_a_folder_without_reports_is_an_error(tmp_path):
    with pytest.raises(CommandError, match=r"no \.pdf or \.txt"):
        run(str(tmp_path))


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="no file or folder"):
        run(str(tmp_path / "nowhere"))


def test_an_unknown_account_is_an_error(folder):
    with pytest.raises(CommandError, match="no account named nobody"):
        run(str(folder), by="nobody")


def test_the_register_knows_every_name_of_a_council(testshire):
    testshire.aliases.create(name="Testshire Children’s Trust")
    (names,) = council_register().councils
    assert names.names == ("Testshire", "Testshire County Council", "Testshire Children’s Trust")
    assert Council.objects.count() == 1


def test_a_refusal_of_the_reader_is_passed_on(staff):
    result = drafting.store_report(b"x", "x.pdf", Refusal(RefusalKind.SCAN), by=staff)
    assert result.message == RefusalKind.SCAN.message
