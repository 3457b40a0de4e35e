"""Uploading reports, checking them beside their evidence, and settling what is doubtful."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.admin import evidence
from inspections.intake.queue import read_waiting
from inspections.models import Council, Edition, Grade, Inspection, Report, ReportProblem
from inspections.reports import sandbox
from inspections.reports.findings import Problem, ProblemKind
from inspections.reports.sandbox import Worker
from inspections.wording.results import provenance_words
from tests.builders.factories import create_draft
from tests.builders.forms import change_url, fields_of, opened, words
from tests.builders.readings import READING, a_pdf, load

from .conftest import make_draft, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
UPLOAD = "/admin/upload-reports/"
OVERALL = "grades-safeguarding.overall_effectiveness"


def upload(client: Client, *files: tuple[str, bytes]) -> str:
    """The page on which staff see what became of the files, after the reader has read them."""
    sent = {"files": [SimpleUploadedFile(name, content) for name, content in files]}
    assert client.post(UPLOAD, sent).status_code == 302
    read_waiting()
    return words(client.get(UPLOAD).content.decode())


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader finds the fictional report in every PDF of one page, whatever it holds."""
    really_read = Worker.read

    def read_or_refuse(worker: Worker, data: bytes) -> Any:
        return replace(READING) if data.startswith(b"%PDF") else really_read(worker, data)

    monkeypatch.setattr(Worker, "read", read_or_refuse)


@pytest.fixture
def report(council: Council, loader: Any) -> Report:
    """The fictional report, loaded."""
    found = load(loader).report
    assert found is not None
    return found


def picture_url(report: Report) -> str:
    return reverse("admin:report_picture", args=[report.pk, "safeguarding.overall_effectiveness"])


def body_of(response: Any) -> bytes:
    """A file's content; the test client closes the file at its end."""
    return b"".join(response.streaming_content)


def test_files_that_are_no_reports_are_each_refused_with_a_sentence(as_loader: Client):
    page = upload(as_loader, ("empty.pdf", b""), ("page.pdf", b"<!DOCTYPE html><html><body>Report</body></html>"))
    assert "empty.pdf Not read This file is empty: download the report again." in page
    assert "page.pdf Not read This is a web page saved under a report's name" in page
    assert not Report.objects.exists()


def test_reader_that_cannot_start_says_nothing_about_the_files(as_loader: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sandbox, "_BOOT", "import no_such_module")
    page = upload(as_loader, ("testshire.pdf", a_pdf()))
    assert "testshire.pdf Not read The reader of reports can't be started, so this file was not read" in page
    assert "no_such_module" in page
    assert "damaged" not in page


def test_file_above_the_limit_is_refused_and_the_others_are_read(
    as_loader: Client, council: Council, read: None, settings: Any
):
    settings.REPORT_UPLOAD_MAX_BYTES = 5000
    page = upload(as_loader, ("big.pdf", b"%PDF" + b" " * 5000), ("testshire.pdf", a_pdf()))
    assert "big.pdf Not read This file is larger than 4.9 KB" in page
    assert "Check Testshire, SLAC 2010" in page
    assert Report.objects.get().name == "testshire.pdf"


def test_report_loaded_before_is_recognised_under_another_name(as_loader: Client, council: Council, read: None):
    upload(as_loader, ("testshire.pdf", a_pdf()))
    page = upload(as_loader, ("copy of testshire.pdf", a_pdf()))
    assert "copy of testshire.pdf Loaded before as testshire.pdf" in page
    assert Report.objects.count() == 1


def test_upload_without_a_file_says_so(as_loader: Client):
    assert "Choose at least one report." in words(as_loader.post(UPLOAD).content.decode())


def test_script_gets_the_rows_alone_or_why_nothing_was_taken(
    as_loader: Client, council: Council, read: None, monkeypatch: pytest.MonkeyPatch
):
    part = f"{UPLOAD}?part=files"
    sent = as_loader.post(part, {"files": [SimpleUploadedFile("testshire.pdf", a_pdf())]})
    assert "1 file still to be read." in words(sent.content.decode())
    assert "<html" not in sent.content.decode()
    read_waiting()
    assert "testshire.pdf Read" in words(as_loader.get(part).content.decode())
    monkeypatch.setattr("inspections.admin.uploading.is_full", lambda: True)
    refused = as_loader.post(part, {"files": [SimpleUploadedFile("other.pdf", a_pdf())]})
    assert refused.status_code == 422
    assert refused.content.decode().startswith("Many files are waiting to be read.")


def test_publisher_who_is_no_loader_cannot_upload(as_publisher: Client):
    assert as_publisher.get(UPLOAD).status_code == 403


