"""Spreadsheets in the form of Ofsted's *Local authority inspection outcomes*, with fictional councils."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from odfdo import Cell, Document, Row, Table

HISTORY = (
    *("Web link", "Local authority area code", "Local authority name", "Local authority status", "Ofsted region"),
    *("Inspection date", "Publication date", "Inspection type", "Overall effectiveness"),
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
)
COVER = (
    ("Local authority inspection outcomes as at 31 March 2025",),
    ("Period covered:", "Inspections as at 31 March 2025, with a report published by 30 June 2025"),
)


def history_row(
    council: str = "Testshire",
    inspected: date = date(2023, 11, 27),
    published: date = date(2024, 1, 25),
    kind: str = "ILACS Standard Inspection",
    grades: Sequence[str] = ("Good", "Good", "Requires improvement to be good", "Good", "Outstanding"),
) -> tuple[object, ...]:
    """A row of the sheet with the history of inspections."""
    return ("Link", "E06000000", council, "Current", "London", inspected, published, kind, *grades)


def spreadsheet(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """Write an OpenDocument spreadsheet."""
    document = Document("spreadsheet")
    document.body.clear()
    for name, rows in sheets.items():
        table = Table(name)
        for values in rows:
            row = Row()
            for value in values:
                row.append_cell(Cell(value))
            table.append_row(row)
        document.body.append(table)
    document.save(path)
    return path


def statistics(path: Path, *rows: Sequence[object], heading: Sequence[object] = HISTORY) -> Path:
    """An edition with a cover and one sheet of inspections."""
    title = ("ILACS inspection history",)
    return spreadsheet(path, {"Cover": COVER, "ILACS_inspection_history": [title, heading, *rows]})
