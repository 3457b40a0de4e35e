"""XLSX as a person opens it: headings, types, notes, and nothing that runs."""

import io
from datetime import date, datetime
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.sheets import sheet_name
from dashboard.exports.spreadsheet import xlsx_bytes
from dashboard.values.columns import Column, ColumnKind, ToPeople
from dashboard.values.palette import GRADES
from tests.builders.tables import table_of

COLUMNS = (
    Column("Rank", key="rank", kind=ColumnKind.NUMBER_OR_WORDS, meaning="Equal counts share a rank."),
    Column("Council", key="name"),
    Column("Report published", key="published_on", kind=ColumnKind.DAY),
    Column("Joint", key="joint", kind=ColumnKind.YES_OR_NO),
    Column("Where it comes from", key="grade.provenance", words={"report": "read from the report itself"}),
)
DAY = date(2026, 11, 24)
ROW = (1, "Testshire", date(2012, 1, 25), True, "report")


def made(*rows: tuple[object, ...], title: str = "SLAC ranking, as at 5 January 2012") -> bytes:
    """A spreadsheet with these rows."""
    about = {"as_at": date(2012, 1, 5), "ranked": 92, "source": "https://site.example/ranking/slac/2012-01-05.xlsx"}
    return xlsx_bytes(table_of(COLUMNS, *rows, name="file", about=about, title=title), DAY)


def opened(*rows: tuple[object, ...], title: str = "SLAC ranking, as at 5 January 2012") -> Workbook:
    """The same, opened."""
    return load_workbook(io.BytesIO(made(*rows, title=title)))


GRADED = (
    Column("Council’s code", key="council", to_people=ToPeople.NEVER),
    Column("Council", key="name"),
    Column("Rank", key="rank", kind=ColumnKind.NUMBER_OR_WORDS),
    Column("Joint", key="joint", kind=ColumnKind.YES_OR_NO, to_people=ToPeople.NEVER),
    Column("Leaders", key="leaders"),
    Column("Leaders: where it comes from", key="leaders.provenance", to_people=ToPeople.NEVER),
)


def graded(*rows: tuple[object, ...]) -> Worksheet:
    """The first sheet of a table with grades."""
    return load_workbook(io.BytesIO(xlsx_bytes(table_of(GRADED, *rows, title="Ranking"), DAY))).worksheets[0]


def test_names_stand_before_codes_and_codes_are_not_printed():
    sheet = graded(("testshire", "Testshire", 1, False, "Good", "report"))
    headings = ["Council", "Rank", "Leaders", "Council’s code", "Joint", "Leaders: where it comes from"]
    assert [cell.value for cell in sheet[1]] == headings
    assert sheet.print_area == "'Ranking'!$A$1:$C$2"


def test_a_grade_has_its_colour_and_the_mark_of_where_it_comes_from():
    first, second = graded(
        ("testshire", "Testshire", 1, False, "Good", "report"),
        ("sampleshire", "Sampleshire", 2, False, "Inadequate", "later_report"),
    )["C2:C3"]
    assert (first[0].value, first[0].number_format) == ("Good", "General")
    assert first[0].fill.fgColor.rgb == f"00{GRADES['good'].fill.lstrip('#')}"
    assert (second[0].value, second[0].number_format) == ("Inadequate", '@" †"')
    assert second[0].fill.fgColor.rgb == f"00{GRADES['inadequate'].fill.lstrip('#')}"


@pytest.mark.parametrize(("rank", "joint"), [(1, True), ("1=", None)])
def test_a_shared_rank_is_a_number_that_is_shown_as_on_the_page(rank, joint):
    cell = graded(("testshire", "Testshire", rank, joint, "Good", "report"))["B2"]
    assert (cell.value, cell.number_format) == (1, '0"="')


def test_it_is_printed_as_wide_as_the_page_with_its_headings_on_each():
    sheet = graded(("testshire", "Testshire", 1, False, "Good", "report"))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1"


