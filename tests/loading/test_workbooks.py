"""Workbooks: out and back through LibreOffice, and uploaded rows with what is wrong beside each."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspections import actions
from inspections.loading.planning import plan
from inspections.loading.reading import read_files
from inspections.loading.workbooks import rows_with_problems, workbook
from tests.builders.factories import make_user
from tests.builders.files import NamedFile, changed, make_file, planned

pytestmark = pytest.mark.django_db
LIBREOFFICE = shutil.which("soffice")


def offered(sheet: Worksheet) -> dict[str, str]:
    """The list that each column offers."""
    return {str(one.sqref).partition("2")[0]: one.formula1 for one in sheet.data_validations.dataValidation}


def comments(sheet: Worksheet) -> list[tuple[str, str]]:
    return [(cell.value, cell.comment.text) for cell in sheet[1] if cell.comment]


@pytest.mark.skipif(LIBREOFFICE is None, reason="needs LibreOffice")
@pytest.mark.usefixtures("real_data")
def test_workbook_saved_by_libreoffice_differs_in_nothing(tmp_path: Path):
    sent = tmp_path / "sent" / "inspections.xlsx"
    sent.parent.mkdir()
    sent.write_bytes(workbook())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [LIBREOFFICE, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(tmp_path), str(sent)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    saved = (tmp_path / sent.name).read_bytes()

    back = plan(read_files([NamedFile(sent.name, saved)]))
    assert back.problems == ()
    assert back.is_empty
    assert back.unchanged["grades"] == 3112
    before, after = load_workbook(sent), load_workbook(io.BytesIO(saved))
    for name in ("councils", "inspections", "grades", "visits"):
        assert offered(after[name]) == offered(before[name]) != {}
        assert comments(after[name]) == comments(before[name])
    assert comments(after["grades"])


def test_text_like_a_formula_comes_back_as_it_was():
    actions.load_records(
        planned(inspections=[changed("inspections", note="'- not a formula")]), by=make_user(), reason=""
    )
    assert plan(read_files([NamedFile("inspections.xlsx", workbook())])).is_empty


def checked(*files: NamedFile) -> Workbook:
    problems = plan(read_files(files)).problems
    for file in files:
        file.seek(0)
    return load_workbook(io.BytesIO(rows_with_problems(files, problems)))


def test_rows_come_back_with_what_is_wrong_beside_each_and_load_once_mended():
    actions.load_records(planned(), by=make_user(), reason="")
    good, bad = changed("grades"), changed("grades", judgement="leisure", grade="splendid")
    book = checked(make_file("grades", [good, bad]))
    sheet = book["grades"]
    assert [cell.value for cell in sheet[1]][:3] == ["what is wrong", "council", "framework"]
    assert [sheet["A2"].value, sheet["A3"].value] == [
        None,
        "grade: “splendid” is not one of outstanding, good, adequate, requires_improvement, inadequate, not_judged; "
        "judgement: “leisure” is not a judgement of safeguarding in SLAC 2010",
    ]
    marked = [cell.value for cell in sheet[3] if cell.fill.fgColor.rgb == "00FFD9D9"]
    assert marked == ["leisure", "splendid"]
    assert offered(sheet)["B"].startswith("lists!")

    sheet["H3"], sheet["G3"] = "good", "ambition_and_prioritisation"
    mended = io.BytesIO()
    book.save(mended)
    back = plan(read_files([NamedFile("what-is-wrong.xlsx", mended.getvalue())]))
    assert back.problems == ()
    assert [row["judgement"] for row in back.added["grades"]] == ["ambition_and_prioritisation"]


def test_two_files_of_one_name_keep_their_own_problems():
    book = checked(make_file("grades", [changed("grades")]), make_file("grades", [changed("grades", grade="fine")]))
    first, second, _ = book.worksheets
    assert "grade: “fine”" not in first["A2"].value
    assert "grade: “fine”" in second["A2"].value
