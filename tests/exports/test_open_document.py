"""ODS as a person opens it: the same two sheets as XLSX, read back by another program's reader."""

import io
from datetime import date
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from odfdo import Document
from odfdo import Table as ReadTable

from dashboard.exports.open_document import ods_bytes
from dashboard.values.columns import Column, ColumnKind, ToPeople
from tests.builders.tables import table_of

COLUMNS = (
    Column("Council’s code", key="council", to_people=ToPeople.NEVER),
    Column("Council", key="name"),
    Column("Rank", key="rank", kind=ColumnKind.NUMBER_OR_WORDS, meaning="Equal counts share a rank."),
    Column("Joint", key="joint", kind=ColumnKind.YES_OR_NO, to_people=ToPeople.NEVER),
    Column("Report published", key="published_on", kind=ColumnKind.DAY),
    Column("Leaders", key="leaders"),
    Column("Leaders: where it comes from", key="leaders.provenance", to_people=ToPeople.NEVER),
)
DAY = date(2026, 11, 24)
ROW = ("testshire", "Test & Shire’s", 1, True, date(2012, 1, 25), "Good", "later_report")
ABOUT = {"as_at": date(2012, 1, 5), "ranked": 92, "source": "https://site.example/ranking/slac/2012-01-05.ods"}


def made(*rows: tuple[object, ...]) -> bytes:
    """A spreadsheet with these rows."""
    return ods_bytes(table_of(COLUMNS, *rows, name="file", about=ABOUT, title="Rankings: it’s 'all' <here>"), DAY)


def sheets(*rows: tuple[object, ...]) -> list[ReadTable]:
    """Its sheets, opened."""
    return Document(io.BytesIO(made(*rows))).body.tables


def test_it_holds_the_table_in_words_with_its_types():
    headings, row = sheets(ROW)[0].get_values()
    assert headings[:4] == ["Council", "Rank", "Report published", "Leaders"]
    assert row[:4] == ["Test & Shire’s", 1, date(2012, 1, 25), "Good"]


def test_it_shows_a_joint_rank_a_day_in_words_and_the_mark_of_a_grade():
    cells = sheets(ROW)[0].get_row(1).get_cells()
    assert [cell.get_element("text:p").text for cell in cells[1:4]] == ["1=", "25 January 2012", "Good †"]


def test_its_headings_are_repeated_on_every_page_and_its_codes_are_not_printed():
    sheet = sheets(ROW)[0]
    assert sheet.get_element("table:table-header-rows/table:table-row/table:table-cell/text:p").text == "Council"
    assert sheet.get_attribute("table:print-ranges").endswith(".$D$2")


def test_its_notes_say_from_where_and_what_the_columns_are():
    notes = {row[0]: row[1:] for row in sheets(ROW)[1].get_values() if row[0]}
    assert notes["As at"][0] == date(2012, 1, 5)
    assert notes["Address"][0] == "https://site.example/ranking/slac/2012-01-05.ods"
    assert notes["Rank"][:2] == ["Equal counts share a rank.", "rank"]
    assert "† as stated in a later Ofsted report" in notes["Marks behind grades"][0]


@pytest.mark.parametrize("text", ["=1+1", "+44", "1", "2012-01-05", "Test\x00shi\x1fre"])
def test_text_stays_text_whatever_it_looks_like(text):
    cell = sheets((None, text, *[None] * 5))[0].get_row(1).get_cells()[0]
    assert cell.type == "string"
    assert cell.value == text.replace("\x00", "").replace("\x1f", "")


def test_its_parts_are_where_programs_look_for_them():
    archive = ZipFile(io.BytesIO(made(ROW)))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = etree.fromstring(archive.read("META-INF/manifest.xml"))
    named = [next(value for key, value in entry.items() if key.endswith("full-path")) for entry in manifest]
    assert sorted(named) == sorted(["/", *set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}])
    for name in named[1:]:
        etree.fromstring(archive.read(name))


def test_every_style_that_a_cell_names_is_there():
    content = etree.fromstring(
        ZipFile(io.BytesIO(made(ROW, ("b", "B", 2, False, None, "Adequate", "research")))).read("content.xml")
    )
    style, table = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("style", "table"))
    known = {element.get(f"{{{style}}}name") for element in content.iter() if element.get(f"{{{style}}}name")}
    used = {element.get(f"{{{table}}}style-name") for element in content.iter()} - {None}
    assert used <= known
    assert {element.get(f"{{{style}}}data-style-name") for element in content.iter()} - {None} <= known


def test_it_was_made_on_the_day_that_it_is_given():
    properties = Document(io.BytesIO(made(ROW))).meta
    assert (properties.creation_date.date(), properties.date.date()) == (DAY, DAY)


def test_the_same_table_gives_the_same_bytes(monkeypatch):
    first = made(ROW)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert made(ROW) == first


def test_a_table_without_rows_opens():
    assert len(sheets()[0].get_values()) == 1
