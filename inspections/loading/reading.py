"""Reads CSV files and workbooks into rows, with a problem for every cell that can't be used."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from inspections.actions.load.plan import FileProblem
from inspections.record.files.layouts import LAYOUTS, FileRow, Layout

from .spreadsheets import DAYS, NoWorkbookError, day_as_stored, is_workbook, sheets_of

# Text that a spreadsheet would run as a formula. Exports put an apostrophe in front, which is removed here.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_ESCAPED_FORMULA = re.compile(r"'+[=+\-@\t\r]")


class BinaryFile(Protocol):
    """An open binary file or an upload."""

    @property
    def name(self) -> str | None: ...

    def read(self) -> bytes: ...


@dataclass
class Rows:
    """The rows by the name of their layout, and all problems with them."""

    by_layout: dict[str, list[FileRow]] = field(default_factory=lambda: {name: [] for name in LAYOUTS})
    problems: list[FileProblem] = field(default_factory=list)

    def complain(self, row: FileRow, column: str, message: str) -> None:
        """Add a problem with one cell, unless the cell is already known to be unusable."""
        if row.usable(column):
            self.problems.append(FileProblem(row.file, row.number, column, message))


def read_files(files: Iterable[BinaryFile]) -> Rows:
    """Read open binary files (or uploads) of any of the eight kinds. Never raises because of their content.

    The kind of a file follows from its name (grades.csv), or else from its columns.
    """
    rows = Rows()
    for file in files:
        name = PurePath(file.name or "file").name
        try:
            _read(name, file.read(), rows)
        except _UnreadableError as error:
            rows.problems.append(FileProblem(name, error.row, "", str(error)))
    return rows


class _UnreadableError(ValueError):
    def __init__(self, message: str, row: int = 0) -> None:
        super().__init__(message)
        self.row = row


def _read(name: str, content: bytes, rows: Rows) -> None:
    if not is_workbook(content):
        _read_lines(name, _lines(content), rows, PurePath(name).stem)
        return
    try:
        sheets = [(title, lines) for title, lines in sheets_of(content) if len(lines) > 1]
    except NoWorkbookError as error:
        raise _UnreadableError(str(error)) from None
    if not sheets:
        raise _UnreadableError("has no sheet with rows")
    for title, lines in sheets:
        place = f"{name}, sheet {title}" if len(sheets) > 1 else name
        try:
            _read_lines(place, iter(lines), rows, title if title.lower() in LAYOUTS else PurePath(name).stem)
        except _UnreadableError as error:
            rows.problems.append(FileProblem(place, error.row, "", str(error)))


def _read_lines(name: str, lines: Iterator[list[str]], rows: Rows, kind: str) -> None:
    heading = [text.strip() for text in next(lines, [])]
    layout = LAYOUTS.get(kind.lower()) or _by_columns(heading)
    _check_heading(layout, heading)
    before = len(rows.by_layout[layout.name])
    for number, line in enumerate(lines, start=2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(heading):
            message = f"has {len(line)} cells where the heading has {len(heading)}"
            rows.problems.append(FileProblem(name, number, "", message))
            continue
        rows.by_layout[layout.name].append(_row(layout, dict(zip(heading, line, strict=True)), name, number, rows))
    if len(rows.by_layout[layout.name]) == before:
        raise _UnreadableError("has a heading but no rows")


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise _UnreadableError("is not UTF-8: save it as “CSV UTF-8”", row) from None
    if not text.strip():
        raise _UnreadableError("is empty")
    if "\0" in text:
        raise _UnreadableError("is not text: it holds null characters")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
    try:
        yield from reader
    except csv.Error as error:
        raise _UnreadableError(f"cannot be read as CSV: {error}", reader.line_num) from None


def _delimiter(text: str) -> str:
    """What stands between the names of columns: a comma, or what Excel writes in other countries."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _by_columns(heading: list[str]) -> Layout:
    for layout in LAYOUTS.values():
        if set(layout.columns) - set(layout.added) <= set(heading) <= set(layout.columns):
            return layout
    known = ", ".join(layout.file_name for layout in LAYOUTS.values())
    raise _UnreadableError(f"is none of the known files: {known}")


def _check_heading(layout: Layout, heading: list[str]) -> None:
    missing = [name for name in layout.columns if name not in (*heading, *layout.added)]
    unknown = [name for name in heading if name not in layout.columns]
    twice = sorted({name for name in heading if heading.count(name) > 1})
    wrong = [
        f"{word} {', '.join(f'“{name}”' for name in names)}"
        for word, names in (("no column", missing), ("unknown column", unknown), ("twice the column", twice))
        if names
    ]
    if wrong:
        raise _UnreadableError("has " + "; ".join(wrong), row=1)


def _row(layout: Layout, cells: dict[str, str], name: str, number: int, rows: Rows) -> FileRow:
    clean, bad = {}, set()
    for column, check in layout.columns.items():
        text = cells.get(column, "").strip()
        clean[column] = text[1:] if _ESCAPED_FORMULA.match(text) else text
        if column in DAYS:
            clean[column] = day_as_stored(clean[column])
        complaint = check(clean[column])
        if _FORMULA.match(text):
            complaint = f"begins with “{text[0]}”: a spreadsheet would run it as a formula"
        if complaint:
            bad.add(column)
            rows.problems.append(FileProblem(name, number, column, complaint))
    return FileRow(layout, clean, name, number, frozenset(bad))


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet runs as a formula, with an apostrophe in front if needed."""
    return f"'{text}" if _FORMULA.match(text) or _ESCAPED_FORMULA.match(text) else text
