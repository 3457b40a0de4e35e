"""Writes areas for improvement and figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from inspections.models import AreaForImprovement, StatedFigure
from inspections.record.files.cells import to_number
from inspections.record.files.current import Key
from inspections.record.files.layouts import AREAS, FIGURES, FileRow

from .work import Work, set_fields

_FIGURE_FIELDS = ("value", "qualifier", "paragraph")


def write_areas(work: Work) -> None:
    """Write areas for improvement. If an inspection's counts differ, all its areas are numbered again."""
    added, changed = work.plan.added[AREAS.name], work.plan.changed[AREAS.name]
    touched = {row.inspection for row in (*added, *(change.row for change in changed))}
    if not touched:
        return
    rows = {key: row for key, row in work.plan.record.rows[AREAS.name].items() if row.inspection in touched}
    rows |= {row.key: row for row in (*added, *(change.row for change in changed))}
    AreaForImprovement.objects.filter(inspection__in=[work.inspections[key] for key in touched]).delete()
    work.create(_areas(work, rows.values()))
    for row in added:
        if row.inspection not in work.new:
            work.note(work.inspections[row.inspection], _area(row), "", row["count"])
    for change in changed:
        work.note(
            work.inspections[change.row.inspection], _area(change.row), change.before["count"], change.row["count"]
        )


def _areas(work: Work, rows: Iterable[FileRow]) -> Iterator[AreaForImprovement]:
    orders: dict[tuple[Key, str], int] = defaultdict(int)
    for row in rows:
        for _ in range(int(row["count"])):
            orders[row.inspection, row["service"]] += 1
            yield AreaForImprovement(
                inspection=work.inspections[row.inspection],
                service=row["service"],
                order=orders[row.inspection, row["service"]],
                timescale=row["timescale"],
                addressee=row["addressee"],
            )


def write_figures(work: Work) -> None:
    """Write figures. New ones come after those on record."""
    added, changed = work.plan.added[FIGURES.name], work.plan.changed[FIGURES.name]
    if not added and not changed:
        return
    touched = {work.inspections[row.inspection].pk for row in (*added, *(change.row for change in changed))}
    existing = list(StatedFigure.objects.filter(inspection__in=touched))
    orders: dict[int, int] = defaultdict(int)
    for figure in existing:
        orders[figure.inspection_id] = max(orders[figure.inspection_id], figure.order)
    new = []
    for row in added:
        inspection = work.inspections[row.inspection]
        orders[inspection.pk] += 1
        figure = StatedFigure(
            inspection=inspection, order=orders[inspection.pk], kind=row["kind"], age_band=row["age_band"]
        )
        set_fields(figure, _figure_fields(row))
        new.append(figure)
        if row.inspection not in work.new:
            work.note(inspection, _figure(row), "", row["value"])
    work.create(new)
    by_key = {(figure.inspection_id, figure.kind, figure.age_band): figure for figure in existing}
    updated = []
    for change in changed:
        inspection = work.inspections[change.row.inspection]
        figure = by_key[inspection.pk, change.row["kind"], change.row["age_band"]]
        set_fields(figure, _figure_fields(change.row))
        updated.append(figure)
        for column in change.columns:
            work.note(inspection, f"{_figure(change.row)}: {column}", change.before[column], change.row[column])
    work.update(updated, _FIGURE_FIELDS)


def _figure_fields(row: FileRow) -> dict[str, Any]:
    return {
        "value": int(row["value"]),
        "qualifier": row["qualifier"],
        "paragraph": to_number(row["paragraph"]),
    }


def _area(row: FileRow) -> str:
    return f"{row['service']}: areas for improvement, {row['timescale'] or 'no timescale'}"


def _figure(row: FileRow) -> str:
    return f"{row['kind']} ({row['age_band']})" if row["age_band"] else row["kind"]
