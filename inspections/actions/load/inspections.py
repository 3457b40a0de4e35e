"""Writes inspections and their grades."""

from typing import Any

from django.utils import timezone

from inspections.dates import PartialDate
from inspections.models import Grade, Inspection
from inspections.record.files.cells import to_day
from inspections.record.files.current import Key
from inspections.record.files.layouts import GRADES, INSPECTIONS, RANGES, FileRow

from .work import Work, set_fields

_INSPECTION_FIELDS = ("inspected_to", "published_on", "kind", "lead_inspector", "report_url", "source", "note")
_GRADE_FIELDS = ("grade", "provenance", "evidence", "source", "note")
_RANGE_FIELDS = ("paragraph_first", "paragraph_last", "paragraphs_derived")


def write_inspections(work: Work) -> None:
    """Write inspections as published by the person who loads them."""
    work.inspections = {
        _inspection_key(inspection): inspection
        for inspection in Inspection.objects.published().select_related("council")
    }
    work.new = {row.key for row in work.plan.added[INSPECTIONS.name]}
    now = timezone.now()
    new = []
    for row in work.plan.added[INSPECTIONS.name]:
        inspection = Inspection(
            council=work.councils[row["council"]],
            framework=row["framework"],
            status=Inspection.Status.PUBLISHED,
            created_by=work.by,
            published_by=work.by,
            published_at=now,
            **_inspected_from(row["inspected_from"]),
        )
        _set_inspection(inspection, row)
        work.inspections[row.key] = inspection
        new.append(inspection)
    work.create(new)
    for inspection in new:
        work.note(inspection, "inspection", "", str(inspection))
    changed = []
    for change in work.plan.changed[INSPECTIONS.name]:
        inspection = work.inspections[change.row.key]
        _set_inspection(inspection, change.row)
        inspection.lock_version += 1
        changed.append(inspection)
        for column in change.columns:
            work.note(inspection, column, change.before[column], change.row[column])
    work.update(changed, (*_INSPECTION_FIELDS, "counts_from", "lock_version"))


def write_grades(work: Work) -> None:
    """Write grades with their paragraph numbers."""
    changed_grades, changed_ranges = work.plan.changed[GRADES.name], work.plan.changed[RANGES.name]
    added_ranges = work.plan.added[RANGES.name]
    added = work.plan.added[GRADES.name]
    work.grades = {
        row.key: Grade(inspection=work.inspections[row.inspection], service=row["service"], judgement=row["judgement"])
        for row in added
    }
    new = set(work.grades)
    touched = {row.key for row in added_ranges} | {change.row.key for change in (*changed_grades, *changed_ranges)}
    _fetch_grades(work, touched - new)
    for row in (*added, *(change.row for change in changed_grades)):
        set_fields(work.grades[row.key], {name: row[name] for name in _GRADE_FIELDS})
    for row in (*added_ranges, *(change.row for change in changed_ranges)):
        set_fields(work.grades[row.key], _range_fields(row))
    work.create(work.grades[row.key] for row in added)
    work.update((work.grades[key] for key in sorted(touched - new)), (*_GRADE_FIELDS, *_RANGE_FIELDS))
    _note_grades(work, new)


def _fetch_grades(work: Work, keys: set[Key]) -> None:
    if not keys:
        return
    inspections = {work.inspections[key[:3]].pk: key[:3] for key in keys}
    for grade in Grade.objects.filter(inspection__in=inspections):
        key = (*inspections[grade.inspection_id], grade.service, grade.judgement)
        if key in keys:
            work.grades[key] = grade


def _note_grades(work: Work, new: set[Key]) -> None:
    for row in work.plan.added[GRADES.name]:
        if row.inspection not in work.new:
            work.note(work.inspections[row.inspection], _judgement(row), "", _label(row))
    for change in work.plan.changed[GRADES.name]:
        inspection = work.inspections[change.row.inspection]
        for column in change.columns:
            if column == "grade":
                work.note(inspection, _judgement(change.row), _label(change.before), _label(change.row))
            else:
                what = f"{_judgement(change.row)}: {column}"
                work.note(inspection, what, change.before[column], change.row[column])
    for row in work.plan.added[RANGES.name]:
        if row.key not in new:
            work.note(work.inspections[row.inspection], f"{_judgement(row)}: paragraphs", "", _range(row))
    for change in work.plan.changed[RANGES.name]:
        work.note(
            work.inspections[change.row.inspection],
            f"{_judgement(change.row)}: paragraphs",
            _range(change.before),
            _range(change.row),
        )


def _inspection_key(inspection: Inspection) -> Key:
    return (inspection.council.slug, inspection.framework, str(inspection.inspected))


def _inspected_from(text: str) -> dict[str, Any]:
    partial = PartialDate.parse(text)
    return {
        "inspected_from": partial.earliest,
        "inspected_from_known_to": partial.known_to,
        "inspected_from_until": partial.latest if partial.known_to == "span" else None,
    }


def _set_inspection(inspection: Inspection, row: FileRow) -> None:
    for name in ("kind", "lead_inspector", "report_url", "source", "note"):
        setattr(inspection, name, row[name])
    inspection.inspected_to = to_day(row["inspected_to"])
    inspection.published_on = to_day(row["published_on"])
    inspection.counts_from = inspection.reckoned_from


def _range_fields(row: FileRow) -> dict[str, Any]:
    return {
        "paragraph_first": int(row["first"]),
        "paragraph_last": int(row["last"]),
        "paragraphs_derived": row["derived"] == "1",
    }


def _judgement(row: FileRow) -> str:
    return f"{row['service']}.{row['judgement']}"


def _label(row: FileRow) -> str:
    return Grade.Value(row["grade"]).label


def _range(row: FileRow) -> str:
    derived = ", derived" if row["derived"] == "1" else ""
    return f"{row['first']}–{row['last']}{derived}"
