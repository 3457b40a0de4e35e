"""Setting the grades of an inspection, with one `RecordChange` for each thing that differs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User

from inspections.models import Grade, Inspection
from inspections.models.grades import is_weaker

from .checks import check_grade
from .editions import RecordChange, text_of
from .saving import Writes

PARAGRAPH_FIELDS = ("paragraph_first", "paragraph_last", "paragraphs_derived")
GRADE_FIELDS = (
    "grade",
    "provenance",
    "evidence",
    "source",
    "note",
    "page",
    "quoted_line",
    *PARAGRAPH_FIELDS,
)
Values = Mapping[str, Mapping[str, Any]]


def set_grades(inspection: Inspection, values: Values, *, by: User) -> list[RecordChange]:
    """Set and save grades by judgement id, adding missing ones.

    Raises ActionRefusedError if the framework doesn't have such a grade, and ValidationError if its values can't be
    right together.
    """
    writes = Writes()
    changes = regrade(inspection, grades_of(inspection), values, writes)
    for grade in (*writes.added, *(row for _, row in writes.changed)):
        grade.full_clean(exclude=["inspection"])
    writes.write(by=by)
    return changes


def grades_of(inspection: Inspection) -> dict[str, Grade]:
    """The grades on record by judgement id."""
    return {grade.judgement_id: grade for grade in inspection.grades.all()}


def regrade(
    inspection: Inspection, existing: Mapping[str, Grade], values: Values, writes: Writes
) -> list[RecordChange]:
    """Set grades by judgement id, with what is to be written in `writes`."""
    changes = []
    for judgement_id, fields in values.items():
        service, _, judgement = judgement_id.partition(".")
        grade = existing.get(judgement_id) or Grade(inspection=inspection, service=service, judgement=judgement)
        before = {name: getattr(grade, name) for name in fields}
        if grade.pk and before == dict(fields):
            continue
        label_before = grade.get_grade_display() if grade.pk else ""
        for name, value in fields.items():
            setattr(grade, name, value)
        check_grade(grade)
        if grade.pk:
            writes.changed.append((GRADE_FIELDS, grade))
        else:
            writes.added.append(grade)
        if label_before != grade.get_grade_display():
            changes.append(RecordChange(inspection, judgement_id, label_before, grade.get_grade_display()))
        changes += [
            RecordChange(inspection, f"{judgement_id}: {name}", text_of(before[name]), text_of(value))
            for name, value in fields.items()
            if name != "grade" and text_of(before[name]) != text_of(value) and label_before
        ]
    return changes


def stronger_grades(
    existing: Mapping[str, Grade], grades: Iterable[Grade], *, only_stronger: bool = False
) -> dict[str, dict[str, Any]]:
    """The grades that are not weaker than those on record, as values by judgement id.

    Those of equal provenance are left out with `only_stronger`. Paragraphs and address on record are kept if the new
    grades don't have them.
    """
    stronger = {}
    for grade in grades:
        on_record = existing.get(grade.judgement_id)
        unknown: set[str] = set()
        if on_record is not None:
            if is_weaker(grade.provenance, on_record.provenance):
                continue
            if only_stronger and not is_weaker(on_record.provenance, grade.provenance):
                continue
            unknown |= {"source"} if not grade.source else set()
            unknown |= set(PARAGRAPH_FIELDS) if grade.paragraph_first is None else set()
        stronger[grade.judgement_id] = {name: getattr(grade, name) for name in GRADE_FIELDS if name not in unknown}
    return stronger
