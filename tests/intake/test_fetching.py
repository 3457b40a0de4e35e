"""Fetching the reports whose addresses are on record: what is asked, what becomes of it, what is published unseen."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from inspections.intake import fetching
from inspections.intake.fetching import only_one
from inspections.management import progress
from inspections.models import Edition, Inspection, Report
from inspections.reports import sandbox
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.ofsted.site import BROKEN, INSPECTION, WEB_PAGE, busy
from tests.builders.reports import ILACS_2023, TableLayout, blank_pdf, table_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

GRADES = ("Good", "Requires improvement to be good", "Outstanding", "Good", "Good")
ON_RECORD = {
    "whole.leaders": "good",
    "whole.help_and_protection": "requires_improvement",
    "whole.children_in_care": "outstanding",
    "whole.care_leavers": "good",
    "whole.overall_effectiveness": "good",
}
NUMBER = 50000001
ADDRESS = f"https://files.ofsted.gov.uk/v1/file/{NUMBER}"
PUBLISHED = date(2024, 5, 1)


def a_report(grades=GRADES, dates="11 to 22 March 2024", improve=True, council="Testshire"):
    title = f"Inspection of {council} local authority children’s services"
    front = [title, f"Inspection dates: {dates}", "Lead inspector: Ann Example, His Majesty’s Inspector"]
    closing = ("What needs to improve?", "■ The quality of plans.") if improve else ()
    table = [("Judgement", "Grade"), *zip(ILACS_2023, grades, strict=True)]
    return table_pdf(front, table, TableLayout(header=title), closing)


def on_record(council=None, number=NUMBER, **fields):
    values = {"inspected_from": "2024-03-11", "inspected_to": date(2024, 3, 22), "published_on": PUBLISHED}
    values |= {"grades": ON_RECORD, "report_url": f"https://files.ofsted.gov.uk/v1/file/{number}", **fields}
    return make_inspection(council, **values)


@pytest.fixture
def inspection(ofsted):
    """Testshire's inspection, on record from a list, and its report on Ofsted's site."""
    council = make_council(ofsted_urn="80486")
    ofsted.add_council("80486", "Testshire")
    ofsted.publish("80486", NUMBER, INSPECTION, PUBLISHED, a_report())
    return on_record(council)


@pytest.fixture
def publisher():
    return make_user("paula", is_superuser=True)


def run(*arguments):
    """The exit code and what the command says."""
    out = io.StringIO()
    try:
        call_command("fetch_reports", *arguments, stdout=out, stderr=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def test_a_report_on_record_is_fetched_and_waits_as_a_draft_of_its_inspection(inspection, ofsted):
    code, out = run()
    assert (code, ofsted.addresses) == (0, [ADDRESS])
    draft = Inspection.objects.get(status="draft")
    assert (draft.replaces, draft.published_on, draft.report_url) == (inspection, PUBLISHED, ADDRESS)
    assert {grade.source for grade in draft.grades.all()} == {ADDRESS}
    report = draft.reports.get()
    assert (report.address, report.name) == (ADDRESS, "testshire-2024-05-01.pdf")
    [closed] = report.problems.filter(kind="publication_date_missing")
    assert closed.closed_because == "The inspection on record gives 1 May 2024."
    assert "1 of 1 report: 1 loaded." in out
    assert not Edition.objects.exists()


def test_a_second_run_asks_for_nothing(inspection, ofsted):
    run()
    code, out = run()
    assert (code, out) == (0, "Every report whose address is on record is loaded.\n")
    assert len(ofsted.asked) == 1


def test_who_asks_is_stated_with_the_contact_from_the_settings(inspection, ofsted, settings):
    settings.CONTACT_EMAIL = "inspections@testshire.example"
    run()
    assert "contact: inspections@testshire.example" in ofsted.asked[0].headers["User-Agent"]


def test_what_agrees_in_everything_is_published_as_one_edition(inspection, ofsted, publisher):
    second = on_record(make_council("exampleham"), 50000002)
    ofsted.files[50000002] = a_report(council="Exampleham")
    code, out = run("--publish-agreeing", "--by", "paula")
    assert code == 0
    assert "Edition 1: 2 reports published." in out
    edition = Edition.objects.get()
    assert (edition.kind, edition.made_by) == ("publish", publisher)
    assert {change.inspection for change in edition.changes.all()} == {inspection, second}
    for published in (inspection, second):
        assert published.areas_for_improvement.count() == 1
        assert published.grades.get(judgement="leaders").quoted_line
    assert not Inspection.objects.filter(status="draft").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"grades": ON_RECORD | {"whole.leaders": "outstanding"}}, "Good here, Outstanding on record"),
        ({"grades": {"whole.overall_effectiveness": "good"}}, "is not on record yet"),
        ({"inspected_to": date(2024, 3, 29)}, "22 March 2024 here, 29 March 2024 on record"),
        ({"inspected_from": "2024-03"}, "2024-03-11 here, 2024-03 on record"),
        ({"framework": "ilacs-2018", "grades": {"whole.leaders": "good"}}, "The framework differs"),
    ],
)
def test_what_differs_in_anything_waits_for_a_person(ofsted, publisher, changed, says):
    on_record(make_council(), **changed)
    ofsted.files[NUMBER] = a_report()
    _, out = run("--publish-agreeing", "--by", "paula")
    assert "1 draft to be checked by a person:" in out
    assert says in out
    assert not Edition.objects.exists()


def test_what_is_doubtful_waits_for_a_person(inspection, ofsted, publisher):
    ofsted.files[NUMBER] = a_report(improve=False)
    _, out = run("--publish-agreeing", "--by", "paula")
    assert "1 problem to settle." in out
    assert Inspection.objects.filter(status="draft").exists()


def test_a_draft_that_somebody_edited_is_theirs(inspection, publisher):
    run()
    Inspection.objects.filter(status="draft").update(lock_version=1)
    _, out = run("--publish-agreeing", "--by", "paula")
    assert "Somebody has edited it." in out
    assert not Edition.objects.exists()


def test_drafts_of_an_earlier_run_are_published_too(inspection, publisher):
    run()
    run("--publish-agreeing", "--by", "paula")
    assert Edition.objects.get().changes.filter(inspection=inspection).exists()


def test_another_councils_report_at_the_address_is_a_draft_with_that_problem(inspection, ofsted, publisher):
    make_council("exampleham")
    ofsted.files[NUMBER] = a_report(council="Exampleham")
    run("--publish-agreeing", "--by", "paula")
    report = Report.objects.get()
    [problem] = report.problems.filter(kind="listed_otherwise")
    assert problem.detail == "The report is about Exampleham, but listed for Testshire."
    assert not Edition.objects.exists()


@pytest.mark.parametrize("arguments", [["--publish-agreeing"], ["--publish-agreeing", "--user", "lena"]])
def test_publishing_needs_an_account_that_may(inspection, ofsted, arguments):
    make_user("lena")
    with pytest.raises(CommandError, match="may not publish") as refused:
        run(*arguments)
    assert refused.value.returncode == 2
    assert ofsted.asked == []


def test_an_unknown_account_is_refused_before_anything_is_asked(inspection, ofsted):
    with pytest.raises(CommandError, match="no account named nobody"):
        run("--by", "nobody")
    assert ofsted.asked == []


def test_a_file_loaded_before_is_not_read_again(inspection, ofsted, monkeypatch):
    from tests.intake.test_drafting import loaded

    loaded(ofsted.files[NUMBER], make_user(), name="by-hand.pdf")
    Report.objects.update(inspection=None)
    Inspection.objects.filter(status="draft").delete()
    monkeypatch.setattr(sandbox.Worker, "read", lambda *_: pytest.fail("read again"))
    _, out = run()
    assert "1 known" in out
    assert Report.objects.get().address == ADDRESS


@pytest.mark.parametrize(
    ("content", "says"),
    [(WEB_PAGE, "a web page instead of a PDF"), (b"", "a web page instead of a PDF"), (blank_pdf(), "testshire-")],
)
def test_what_is_no_report_is_named_with_its_address_and_the_rest_goes_on(inspection, ofsted, content, says):
    ofsted.files[NUMBER] = content
    on_record(make_council("exampleham"), 50000002, published_on=date(2024, 4, 1))
    ofsted.files[50000002] = a_report(council="Exampleham")
    code, out = run()
    assert code == 1
    assert says in out
    assert f"Not read: testshire-2024-05-01.pdf ({ADDRESS})." in out
    assert Report.objects.get().inspection.council.slug == "exampleham"


def test_troubles_that_pass_are_waited_for(inspection, ofsted, pauses):
    ofsted.trouble(ADDRESS, BROKEN, busy("30"))
    assert run()[0] == 0
    assert len(pauses) == 2
    assert pauses[1] > 30


def test_a_site_that_wants_a_break_ends_the_run_and_the_next_goes_on(inspection, ofsted):
    on_record(make_council("exampleham"), 50000002, published_on=date(2024, 4, 1))
    ofsted.files[50000002] = a_report(council="Exampleham")
    ofsted.trouble("https://files.ofsted.gov.uk/v1/file/50000002", busy("3600"))
    code, out = run()
    assert code == 5
    assert "1 of 2 reports: 1 loaded." in out
    assert "it asks to wait 60 minutes. Run this again later." in out
    assert run()[0] == 0
    assert ofsted.addresses.count(ADDRESS) == 1
    assert Report.objects.count() == 2


def test_only_one_command_asks_at_a_time(inspection, ofsted):
    with only_one(), pytest.raises(CommandError, match="Only one does at a time"):
        run()
    assert ofsted.asked == []
    assert run()[0] == 0


def test_addresses_elsewhere_are_left_alone(ofsted):
    on_record(make_council(), report_url="https://example.org/report.pdf")
    assert "Every report" in run()[1]


def test_the_latest_are_fetched_first_and_no_more_than_asked_for(inspection, ofsted):
    on_record(make_council("exampleham"), 50000002, published_on=date(2024, 6, 1))
    ofsted.files[50000002] = a_report(council="Exampleham")
    run("--at-most", "1")
    assert ofsted.addresses == ["https://files.ofsted.gov.uk/v1/file/50000002"]


def test_without_a_terminal_a_line_says_how_far_it_is(inspection, monkeypatch):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    _, out = run()
    assert "Fetching reports: 1 of 1 (1 loaded), about 0 s left" in out


def test_a_reader_that_cannot_start_ends_the_run(inspection, monkeypatch):
    def no_reader(*_args):
        raise sandbox.WorkerNotStartedError("no memory")

    monkeypatch.setattr(fetching.Worker, "read", no_reader)
    with pytest.raises(CommandError, match="no memory") as ended:
        run()
    assert ended.value.returncode == 3
