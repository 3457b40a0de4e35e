"""Ofsted's *Local authority inspection outcomes*, an OpenDocument spreadsheet, as outcomes.

Sheets and headings differ from year to year, so both are recognised by their words. A sheet is read if it has a row
with "Local authority name" and headings of judgements; a sheet may have several such tables. Some have one inspection a
row, others the first, second and third side by side ("First ILACS publication date"). Visits, which have no grades, are
left out. Before 2023 children in care and care leavers were judged together: the statistics put that grade under
children in care.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from odfdo import Document, Element

GRADES = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement to be good": "requires_improvement",
    "requires improvement": "requires_improvement",
    "inadequate": "inadequate",
}
KINDS = {"ilacs standard inspection": "standard", "ilacs short inspection": "short"}
COUNCIL = "local authority name"
# What a heading says, in the order in which it is recognised: "care leavers" also stands in an older heading.
HEADINGS = (
    ("council", COUNCIL),
    ("inspected_from", "inspection date"),
    ("inspected_from", "inspection/visit date"),
    ("published_on", "publication date"),
    ("kind", "inspection type"),
    ("kind", "inspection/visit type"),
    ("overall_effectiveness", "overall effectiveness"),
    ("leaders", "impact of leaders"),
    ("help_and_protection", "need help and protection"),
    ("children_in_care", "children in care"),
    ("care_leavers", "care leavers"),
)
JUDGEMENTS = ("overall_effectiveness", "leaders", "help_and_protection", "children_in_care", "care_leavers")
AS_AT = re.compile(r"local authority inspection outcomes as at (\d{1,2}) (\w+) (\d{4})", re.IGNORECASE)
PUBLISHED_BY = re.compile(r"report published by (\d{1,2}) (\w+) (\d{4})", re.IGNORECASE)
# The title and the period stand near the top of the cover.
FIRST_ROWS = 12
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Care leavers have had a judgement of their own since 2023.
ALWAYS_JUDGED = JUDGEMENTS[:-1]
LARGEST_BYTES = 50 * 2**20
MOST_CELLS = 100


class NotReadError(ValueError):
    """The file is not Ofsted's statistics, or a cell of it can't be understood. Says where."""


@dataclass(frozen=True)
class Outcome:
    """One inspection of one council as the statistics have it.

    `grades` are by judgement code. `sheet` and `row` say where it stands in the file, counted as a spreadsheet counts.
    A date or the kind is None if the sheet doesn't have it.
    """

    council: str
    inspected_from: date | None
    published_on: date | None
    kind: str | None
    grades: Mapping[str, str]
    sheet: str
    row: int

    @property
    def day(self) -> date:
        """The first day of the inspection or, if the sheet doesn't have it, the day of publication."""
        day = self.inspected_from or self.published_on
        assert day is not None
        return day

    @property
    def place(self) -> str:
        return f"{self.sheet}, row {self.row}"


@dataclass(frozen=True)
class Outcomes:
    """What one edition says of inspections made by `as_at`, if their reports were published by `published_by`."""

    as_at: date
    published_by: date
    outcomes: tuple[Outcome, ...]


def read_outcomes(path: Path) -> Outcomes:
    """Read the spreadsheet. Raises NotReadError with the sheet and the row for whatever can't be understood."""
    sheets = {name: list(rows) for name, rows in _sheets(path)}
    cells = [cell for rows in sheets.values() for _, cells in rows[:FIRST_ROWS] for cell in cells]
    as_at, published_by = _first_day(AS_AT, cells), _first_day(PUBLISHED_BY, cells)
    found = [outcome for name, rows in sheets.items() for outcome in _outcomes(name, rows)]
    if not found or as_at is None:
        raise NotReadError(
            f"{path.name} is not Ofsted’s “Local authority inspection outcomes”: it needs that title with its day, and "
            f"a sheet with the column “Local authority name” and columns of judgements."
        )
    return Outcomes(as_at, published_by or as_at, tuple(found))


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[int, list[str]]]]]:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_BYTES:
                raise NotReadError(f"{path.name} is larger than Ofsted’s statistics can be.")
        document = Document(path)
        tables = document.body.get_elements("//table:table")
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, AttributeError) as error:
        raise NotReadError(f"{path.name} is not an OpenDocument spreadsheet (.ods).") from error
    for table in tables:
        yield str(table.get_attribute("table:name")), _rows(table)


