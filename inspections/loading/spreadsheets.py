"""Files as Excel and LibreOffice write them: sheets to rows of text."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

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