def test_grade_stands_beside_its_line_its_picture_and_what_the_text_says(as_loader: Client, report: Report):
    html = as_loader.get(change_url(report.inspection)).content.decode()
    page = words(html)
    assert "The text of the report says otherwise: Adequate." in page
    assert "Overall effectiveness is adequate" in page
    assert f'src="{picture_url(report)}"' in html


def test_grade_on_record_stands_beside_the_one_that_was_read(
    as_loader: Client, council: Council, loader: Any, publisher: Any
):
    stated = Grade(
        service="safeguarding", judgement="overall_effectiveness", grade="inadequate", provenance="later_report"
    )
    on_record = create_draft(
        by=loader, council=council, framework="slac-2010", inspected_from=date(2011, 11, 28), grades=[stated]
    )
    actions.publish(on_record, by=publisher)
    draft = load(loader).draft
    assert draft is not None
    page = words(as_loader.get(change_url(draft)).content.decode())
    assert f"On record: Inadequate ({provenance_words('later_report')})" in page


def test_problems_stand_on_top_with_a_link_to_their_row(as_loader: Client, report: Report):
    html = as_loader.get(change_url(report.inspection)).content.decode()
    assert "Overall effectiveness: Good in the table, Adequate in the text" in words(html)
    assert 'href="#row-safeguarding.overall_effectiveness"' in html
    assert 'id="row-safeguarding.overall_effectiveness"' in html


def test_problem_is_closed_with_a_word_of_why(as_loader: Client, report: Report):
    problem = report.problems.get()
    form = opened(as_loader, report.inspection) | {f"close-{problem.pk}": "The table is right"}
    as_loader.post(change_url(report.inspection), form)
    problem.refresh_from_db()
    assert (problem.closed_because, problem.closed_by.username) == ("The table is right", "lena")


def test_problem_stays_open_without_a_word(as_loader: Client, report: Report):
    as_loader.post(change_url(report.inspection), opened(as_loader, report.inspection))
    assert report.problems.get().closed_at is None


def test_filling_in_what_was_missing_closes_the_problem_about_it_alone(
    as_loader: Client, council: Council, loader: Any
):
    doubts = (
        Problem(ProblemKind.PUBLICATION_DATE_MISSING, "The report does not say when it was published."),
        Problem(ProblemKind.JUDGEMENT_UNREAD, "No grade", judgement="safeguarding.capacity_for_improvement"),
        Problem(ProblemKind.JUDGEMENT_UNREAD, "No grade", judgement="safeguarding.quality_of_provision"),
    )
    report = load(loader, published_on=None, problems=doubts).report
    assert report is not None
    form = opened(as_loader, report.inspection) | {
        "published_on": "25/01/2012",
        "grades-safeguarding.capacity_for_improvement-grade": "good",
    }
    as_loader.post(change_url(report.inspection), form)
    assert [problem.closed_because for problem in report.problems.all()] == [
        "Filled in by hand.",
        "Filled in by hand.",
        "",
    ]


def test_word_of_why_is_not_lost_when_the_form_has_an_error(as_loader: Client, report: Report):
    problem = report.problems.get()
    form = opened(as_loader, report.inspection) | {f"close-{problem.pk}": "The table is right", "published_on": "x"}
    html = as_loader.post(change_url(report.inspection), form).content.decode()
    assert fields_of(html)[f"close-{problem.pk}"] == "The table is right"
    assert ReportProblem.objects.get().closed_at is None


def test_checked_report_is_saved_closed_and_published(report: Report, loader: Any, publisher: Any):
    loader.groups.add(*publisher.groups.all())
    client = signed_in(loader)
    draft = report.inspection
    form = opened(client, draft) | {
        f"close-{report.problems.get().pk}": "The text is right",
        f"{OVERALL}-grade": "adequate",
        "_publish": "1",
    }
    confirm = client.post(change_url(draft), form, follow=True)
    client.post(confirm.request["PATH_INFO"], fields_of(confirm.content.decode()))
    draft.refresh_from_db()
    assert (draft.status, draft.grades.get().grade) == ("published", "adequate")


def test_report_without_council_asks_for_it_and_becomes_a_draft(as_loader: Client, council: Council, loader: Any):
    report = load(loader, council=None, problems=()).report
    assert report is not None
    address = reverse("admin:complete_report", args=[report.pk])
    html = as_loader.get(address).content.decode()
    assert "The report names the council “Testshire County Council”." in words(html)
    assert "This field is required." in words(as_loader.post(address, fields_of(html)).content.decode())
    as_loader.post(address, fields_of(html) | {"council": str(council.pk)})
    draft = Inspection.objects.get()
    assert (draft.council, draft.status, draft.grades.get().grade) == (council, "draft", "good")


