"""The whole public record as one file: whole, explained, the same each time, and nothing in it that is not public."""

import csv
import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.dataset.files import FILES
from dashboard.dataset.packages import CSV_METADATA, DATA_PACKAGE
from dashboard.file_cache import cache_folder
from inspections import actions
from inspections.record.files.as_of_edition import rows_as_of
from inspections.record.files.current import on_record
from inspections.record.files.layouts import LAYOUTS
from tests.builders.factories import make_council, make_inspection, make_user, make_visit
from tests.builders.pages import words

pytestmark = pytest.mark.django_db
ADDRESS = "/data/inspections.zip"


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def opened(response) -> dict[str, str]:
    """The texts of an archive's files by name."""
    with ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def rows(response, name: str) -> list[dict[str, str]]:
    """The rows of one of an archive's files."""
    return list(csv.DictReader(io.StringIO(opened(response)[name], newline="")))


def corrected(**values):
    """Testshire's inspection, corrected: what makes edition 1."""
    inspection = make_inspection(make_council("testshire"), grades={"whole.overall_effectiveness": "good"})
    values = values or {"grades": {"whole.overall_effectiveness": {"grade": "outstanding"}}}
    actions.correct(inspection, by=make_user("pat.example"), reason="=A slip of the pen.", **values)
    return inspection


def test_it_is_a_download_with_a_good_name(client):
    corrected()
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    name = "childrens-services-inspections-edition-1.zip"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_data_page_leads_to_it(client):
    assert f'href="{ADDRESS}"' in client.get("/data/").content.decode()


def test_every_file_has_the_columns_that_the_dictionary_explains(client):
    answer = client.get(ADDRESS)
    files = opened(answer)
    explained = [(row["file"], row["column"]) for row in rows(answer, "dictionary.csv")]
    found = [
        (name, column)
        for name, text in files.items()
        if name.endswith(".csv")
        for column in text.splitlines()[0].split(",")
    ]
    assert explained == found
    assert list(files) == ["README.txt", DATA_PACKAGE, CSV_METADATA, *(file.file_name for file in FILES)]


def test_no_column_of_what_is_on_record_is_left_out():
    held = {file.layout: {column.key for column in file.columns} for file in FILES if file.layout}
    assert held == {name: set(layout.columns) for name, layout in LAYOUTS.items()}


def test_every_code_in_a_file_is_explained(client, real_data):
    answer = client.get(ADDRESS)
    for file in FILES:
        coded = [column for column in file.columns if column.words]
        for row in rows(answer, file.file_name):
            for column in coded:
                assert row[column.key] in {"", *column.words}, (file.name, column.key)


def test_everything_on_record_is_in_it(client, real_data):
    answer = client.get(ADDRESS)
    assert {name: len(rows(answer, f"{name}.csv")) for name in ("councils", "inspections", "grades", "neighbours")} == {
        "councils": 163,
        "inspections": 709,
        "grades": 3_112,
        "neighbours": 3_090,
    }
    assert {"council": "county-durham", "name": "Durham"} in rows(answer, "aliases.csv")
    graded = {(row["framework"], row["service"], row["judgement"]) for row in rows(answer, "grades.csv")}
    assert graded <= {(row["framework"], row["service"], row["judgement"]) for row in rows(answer, "judgements.csv")}


def test_the_readme_says_which_edition_it_is_and_names_every_file(client):
    corrected()
    text = opened(client.get(ADDRESS))["README.txt"]
    assert "Edition 1 of the data, made on " in text
    assert all(file.file_name in text for file in FILES)
    assert "mySociety, CC BY 4.0" in text


def test_a_correction_is_in_it_with_its_reason_and_without_who_made_it(client):
    corrected()
    answer = client.get(ADDRESS)
    (edition,) = rows(answer, "editions.csv")
    assert (edition["edition"], edition["kind"], edition["inspections"]) == ("1", "correct", "1")
    assert edition["reason"] == "'=A slip of the pen."
    assert rows(answer, "corrections.csv") == [
        {
            "edition": "1",
            "council": "testshire",
            "framework": "ilacs-2023",
            "inspected_from": "2023-11-27",
            "visited_from": "",
            "field": "whole.overall_effectiveness",
            "before": "Good",
            "after": "Outstanding",
        }
    ]
    assert "pat.example" not in "".join(opened(answer).values())


def test_a_correction_of_a_visit_names_council_and_day(client):
    actions.correct(make_visit(), by=make_user(), reason="Misread", fields={"theme": "Front door"})
    answer = client.get(ADDRESS)
    assert (rows(answer, "editions.csv")[0]["inspections"], rows(answer, "editions.csv")[0]["visits"]) == ("0", "1")
    (correction,) = rows(answer, "corrections.csv")
    assert (correction["council"], correction["visited_from"]) == ("testshire", "2024-11-05")
    assert (correction["framework"], correction["field"], correction["after"]) == ("", "theme", "Front door")
    (visit,) = rows(answer, "visits.csv")
    assert (visit["visited_from"], visit["theme"], visit["has_priority_action"]) == ("2024-11-05", "Front door", "")


