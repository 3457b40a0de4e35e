"""Rows that staff refuse to load, with the rows that make no sense without them."""

from collections.abc import Collection
from dataclasses import replace

from inspections.record.files.current import Key, OnRecord
from inspections.record.files.layouts import COUNCILS, GRADES, INSPECTIONS, FileRow

from .reading import Rows


def without(rows: Rows, references: Collection[str], record: OnRecord) -> Rows:
    """The rows without those that have one of these references.

    A new council goes with everything about it, a new inspection with its grades, and the last grade of a new
    inspection with the inspection. If a row about an inspection on record is left out, other rows about the inspection
    take its date of publication from the record.
    """
    if not references:
        return rows
    refused = {name: [row for row in found if row.reference in references] for name, found in rows.by_layout.items()}
    councils = {row["slug"] for row in refused[COUNCILS.name] if row.key not in record.rows[COUNCILS.name]}
    on_record = record.rows[INSPECTIONS.name]
    inspections = {row.key for row in refused[INSPECTIONS.name]}
    gone = (inspections | _without_grades(rows, refused[GRADES.name])) - set(on_record)

    def stays(row: FileRow) -> bool:
        if row.reference in references or councils & _councils_of(row):
            return False
        return _inspection_of(row) not in gone

    def as_on_record(row: FileRow) -> FileRow:
        key = _inspection_of(row)
        if key not in inspections or key not in on_record:
            return row
        return replace(row, cells={**row.cells, "published_on": on_record[key]["published_on"]})

    return Rows(
        {name: [as_on_record(row) for row in found if stays(row)] for name, found in rows.by_layout.items()},
        list(rows.problems),
    )


def _without_grades(rows: Rows, refused: list[FileRow]) -> set[Key]:
    """Inspections of which every grade is refused."""
    left = {row.reference for row in refused}
    graded = {row.inspection for row in rows.by_layout[GRADES.name] if row.reference not in left}
    return {row.inspection for row in refused} - graded


def _inspection_of(row: FileRow) -> Key:
    return row.inspection if row.is_of_inspection else ()


def _councils_of(row: FileRow) -> set[str]:
    return {row["slug"]} if row.layout is COUNCILS else {row[column] for column in row.layout.councils}