def test_publisher_lets_the_site_remember_what_a_report_calls_the_council(
    as_loader: Client, council: Council, loader: Any, publisher: Any
):
    report = load(loader, council=None, council_as_printed="Testborough", problems=()).report
    assert report is not None
    address = reverse("admin:complete_report", args=[report.pk])
    assert "Remember" not in as_loader.get(address).content.decode()
    loader.groups.add(*publisher.groups.all())
    client = signed_in(loader)
    html = client.get(address).content.decode()
    assert "Remember “Testborough” as a name of this council" in words(html)
    client.post(address, fields_of(html) | {"council": str(council.pk), "remember": "on"})
    assert Inspection.objects.get().council == council
    assert [alias.name for alias in council.aliases.all()] == ["Testborough"]
    edition = Edition.objects.first()
    assert edition is not None
    assert edition.reason == "A report calls the council “Testborough”."


def test_picture_is_drawn_once_and_kept_from_shared_caches(
    as_loader: Client, report: Report, monkeypatch: pytest.MonkeyPatch
):
    first = as_loader.get(picture_url(report))
    assert first["Content-Type"] == "image/png"
    assert first["Cache-Control"] == "private, max-age=86400"
    content = body_of(first)
    assert content.startswith(b"\x89PNG")
    monkeypatch.setattr(evidence, "render_region", lambda *_: pytest.fail("drawn again"))
    assert body_of(as_loader.get(picture_url(report))) == content


def test_picture_of_what_is_not_in_the_report_is_not_found(as_loader: Client, report: Report):
    assert as_loader.get(picture_url(report).replace("overall_effectiveness", "nonsense")).status_code == 404
    assert as_loader.get(reverse("admin:report_page_picture", args=[report.pk, 99])).status_code == 404


def test_file_is_downloaded_never_opened(as_publisher: Client, report: Report):
    response = as_publisher.get(reverse("admin:report_file", args=[report.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="testshire.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert body_of(response) == a_pdf()


def test_file_and_pictures_are_for_staff_with_the_right_to_them(client: Client, report: Report, django_user_model: Any):
    addresses = [
        picture_url(report),
        reverse("admin:report_page_picture", args=[report.pk, 1]),
        reverse("admin:report_file", args=[report.pk]),
    ]
    for address in addresses:
        assert client.get(address)["Location"].startswith(reverse("admin:login"))
    outsider = django_user_model.objects.create_user("olga", password="x", is_staff=True)
    client = signed_in(outsider)
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]


def test_file_has_no_public_address(as_loader: Client, report: Report):
    client = Client()
    for address in (f"/{report.file.name}", f"/media/{report.file.name}", f"/static/{report.file.name}"):
        assert client.get(address).status_code == 404


def test_file_of_a_withdrawn_inspection_is_read_again_as_a_new_draft(
    as_loader: Client, report: Report, publisher: Any, read: None
):
    for problem in report.problems.all():
        actions.close_problem(problem, by=publisher, because="Checked")
    inspection = actions.publish(report.inspection, by=publisher)
    actions.withdraw(inspection, by=publisher, reason="Another council’s report")
    page = as_loader.get(change_url(inspection)).content.decode()
    address = reverse("admin:read_again", args=[report.pk])
    assert address in page
    as_loader.post(address)
    read_waiting()
    draft = Inspection.objects.get(status="draft")
    assert "Check Testshire" in words(as_loader.get(UPLOAD).content.decode())
    assert draft.grades.count() == inspection.grades.count()
    assert draft.reports.get().reading_number == 2
    as_loader.post(address)
    read_waiting()
    assert Inspection.objects.filter(status="draft").count() == 1
    assert "its draft is still there" in words(as_loader.get(UPLOAD).content.decode())


def test_draft_within_a_month_of_one_on_record_says_so(as_loader: Client, published: Inspection, draft: Inspection):
    Inspection.objects.filter(pk=draft.pk).update(inspected_from=date(2011, 12, 12), published_on=None)
    page = words(as_loader.get(change_url(draft)).content.decode())
    assert f"perhaps the same inspection: {published} (published)" in page
    Inspection.objects.filter(pk=draft.pk).update(inspected_from=date(2011, 9, 1))
    assert "perhaps the same inspection" not in words(as_loader.get(change_url(draft)).content.decode())


def test_publisher_merges_two_records_of_one_inspection(
    as_publisher: Client, published: Inspection, publisher: Any, client: Client
):
    other = actions.publish(
        make_draft(published.council, publisher, inspected_from=date(2011, 12, 12), published_on=date(2012, 1, 26)),
        by=publisher,
    )
    address = reverse("admin:inspections_inspection_merge", args=[other.pk])
    assert address in as_publisher.get(change_url(other)).content.decode()
    page = words(as_publisher.post(address, {"into": published.pk, "reason": "Twice"}, follow=True).content.decode())
    assert "The two are one record now (Edition 3)" in page
    assert client.get(published.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 410
