"""Compares rows with what is on record: what would be added, what changed, and what stays."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from inspections.actions.load.plan import ChangedRow, Plan
from inspections.dates import PartialDate
from inspections.models.grades import is_weaker
from inspections.record.files.corrections import CorrectionsMade, corrections_made
from inspections.record.files.current import Key, OnRecord, on_record
from inspections.record.files.layouts import AREAS, FIGURES, GRADES, INSPECTIONS, RANGES, VISITS, FileRow

from .checking import check
from .council_names import with_slugs
from .leaving_out import without
from .reading import Rows


def plan(rows: Rows, *, leave_out: Collection[str] = ()) -> Plan:
    """Compare the rows with what is on record, without writing anything.

    `leave_out` are references of rows that are not to be loaded.
    """
    record = on_record()
    corrections = corrections_made()
    rows = with_slugs(rows, record)
    given = {row.reference for all_rows in rows.by_layout.values() for row in all_rows}
    left_out = frozenset(leave_out) & given
    rows = without(rows, left_out, record)
    moved = corrections.earlier_keys - set(record.rows[INSPECTIONS.name]) - set(record.rows[VISITS.name])
    skipped = _better_known(rows, record) | record.withdrawn | moved
    kept = Rows(
        {name: [row for row in all_rows if _key(row) not in skipped] for name, all_rows in rows.by_layout.items()},
        list(rows.problems),
    )
    check(kept, record)
    if kept.problems:
        order = {row_file: index for index, row_file in enumerate(dict.fromkeys(p.file for p in kept.problems))}
        problems = tuple(sorted(kept.problems, key=lambda p: (order[p.file], p.row)))
        return Plan(record, problems, left_out=left_out)
    result = Plan(record, left_out=left_out)
    for name, all_rows in rows.by_layout.items():
        result.kept[name] = len(all_rows) - len(kept.by_layout[name])
        for row in kept.by_layout[name]:
            _place(row, result, corrections)
    return result


def _key(row: FileRow) -> Key:
    """The key of the inspection or the visit that a row is about."""
    if row.layout is VISITS:
        return row.key
    return row.inspection if row.is_of_inspection else ()


def _better_known(rows: Rows, record: OnRecord) -> frozenset[Key]:
    """Keys of inspections dated by month, year or span that are now on record with their full dates.

    The month in a later report may be that of the inspection or of its publication. A span is one of publication.
    """
    whole: dict[tuple[str, str], list[FileRow]] = {}
    for row in record.rows[INSPECTIONS.name].values():
        if len(row["inspected_from"]) == len("2012-01-25"):
            whole.setdefault((row["council"], row["framework"]), []).append(row)
    return frozenset(
        row.key
        for row in rows.by_layout[INSPECTIONS.name]
        if row.is_usable
        and not (starts := PartialDate.parse(row["inspected_from"])).is_exact
        and row.key not in record.rows[INSPECTIONS.name]
        and any(
            other[column] and starts.earliest <= date.fromisoformat(other[column]) <= starts.latest
            for other in whole.get((row["council"], row["framework"]), [])
            for column in (("published_on",) if starts.until else ("inspected_from", "published_on"))
        )
    )


def _place(row: FileRow, result: Plan, corrections: CorrectionsMade) -> None:
    name = row.layout.name
    before = result.record.rows[name].get(row.key)
    differing = _differing(row, before) if before else ()
    if before and not differing:
        result.unchanged[name] += 1
    elif _on_record_is_better(row, before, result.record):
        result.kept[name] += 1
    elif before:
        after = replace(row, cells={**row.cells, **{column: before[column] for column in _same(row, differing)}})
        undoes = corrections.undone_by(row, differing)
        result.changed[name].append(ChangedRow(after, before, differing, undoes))
    else:
        result.added[name].append(row)


def _differing(row: FileRow, before: FileRow) -> tuple[str, ...]:
    """The columns that change.

    An empty cell of an inspection or a visit doesn't delete what is on record, and one of a weaker source only fills
    what is empty.
    """
    if row.layout not in (INSPECTIONS, VISITS):
        return tuple(column for column in row.layout.compared if row[column] != before[column])
    origin = "source" if row.layout is INSPECTIONS else "provenance"
    weaker = is_weaker(row[origin], before[origin])
    return tuple(
        column
        for column in row.layout.compared
        if row[column]
        and row[column] != before[column]
        and not (weaker and (before[column] or column in ("source", "note")))
    )


def _same(row: FileRow, differing: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column for column in row.layout.compared if column not in differing)


def _on_record_is_better(row: FileRow, before: FileRow | None, record: OnRecord) -> bool:
    if row.layout in (AREAS, FIGURES, RANGES):
        return (row.layout.name, row.inspection) in record.read_from_report
    return row.layout is GRADES and before is not None and is_weaker(row["provenance"], before["provenance"])
