"""A table as a sheet for people, for XLSX and ODS alike: what each cell holds, how it looks, and what is printed.

CSV and JSON are for programs, so their keys and codes never change. A sheet has words: names stand before codes, a
grade has its colour, a shared rank its “=”, and only the columns for people are printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from textwrap import wrap
from typing import NamedTuple

from dashboard.values.columns import Column, GradeColumn, Value
from dashboard.values.facts import about_words
from dashboard.values.tables import Table
from inspections.frameworks.loader import all_frameworks
from inspections.wording.provenance import PROVENANCE_MARKS, marks_key

MAKER = "Children’s services inspections"
NOTES = "Notes"
NOTES_WIDTHS = (44, 80, 54)
# Characters in a column. Long text takes less where its table is too wide for the paper.
WIDEST, WIDEST_GRADE, NARROWEST, ROOM = (50, 40, 30), 20, 9, 2
# Characters that fit on a landscape page in a size that can be read.
A4_WIDTH, A3_WIDTH = 290, 420
LONGEST_SHEET_NAME, NOT_IN_SHEET_NAMES = 31, re.compile(r"[\[\]:*?/\\]")
RESERVED = {NOTES.casefold(), "history"}
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
JOINT_RANK = re.compile(r"\d+=")
GRADE_CODES = {grade.label: grade.code for framework in all_frameworks() for grade in framework.scale.grades}


class SheetCell(NamedTuple):
    """A cell: its value, and what is shown with it.

    `grade` is the code of the grade that it holds. `mark` stands behind a grade that was not read from the report
    itself. A rank stands at the left, beside the name; a `joint` one is a number that is shown with “=”.
    """

    value: Value
    grade: str = ""
    mark: str = ""
    is_rank: bool = False
    joint: bool = False

    @property
    def shown(self) -> str:
        """Its text, as the sheet shows it."""
        match self.value:
            case None:
                return ""
            case date():
                return f"{self.value.day} {self.value:%B %Y}"
            case _:
                return f"{self.value}{'=' if self.joint else ''}{f' {self.mark}' if self.mark else ''}"


@dataclass(frozen=True)
class SheetColumn:
    """A column of a sheet. `place` is its place in the rows of files, `mark_place` that of its grade's provenance."""

    column: Column
    place: int
    mark_place: int | None
    width: int
    is_printed: bool


class SheetNote(NamedTuple):
    """A row of the sheet of notes. It can be a heading of the rows below it."""

    cells: tuple[Value, ...]
    is_heading: bool = False


