"""The files of pages: the same numbers, in the formats that are offered and no other."""

import csv
import io
import json
from datetime import date

import pytest
from django.utils import timezone

from dashboard.exports import DataFile
from dashboard.exports.comma_separated import csv_bytes
from tests.factories import make_council, make_inspection
from tests.rows import key_four

from .reading import table, words

PAGES = (
    "/ranking/ilacs",
    "/ranking/ilacs/2024-06-01",
    "/heatmap/ilacs",
    "/heatmap/ilacs/2024-06-01",
    "/councils",
    "/councils/testshire/2024-01-25",
)


def rows_of(response) -> list[dict[str, str]]:
    """The rows of a CSV file, read as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def made(*rows: tuple[object, ...]) -> list[list[str]]:
    """What a CSV file with these rows of one column holds."""
    text = csv_bytes(DataFile(name="file", about={}, columns=["value"], rows=rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.mark.django_db
class TestFiles:
    @pytest.fixture(autouse=True)
    def testshire(self):
        make_inspection(make_council("testshire"), grades={"whole.overall_effectiveness": "good"})

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize(
        ("ending", "media_type"), [("csv", "text/csv; charset=utf-8"), ("json", "application/json")]
    )
    def test_a_page_has_a_file_at_the_same_address(self, client, address, ending, media_type):
        answer = client.get(f"{address}.{ending}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == media_type
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["Content-Disposition"].endswith(f'.{ending}"')
        assert "Testshire" in answer.content.decode()

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize("ending", ["xls", "yaml", "html", "tsv", "latex"])
    def test_a_format_that_is_not_offered_is_not_found(self, client, address, ending):
        answer = client.get(f"{address}.{ending}")
        assert answer.status_code == 404
        assert f"This page has no file ending in “.{ending}”. The endings are .csv and .json." in words(answer)

    @pytest.mark.parametrize("address", PAGES)
    def test_the_page_names_its_files_in_its_head_and_in_its_text(self, client, address):
        html = client.get(f"{address}/").content.decode()
        assert f'<link rel="alternate" type="application/json" href="{address}.json">' in html
        assert f'<a href="{address}.csv">' in html

    def test_filters_go_along_into_the_files(self, client):
        make_council("sampleshire", region="London")
        html = client.get("/ranking/ilacs/?region=London").content.decode()
        assert 'href="/ranking/ilacs.csv?region=London"' in html
        assert [row["name"] for row in rows_of(client.get("/ranking/ilacs.csv?region=London"))] == ["Sampleshire"]

    def test_json_says_as_at_when_of_how_many_and_from_where(self, client):
        about = json.loads(client.get("/ranking/ilacs/2024-06-01.json?measure=overall-outstanding").content)["about"]
        assert about["as_at"] == "2024-06-01"
        assert (about["ranked"], about["inspections_on_record"], about["in_being"]) == (1, 1, 1)
        assert about["measure"] == "Overall effectiveness that is outstanding"
        assert about["source"] == "http://testserver/ranking/ilacs/2024-06-01.json?measure=overall-outstanding"
        assert "mySociety" in about["licence"]

    def test_todays_file_names_the_address_that_will_say_the_same_tomorrow(self, client):
        about = json.loads(client.get("/heatmap/ilacs.json").content)["about"]
        assert about["source"] == f"http://testserver/heatmap/ilacs/{timezone.localdate()}.json"

    def test_every_csv_row_takes_its_day_its_base_and_its_source_along(self, client):
        make_council("sampleshire")
        rows = rows_of(client.get("/ranking/ilacs/2024-06-01.csv?measure=overall-outstanding"))
        assert {(row["as_at"], row["ranked"], row["in_being"]) for row in rows} == {("2024-06-01", "1", "2")}
        assert all(row["source"].startswith("http://testserver/ranking/ilacs/2024-06-01.csv") for row in rows)

    def test_a_council_that_is_not_ranked_has_its_reason_in_the_file(self, client):
        make_council("sampleshire")
        rows = {row["name"]: row for row in rows_of(client.get("/ranking/ilacs/2024-06-01.csv"))}
        assert rows["Sampleshire"]["rank"] == "not ranked"
        assert rows["Sampleshire"]["not_ranked_because"] == "not inspected under this programme"
        assert rows["Sampleshire"]["whole.leaders"] == "not inspected under this programme"

    def test_a_draft_is_in_no_file(self, client):
        make_inspection(
            make_council("sampleshire"),
            grades={"whole.leaders": "inadequate"},
            published_on=date(2024, 2, 2),
            inspected_from="2023-12-04",
            published=False,
        )
        for address in ("/ranking/ilacs", "/heatmap/ilacs", "/councils"):
            for ending in ("csv", "json"):
                content = client.get(f"{address}.{ending}").content.decode()
                assert "2024-02-02" not in content
                assert "Inadequate" not in content
        assert client.get("/councils/sampleshire/2024-02-02.csv").status_code == 404


@pytest.mark.django_db
def test_the_rankings_file_holds_what_its_page_shows(client):
    for slug, letters in (("testshire", "oogo"), ("sampleshire", "oogo"), ("mockshire", "gggg")):
        make_inspection(
            make_council(slug),
            framework="slac-2010",
            inspected_from="2011-05-02",
            published_on=date(2011, 6, 1),
            grades=key_four(letters),
        )
    shown = table(client.get("/ranking/slac/2012-01-05/"))[1:]
    rows = rows_of(client.get("/ranking/slac/2012-01-05.csv"))
    assert [(row["rank"], row["joint"], row["name"], row["count"]) for row in rows] == [
        ("1", "yes", "Sampleshire", "3"),
        ("1", "yes", "Testshire", "3"),
        ("3", "no", "Mockshire", "0"),
    ]
    assert [(row[0].rstrip("="), row[1]) for row in shown] == [(row["rank"], row["name"]) for row in rows]
    assert rows[0]["looked_after.overall_effectiveness"] == "Good"


class TestCsv:
    @pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    def test_text_that_a_spreadsheet_would_run_is_disarmed(self, text):
        assert made((text,)) == [[f"'{text}"]]

    def test_numbers_and_days_stay_what_they_are(self):
        assert made((-1,), (date(2012, 1, 5),), (True,), (None,)) == [["-1"], ["2012-01-05"], ["yes"], [""]]

    def test_it_begins_with_the_mark_by_which_excel_knows_utf_8(self):
        assert csv_bytes(DataFile("file", {}, ["value"], [])).startswith(b"\xef\xbb\xbfvalue")
