"""Reads CSV files and workbooks into rows, with a problem for every cell that can't be used."""

import csv
import io
import re
from collections import Counter
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
# A column that staff download beside their rows. It is passed over when they upload the file again.
WHAT_IS_WRONG = "what is wrong"


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


@dataclass(frozen=True)
class FileTable:
    """A CSV file or a sheet of a workbook. Its first line is the heading. Lines can be read only once.

    `place` is its name in messages, and `kind` a name that may tell which of the known files it is.
    """

    place: str
    kind: str
    lines: Iterator[list[str]]


def read_files(files: Iterable[BinaryFile]) -> Rows:
    """Read open binary files (or uploads) of any of the eight kinds. Never raises because of their content.

    The kind of a file follows from its name (grades.csv), or else from its columns.
    """
    rows = Rows()
    for table in tables_of(files, rows.problems):
        try:
            _read_lines(table, rows)
        except UnreadableFileError as error:
            rows.problems.append(FileProblem(table.place, error.row, "", str(error)))
    return rows


class UnreadableFileError(ValueError):
    """A file or a sheet can't be read from this row on, 0 for the file as a whole."""

    def __init__(self, message: str, row: int = 0) -> None:
        super().__init__(message)
        self.row = row


def tables_of(files: Iterable[BinaryFile], problems: list[FileProblem]) -> Iterator[FileTable]:
    """The tables of files. Problems with what is no workbook that can be read are added to `problems`.

    A file with the name of an earlier one gets a number. Lines raise UnreadableFileError where they can't be read.
    """
    seen: Counter[str] = Counter()
    for file in files:
        name = PurePath(file.name or "file").name
        seen[name] += 1
        place = f"{name} ({seen[name]})" if seen[name] > 1 else name
        content = file.read()
        if is_workbook(content):
            try:
                yield from _sheets(place, PurePath(name).stem, content)
            except UnreadableFileError as error:
                problems.append(FileProblem(place, error.row, "", str(error)))
        else:
            yield FileTable(place, PurePath(name).stem, _lines(content))


def _sheets(place: str, stem: str, content: bytes) -> list[FileTable]:
    try:
        sheets = [(title, lines) for title, lines in sheets_of(content) if len(lines) > 1]
    except NoWorkbookError as error:
        raise UnreadableFileError(str(error)) from None
    if not sheets:
        raise UnreadableFileError("has no sheet with rows")
    return [
        FileTable(
            f"{place}, sheet {title}" if len(sheets) > 1 else place,
            title if title.lower() in LAYOUTS else stem,
            iter(lines),
        )
        for title, lines in sheets
    ]


def heading_of(table: FileTable) -> tuple[Layout, list[str]]:
    """Which file it is, and its names of columns. Raises UnreadableFileError if it is none of the known files."""
    heading = [text.strip() for text in next(table.lines, [])]
    known = [name for name in heading if name.lower() != WHAT_IS_WRONG]
    layout = LAYOUTS.get(table.kind.lower()) or _by_columns(known)
    _check_heading(layout, known)
    return layout, heading


def _read_lines(table: FileTable, rows: Rows) -> None:
    layout, heading = heading_of(table)
    before = len(rows.by_layout[layout.name])
    for number, line in enumerate(table.lines, start=2):
        if not any(cell.strip() for cell in line):
            continue
        if len(line) != len(heading):
            message = f"has {len(line)} cells where the heading has {len(heading)}"
            rows.problems.append(FileProblem(table.place, number, "", message))
            continue
        cells = dict(zip(heading, line, strict=True))
        rows.by_layout[layout.name].append(_row(layout, cells, table.place, number, rows))
    if len(rows.by_layout[layout.name]) == before:
        raise UnreadableFileError("has a heading but no rows")


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise UnreadableFileError("is not UTF-8: save it as “CSV UTF-8”", row) from None
    if not text.strip():
        raise UnreadableFileError("is empty")
    if "\0" in text:
        raise UnreadableFileError("is not text: it holds null characters")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
    try:
        yield from reader
    except csv.Error as error:
        raise UnreadableFileError(f"cannot be read as CSV: {error}", reader.line_num) from None


def _delimiter(text: str) -> str:
    """What stands between the names of columns: a comma, or what Excel writes in other countries."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _by_columns(heading: list[str]) -> Layout:
    for layout in LAYOUTS.values():
        if set(layout.columns) - set(layout.added) <= set(heading) <= set(layout.columns):
            return layout
    known = ", ".join(layout.file_name for layout in LAYOUTS.values())
    raise UnreadableFileError(f"is none of the known files: {known}")


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
        raise UnreadableFileError("has " + "; ".join(wrong), row=1)


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
