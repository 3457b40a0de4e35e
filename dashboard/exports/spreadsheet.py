"""XLSX for people: headings in words, typed cells, and a sheet of notes about the table.

Text cells are text by type, so that nothing runs as a formula. Its properties name the day of the table’s edition, not
the time of writing: the same table gives the same bytes, and caches can tell.
"""

import io
import re
from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from functools import cache
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dashboard.values.palette import GRADES
from dashboard.values.tables import Table

from .archives import unzipped, zipped
from .comma_separated import FORMULA_STARTS
from .sheets import MAKER, NOT_IN_XML, NOTES, NOTES_WIDTHS, ROOM, SheetCell, TableSheet, lines_of

DAY_FORMAT, JOINT_FORMAT = "d mmmm yyyy", '0"="'
BOLD, LARGE = Font("Calibri", 11, bold=True), Font("Calibri", 14, bold=True)
LINE_HEIGHT = 15
HEAD = PatternFill("solid", fgColor="E8E8E8")
UNDER = Border(bottom=Side("medium", "000000"))
LEFT, TOP = Alignment(horizontal="left", vertical="top"), Alignment(vertical="top")
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def xlsx_bytes(table: Table, made_on: date) -> bytes:
    """The table on the first sheet, notes about it and its columns on the second."""
    book, sheet = Workbook(), TableSheet(table, made_on)
    made = datetime.combine(made_on, datetime.min.time())
    book.properties.title, book.properties.creator, book.properties.language = table.title, MAKER, "en-GB"
    book.properties.created = made
    _fill_table(book.active, sheet)
    _fill_notes(book.create_sheet(NOTES), sheet)
    target = io.BytesIO()
    ExcelWriter(book, ZipFile(target, "w", ZIP_STORED)).save()
    parts = unzipped(target.getvalue())
    core = "docProps/core.xml"
    parts[core] = CHANGED.sub(rb"\g<1>" + made.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), parts[core])
    return zipped(parts)


def _fill_table(target: Worksheet, sheet: TableSheet) -> None:
    target.title = sheet.name
    widths = [column.width for column in sheet.columns]
    for number, column in enumerate(sheet.columns, start=1):
        _head(target.cell(1, number), column.column.heading)
        target.column_dimensions[get_column_letter(number)].width = column.width + ROOM
    _raise(target, 1, [column.column.heading for column in sheet.columns], widths)
    last, styles = 1, _Styles()
    for last, cells in enumerate(sheet.rows(), start=2):
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True), start=1):
            styles.put(target.cell(last, place), cell, width)
        _raise(target, last, [cell.shown for cell in cells], widths)
    target.freeze_panes = f"{get_column_letter(sheet.named_columns + 1)}2"
    target.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{last}"
    target.print_title_rows = "1:1"
    if sheet.pages_across > 1 and sheet.named_columns:
        target.print_title_cols = f"A:{get_column_letter(sheet.named_columns)}"
    target.print_area = f"A1:{get_column_letter(sheet.printed)}{last}"
    _set_paper(target, pages_across=sheet.pages_across, is_large=sheet.is_large)
    target.oddFooter.left.text, target.oddFooter.right.text = sheet.title.replace("&", "&&"), "Page &P of &N"


def _fill_notes(target: Worksheet, sheet: TableSheet) -> None:
    _put(target["A1"], SheetCell(NOT_IN_XML.sub("", sheet.title)))
    target["A1"].font = LARGE
    target["A1"].alignment = LEFT
    for line, note in enumerate(sheet.notes(), start=3):
        for number, value in enumerate(note.cells, start=1):
            cell = target.cell(line, number)
            if note.is_heading:
                _head(cell, str(value))
                continue
            _put(cell, SheetCell(NOT_IN_XML.sub("", value) if isinstance(value, str) else value))
            cell.alignment = WRAPPED
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                cell.hyperlink = value
        texts = [str(value or "") for value in note.cells]
        _raise(target, line, texts, NOTES_WIDTHS[: len(texts)])
    for letter, width in zip("ABC", NOTES_WIDTHS, strict=True):
        target.column_dimensions[letter].width = width + ROOM
    _set_paper(target)


def _set_paper(target: Worksheet, *, pages_across: int = 1, is_large: bool = False) -> None:
    setup = target.page_setup
    setup.orientation, setup.paperSize = "landscape", target.PAPERSIZE_A3 if is_large else target.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight, target.sheet_properties.pageSetUpPr.fitToPage = pages_across, 0, True


def _raise(target: Worksheet, line: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Set the height of a row for its longest text, because not every program does."""
    if (lines := lines_of(texts, widths)) > 1:
        target.row_dimensions[line].height = LINE_HEIGHT * lines


def _head(cell: Cell, heading: str) -> None:
    _put(cell, SheetCell(heading))
    cell.font, cell.fill, cell.border, cell.alignment = BOLD, HEAD, UNDER, WRAPPED


class _Styles:
    """The styles of a sheet's cells. openpyxl takes longer to find one among those of a workbook than to copy it."""

    def __init__(self) -> None:
        self.found: dict[tuple[object, ...], Any] = {}

    def put(self, target: Cell, cell: SheetCell, width: int) -> None:
        value = cell.value
        if value is None:
            return
        text = value if isinstance(value, str) else ""
        look = (type(value), text.startswith(FORMULA_STARTS), len(text) > width, *cell[1:])
        if look in self.found:
            _write(target, value)
            target._style = copy(self.found[look])  # noqa: SLF001 (as openpyxl's own documentation copies styles)
        else:
            _put(target, cell, width)
            self.found[look] = target._style  # noqa: SLF001


def _write(target: Cell, value: object) -> None:
    """Write a typed value. Text stays text, even if it looks like a formula."""
    target.value = value
    if isinstance(value, str):
        target.data_type = "s"


def _put(target: Cell, cell: SheetCell, width: int = 0) -> None:
    """Write a value and set its style."""
    value = cell.value
    if value is None:
        return
    _write(target, value)
    if isinstance(value, str):
        if value.startswith(FORMULA_STARTS):
            # So that it stays text when somebody edits the cell.
            target.quotePrefix = True
        target.alignment = WRAPPED if width and len(value) > width else TOP
        if cell.grade:
            target.font, target.fill = _grade_font(cell.grade), _grade_fill(cell.grade)
        if cell.mark:
            target.number_format = f'@" {cell.mark}"'
    elif isinstance(value, date):
        target.number_format, target.alignment = DAY_FORMAT, LEFT
    else:
        target.alignment = LEFT if cell.is_rank else TOP
        if cell.joint:
            target.number_format = JOINT_FORMAT


@cache
def _grade_font(code: str) -> Font:
    return Font("Calibri", 11, color=GRADES[code].text.lstrip("#"))


@cache
def _grade_fill(code: str) -> PatternFill:
    return PatternFill("solid", fgColor=GRADES[code].fill.lstrip("#"))
