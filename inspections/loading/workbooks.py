"""Workbooks with lists to choose from: what is on record, and uploaded rows with what is wrong beside each."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inspections.actions.load.plan import FileProblem
from inspections.frameworks.loader import all_frameworks
from inspections.models import AreaForImprovement, Council, Grade, Inspection, Visit
from inspections.record.files.current import on_record
from inspections.record.files.layouts import LAYOUTS, Layout

from .reading import WHAT_IS_WRONG, BinaryFile, UnreadableFileError, heading_of, safe, tables_of
from .spreadsheets import DAYS, LISTS

_WRONG = PatternFill("solid", fgColor="FFD9D9")
MEANINGS = {
    "council": "The council’s code. Any name that the site knows is taken too.",
    "inspected_from": "A day, or 2012-07 for a month and 2012 for a year.",
    "published_on": "The day on which Ofsted published it. Empty where it is not known.",
    "source": "Where it comes from: an address, or words.",
    "evidence": "Of a research dataset: how a grade was tied to its council.",
}


def workbook() -> bytes:
    """What is on record as a workbook: a sheet for each file, with lists to choose from and comments on columns."""
    book, record = _Book(), on_record()
    for layout in LAYOUTS.values():
        rows = ([row[name] for name in layout.columns] for row in record.rows[layout.name].values())
        book.add_sheet(layout.name, layout, ([safe(text) for text in row] for row in rows))
    return book.content()


def rows_with_problems(files: Iterable[BinaryFile], problems: Iterable[FileProblem]) -> bytes:
    """The rows as uploaded, all of them, with a first column that says what is wrong in each.

    Mended in place, the workbook can be loaded. Files that can't be read at all are not in it.
    """
    messages: dict[str, dict[int, list[FileProblem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        messages[problem.file][problem.row].append(problem)
    book = _Book()
    for table in tables_of(files, []):
        try:
            layout, heading = heading_of(table)
        except UnreadableFileError:
            continue
        lines: list[list[str]] = []
        with suppress(UnreadableFileError):
            lines.extend(table.lines)
        order = [heading.index(name) if name in heading else None for name in layout.columns]
        rows = [["" if at is None or at >= len(line) else line[at] for at in order] for line in lines]
        book.add_checked_sheet(layout, rows, messages[table.place])
    return book.content()


class _Book:
    """A workbook whose sheets offer the lists of its last sheet."""

    def __init__(self) -> None:
        self.book = Workbook()
        self.choices = _choices()
        self.lists = self.book.active
        self.lists.title = LISTS
        for number, (name, values) in enumerate(self.choices.items(), start=1):
            for row, value in enumerate([name, *values], start=1):
                self.lists.cell(row, number, value)

    def content(self) -> bytes:
        self.book.move_sheet(self.lists, offset=len(self.book.sheetnames))
        self.book.active = 0
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()

    def add_sheet(self, title: str, layout: Layout, rows: Iterable[Sequence[str]], first: int = 1) -> Worksheet:
        """Add a sheet with the columns of the layout from the column `first` on."""
        sheet, last = self.book.create_sheet(title), 1
        for row in rows:
            last += 1
            for number, (name, text) in enumerate(zip(layout.columns, row, strict=True), start=first):
                if text:
                    _write(sheet, last, number, _day(text) if name in DAYS else text)
        for number, name in enumerate(layout.columns, start=first):
            letter = _head(sheet, number, name, 14 if name in DAYS else 22)
            if name in MEANINGS:
                sheet.cell(1, number).comment = Comment(MEANINGS[name], "This site", height=80, width=280)
            self._offer(sheet, f"{letter}2:{letter}{last + 1000}", _list_of(layout, name))
        sheet.freeze_panes = sheet.cell(2, first)
        return sheet

    def add_checked_sheet(
        self, layout: Layout, rows: Sequence[Sequence[str]], problems: Mapping[int, Sequence[FileProblem]]
    ) -> None:
        """Add a sheet with what is wrong in front of each row, and the cells that are wrong marked."""
        sheet = self.add_sheet(layout.name, layout, rows, first=2)
        _head(sheet, 1, WHAT_IS_WRONG, 60)
        columns = list(layout.columns)
        for row, found in problems.items():
            if row < 2:
                continue
            words = [f"{problem.column}: {problem.message}" if problem.column else problem.message for problem in found]
            _write(sheet, row, 1, "; ".join(words))
            sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
            for problem in found:
                if problem.column in columns:
                    sheet.cell(row, columns.index(problem.column) + 2).fill = _WRONG
        sheet.auto_filter.ref = sheet.dimensions

    def _offer(self, sheet: Worksheet, cells: str, name: str) -> None:
        values = self.choices.get(name, [])
        if not values:
            return
        column = get_column_letter(list(self.choices).index(name) + 1)
        offered = DataValidation("list", formula1=f"{LISTS}!${column}$2:${column}${len(values) + 1}", allow_blank=True)
        # A warning: names of councils are taken too.
        offered.errorStyle, offered.error = "warning", "This is not in the list."
        sheet.add_data_validation(offered)
        offered.add(cells)


def _head(sheet: Worksheet, number: int, name: str, width: int) -> str:
    """Write the name of a column, and return the column's letter."""
    cell = sheet.cell(1, number, name)
    letter: str = get_column_letter(number)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8E8E8")
    sheet.column_dimensions[letter].width = width
    return letter


def _write(sheet: Worksheet, row: int, column: int, value: str | date) -> None:
    cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
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
        "evidence": list(Grade.EvidenceClass.values),
        "region": list(Council.Region.values),
        "type": list(Council.Type.values),
        "london": list(Council.London.values),
        "timescale": list(AreaForImprovement.Timescale.values),
        "grades.provenance": list(Grade.Provenance.values),
        "inspections.source": list(Inspection.Source.values),
        "inspections.kind": list(Inspection.IlacsKind.values),
        "visits.provenance": list(Visit.Provenance.values),
        "visits.kind": list(Visit.Kind.values),
    }
