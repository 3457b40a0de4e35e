"""The files of pages: the same numbers, in the formats that are offered and no other."""

import csv
import io
import json
from datetime import date, datetime

import pytest
from django.utils import timezone
from odfdo import Document
from openpyxl import load_workbook

from dashboard.caching import CURRENT
from dashboard.exports import respond
from dashboard.exports.comma_separated import csv_bytes
from dashboard.values.columns import Column
from inspections.statistics.standings import State
from inspections.wording.results import STATES
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, table, words
from tests.builders.rows import key_four
from tests.builders.tables import table_of

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


def cells_of(response) -> set[object]:
    """What the cells of a spreadsheet hold, its notes' too."""
    book = load_workbook(io.BytesIO(response.content))
    return {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}


def open_document_cells(response) -> set[object]:
    """The same of an OpenDocument spreadsheet."""
    document = Document(io.BytesIO(response.content))
    return {cell for sheet in document.body.tables for row in sheet.get_values() for cell in row}


def made(*rows: tuple[object, ...]) -> list[list[str]]:
    """What a CSV file with these rows of one column holds."""
    text = csv_bytes(table_of([Column("Value", key="value")], *rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.mark.django_db
class TestFiles:
    @pytest.fixture(autouse=True)
    def testshire(self):
        make_inspection(make_council("testshire"), grades={"whole.overall_effectiveness": "good"})

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize(
        ("ending", "media_type", "shown"),
        [
            ("csv", "text/csv; charset=utf-8", "attachment"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"),
            ("ods", "application/vnd.oasis.opendocument.spreadsheet", "attachment"),
            ("json", "application/json", "inline"),
        ],
    )
    def test_a_page_has_a_file_at_the_same_address(self, client, address, ending, media_type, shown):
        answer = client.get(f"{address}.{ending}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == media_type
        assert answer.headers["Content-Disposition"].startswith(f"{shown}; filename=")
        assert answer.headers["Content-Disposition"].endswith(f'.{ending}"')
        holds = {"xlsx": cells_of, "ods": open_document_cells}.get(ending, lambda found: found.content.decode())
        assert "Testshire" in holds(answer)

    @pytest.mark.parametrize("address", PAGES)
    @pytest.mark.parametrize("ending", ["xls", "yaml", "html", "tsv", "latex"])
    def test_a_format_that_is_not_offered_is_not_found(self, client, address, ending):
        answer = client.get(f"{address}.{ending}")
        assert answer.status_code == 404
        assert f"This page has no file ending in “.{ending}”. The endings are .csv, .xlsx, .ods" in words(answer)

    @pytest.mark.parametrize("address", PAGES)
    def test_the_page_names_its_files_in_its_head_and_in_its_text(self, client, address):
        html = client.get(f"{address}/").content.decode()
        assert f'<link rel="alternate" type="application/json" href="{address}.json">' in html
        assert f"{address}.csv" in addresses(html)

    def test_filters_go_along_into_the_files(self, client):
        make_council("sampleshire", region="London")
        html = client.get("/ranking/ilacs/?region=London").content.decode()
        assert "/ranking/ilacs.csv?region=London" in addresses(html)
        assert [row["name"] for row in rows_of(client.get("/ranking/ilacs.csv?region=London"))] == ["Sampleshire"]

    @pytest.mark.parametrize("address", PAGES)
    def test_scripts_of_other_sites_can_read_a_file_and_why_there_is_none(self, client, address):
        for ending in ("csv", "xlsx", "ods", "json", "tsv"):
            assert client.get(f"{address}.{ending}").headers["Access-Control-Allow-Origin"] == "*"

    @pytest.mark.parametrize("address", ["/", "/ranking/ilacs/", "/admin/", "/admin/login/", "/nowhere"])
    def test_no_other_address_can_be_read_by_scripts_of_other_sites(self, client, address):
        assert "Access-Control-Allow-Origin" not in client.get(address).headers

    def test_a_file_is_asked_for_again_by_its_tag(self, client):
        first = client.get("/ranking/ilacs/2024-06-01.xlsx")
        again = client.get("/ranking/ilacs/2024-06-01.xlsx", headers={"If-None-Match": first.headers["ETag"]})
        assert first.headers["Cache-Control"] == CURRENT
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("encoding", ["identity", "gzip"])
    @pytest.mark.parametrize(
        "address", ["/ranking/ilacs/", "/ranking/ilacs.csv", "/heatmap/ilacs.svg", "/national/ilacs/", "/data/"]
    )
    def test_what_has_not_changed_is_not_sent_again(self, client, address, encoding):
        first = client.get(address, headers={"Accept-Encoding": encoding})
        tag = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": encoding}
        again = client.get(address, headers=tag)
        assert (again.status_code, again.content) == (304, b"")

    def test_json_says_which_version_it_is_and_what_its_columns_are(self, client):
        said = json.loads(client.get("/ranking/ilacs/2024-06-01.json").content)
        assert list(said) == ["version", "about", "columns", "rows"]
        assert said["version"] == "1"
        assert [column["key"] for column in said["columns"]] == list(said["rows"][0])
        assert said["columns"][0] == {"key": "rank", "heading": "Rank", "kind": "number or words"}

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
        rows = {
            row["name"]: row for row in rows_of(client.get("/ranking/ilacs/2024-06-01.csv?measure=four-outstanding"))
        }
        assert rows["Sampleshire"]["rank"] == "not ranked"
        assert rows["Sampleshire"]["not_ranked_because"] == STATES[State.NO_REPORT_YET]
        assert rows["Sampleshire"]["whole.leaders"] == STATES[State.NO_REPORT_YET]

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
            assert {"Inadequate", datetime.fromisoformat("2024-02-02")}.isdisjoint(
                cells_of(client.get(f"{address}.xlsx"))
            )
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
    shown = table(client.get("/ranking/slac/2012-01-05/"), -1)[1:]
    rows = rows_of(client.get("/ranking/slac/2012-01-05.csv"))
    assert [(row["rank"], row["joint"], row["name"], row["count"]) for row in rows] == [
        ("1", "yes", "Sampleshire", "3"),
        ("1", "yes", "Testshire", "3"),
        ("3", "no", "Mockshire", "0"),
    ]
    assert [(row[0].rstrip("="), row[1]) for row in shown] == [(row["rank"], row["name"]) for row in rows]
    assert rows[0]["looked_after.overall_effectiveness"] == "Good"


@pytest.mark.django_db
class TestAgreement:
    """Every format has the same rows in the same order, and each cell is of its column's kind."""

    @pytest.fixture(autouse=True)
    def councils(self):
        for slug, letters in (("testshire", "oogo"), ("sampleshire", "oogo"), ("mockshire", "gggg")):
            council = make_council(slug, official_name=f"{slug.title()} & “Lynn's” <County> Council")
            dates = {"inspected_from": "2011-05-02", "published_on": date(2011, 6, 1)}
            make_inspection(council, framework="slac-2010", grades=key_four(letters), **dates)
        make_council("exampleshire")

    ADDRESSES = ("/ranking/slac/2012-01-05", "/heatmap/slac", "/councils", "/councils/testshire/2011-06-01")
    KINDS = {
        "text": str,
        "number": int,
        "day": str,
        "yes or no": bool,
        "number or words": int | str,
    }

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_csv_json_and_spreadsheet_say_the_same(self, client, address):
        said = json.loads(client.get(f"{address}.json").content)
        lines = rows_of(client.get(f"{address}.csv"))
        sheet = load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content)).worksheets[0]
        headings, *cells = sheet.iter_rows(values_only=True)
        assert len(said["rows"]) == len(lines) == len(cells) > 0
        keys = {column["heading"]: column["key"] for column in said["columns"]}
        assert sorted(headings) == sorted(keys)
        coded = {"framework", "provenance", "service"}
        for row, line, shown in zip(said["rows"], lines, cells, strict=True):
            assert [line[key] for key in row] == [csv_cell(value) for value in row.values()]
            for heading, cell in zip(headings, shown, strict=True):
                key = keys[heading]
                if key not in coded and not key.endswith(".provenance"):
                    value = csv_cell(row[key])
                    # Sheets have a shared rank as a number that is shown with “=”.
                    value = value.removesuffix("=") if key == "rank" else value
                    assert csv_cell(cell.date() if isinstance(cell, datetime) else cell) == value

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_each_cell_is_of_its_columns_kind(self, client, address):
        said = json.loads(client.get(f"{address}.json").content)
        for column in said["columns"]:
            for row in said["rows"]:
                value = row[column["key"]]
                assert value is None or isinstance(value, self.KINDS[column["kind"]])
                assert column["kind"] != "day" or value is None or date.fromisoformat(value)

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_no_two_columns_have_one_key_or_one_heading(self, client, address):
        columns = json.loads(client.get(f"{address}.json").content)["columns"]
        for what in ("key", "heading"):
            assert len({column[what] for column in columns}) == len(columns)

    def test_names_with_quotes_and_ampersands_stay_whole(self, client):
        name = "Testshire & “Lynn's” <County> Council"
        assert name in cells_of(client.get("/councils.xlsx"))
        assert name in {row["official_name"] for row in rows_of(client.get("/councils.csv"))}
        assert name in {row["official_name"] for row in json.loads(client.get("/councils.json").content)["rows"]}


def csv_cell(value: object) -> str:
    """A value of JSON or of a spreadsheet as CSV has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


class TestCsv:
    @pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    def test_text_that_a_spreadsheet_would_run_is_disarmed(self, text):
        assert made((text,)) == [[f"'{text}"]]

    def test_numbers_and_days_stay_what_they_are(self):
        assert made((-1,), (date(2012, 1, 5),), (True,), (None,)) == [["-1"], ["2012-01-05"], ["yes"], [""]]

    def test_it_begins_with_the_mark_by_which_excel_knows_utf_8(self):
        assert csv_bytes(table_of([Column("Value", key="value")])).startswith(b"\xef\xbb\xbfvalue")

    def test_a_long_table_leaves_line_by_line_and_whole(self):
        rows = [[n] for n in range(2_000)]
        answer = respond(
            "csv",
            table_of([Column("Value", key="value")], *rows, about={"as_at": date(2012, 1, 5)}),
            made_on=lambda: date(2026, 11, 24),
        )
        assert answer.streaming
        lines = b"".join(answer.streaming_content).decode("utf-8-sig").split("\r\n")
        assert (lines[0], lines[2_000], len(lines)) == ("value,as_at", "1999,2012-01-05", 2_002)
