"""The data set as other programs read it: the tools of each format find every file as it is described."""

import io
import json
import subprocess
import sys
import warnings
from pathlib import Path
from zipfile import ZipFile

import pytest

from dashboard.dataset.files import FILES
from inspections import actions
from tests.builders.factories import make_council, make_inspection, make_user

pytestmark = pytest.mark.django_db
VALIDATE = """
import json, sys, warnings
warnings.simplefilter("ignore")
import frictionless
report = frictionless.validate(sys.argv[1])
rows = sum(task.stats.get("rows", 0) for task in report.tasks)
errors = [error.title for error in report.errors] + [error.title for task in report.tasks for error in task.errors]
print(json.dumps([len(report.tasks), rows, errors]))
"""


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def corrected():
    inspection = make_inspection(make_council("testshire"), grades={"whole.overall_effectiveness": "good"})
    grade = {"whole.overall_effectiveness": {"grade": "outstanding"}}
    actions.correct(inspection, by=make_user(), reason="A slip of the pen.", grades=grade)


def unpacked(client, folder: Path) -> Path:
    """The archive's files in a folder."""
    ZipFile(io.BytesIO(client.get("/data/inspections.zip").content)).extractall(folder)
    return folder


def frictionless_report(folder: Path) -> list[object]:
    """The number of files, of rows and the errors that the format's own tool finds."""
    done = subprocess.run(
        [sys.executable, "-c", VALIDATE, "datapackage.json"], cwd=folder, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def csvw_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """The typed rows of each file that the reader of the standard finds."""
    # It takes a second, and each worker imports every module of tests.
    from csvw import TableGroup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        group = TableGroup.from_file(path)
        return {str(table.url): list(table.iterdicts(strict=True)) for table in group.tables}


@pytest.mark.usefixtures("real_data")
def test_every_file_of_the_record_is_as_its_data_package_says(client, tmp_path):
    files, rows, errors = frictionless_report(unpacked(client, tmp_path))
    assert errors == []
    assert files == len(FILES)
    assert rows > 7_000


@pytest.mark.usefixtures("corrected")
def test_a_file_that_differs_from_its_description_is_found(client, tmp_path):
    unpacked(client, tmp_path)
    grades = tmp_path / "grades.csv"
    grades.write_text(grades.read_text(encoding="utf-8-sig").replace("testshire", "nowhere"), encoding="utf-8-sig")
    assert "ForeignKey Error" in frictionless_report(tmp_path)[2]


@pytest.mark.usefixtures("real_data")
def test_every_file_of_the_record_is_as_csv_on_the_web_says(client, tmp_path):
    rows = csvw_rows(unpacked(client, tmp_path) / "csv-metadata.json")
    assert set(rows) == {file.file_name for file in FILES}
    council = next(row for row in rows["councils.csv"] if row["slug"] == "county-durham")
    assert council["in_register_2012"] is True
    assert str(council["valid_from"]).startswith("2009-04-01")


@pytest.mark.usefixtures("corrected")
def test_the_package_at_its_own_address_names_files_that_are_there(client):
    package = client.get("/data/datapackage.json").json()
    assert package["version"] == "1.0.0"
    for resource in package["resources"]:
        address = resource["path"].removeprefix("http://testserver")
        content = client.get(address).content
        assert len(content) == resource["bytes"]
    assert address.endswith(".csv?edition=1")


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize("name", ["nothing.csv", "grades.xlsx"])
def test_a_file_that_is_not_there_names_those_that_are(client, name):
    response = client.get(f"/data/files/{name}")
    assert response.status_code == 404
    assert "/data/files/grades.csv" in response.content.decode()


@pytest.mark.usefixtures("corrected")
def test_search_engines_find_the_data_set_in_the_page(client):
    html = client.get("/data/").content.decode()
    text = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    said = json.loads(text)
    assert (said["@context"], said["@type"], said["version"]) == ("https://schema.org/", "Dataset", "1")
    assert {"name", "description", "url", "license", "creator", "dateModified", "temporalCoverage"} <= set(said)
    assert [one["contentUrl"] for one in said["distribution"]] == [
        "http://testserver/data/inspections.zip",
        "http://testserver/data/datapackage.json",
    ]
    assert not set("<>&") & set(text)
