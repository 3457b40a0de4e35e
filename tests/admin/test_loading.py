"""Loading grades from CSV files: the preview, the confirmation, and the export."""

import io
import os
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from inspections import actions
from inspections.models import Edition, Grade, Inspection
from tests.builders.factories import make_council
from tests.builders.forms import fields_of, words

from .conftest import make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ADDRESS = "/admin/load-grades/"


def csv_file(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


def exported(client: Client) -> dict[str, str]:
    response = client.get(reverse("admin:export_grades"))
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_export_holds_what_is_published_alone(as_publisher: Client, published: Inspection, loader: Any):
    make_draft(make_council("hiddenshire"), loader)
    files = exported(as_publisher)
    assert "testshire" in files["inspections.csv"]
    assert "hiddenshire" not in files["inspections.csv"] + files["grades.csv"]


def test_export_loaded_again_changes_nothing(as_publisher: Client, published: Inspection):
    files = [csv_file(name, text) for name, text in exported(as_publisher).items() if text.count("\n") > 1]
    page = words(as_publisher.post(ADDRESS, {"files": files}).content.decode())
    assert "Nothing differs" in page


def test_preview_shows_the_change_and_a_publisher_confirms_it_with_a_reason(
    as_publisher: Client, published: Inspection
):
    grades = exported(as_publisher)["grades.csv"].replace(",good,", ",adequate,")
    html = as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", grades)]}).content.decode()
    assert "grade: Good → Adequate" in words(html)
    assert published.grades.get().grade == "good"

    form = fields_of(html) | {"confirm": "1"}
    refused = as_publisher.post(ADDRESS, form).content.decode()
    assert "Give a reason" in words(refused)
    assert published.grades.get().grade == "good"

    response = as_publisher.post(ADDRESS, form | {"reason": "Typed wrongly"}, follow=True)
    assert f"Loaded: {Edition.objects.first()}" in words(response.content.decode())
    assert published.grades.get().grade == "adequate"
    assert Edition.objects.first().reason == "Typed wrongly"


def test_every_error_is_listed_with_its_file_row_and_column(as_publisher: Client, published: Inspection):
    grades = exported(as_publisher)["grades.csv"].replace(",good,", ",splendid,")
    page = words(as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", grades)]}).content.decode())
    assert "1 problem: nothing can be loaded yet" in page
    assert "grades.csv grade 2 1" in page
    assert "Load this and publish" not in page


def test_loader_sees_the_preview_but_cannot_confirm(as_loader: Client, as_publisher: Client, published: Inspection):
    grades = exported(as_publisher)["grades.csv"].replace(",good,", ",adequate,")
    html = as_loader.post(ADDRESS, {"files": [csv_file("grades.csv", grades)]}).content.decode()
    assert "A publisher has to load them" in words(html)
    assert as_loader.post(ADDRESS, {"confirm": "1", "edition": "1", "reason": "x"}).status_code == 403
    assert published.grades.get().grade == "good"


def test_preview_gone_stale_is_shown_anew(as_publisher: Client, publisher: Any, published: Inspection):
    grades = exported(as_publisher)["grades.csv"].replace(",good,", ",adequate,")
    form = fields_of(as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", grades)]}).content.decode())
    actions.correct(published, by=publisher, reason="Meanwhile", fields={"lead_inspector": "Ada First"})
    html = as_publisher.post(ADDRESS, form | {"confirm": "1", "reason": "Typed wrongly"}).content.decode()
    assert "The data has changed since this was prepared" in words(html)
    assert published.grades.get().grade == "good"
    as_publisher.post(ADDRESS, fields_of(html) | {"confirm": "1", "reason": "Typed wrongly"})
    assert published.grades.get().grade == "adequate"


def grades_added(client: Client) -> str:
    """The exported grades with two more."""
    grades = exported(client)["grades.csv"]
    line = next(line for line in grades.splitlines() if "overall_effectiveness" in line)
    others = ("capacity_for_improvement", "ambition_and_prioritisation")
    return grades + "".join(f"{line.replace('overall_effectiveness', other)}\n" for other in others)


def test_rows_ticked_in_the_preview_are_left_out(as_publisher: Client, published: Inspection):
    html = as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", grades_added(as_publisher))]}).content.decode()
    assert "Added to inspections on record (2)" in words(html)
    assert "Testshire, SLAC 2010, inspected 28 November 2011" in words(html)
    assert "Without one, additions say “Record completed from grades.csv”." in words(html)
    left = "grades|testshire|slac-2010|2011-11-28|safeguarding|ambition_and_prioritisation"
    assert f'value="{left}"' in html
    page = as_publisher.post(ADDRESS, fields_of(html) | {"confirm": "1", "leave_out": [left]}, follow=True)
    edition = Edition.objects.first()
    assert f"Loaded: {edition}. 1 row left out." in words(page.content.decode())
    assert edition.reason == "Record completed from grades.csv"
    assert set(published.grades.values_list("judgement", flat=True)) == {
        "overall_effectiveness",
        "capacity_for_improvement",
    }


def test_a_whole_group_can_be_left_out(as_publisher: Client, published: Inspection):
    html = as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", grades_added(as_publisher))]}).content.decode()
    form = fields_of(html) | {"confirm": "1", "leave_out_all": ["add"]}
    assert "Nothing was written." in words(as_publisher.post(ADDRESS, form, follow=True).content.decode())
    assert published.grades.count() == 1


def test_a_row_that_would_undo_a_correction_is_ticked_from_the_start(
    as_publisher: Client, publisher: Any, published: Inspection
):
    before = exported(as_publisher)["grades.csv"]
    grades = {"safeguarding.overall_effectiveness": {"grade": "adequate"}}
    actions.correct(published, by=publisher, reason="Misread", grades=grades)
    html = as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", before)]}).content.decode()
    assert "Corrected on this site (1)" in words(html)
    assert "corrected on" in words(html)
    as_is = fields_of(html)
    assert as_is["leave_out"].endswith("safeguarding|overall_effectiveness")

    unticked = {name: value for name, value in as_is.items() if name != "leave_out"}
    refused = as_publisher.post(ADDRESS, unticked | {"confirm": "1"}).content.decode()
    assert "Give a reason" in words(refused)
    assert "leave_out" not in fields_of(refused)

    as_publisher.post(ADDRESS, as_is | {"confirm": "1", "reason": "Loaded"})
    assert published.grades.get().grade == "adequate"


def test_a_correction_is_undone_where_the_row_is_unticked(as_publisher: Client, publisher: Any, published: Inspection):
    before = exported(as_publisher)["grades.csv"]
    grades = {"safeguarding.overall_effectiveness": {"grade": "adequate"}}
    actions.correct(published, by=publisher, reason="Misread", grades=grades)
    html = as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", before)]}).content.decode()
    unticked = {name: value for name, value in fields_of(html).items() if name != "leave_out"}
    as_publisher.post(ADDRESS, unticked | {"confirm": "1", "reason": "Right after all"})
    assert published.grades.get().grade == "good"


def test_upload_without_a_file_says_so(as_publisher: Client):
    page = words(as_publisher.post(ADDRESS, {}).content.decode())
    assert "Choose at least one file." in page


def test_upload_above_the_limit_is_refused(as_publisher: Client, settings: Any):
    settings.REPORT_UPLOAD_MAX_BYTES = 10
    page = words(as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", "x" * 11)]}).content.decode())
    assert "larger than" in page


@pytest.mark.parametrize("address", [ADDRESS, "/admin/upload-reports/"])
def test_more_files_than_are_taken_at_once_are_refused_in_plain_words(as_loader: Client, address: str):
    response = as_loader.post(address, {"files": [csv_file(f"{number}.csv", "x") for number in range(101)]})
    assert response.status_code == 400
    page = words(response.content.decode())
    assert "More than 100 files were sent at once, so none was taken. Send at most 100 at a time." in page


def test_files_that_nobody_confirmed_for_a_day_are_cleared_out(
    as_publisher: Client, as_loader: Client, published: Inspection, settings: Any
):
    grades = exported(as_publisher)["grades.csv"]
    as_publisher.post(ADDRESS, {"files": [csv_file("grades.csv", grades)]})
    (left,) = (settings.MEDIA_ROOT / "waiting").iterdir()
    two_days_ago = left.stat().st_mtime - 2 * 24 * 3600
    os.utime(left, (two_days_ago, two_days_ago))
    as_loader.post(ADDRESS, {"files": [csv_file("grades.csv", grades)]})
    assert not left.exists()
    assert len(list((settings.MEDIA_ROOT / "waiting").iterdir())) == 1


def test_file_that_is_no_known_csv_is_named(as_publisher: Client):
    page = words(as_publisher.post(ADDRESS, {"files": [csv_file("lunch.csv", "a,b\n1,2\n")]}).content.decode())
    assert "lunch.csv" in page
    assert "is none of the known files" in page


def test_visitors_are_sent_to_sign_in(client: Client):
    for address in (ADDRESS, reverse("admin:export_grades")):
        assert client.get(address)["Location"].startswith(reverse("admin:login"))


def sent(client: Client, name: str, content: bytes) -> str:
    return words(client.post(ADDRESS, {"files": [SimpleUploadedFile(name, content)]}).content.decode())


def exported_workbook(client: Client) -> Workbook:
    response = client.get(reverse("admin:export_workbook"))
    assert response["Content-Disposition"] == 'attachment; filename="inspections.xlsx"'
    return load_workbook(io.BytesIO(response.content))


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_workbook_loaded_again_changes_nothing(as_publisher: Client, published: Inspection):
    book = exported_workbook(as_publisher)
    assert book["grades"]["C2"].value.date() == published.published_on
    assert "Nothing differs" in sent(as_publisher, "inspections.xlsx", saved(book))


def test_workbook_offers_lists_to_choose_from(as_publisher: Client, published: Inspection):
    book = exported_workbook(as_publisher)
    lists = {
        cell.value: [row.value for row in book["lists"][cell.column_letter][1:] if row.value]
        for cell in book["lists"][1]
    }
    assert lists["council"] == ["testshire"]
    assert lists["grade"] == list(Grade.Value.values)
    offered = {str(one.sqref).partition("2")[0]: one.formula1 for one in book["grades"].data_validations.dataValidation}
    assert offered["A"].startswith("lists!$A$2")
    assert set(offered) >= {"A", "B", "E", "F", "G"}
    assert "Any name" in book["grades"]["A1"].comment.text


def test_changed_workbook_is_previewed_in_names(as_publisher: Client, published: Inspection):
    book = exported_workbook(as_publisher)
    book["grades"]["G2"] = "adequate"
    page = sent(as_publisher, "inspections.xlsx", saved(book))
    assert "Testshire, SLAC 2010" in page
    assert "grade: Good → Adequate" in page


def test_days_as_excel_writes_them_and_semicolons_are_taken(as_publisher: Client, published: Inspection):
    text = exported(as_publisher)["grades.csv"].replace("2012-01-25", "25/01/2012").replace("2011-11-28", "28-Nov-11")
    assert "Nothing differs" in sent(as_publisher, "grades.csv", text.encode())
    assert "Nothing differs" in sent(as_publisher, "grades.csv", text.replace(",", ";").encode())


def test_a_mistake_of_a_whole_column_is_one_line(as_publisher: Client, published: Inspection):
    heading, row, *_ = exported(as_publisher)["grades.csv"].splitlines()
    rows = [row.replace("2012-01-25", f"sometime {number}") for number in range(30)]
    page = sent(as_publisher, "grades.csv", "\n".join([heading, *rows]).encode())
    assert "grades.csv published_on 2 to 31 30 “sometime 0” is" in page


def test_rows_with_what_is_wrong_beside_each_are_offered(
    as_publisher: Client, as_loader: Client, published: Inspection
):
    grades = exported(as_publisher)["grades.csv"].replace(",good,", ",splendid,")
    assert "what is wrong beside each" in sent(as_publisher, "grades.csv", grades.encode())
    book = load_workbook(io.BytesIO(as_publisher.get(reverse("admin:export_problems")).content))
    assert book["grades"]["A2"].value.startswith("grade: “splendid” is not one of")
    nothing_uploaded = as_loader.get(reverse("admin:export_problems"), follow=True)
    assert "The files are not here any more" in words(nothing_uploaded.content.decode())


def test_what_is_no_workbook_is_said(as_publisher: Client):
    assert "cannot be read as an Excel workbook" in sent(as_publisher, "grades.xlsx", b"PK\x03\x04 nonsense")