def _rows(table: Element) -> Iterator[tuple[int, list[str]]]:
    """The rows that say anything, with their numbers. Repeated rows are empty ones at the end of a sheet."""
    number = 1
    for row in table.get_elements(".//table:table-row"):
        cells: list[str] = []
        for cell in row.get_elements("table:table-cell|table:covered-table-cell"):
            repeated = min(int(_attribute(cell, "table:number-columns-repeated") or 1), MOST_CELLS)
            cells += [_text(cell)] * repeated
        if any(cells):
            yield number, cells
        number += int(_attribute(row, "table:number-rows-repeated") or 1)


def _text(cell: Element) -> str:
    """A cell's date as ISO, otherwise its text."""
    day = _attribute(cell, "office:date-value")
    return day[:10] if day else " ".join(cell.text_recursive.split())


def _attribute(element: Element, name: str) -> str:
    value: Any = element.get_attribute(name)
    return "" if value is None else str(value)


def _first_day(pattern: re.Pattern[str], cells: Iterable[str]) -> date | None:
    """The day in the first cell that has the pattern."""
    for match in filter(None, map(pattern.search, cells)):
        if match[2].lower() in MONTHS:
            return date(int(match[3]), MONTHS.index(match[2].lower()) + 1, int(match[1]))
    return None


def _outcomes(sheet: str, rows: Sequence[tuple[int, list[str]]]) -> Iterator[Outcome]:
    """The inspections of a sheet, or nothing if it has no table of councils."""
    columns: dict[str, dict[str, int]] = {}
    for number, cells in rows:
        if COUNCIL in [cell.lower() for cell in cells]:
            columns = _columns(sheet, number, cells)
        elif columns:
            yield from _row(sheet, number, cells, columns)


def _columns(sheet: str, number: int, headings: Sequence[str]) -> dict[str, dict[str, int]]:
    """The places of the columns by inspection: "" for one a row, "first", "second" and so on for several."""
    found: dict[str, dict[str, int]] = {}
    for place, heading in enumerate(headings):
        words = heading.lower()
        name = next((name for name, phrase in HEADINGS if phrase in words), None)
        if name:
            which = words.partition(" ilacs ")[0] if " ilacs " in words else ""
            found.setdefault(which, {}).setdefault(name, place)
    shared = found.get("", {})
    several = {which: shared | columns for which, columns in found.items() if which}
    tables = several or {"": shared}
    for columns in tables.values():
        missing = [name for name in ALWAYS_JUDGED if name not in columns]
        if missing or not {"inspected_from", "published_on"} & columns.keys():
            lacking = ", ".join(missing) or "a date of inspection or publication"
            raise NotReadError(f"{sheet}, row {number}: no column for {lacking}.")
    return tables


def _row(sheet: str, number: int, cells: Sequence[str], tables: Mapping[str, Mapping[str, int]]) -> Iterator[Outcome]:
    for columns in tables.values():
        values = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
        grades = {name: _grade(values[name], sheet, number) for name in JUDGEMENTS if values.get(name)}
        if values["council"] and grades:
            yield Outcome(
                values["council"],
                _day(values, "inspected_from", sheet, number),
                _day(values, "published_on", sheet, number),
                KINDS.get(values["kind"].lower(), "") if "kind" in values else None,
                grades,
                sheet,
                number,
            )


def _grade(text: str, sheet: str, row: int) -> str:
    if text.lower() not in GRADES:
        raise NotReadError(f"{sheet}, row {row}: “{text}” is not a grade.")
    return GRADES[text.lower()]


def _day(values: Mapping[str, str], name: str, sheet: str, row: int) -> date | None:
    if name not in values:
        return None
    try:
        return date.fromisoformat(values[name])
    except ValueError:
        raise NotReadError(f"{sheet}, row {row}: “{values[name]}” is not a date.") from None
