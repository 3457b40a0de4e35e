"""CSV for spreadsheets: UTF-8 with a byte order mark, without which Excel takes “’” for three letters.

The facts about the table stand in its last columns, the same in every row, so that the first line is the header
and every line has as many fields: a row that is copied elsewhere takes its day, its base and its source along.
"""

from __future__ import annotations

import csv
import io

from .table import DataFile, Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(file: DataFile) -> bytes:
    """The table and, in each row, what is known about it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    about = [cell(value) for value in file.about.values()]
    writer.writerow([*file.columns, *file.about])
    writer.writerows([*map(cell, row), *about] for row in file.rows)
    return text.getvalue().encode("utf-8-sig")


def cell(value: Value) -> str:
    """A value as CSV text; text that a spreadsheet would run as a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
