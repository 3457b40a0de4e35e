"""CSV for spreadsheets: UTF-8 with a byte order mark, without which Excel shows “’” as three letters.

The facts about the table are in its last columns, the same in every row, so that the first line is the header
and every line has as many fields: a row that is copied elsewhere takes its day, its base and its source along.
"""

import csv
from collections.abc import Iterator

from dashboard.values.columns import Value
from dashboard.values.tables import Table

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(table: Table, *, with_notes: bool = True) -> bytes:
    """The table, with the facts about it in every row unless these notes are left out."""
    return "".join(csv_lines(table, with_notes=with_notes)).encode()


def csv_lines(table: Table, *, with_notes: bool = True) -> Iterator[str]:
    """The same line by line, for long tables."""
    writer = csv.writer(_Echo())
    notes = table.about if with_notes else {}
    about = [cell(value) for value in notes.values()]
    yield BYTE_ORDER_MARK + writer.writerow([*table.keys, *notes])
    for row in table.file_rows:
        yield writer.writerow([*map(cell, row), *about])


class _Echo:
    """A file whose `write` returns the line, so that csv's `writerow` does too."""

    def write(self, line: str) -> str:
        return line


def cell(value: Value) -> str:
    """A value as CSV text, with an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
