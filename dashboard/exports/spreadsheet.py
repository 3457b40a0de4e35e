"""XLSX for people: headings in words, typed cells, and a sheet of notes about the table.

CSV and JSON are for programs, so their keys and codes never change. Text cells are text by type, so that nothing runs
as a formula. The time at which a file was made is not in it: the same table gives the same bytes, and caches can tell.
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from textwrap import wrap
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dashboard.values.columns import Column, Value
from dashboard.values.facts import about_words
from dashboard.values.tables import Table

from .archives import unzipped, zipped
from .comma_separated import FORMULA_STARTS

MAKER = "Children’s services inspections"
DAY_FORMAT = "d mmmm yyyy"
WIDEST, NARROWEST, ROOM = 50, 9, 2
LONGEST_SHEET_NAME, NOT_IN_SHEET_NAMES = 31, re.compile(r"[\[\]:*?/\\]")
NOTES = "Notes"
NOTES_WIDTHS = (44, 80, 54)
# Characters that fit on a landscape A4 page in a readable size.
PAPER_WIDTH = 200
RESERVED = {NOTES.casefold(), "history"}
BOLD, LARGE = Font("Calibri", 11, bold=True), Font("Calibri", 14, bold=True)
LINE_HEIGHT = 15
HEAD = PatternFill("solid", fgColor="E8E8E8")
UNDER = Border(bottom=Side("medium", "000000"))
LEFT = Alignment(horizontal="left")
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
# A fixed time of writing, so that the same table gives the same bytes.
LONG_AGO = date(2000, 1, 1)
CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def xlsx_bytes(table: Table) -> bytes:
    """The table on the first sheet, notes about it and its columns on the second."""
    book = Workbook()
    day = table.about.get("as_at")
    made = datetime.combine(day if isinstance(day, date) else LONG_AGO, datetime.min.time())
    book.properties.title, book.properties.creator, book.properties.language = table.title, MAKER, "en-GB"
    book.properties.created = made
    _fill_table(book.active, table)
    _fill_notes(book.create_sheet(NOTES), table)
    target = io.BytesIO()
    ExcelWriter(book, ZipFile(target, "w", ZIP_STORED)).save()
    parts = unzipped(target.getvalue())
    core = "docProps/core.xml"
    parts[core] = CHANGED.sub(rb"\g<1>" + made.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), parts[core])
    return zipped(parts)


def _fill_table(sheet: Worksheet, table: Table) -> None:
    sheet.title = sheet_name(table.title or table.name)
    columns = table.file_columns
    widths = [_width(column, [row[number] for row in table.file_rows]) for number, column in enumerate(columns)]
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        _head(sheet.cell(1, number), column.heading)
        sheet.column_dimensions[get_column_letter(number)].width = width + ROOM
    _raise(sheet, 1, [column.heading for column in columns], widths)
    for number, row in enumerate(table.file_rows, start=2):
        values = [_worded(value, column) for column, value in zip(columns, row, strict=True)]
        for place, value in enumerate(values, start=1):
            _put(sheet.cell(number, place), value)
        if any(isinstance(value, str) and len(value) > WIDEST for value in values):
            _raise(sheet, number, values, widths)
    last = f"{get_column_letter(len(columns))}{len(table.file_rows) + 1}"
    # Freeze the heading and, if the councils' names are at the left, their column.
    frozen = next((number for number, column in enumerate(columns, start=1) if column.key == "name"), 0)
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}2"
    sheet.auto_filter.ref = f"A1:{last}"
    sheet.print_title_rows = "1:1"
    _set_paper(sheet, widths)


def _fill_notes(sheet: Worksheet, table: Table) -> None:
    title = sheet["A1"]
    _put(title, table.title or table.name)
    title.font = LARGE
    line = 3
    for number, heading in enumerate(("About this table", ""), start=1):
        _head(sheet.cell(line, number), heading)
    for key, value in table.about.items():
        line += 1
        label, cell = sheet.cell(line, 1), sheet.cell(line, 2)
        _put(label, about_words(key))
        _put(cell, value)
        label.alignment = cell.alignment = WRAPPED
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            cell.hyperlink = value
        _raise(sheet, line, ["", value], NOTES_WIDTHS[:2])
    line += 2
    for number, heading in enumerate(("Column", "What it holds", "Name in CSV and JSON"), start=1):
        _head(sheet.cell(line, number), heading)
    for column in table.file_columns:
        line += 1
        for number, text in enumerate((column.heading, column.meaning, column.key), start=1):
            cell = sheet.cell(line, number)
            _put(cell, text)
            cell.alignment = WRAPPED
        _raise(sheet, line, [column.heading, column.meaning, column.key], NOTES_WIDTHS)
    for letter, width in zip("ABC", NOTES_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width + ROOM
    _set_paper(sheet, NOTES_WIDTHS)


def _set_paper(sheet: Worksheet, widths: Sequence[int]) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    if sum(widths) <= PAPER_WIDTH:
        sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _width(column: Column, values: Sequence[Value]) -> int:
    """A column's width in characters, for its longest cell and the longest word of its heading, within limits."""
    longest = max((len(_shown(value, column)) for value in values), default=0)
    word = max(map(len, column.heading.split()), default=0)
    return min(max(longest, word, NARROWEST), WIDEST)


def _raise(sheet: Worksheet, line: int, values: Sequence[Value], widths: Sequence[int]) -> None:
    """Set the height of a row for its longest text, because not every program does."""
    needed = [len(wrap(value, width)) for value, width in zip(values, widths, strict=True) if isinstance(value, str)]
    sheet.row_dimensions[line].height = LINE_HEIGHT * max([1, *needed])


def _head(cell: Cell, heading: str) -> None:
    _put(cell, heading)
    cell.font, cell.fill, cell.border, cell.alignment = BOLD, HEAD, UNDER, WRAPPED


def _put(cell: Cell, value: Value) -> None:
    """Write a typed value. Text stays text, even if it looks like a formula."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            # So that it stays text when somebody edits the cell.
            cell.quotePrefix = True
        if len(value) > WIDEST:
            cell.alignment = WRAPPED
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format, cell.alignment = DAY_FORMAT, LEFT


def _worded(value: Value, column: Column) -> Value:
    return column.words.get(value, value) if isinstance(value, str) else value


def _shown(value: Value, column: Column) -> str:
    """Roughly what a cell shows, to measure its width."""
    if isinstance(value, date):
        return value.strftime("%d %B %Y")
    return "" if value is None else str(_worded(value, column))


def sheet_name(title: str) -> str:
    """A valid name of a sheet: at most 31 characters, cut between words, without those that Excel refuses."""
    name = NOT_IN_SHEET_NAMES.sub(" ", title).strip(" '")
    if len(name) > LONGEST_SHEET_NAME:
        name = name[: LONGEST_SHEET_NAME + 1].rpartition(" ")[0].rstrip(",:; ") or name[:LONGEST_SHEET_NAME]
    return name if name and name.casefold() not in RESERVED else "Table"