@dataclass(frozen=True)
class TableSheet:
    """A table as a sheet. `made_on` is the day that the file’s properties name."""

    table: Table
    made_on: date

    @property
    def title(self) -> str:
        return self.table.title or self.table.name

    @property
    def name(self) -> str:
        return sheet_name(self.title)

    @cached_property
    def columns(self) -> list[SheetColumn]:
        """The columns for people first, then those for programs. Long text has the widest column that fits."""
        columns: list[SheetColumn] = []
        for widest in WIDEST:
            columns = self._columns(widest)
            if sum(column.width + ROOM for column in columns if column.is_printed) <= A4_WIDTH:
                break
        return columns

    def _columns(self, widest: int) -> list[SheetColumn]:
        keys, for_people = self.table.keys, {bound.column.key for bound in self.table.plain_columns}
        places = {key: place for place, key in enumerate(keys)}
        columns = [
            SheetColumn(
                column,
                place,
                places.get(f"{column.key}.provenance"),
                min(self._widths[place], WIDEST_GRADE if isinstance(column, GradeColumn) else widest),
                column.key in for_people,
            )
            for place, column in enumerate(self.table.file_columns)
        ]
        return sorted(columns, key=lambda column: not column.is_printed)

    @cached_property
    def _widths(self) -> list[int]:
        """The width of each column of files for its longest cell and the longest word of its heading."""
        rows = self.table.file_rows
        return [_width(column, (row[place] for row in rows)) for place, column in enumerate(self.table.file_columns)]

    @property
    def printed(self) -> int:
        """The number of columns to print. They come first. All columns if every one is for programs only."""
        return sum(column.is_printed for column in self.columns) or len(self.columns)

    @property
    def printed_width(self) -> int:
        """The width of the printed columns in characters."""
        return sum(column.width + ROOM for column in self.columns[: self.printed])

    @property
    def pages_across(self) -> int:
        """The number of A3 pages, side by side, that the printed columns need."""
        return -(-self.printed_width // A3_WIDTH)

    @property
    def is_large(self) -> bool:
        """Whether the printed columns need A3, because A4 is too narrow."""
        return self.printed_width > A4_WIDTH

    @property
    def named_columns(self) -> int:
        """The number of columns to freeze, up to the councils' names; 0 if those are missing or not at the left."""
        place = next((n for n, column in enumerate(self.columns, start=1) if column.column.key == "name"), 0)
        return place if place <= 3 else 0

    def rows(self) -> Iterator[list[SheetCell]]:
        joint_place = self.table.keys.index("joint") if "joint" in self.table.keys else None
        for row in self.table.file_rows:
            is_joint = joint_place is not None and row[joint_place] is True
            yield [_cell(column, row, is_joint=is_joint) for column in self.columns]

    def notes(self) -> Iterator[SheetNote]:
        """The facts about the table, then what its columns hold."""
        yield SheetNote(("About this table", ""), is_heading=True)
        for key, value in self.table.about.items():
            yield SheetNote((about_words(key), value))
        if any(column.mark_place is not None for column in self.columns):
            yield SheetNote(("Marks behind grades", marks_key()))
        yield SheetNote(())
        yield SheetNote(("Column", "What it holds", "Name in CSV and JSON"), is_heading=True)
        for column in self.columns:
            yield SheetNote((column.column.heading, column.column.meaning, column.column.key))


def _cell(column: SheetColumn, row: Sequence[Value], *, is_joint: bool) -> SheetCell:
    value = row[column.place]
    if column.column.key == "rank":
        if isinstance(value, str) and JOINT_RANK.fullmatch(value):
            return SheetCell(int(value[:-1]), is_rank=True, joint=True)
        return SheetCell(value, is_rank=True, joint=is_joint)
    if isinstance(value, bool):
        return SheetCell("yes" if value else "no")
    if not isinstance(value, str):
        return SheetCell(value)
    words = NOT_IN_XML.sub("", column.column.words.get(value, value))
    origin = row[column.mark_place] if column.mark_place is not None else None
    mark = PROVENANCE_MARKS.get(origin, "") if isinstance(origin, str) else ""
    return SheetCell(words, GRADE_CODES.get(words, ""), mark)


def _width(column: Column, values: Iterator[Value]) -> int:
    """Characters for the longest cell, the longest word of the heading, and all of the heading in three lines."""
    longest = max((len(column.in_words(value)) for value in values), default=0)
    word = max(map(len, column.heading.split()), default=0)
    return max(longest, word, len(column.heading) // 3, NARROWEST)


def lines_of(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How many lines the longest of these texts takes in its column."""
    longer = ((text, width) for text, width in zip(texts, widths, strict=True) if len(text) > width)
    return max((len(wrap(text, width)) for text, width in longer), default=1)


def sheet_name(title: str) -> str:
    """A valid name of a sheet: at most 31 characters, cut between words, without those that Excel refuses."""
    name = NOT_IN_SHEET_NAMES.sub(" ", title).strip(" '")
    if len(name) > LONGEST_SHEET_NAME:
        name = name[: LONGEST_SHEET_NAME + 1].rpartition(" ")[0].rstrip(",:; ") or name[:LONGEST_SHEET_NAME]
    return name if name and name.casefold() not in RESERVED else "Table"
