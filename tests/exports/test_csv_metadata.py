"""A table's CSV and what is said about it: the reader of CSV on the Web finds the file as described."""

import csv
import io
import warnings

import pytest

from dashboard.values.facts import LICENCE
from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
ADDRESSES = ("/ranking/slac/2012-01-05", "/heatmap/ilacs", "/councils", "/councils/county-durham/2025-05-13", "/latest")


@pytest.mark.parametrize("query", ["", "?notes=no"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_file_is_as_its_description_says(client, tmp_path, address, query):
    # It takes a second, and each worker imports every module of tests.
    from csvw import Table

    answer = client.get(f"{address}.csv-metadata.json{query}")
    assert answer.headers["Content-Type"] == "application/csvm+json"
    said = answer.json()
    assert said["url"] == f"http://testserver{address}.csv{query}"
    content = b"".join(client.get(f"{address}.csv{query}"))
    (tmp_path / "file.csv").write_bytes(content)
    (tmp_path / "metadata.json").write_text(answer.content.decode().replace(said["url"], "file.csv"), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = Table.from_file(tmp_path / "metadata.json")
        rows = list(table.iterdicts(strict=True))
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == len(lines) > 0
    assert [column["titles"] for column in said["tableSchema"]["columns"]] == list(lines[0])


def test_notes_are_in_every_row_unless_they_are_left_out(client):
    with_notes, without = (client.get(f"/ranking/ilacs.csv{query}").content for query in ("", "?notes=no"))
    assert LICENCE.encode() in with_notes
    assert LICENCE.encode() not in without
    assert len(without) < len(with_notes) * 0.6
    assert b"licence" not in without.partition(b"\r\n")[0]


def test_what_the_notes_can_be_is_said(client):
    response = client.get("/ranking/ilacs.csv?notes=yes")
    assert response.status_code == 400
    assert "left out by “no”" in words(response)


def test_the_file_names_its_description(client):
    link = client.get("/councils.csv?region=London&notes=no").headers["Link"]
    assert (
        link == '</councils.csv-metadata.json?region=London&notes=no>; rel="describedby"; type="application/csvm+json"'
    )


def test_a_page_without_tables_has_no_description(client):
    assert client.get("/nothing.csv-metadata.json").status_code == 404
