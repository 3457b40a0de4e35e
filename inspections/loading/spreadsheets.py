"""Files as Excel and LibreOffice write and read them: sheets to rows of text, and the record as a workbook."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inspections.frameworks.loader import all_frameworks
from inspections.models import AreaForImprovement, Council, Grade, Inspection, Visit
from inspections.record.files.current import on_record
from inspections.record.files.layouts import LAYOUTS, Layout

# A workbook is compressed: a small file may hold far more than a machine has memory for.
MOST_BYTES_INSIDE = 100 * 1024 * 1024
LISTS = "lists"
DAYS = frozenset(
    f"{name}_{end}"
    for name, ends in {
        "published": ("on",),
        "inspected": ("from", "to"),
        "second_inspected": ("from", "to"),
        "visited": ("from", "to"),
        "valid": ("from", "to"),
    }.items()
    for end in ends
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
MONTH_AND_YEAR = re.compile(r"([A-Za-z]{3})-(\d{2})")
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{2}|\d{4})")
MEANINGS = {
    "council": "The council’s code. Any name that the site knows is taken too.",
    "inspected_from": "A day, or 2012-07 for a month and 2012 for a year.",
    "published_on": "The day on which Ofsted published it. Empty where it is not known.",
    "source": "Where it comes from: an address, or words.",
    "evidence": "Of a research dataset: how a grade was tied to its council.",
}


class NoWorkbookError(ValueError):
    """The file is no workbook that can be read."""


def is_workbook(content: bytes) -> bool:
    """Whether the content is a zip, as every .xlsx is."""
    return content.startswith(b"PK\x03\x04")


def sheets_of(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sheet's name with its rows as text, days as year, month and day. The sheet of lists is left out."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True) if _fits(content) else None
        sheets = [
            (sheet.title, [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)])
            for sheet in (book.worksheets if book else ())
            if sheet.title != LISTS
        ]
    except Exception as error:  # openpyxl raises whatever its parsers do.
        raise NoWorkbookError("cannot be read as an Excel workbook: save it as .xlsx or as CSV") from error
    if book is None:
        raise NoWorkbookError("holds more than 100 MB when it is unpacked")
    for title, rows in sheets:
        yield title, _trimmed(rows)


def _fits(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return sum(part.file_size for part in parts.infolist()) <= MOST_BYTES_INSIDE


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows without empty columns at the right, which a spreadsheet counts if they were ever touched."""
    width = max((number for row in rows for number, text in enumerate(row, start=1) if text), default=0)
    return [(row + [""] * width)[:width] for row in rows]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def day_as_stored(text: str) -> str:
    """A day or month as Excel writes it into a CSV file (07/07/2014, 7-Jul-14, Jul-12) as this site writes it.

    Days come before months. Anything else stays as it is.
    """
    try:
        if found := SLASHES.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day).isoformat()
        if found := DAY_MONTH_YEAR.fullmatch(text):
            return date(_year(found[3]), _month(found[2]), int(found[1])).isoformat()
        if found := MONTH_AND_YEAR.fullmatch(text):
            return f"{_year(found[2])}-{_month(found[1]):02d}"
    except ValueError:
        pass
    return text


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(text: str) -> int:
    return MONTHS.index(text.lower()) + 1


def workbook() -> bytes:
    """What is on record as a workbook: a sheet for each file, with lists to choose from and comments on columns."""
    book = Workbook()
    choices = _choices()
    lists = book.active
    lists.title = LISTS
    for number, (name, values) in enumerate(choices.items(), start=1):
        for row, value in enumerate([name, *values], start=1):
            lists.cell(row, number, value)
    record = on_record()
    for layout in LAYOUTS.values():
        rows = record.rows[layout.name].values()
        _fill(book.create_sheet(layout.name), layout, ([row[name] for name in layout.columns] for row in rows), choices)
    book.move_sheet(lists, offset=len(LAYOUTS))
    book.active = 0
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Worksheet, layout: Layout, rows: Iterable[Sequence[str]], choices: dict[str, list[str]]) -> None:
    last = 1
    for row in rows:
        last += 1
        for number, (name, text) in enumerate(zip(layout.columns, row, strict=True), start=1):
            if text:
                _write(sheet, last, number, _day(text) if name in DAYS else text)
    for number, name in enumerate(layout.columns, start=1):
        head, letter = sheet.cell(1, number, name), get_column_letter(number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8E8E8")
        if name in MEANINGS:
            head.comment = Comment(MEANINGS[name], "This site", height=80, width=280)
        sheet.column_dimensions[letter].width = 14 if name in DAYS else 22
        values = choices.get(_list_of(layout, name), [])
        if values:
            column = get_column_letter(list(choices).index(_list_of(layout, name)) + 1)
            offered = DataValidation(
                "list", formula1=f"{LISTS}!${column}$2:${column}${len(values) + 1}", allow_blank=True
            )
            # A warning: names of councils are taken too.
            offered.errorStyle, offered.error = "warning", "This is not in the list."
            sheet.add_data_validation(offered)
            offered.add(f"{letter}2:{letter}{last + 1000}")
    sheet.freeze_panes = "A2"


def _write(sheet: Worksheet, row: int, column: int, value: str | date) -> None:
    cell = sheet.cell(row, column, value)
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    else:
        # Text by type: nothing runs as a formula, and 2012-07 stays a month.
        cell.data_type, cell.number_format = "s", "@"


def _day(text: str) -> str | date:
    try:
        return date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text


def _list_of(layout: Layout, column: str) -> str:
    """The name of the list of a column: `source` and `kind` mean different things in different files."""
    return f"{layout.name}.{column}" if column in ("source", "kind", "provenance") else column


def _choices() -> dict[str, list[str]]:
    frameworks = all_frameworks()
    judgements = {judgement.code: None for framework in frameworks for judgement in framework.judgements}
    services = {service.code: None for framework in frameworks for service in framework.services}
    return {
        "council": list(Council.objects.order_by("slug").values_list("slug", flat=True)),
        "framework": [framework.code for framework in frameworks],
        "service": list(services),
        "judgement": list(judgements),
        "grade": list(Grade.Value.values),
        "timescale": list(AreaForImprovement.Timescale.values),
        "grades.provenance": list(Grade.Provenance.values),
        "inspections.source": list(Inspection.Source.values),
        "inspections.kind": list(Inspection.IlacsKind.values),
        "visits.provenance": list(Visit.Provenance.values),
        "visits.kind": list(Visit.Kind.values),
    }