def test_a_table_too_wide_for_a4_is_printed_on_a3_and_then_on_pages_beside_each_other():
    columns = [Column(f"Column {n}", key=f"c{n}") for n in range(20)]
    wide = load_workbook(io.BytesIO(xlsx_bytes(table_of(columns[:10], ["x" * 60] * 10), DAY))).worksheets[0]
    assert (wide.page_setup.paperSize, wide.page_setup.fitToWidth) == (8, 1)
    wider = load_workbook(io.BytesIO(xlsx_bytes(table_of(columns, ["x" * 60] * 20), DAY))).worksheets[0]
    assert (wider.page_setup.paperSize, wider.page_setup.fitToWidth) == (8, 2)


def test_headings_are_words_and_stay_in_sight():
    sheet = opened(ROW).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:E2"
    assert sheet.print_title_rows == "$1:$1"


def test_cells_have_their_own_types():
    row = opened(ROW).worksheets[0][2]
    assert [cell.value for cell in row] == [
        1,
        "Testshire",
        datetime.fromisoformat("2012-01-25"),
        "yes",
        "read from the report itself",
    ]
    assert row[2].is_date
    assert row[2].number_format == "d mmmm yyyy"


def test_what_is_not_known_is_an_empty_cell():
    assert [cell.value for cell in opened((None,) * 5).worksheets[0][2]] == [None] * 5


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "1", "2012-01-05", "#N/A"])
def test_text_stays_text_whatever_it_looks_like(text):
    cell = opened((1, text, None, None, None)).worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_stays_text_when_it_is_edited(text):
    assert opened((1, text, None, None, None)).worksheets[0]["B2"].quotePrefix


def test_characters_that_the_format_cannot_hold_are_left_out():
    assert opened((1, "Test\x00shi\x1fre", None, None, None)).worksheets[0]["B2"].value == "Testshire"


def test_columns_are_as_wide_as_what_they_hold():
    sheet = opened((1, "The Council of the Borough of Testshire", None, None, None)).worksheets[0]
    assert 40 <= sheet.column_dimensions["B"].width <= 45
    assert sheet.column_dimensions["A"].width < 15


def test_notes_say_as_at_when_of_how_many_from_where_and_what_the_columns_are():
    notes = opened(ROW)["Notes"]
    said = {row[0]: row[1:] for row in notes.iter_rows(values_only=True)}
    assert notes["A1"].value == "SLAC ranking, as at 5 January 2012"
    assert said["As at"][0] == datetime.fromisoformat("2012-01-05")
    assert said["Councils ranked"][0] == 92
    assert said["Rank"] == ("Equal counts share a rank.", "rank")
    address = next(row[1] for row in notes.iter_rows() if row[0].value == "Address")
    assert address.hyperlink.target == address.value == "https://site.example/ranking/slac/2012-01-05.xlsx"


def test_the_document_says_its_title_its_maker_and_its_language():
    properties = opened(ROW).properties
    assert properties.title == "SLAC ranking, as at 5 January 2012"
    assert properties.creator == "Children’s services inspections"
    assert properties.language == "en-GB"
    assert (properties.created.date(), properties.modified.date()) == (DAY, DAY)


def test_the_same_table_gives_the_same_bytes(monkeypatch):
    first = made(ROW)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert made(ROW) == first


def test_it_holds_no_macro_and_nothing_from_elsewhere():
    names = ZipFile(io.BytesIO(made(ROW))).namelist()
    assert not [name for name in names if "vba" in name.casefold() or "external" in name.casefold()]


def test_a_table_without_rows_opens():
    assert opened().worksheets[0].max_row == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SLAC ranking", "SLAC ranking"),
        ("SLAC ranking, as at 5 January 2012", "SLAC ranking, as at 5 January"),
        ("What is [this]: a/b\\c?*", "What is  this   a b c"),
        ("'Quoted'", "Quoted"),
        ("Notes", "Table"),
        ("history", "Table"),
        ("", "Table"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_sheet_gets_a_name_that_spreadsheets_take(title, name):
    assert sheet_name(title) == name