def test_a_draft_of_a_visit_and_a_withdrawn_one_are_not_in_it(client):
    make_visit(published=False, theme="Secret draft")
    withdrawn = make_visit(visited_from=date(2023, 5, 3), theme="Withdrawn theme")
    actions.withdraw(withdrawn, by=make_user(), reason="Another council's")
    told = "".join(opened(client.get(ADDRESS)).values())
    assert "Secret draft" not in told
    assert "Withdrawn theme" not in told


def test_a_draft_and_a_withdrawn_inspection_are_not_in_it(client):
    corrected()
    council = make_council("sampleshire")
    make_inspection(council, published=False, published_on=date(2024, 2, 2), inspected_from="2023-12-04")
    withdrawn = make_inspection(council, published_on=date(2023, 3, 3), inspected_from="2023-01-09")
    actions.withdraw(withdrawn, by=make_user(), reason="Loaded for the wrong council.")
    answer = client.get(ADDRESS)
    assert {row["council"] for row in rows(answer, "inspections.csv")} == {"testshire"}
    assert {row["council"] for row in rows(answer, "grades.csv")} == {"testshire"}
    assert "2024-02-02" not in "".join(opened(answer).values())


def test_it_is_made_once_for_an_edition(client):
    corrected()
    first = client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        second = client.get(ADDRESS)
    assert second.content == first.content
    assert len(asked) <= 2


def test_the_next_edition_has_another(client):
    inspection = corrected()
    first = client.get(ADDRESS)
    actions.correct(inspection, by=make_user(), reason="Another slip.", fields={"lead_inspector": "A N Inspector"})
    second = client.get(ADDRESS)
    assert "edition-2" in second.headers["Content-Disposition"]
    assert rows(first, "inspections.csv")[0]["lead_inspector"] == ""
    assert rows(second, "inspections.csv")[0]["lead_inspector"] == "A N Inspector"


def test_made_again_it_is_the_same_byte_for_byte(client):
    corrected()
    first = client.get(ADDRESS).content
    for file in cache_folder("dataset").iterdir():
        file.unlink()
    assert client.get(ADDRESS).content == first


def test_an_older_edition_says_what_it_said_byte_for_byte(client):
    inspection = corrected()
    first = client.get(ADDRESS).content
    actions.correct(inspection, by=make_user(), reason="Moved.", fields={"inspected_from": date(2023, 11, 20)})
    for file in cache_folder("dataset").iterdir():
        file.unlink()
    answer = client.get(f"{ADDRESS}?edition=1")
    assert answer.content == first


def test_an_older_edition_keeps_its_order_when_a_day_is_corrected(client):
    first, _ = (
        actions.publish(make_inspection(make_council(slug), published_on=day, published=False), by=make_user())
        for slug, day in (("testshire", date(2024, 1, 25)), ("sampleshire", date(2024, 3, 1)))
    )
    before = client.get(f"{ADDRESS}?edition=2").content
    actions.correct(first, by=make_user(), reason="Misread.", fields={"published_on": date(2024, 5, 1)})
    for file in cache_folder("dataset").iterdir():
        file.unlink()
    assert client.get(f"{ADDRESS}?edition=2").content == before


def test_it_holds_the_same_as_the_export_for_staff(real_data):
    read, exported = rows_as_of(1), on_record()
    for layout, held in exported.rows.items():
        assert {row.key: dict(row.cells) for row in read[layout]} == {key: dict(row.cells) for key, row in held.items()}
        assert len(read[layout]) == len(held)


def test_before_anything_is_published_it_says_edition_0_and_is_empty(client):
    answer = client.get(ADDRESS)
    assert rows(answer, "inspections.csv") == rows(answer, "editions.csv") == []
    assert "Edition 0 of the data." in opened(answer)["README.txt"]


@pytest.mark.parametrize(("edition", "status"), [("99", 404), ("none", 400), ("1", 200)])
def test_an_edition_that_does_not_exist_is_refused(client, edition, status):
    corrected()
    assert client.get(f"{ADDRESS}?edition={edition}").status_code == status


@pytest.mark.parametrize("address", ["/data/inspections.rar", "/data/inspections.csv", "/data/inspections"])
def test_it_has_no_other_ending(client, address):
    assert client.get(address).status_code in {301, 404}
    assert client.get(address, follow=True).status_code == 404
    assert words(client.get(address, follow=True))
